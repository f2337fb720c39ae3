/** Where messages lie: beside what they are about, under the act and the occasion that justify them. */
import { customerPartition, type DueKey, dueKey, type Key, sortKey, sortPrefix } from '../kernel/keys.ts';
import { subjectPartition } from '../kernel/subject.ts';
import { question } from '../kernel/table.ts';
import { type Instant, plus } from '../kernel/time.ts';

/** What a claim is for: one act of one follow-up on one occasion. At most one provider call each, for ever. */
export interface ClaimPlace {
  readonly storeId: string;
  readonly followUp: string;
  readonly subject: string;
  readonly act: string;
  readonly occasion: string;
}

/** The row of a claim. A second claim of the same act on the same occasion finds it taken. */
export const claimKey = (of: ClaimPlace): Key => ({
  pk: subjectPartition(of.storeId, of.subject),
  sk: sortKey('CLAIM', of.followUp, of.act, of.occasion),
});

/** The id of a message says where it lies. */
export const messageId = (of: ClaimPlace): string => [of.followUp, of.subject, of.act, of.occasion].join('.');

/** Reads a message's id; undefined when the text is none. */
export function readMessageId(storeId: string, id: string): ClaimPlace | undefined {
  const [, followUp, subject, act, occasion] =
    /^([a-z-]{1,24})\.((?:ro|ap|vh|cv)-[A-Za-z0-9-]{1,40})\.([a-z-]{1,40})\.([A-Za-z0-9-]{1,60})$/.exec(id) ?? [];
  if (followUp === undefined || subject === undefined || act === undefined || occasion === undefined) return undefined;
  return { storeId, followUp, subject, act, occasion };
}

/**
 * What a provider is told about a message, and gives back with its reports: store and id, so that the row is found without
 * an index. Ids have no underscore and mail tags no dot, so a dot may come back as an underscore.
 */
export const messageReference = (of: ClaimPlace): string => `${of.storeId}.${messageId(of)}`;

/** Reads a reference as it comes back, from a text or from a tag; undefined when it is none of ours. */
export function readReference(reference: string): { readonly storeId: string; readonly messageId: string } | undefined {
  const [, store, id] = /^([A-Z0-9]{1,8})\.(.+)$/.exec(reference.replaceAll('_', '.')) ?? [];
  if (store === undefined || id === undefined || readMessageId(store, id) === undefined) return undefined;
  return { storeId: store, messageId: id };
}

/** How long a provider's answer may stay away before the outcome counts as unknown. */
export const resultMinutes = 15;

/** A claim without a result is a due row. */
export const claimDue = (claimedAt: Instant, id: string): DueKey =>
  dueKey(plus(claimedAt, { minutes: resultMinutes }), 'claim', id);

export const messageLog = (of: ClaimPlace): string => subjectPartition(of.storeId, of.subject, 'LOG');

/** The messages of a store to one customer. */
export const messagesOfCustomer = question({
  asks: 'Which messages went to this customer from this store, or were refused? In the order of their ids.',
  example: ['S01', 'C-1001'],
  query: (storeId: string, customerId: string) => ({
    index: 'story',
    pk: customerPartition(customerId),
    beginsWith: sortPrefix(storeId, 'message'),
  }),
});
