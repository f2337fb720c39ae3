import { answerStories } from '../../../test/stories/answer/index.ts';
import { openConversations } from '../../../test/stories/answer/stage.ts';
import { tellTimeline } from '../../../test/stories/timeline.ts';
import { answer } from './answer.ts';

const { acts, waits, ends } = answer;

tellTimeline({
  followUp: answer,
  stories: answerStories,
  stageOf: openConversations,
  misleads: [
    [waits['for-answer'] ?? '', ends['quiet'] ?? ''],
    [acts['send-answer'] ?? '', ends['elsewhere'] ?? ''],
  ],
});
