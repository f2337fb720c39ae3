/** The facts as the desk sees them: who waits, what was written and not sent, what did not arrive, whose it is. */
import { answerOccasion, type Conversation, type Line } from '../../conversations/index.ts';
import type { Actor } from '../../kernel/event.ts';
import type { Owner } from '../../kernel/owner.ts';
import type { Role } from '../../kernel/role.ts';
import type { Instant } from '../../kernel/time.ts';
import { CONTACT_WINDOWS, type ContactDecision, decideContact, planned } from '../../messages/index.ts';
import { isOwed, type Promised } from '../../promises/index.ts';
import { type Claim, type Desk, endedByPerson, personOr, queue } from '../../run/index.ts';
import type { Facts } from './facts.ts';
import { optOutConfirmed, writtenAnswer } from './templates.ts';

/** What the facts come to at an instant. */
export interface Picture extends Desk {
  readonly facts: Facts;
  readonly talk: Conversation;
  readonly owed: readonly Promised[];
}

/** Puts the facts together; undefined when there is no conversation. */
export function picture(facts: Facts, now: Instant): Picture | undefined {
  const { conversation: talk, store, staff } = facts;
  if (talk === undefined) return undefined;
  return { facts, talk, store, staff, now, owed: facts.promises.filter(isOwed) };
}

/** Whose work it is: of those who look after what it is about, else the BDC's. */
export const roleOf = ({ facts }: Picture): Role => facts.host?.role ?? 'bdc';

/** Who answers: the person who looks after what it is about, if active; else the queue. */
export const answerer = (view: Picture): Owner =>
  view.facts.host === undefined ? queue('bdc') : personOr(view, view.facts.host.staffId, view.facts.host.role);

const isClaimed = ({ facts }: Picture, act: string, occasion: string): boolean =>
  facts.claims.some((claim) => claim.act === act && claim.occasion === occasion);

/** What every contact decision here is about. An answer has no window: the customer is having the conversation. */
const common = ({ store }: Picture, now: Instant) => ({
  windows: CONTACT_WINDOWS,
  store,
  now,
  marginSeconds: 0,
  sending: planned,
});

/** Whether an answer may go, by the channel the person chose first; undefined while nobody knows who the customer is. */
export function answerContact(view: Picture, channel: Line['channel'], now: Instant): ContactDecision | undefined {
  const { customer } = view.facts;
  if (customer === undefined) return undefined;
  const { category, name } = writtenAnswer;
  return decideContact({
    ...common(view, now),
    category,
    template: name,
    customer: { ...customer, preferredChannel: channel },
  });
}

/** Whether the confirmation of an opt-out may still go to this number. */
export function confirmationContact(view: Picture, to: string, now: Instant): ContactDecision | undefined {
  const { customer } = view.facts;
  if (customer === undefined) return undefined;
  const { category, name } = optOutConfirmed;
  return decideContact({ ...common(view, now), category, template: name, customer, confirmsOptOut: { to } });
}

/**
 * An opt-out that is still to be confirmed. Its occasion is the line that said it. Where nobody can tell which of several
 * customers said it there is none: it counts for all of them, and a confirmation would be addressed to somebody.
 */
export function unconfirmed(view: Picture): { readonly to: string; readonly lineId: string } | undefined {
  const { confirmation } = view.talk;
  if (confirmation === undefined || confirmation.until <= view.now || view.facts.customer === undefined)
    return undefined;
  return isClaimed(view, 'confirm-opt-out', confirmation.lineId) ? undefined : confirmation;
}

/** An answer that a person wrote, on its occasion. */
export interface Unsent {
  readonly line: Line;
  readonly occasion: string;
}

/** The oldest answer that was written and not claimed yet. */
export function unsent(view: Picture): Unsent | undefined {
  if (view.facts.customer === undefined) return undefined;
  return view.facts.written
    .flatMap((line) => (line.answer === undefined ? [] : [{ line, occasion: answerOccasion(line.answer) }]))
    .find(({ occasion }) => !isClaimed(view, 'send-answer', occasion));
}

const isLost = ({ act, state }: Claim): boolean =>
  act === 'send-answer' && (state === 'REFUSED' || state === 'FAILED' || state === 'UNKNOWN');

/**
 * Since when an answer is lost that nobody has told otherwise: it was refused, it failed, or nobody knows. What a person
 * was told of by then and ended by hand is settled.
 */
export function lostSince({ facts }: Picture): Instant | undefined {
  const settled = endedByPerson(facts.promises, 'answer-otherwise');
  return facts.claims
    .filter(isLost)
    .map(({ endedAt, at }) => endedAt ?? at)
    .filter((at) => settled === undefined || at > settled)
    .toSorted()
    .at(-1);
}

/**
 * Since when an answer is owed: since the customer waits, unless a person has ended the promise by hand; then since the
 * customer wrote again. Undefined when none is.
 */
export function askedSince({ facts, talk }: Pick<Picture, 'facts' | 'talk'>): Instant | undefined {
  const { waitingSince, askedAt } = talk;
  const settled = endedByPerson(facts.promises, 'answer');
  if (waitingSince === undefined || settled === undefined || settled < waitingSince) return waitingSince;
  return askedAt !== undefined && askedAt > settled ? askedAt : undefined;
}

/** A wait that a person ended by keeping or cancelling its promise, and that the conversation does not know of yet. */
export interface DoneByHand {
  readonly how: 'answered-elsewhere' | 'no-answer-needed';
  readonly by: Actor;
  readonly occasion: string;
}

/** The wait that a person ended by hand, if the conversation still counts as waiting. Its occasion is the newest question. */
export function doneByHand(view: Picture): DoneByHand | undefined {
  const { waitingSince, askedAt = waitingSince } = view.talk;
  if (askedAt === undefined || waitingSince === undefined || askedSince(view) !== undefined) return undefined;
  const occasion = `q${askedAt.replaceAll(/[^0-9]/g, '')}`;
  if (isClaimed(view, 'note-done', occasion)) return undefined;
  const settled = endedByPerson(view.facts.promises, 'answer');
  const ended = view.facts.promises.find(({ type, endedAt }) => type === 'answer' && endedAt === settled);
  const by = ended?.history.at(-1)?.actor;
  if (ended === undefined || by === undefined) return undefined;
  return { how: ended.state === 'KEPT' ? 'answered-elsewhere' : 'no-answer-needed', by, occasion };
}
