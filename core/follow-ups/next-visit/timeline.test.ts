import { nextVisitStories } from '../../../test/stories/next-visit/index.ts';
import { openNextVisit } from '../../../test/stories/next-visit/stage.ts';
import { tellTimeline } from '../../../test/stories/timeline.ts';
import { nextVisitFollowUp } from './next-visit.ts';

const { waits, ends } = nextVisitFollowUp;

tellTimeline({
  followUp: nextVisitFollowUp,
  stories: nextVisitStories,
  stageOf: openNextVisit,
  misleads: [
    [waits['for-pick-up'] ?? '', ends['off'] ?? ''],
    [waits['for-booking'] ?? '', ends['settled'] ?? ''],
  ],
});
