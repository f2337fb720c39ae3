/** What is owed to somebody who wrote: an answer, and a call where an answer did not arrive. */
import { addBusinessMinutes } from '../../kernel/calendar.ts';
import { readSubject } from '../../kernel/subject.ts';
import type { Instant } from '../../kernel/time.ts';
import type { PromiseCommand, Promised } from '../../promises/index.ts';
import { type Climbing, climbL, handOver, type PromiseChange } from '../../run/index.ts';
import { hoursOf } from '../../stores/index.ts';
import { answerContact, answerer, askedSince, lostSince, type Picture, roleOf } from './picture.ts';

/** What becomes of the promises in a step, and which types are owed after it. */
export interface Owing {
  readonly changes: readonly PromiseChange[];
  readonly left: ReadonlySet<string>;
}

/** How a promise ends now, if it does. */
function ending(view: Picture, { type, openedAt }: Promised): PromiseCommand | undefined {
  const { attachedTo, waitingSince } = view.talk;
  if (attachedTo !== undefined) return { does: 'cancel', reason: 'It goes on in the customer’s own conversation.' };
  if (type === 'answer') {
    // Who waits again since later was answered in between.
    const answered = waitingSince === undefined || openedAt < waitingSince;
    return answered ? { does: 'keep', reason: 'A person answered, or said that no answer is needed.' } : undefined;
  }
  return lostSince(view) === undefined ? { does: 'cancel', reason: 'The provider answered after all.' } : undefined;
}

const matters = { ro: ' about a repair order', ap: ' about an appointment', vh: ' about a vehicle', cv: '' } as const;

/** What a person does for somebody who wrote: who wrote CANCEL may have to be called instead. */
function owesAnswer(view: Picture): string {
  const { regards, channel } = view.talk;
  const closed = answerContact(view, channel, view.now)?.answer === 'refused';
  const matter = regards === undefined ? '' : matters[readSubject(regards).kind];
  return closed
    ? `A call to somebody who wrote${matter} and wants no messages`
    : `An answer to somebody who wrote${matter}`;
}

interface Kind {
  readonly type: 'answer' | 'answer-otherwise';
  readonly owes: string;
  readonly since: Instant;
  /** Business time. */
  readonly minutes: number;
}

function kinds(view: Picture): readonly Kind[] {
  const { answerMinutes, reachMinutes } = view.facts.settings;
  const [asked, lost] = [askedSince(view), lostSince(view)];
  const answer = { type: 'answer', owes: owesAnswer(view), minutes: answerMinutes } as const;
  const otherwise = {
    type: 'answer-otherwise',
    owes: 'A call: our answer could not be sent',
    minutes: reachMinutes,
  } as const;
  return [
    ...(asked === undefined ? [] : [{ ...answer, since: asked }]),
    ...(lost === undefined ? [] : [{ ...otherwise, since: lost }]),
  ];
}

function opening(view: Picture, { type, owes, since, minutes }: Kind): PromiseChange {
  const { store, facts, talk } = view;
  const ordinal = facts.promises.filter((each) => each.type === type).length + 1;
  const dueAt = addBusinessMinutes(since, minutes, hoursOf(store, 'bdc'), store.timeZone);
  const who = talk.customerId === undefined ? {} : { customerId: talk.customerId };
  return { open: { type, owes, openedAt: since, ordinal, owner: answerer(view), dueAt, ...who } };
}

/** What becomes of the promises. One of a type is owed at a time, and what one was opened for is not asked for again. */
export function owing(view: Picture): Owing {
  const ended = view.owed.flatMap((change) => {
    const command = ending(view, change);
    return command === undefined ? [] : [{ change, command }];
  });
  const over = new Set(ended.map(({ change }) => change.promiseId));
  const staying = view.owed.filter(({ promiseId }) => !over.has(promiseId));
  const moved = staying.flatMap((change) => {
    const command = handOver(view, change, answerer(view));
    return command === undefined ? [] : [{ change, command }];
  });
  const isOpen = ({ type, since }: Kind): boolean =>
    staying.some((each) => each.type === type) ||
    view.facts.promises.some((each) => each.type === type && each.openedAt >= since);
  const fresh = view.talk.attachedTo === undefined ? kinds(view).filter((kind) => !isOpen(kind)) : [];
  return {
    changes: [...ended, ...moved, ...fresh.map((kind) => opening(view, kind))],
    left: new Set([...staying, ...fresh].map(({ type }) => type)),
  };
}

/** Where a promise stands on its ladder. */
export const climbing = (view: Picture, late: Promised): Climbing =>
  climbL(view, late, { role: roleOf(view), department: 'bdc' });
