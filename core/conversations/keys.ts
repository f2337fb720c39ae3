/**
 * Where conversations lie: one partition each, with the messages that answer it. The lines have a partition of their
 * own: a run reads its subject's whole partition at every step, and people may write for years.
 */
import { contactPartition, type Key, sortKey, storePartition } from '../kernel/keys.ts';
import { subjectOf, subjectPartition } from '../kernel/subject.ts';
import { question } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';

/** The follow-up subject of a conversation, such as `cv-C-1001`. */
export const conversationSubject = (conversationId: string): string => subjectOf('cv', conversationId);

const partition = (storeId: string, conversationId: string, ...parts: readonly string[]): string =>
  subjectPartition(storeId, conversationSubject(conversationId), ...parts);

/** The row of a conversation. */
export const conversationKey = (storeId: string, conversationId: string): Key => ({
  pk: partition(storeId, conversationId),
  sk: 'CONVERSATION',
});

/** The log that tells a conversation's story. */
export const conversationLog = (storeId: string, conversationId: string): string =>
  partition(storeId, conversationId, 'LOG');

/** The row of a line; lines sort by when they were said. */
export const lineKey = (storeId: string, conversationId: string, at: Instant, lineId: string): Key => ({
  pk: partition(storeId, conversationId, 'LINES'),
  sk: sortKey(at, lineId),
});

/** The row by which a store finds its conversation with a contact point that is no customer's. */
export const strangerKey = (storeId: string, contact: string): Key => ({
  pk: contactPartition(contact),
  sk: sortKey('CONVERSATION', storeId),
});

const waitingBoard = (storeId: string): string => storePartition(storeId, 'CONVERSATIONS', 'waiting');

/** The attributes that put a conversation on the board of those that wait for an answer. */
export const onWaitingBoard = (storeId: string, since: Instant, conversationId: string) => ({
  boardPk: waitingBoard(storeId),
  boardSk: sortKey(since, conversationId),
});

/** The conversations that wait for an answer. */
export const conversationsWaiting = question({
  asks: 'Which conversations of this store wait for an answer, longest first?',
  example: ['S01'],
  query: (storeId: string) => ({ index: 'board', pk: waitingBoard(storeId) }),
});

/** What was said in a conversation, newest first. Answers that people wrote are among the lines. */
export const linesOfConversation = question({
  asks: 'What was said in this conversation, newest first?',
  example: ['S01', 'C-1001'],
  query: (storeId: string, conversationId: string) => ({
    pk: partition(storeId, conversationId, 'LINES'),
    newestFirst: true,
  }),
});
