/** What can happen in a conversation: a line comes in, a person answers, or says that no answer is needed. */
import { happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import type { Write } from '../kernel/table.ts';
import { earliest, type Instant, latest, plus } from '../kernel/time.ts';
import { type Conversation, conversations } from './conversation.ts';
import { conversationAnswered, conversationReceived, conversationSettled, type settledHow } from './events.ts';
import { conversationSubject, strangerKey } from './keys.ts';
import { type Line, lineWrite, type Meaning } from './line.ts';

/** With whom a store speaks: a customer, or a number or address that is nobody's. */
export type Partner = { readonly customerId: string } | { readonly contact: string };

/** A line from outside. */
export interface Inbound {
  readonly lineId: string;
  readonly at: Instant;
  readonly channel: Line['channel'];
  /** The subject of a mail. */
  readonly title?: string;
  readonly text: string;
  readonly cut?: boolean;
  readonly meaning: Meaning;
  /** Whether a person owes an answer to it. */
  readonly needsAnswer: boolean;
  /** The subject of the message of ours that came last, and that message's id. */
  readonly regards?: string;
  readonly answers?: string;
  /** The line revoked what was allowed until now; one confirmation of that is owed to this number. */
  readonly confirmTo?: string;
}

/** A confirmation of an opt-out leaves within five minutes or not at all (47 CFR 64.1200(a)(12)). */
const confirmationMinutes = 5;

function begun(storeId: string, partner: Partner, from: Inbound, { now, newId }: Moment): Conversation {
  const known = 'customerId' in partner;
  return {
    // A customer has one conversation per store, so it needs no id of its own, and two first lines meet in one row.
    conversationId: known ? partner.customerId : newId(),
    storeId,
    ...partner,
    channel: from.channel,
    lastInboundAt: from.at,
    answers: 0,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

/** The minutes run from when the customer said it: a line that was held up on its way is not confirmed hours later. */
const owed = (to: string, lineId: string, saidAt: Instant) => ({
  confirmation: { to, lineId, until: plus(saidAt, { minutes: confirmationMinutes }) },
});

function heard(before: Conversation, from: Inbound, { now }: Moment): Conversation {
  // A reply to our answer is about what the conversation was about.
  const repliesToAnswer = from.regards === conversationSubject(before.conversationId);
  return {
    ...before,
    channel: from.channel,
    lastInboundAt: latest(before.lastInboundAt, from.at),
    updatedAt: now,
    ...(from.regards === undefined || repliesToAnswer ? {} : { regards: from.regards }),
    ...(from.needsAnswer ? { askedAt: now, waitingSince: before.waitingSince ?? now } : {}),
    ...(from.confirmTo === undefined ? {} : owed(from.confirmTo, from.lineId, earliest(from.at, now))),
  };
}

const lineOf = ({ lineId, at, channel, title, text, cut, meaning, answers }: Inbound): Line => ({
  lineId,
  at,
  direction: 'inbound',
  channel,
  ...(title === undefined ? {} : { title }),
  text,
  meaning,
  ...(cut === true ? { cut } : {}),
  ...(answers === undefined ? {} : { answers }),
});

/** The first line of a stranger makes them findable; of two first lines at once, one fails and is decided again. */
const found = (storeId: string, contact: string, conversationId: string): Write => ({
  put: { ...strangerKey(storeId, contact), kind: 'stranger', conversationId },
  when: { absent: true },
});

/**
 * A line came in. `before` is the conversation with this partner, undefined when this line begins it. The line's row
 * is put under `absent`: the same line twice fails as a whole.
 */
export function receiveLine(
  before: Conversation | undefined,
  at: { readonly storeId: string; readonly partner: Partner },
  from: Inbound,
  moment: Moment,
): Change<Conversation> {
  const { lineId, channel, meaning, needsAnswer, regards } = from;
  const event = happened(conversationReceived, {
    lineId,
    channel,
    meaning,
    needsAnswer,
    ...(regards === undefined ? {} : { regards }),
  });
  const state = heard(before ?? begun(at.storeId, at.partner, from, moment), from, moment);
  const { conversationId } = state;
  const change =
    before === undefined
      ? conversations.create(state, event, moment)
      : conversations.change(before, state, event, moment);
  const writes = [...change.writes, lineWrite(at.storeId, conversationId, lineOf(from))];
  if (before !== undefined || 'customerId' in at.partner) return { ...change, writes };
  return { ...change, writes: [...writes, found(at.storeId, at.partner.contact, conversationId)] };
}

/** An answer as a person wrote it. */
export interface Answer {
  readonly text: string;
  readonly channel: Line['channel'];
}

/**
 * A person answers. The line is kept and the wait ends; sending is the follow-up's, under a claim on the occasion of
 * the answer's number. Throws 409 where nobody knows yet who it is.
 */
export function answerConversation(before: Conversation, said: Answer, moment: Moment): Change<Conversation> {
  if (before.attachedTo !== undefined) {
    throw new Problem('conflict', 'This conversation goes on in the customer’s own: answer there.');
  }
  if (before.customerId === undefined) {
    throw new Problem('conflict', 'Nobody knows yet who this is: attach the conversation to a customer first.');
  }
  const { waitingSince: _, ...rest } = before;
  const answer = before.answers + 1;
  const staffId = moment.actor.id;
  const lineId = moment.newId();
  const line: Line = { lineId, at: moment.now, direction: 'outbound', ...said, answer, by: staffId };
  const change = conversations.change(
    before,
    { ...rest, answers: answer, updatedAt: moment.now },
    happened(conversationAnswered, { lineId, channel: said.channel, answer, staffId }),
    moment,
  );
  return { ...change, writes: [...change.writes, lineWrite(before.storeId, before.conversationId, line)] };
}

/** The occasion of an answer's message: at most one send each, for ever. */
export const answerOccasion = (answer: number): string => `a${answer}`;

/** A person says that no answer is needed, or was given elsewhere; undefined when nobody waits. */
export function settleConversation(
  before: Conversation,
  how: (typeof settledHow.options)[number],
  moment: Moment,
): Change<Conversation> | undefined {
  if (before.waitingSince === undefined) return undefined;
  const { waitingSince: _, ...rest } = before;
  const event = happened(conversationSettled, { how, staffId: moment.actor.id });
  return conversations.change(before, { ...rest, updatedAt: moment.now }, event, moment);
}
