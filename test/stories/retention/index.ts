/** All stories of retention. */
import type { Story } from '../stage.ts';
import { campaignStories } from './campaigns.ts';
import { doorStories } from './doors.ts';
import { silenceStories } from './silence.ts';
import type { RetentionStage } from './stage.ts';

export const retentionStories: readonly Story<RetentionStage>[] = [
  ...campaignStories,
  ...silenceStories,
  ...doorStories,
];
