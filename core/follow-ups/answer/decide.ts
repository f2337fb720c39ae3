/**
 * A customer wrote, and a person owes an answer. The machine never answers in a person's place: it confirms an opt-out
 * once, sends what a person wrote, and sees to it that somebody writes.
 */
import { settleConversation } from '../../conversations/index.ts';
import type { Moment } from '../../kernel/event.ts';
import { earliest, type Instant } from '../../kernel/time.ts';
import {
  climbed,
  escalation,
  firstLate,
  lateWords,
  longestWait,
  type Performance,
  type Step,
} from '../../run/index.ts';
import { filled } from '../../templates/index.ts';
import type { Facts } from './facts.ts';
import { climbing, type Owing, owing } from './owed.ts';
import {
  answerContact,
  confirmationContact,
  doneByHand,
  type Picture,
  picture,
  unconfirmed,
  unsent,
} from './picture.ts';
import { optOutConfirmed, writtenAnswer } from './templates.ts';

export type Act = 'confirm-opt-out' | 'send-answer' | 'note-done' | 'escalate';
export type Wait = 'for-answer' | 'for-call';
export type End = 'quiet' | 'elsewhere';

const lateOf = (view: Picture) => firstLate(view.owed, (late) => climbing(view, late));

/** What to do at once, if anything. */
function action(view: Picture): { readonly act: Act; readonly occasion: string; readonly because: string } | undefined {
  const stop = unconfirmed(view);
  if (stop !== undefined) {
    const because = 'The customer wrote STOP: one confirmation, within five minutes.';
    return { act: 'confirm-opt-out', occasion: stop.lineId, because };
  }
  const written = unsent(view);
  if (written !== undefined) {
    return { act: 'send-answer', occasion: written.occasion, because: 'A person wrote an answer.' };
  }
  const done = doneByHand(view);
  if (done !== undefined) {
    return { act: 'note-done', occasion: done.occasion, because: 'A person said that it is done.' };
  }
  const late = lateOf(view);
  return late && escalation(late);
}

function rest(view: Picture, { changes: promises, left }: Owing): Step<Act, Wait, End> {
  const until = earliest(longestWait(view.now), ...view.owed.flatMap((late) => climbing(view, late).next ?? []));
  return left.has('answer')
    ? { does: 'wait', wait: 'for-answer', until, because: 'Somebody wrote and has no answer yet.', promises }
    : { does: 'wait', wait: 'for-call', until, because: 'An answer could not be sent: somebody calls.', promises };
}

/** What comes next. */
export function decide(facts: Facts, now: Instant): Step<Act, Wait, End> {
  const view = picture(facts, now);
  if (view === undefined) {
    return { does: 'end', end: 'quiet', because: 'There is no such conversation.', promises: [] };
  }
  const owes = owing(view);
  const { changes: promises, left } = owes;
  if (view.talk.attachedTo !== undefined) {
    return { does: 'end', end: 'elsewhere', because: 'It goes on in the customer’s own conversation.', promises };
  }
  const act = action(view);
  if (act !== undefined) return { does: 'act', ...act, promises };
  if (left.size > 0) return rest(view, owes);
  return { does: 'end', end: 'quiet', because: 'Nobody waits for an answer.', promises };
}

function escalate(view: Picture, moment: Moment): Performance | undefined {
  const late = lateOf(view);
  if (late === undefined) return undefined;
  const { talk, store } = view;
  const about = {
    storeId: talk.storeId,
    about: { kind: 'conversation', id: talk.conversationId } as const,
    ...(talk.customerId === undefined ? {} : { customerId: talk.customerId }),
  };
  return climbed(late, about, lateWords(late, store.timeZone), moment);
}

/** The conversation hears what a person said of the promise, as theirs. */
function noteDone(view: Picture, moment: Moment): Performance | undefined {
  const done = doneByHand(view);
  const change = done && settleConversation(view.talk, done.how, { ...moment, actor: done.by });
  return change === undefined ? undefined : { kind: 'inside', told: {}, writes: change.writes, promises: [] };
}

/** What an act does. Undefined when the facts no longer call for it. */
export function perform(facts: Facts, act: Act, moment: Moment): Performance | undefined {
  const view = picture(facts, moment.now);
  if (view === undefined) return undefined;
  const customerId = facts.customer?.customerId;
  switch (act) {
    case 'confirm-opt-out': {
      const stop = unconfirmed(view);
      if (stop === undefined || customerId === undefined) return undefined;
      return {
        kind: 'message',
        draft: { customerId, ...filled(optOutConfirmed, {}), told: { optOut: stop.lineId } },
        contact: (now) => confirmationContact(view, stop.to, now),
      };
    }
    case 'send-answer': {
      const line = unsent(view)?.line;
      if (line === undefined || customerId === undefined) return undefined;
      return {
        kind: 'message',
        draft: { customerId, ...filled(writtenAnswer, { text: line.text }), told: { line: line.lineId } },
        contact: (now) => answerContact(view, line.channel, now),
      };
    }
    case 'note-done':
      return noteDone(view, moment);
    case 'escalate':
      return escalate(view, moment);
    default: {
      const never: never = act;
      return never;
    }
  }
}
