import { retentionStories } from '../../../test/stories/retention/index.ts';
import { openRetention } from '../../../test/stories/retention/stage.ts';
import { tellTimeline } from '../../../test/stories/timeline.ts';
import { retention } from './retention.ts';

tellTimeline({
  followUp: retention,
  stories: retentionStories,
  stageOf: openRetention,
  misleads: [
    [retention.acts['send-service'] ?? '', retention.ends['over'] ?? ''],
    [retention.waits['for-customer'] ?? '', retention.ends['asleep'] ?? ''],
  ],
});
