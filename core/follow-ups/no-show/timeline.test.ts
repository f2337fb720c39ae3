import { openAppointments } from '../../../test/stories/appointment/stage.ts';
import { noShowStories } from '../../../test/stories/no-show/index.ts';
import { tellTimeline } from '../../../test/stories/timeline.ts';
import { noShow } from './no-show.ts';

const { acts, waits, ends } = noShow;

tellTimeline({
  followUp: noShow,
  stories: noShowStories,
  stageOf: openAppointments,
  misleads: [
    [acts['write'] ?? '', ends['declined'] ?? ''],
    [waits['for-rebooking'] ?? '', ends['came'] ?? ''],
  ],
});
