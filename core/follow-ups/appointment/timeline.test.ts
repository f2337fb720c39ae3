import { appointmentStories } from '../../../test/stories/appointment/index.ts';
import { openAppointments } from '../../../test/stories/appointment/stage.ts';
import { tellTimeline } from '../../../test/stories/timeline.ts';
import { appointmentFollowUp } from './appointment.ts';

const { acts, waits, ends } = appointmentFollowUp;

tellTimeline({
  followUp: appointmentFollowUp,
  stories: appointmentStories,
  stageOf: openAppointments,
  misleads: [
    [acts['confirm'] ?? '', ends['off'] ?? ''],
    [waits['for-answer'] ?? '', ends['shown'] ?? ''],
    [acts['tell-host'] ?? '', waits['for-visit'] ?? ''],
  ],
});
