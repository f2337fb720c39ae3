/** All stories of conversations. */
import type { Story } from '../stage.ts';
import { astray } from './astray.ts';
import { keywords } from './keywords.ts';
import type { ConversationStage } from './stage.ts';
import { talks } from './talks.ts';

export const answerStories: readonly Story<ConversationStage>[] = [...talks, ...keywords, ...astray];
