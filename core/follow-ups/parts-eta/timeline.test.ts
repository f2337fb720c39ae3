import { partsEtaStories } from '../../../test/stories/parts-eta/index.ts';
import { openStage } from '../../../test/stories/stage.ts';
import { tellTimeline } from '../../../test/stories/timeline.ts';
import { partsEta } from './parts-eta.ts';

tellTimeline({
  followUp: partsEta,
  stories: partsEtaStories,
  stageOf: openStage,
  misleads: [
    [partsEta.acts['tell-advisor'] ?? '', partsEta.ends['over'] ?? ''],
    [partsEta.waits['for-part'] ?? '', partsEta.ends['asleep'] ?? ''],
    [partsEta.acts['tell-customer-eta'] ?? '', partsEta.waits['for-booking'] ?? ''],
  ],
});
