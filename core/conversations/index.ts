/** Conversations, as other nouns, follow-ups and doors see them. */
export { attachConversation } from './attach.ts';
export { type Conversation, conversation, conversations } from './conversation.ts';
export {
  answerOccasion,
  type Inbound,
  type Partner,
  receiveLine,
  settleConversation,
} from './decide.ts';
export * from './events.ts';
export {
  conversationKey,
  conversationSubject,
  linesOfConversation,
} from './keys.ts';
export { type Line, line, lineChannel, type Meaning, readLine } from './line.ts';
export { conversationAt, conversationWith, findConversation, recentLines } from './read.ts';
