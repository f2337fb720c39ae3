/** Parts ETA, decided: one thing to do, one thing to wait for, or an end. */

import { raiseAlert } from '../../alerts/index.ts';
import type { Moment } from '../../kernel/event.ts';
import { type Instant, plusDays, startOfDay } from '../../kernel/time.ts';
import { isOwed } from '../../promises/index.ts';
import {
  climbed,
  escalation,
  firstLate,
  type Late,
  type Move,
  type Performance,
  rest,
  type Step,
  type Waiting,
} from '../../run/index.ts';
import type { Facts } from './facts.ts';
import { climbing } from './ladder.ts';
import { advisorNews, comingVisit, customerNews, toldAdvisor } from './news.ts';
import { contact, lastChanges, missedAt, promiseChanges, wordChanges } from './owed.ts';
import { advisor, ofOpen, type Picture, picture } from './picture.ts';
import { advisorWords, customerDraft, dayInWords, timeInWords } from './words.ts';

export type Act = 'tell-advisor' | 'tell-customer-eta' | 'tell-customer-parts' | 'escalate';
export type Wait = 'for-eta' | 'for-window' | 'for-part' | 'for-booking' | 'for-work';
export type End = 'over' | 'asleep';

type Next = Move<Act, Wait, End>;

/** The end, and what becomes of the promises. */
function over(facts: Facts): Step<Act, Wait, End> {
  const lines = facts.orders.flatMap((order) => order.lines);
  const voided = facts.repairOrder?.status === 'VOIDED';
  const reason = voided ? 'The repair order was voided.' : 'No part is open any more.';
  const installed = !voided && lines.some(({ status }) => status === 'INSTALLED');
  return {
    does: 'end',
    end: 'over',
    because: reason,
    promises: lastChanges(facts.promises.filter(isOwed), installed, reason),
  };
}

/** The first rung that is due, over all promises, oldest promise first. */
const dueClimb = (view: Picture): Late | undefined => firstLate(view.owed, (late) => climbing(view, late));

function advisorMove(view: Picture): Next | undefined {
  const lines = advisorNews(view).length;
  if (lines === 0) return undefined;
  const because = `${lines} ${lines === 1 ? 'line has' : 'lines have'} news for the advisor.`;
  return { does: 'act', act: 'tell-advisor', occasion: view.occasion, because };
}

/** What to do at once, if anything: the advisor first, then the customer, then what is late. */
function action(view: Picture): Next | undefined {
  const word = advisorMove(view);
  if (word !== undefined) return word;
  const news = customerNews(view);
  const decision = news === undefined ? undefined : contact(view, news.told.news, view.now);
  if (news !== undefined && decision !== undefined && decision.answer !== 'notBefore') {
    return {
      does: 'act',
      act: news.act,
      occasion: `${view.occasion}-${news.told.news}`,
      because: whyCustomer[news.told.news],
    };
  }
  const late = dueClimb(view);
  return late && escalation(late);
}

const whyCustomer = {
  eta: 'The customer does not know the day on which the parts are expected.',
  delayed: 'The customer does not know that a part has lost its day.',
  'come-in': 'Every open part is here and the customer has the car.',
  'work-goes-on': 'Every open part is here and the car is in the shop.',
} as const;

/** When the customer may be told what there is to tell; undefined when there is nothing, or no need to wait. */
function windowOpens(view: Picture): Instant | undefined {
  const news = customerNews(view);
  const decision = news === undefined ? undefined : contact(view, news.told.news, view.now);
  return decision?.answer === 'notBefore' ? decision.until : undefined;
}

function waitingFor(view: Picture): Waiting<Wait> {
  if (windowOpens(view) !== undefined)
    return { wait: 'for-window', because: 'The customer may not be written to at this hour.' };
  if (view.needEta.length > 0)
    return {
      wait: 'for-eta',
      because: `Parts owe a day for ${ofOpen(view.needEta, view)}.`,
    };
  if (!view.allThere)
    return {
      wait: 'for-part',
      because: `Awaited by ${view.expected === undefined ? 'a day to be named' : dayInWords(view.expected)}: ${ofOpen(view.awaited, view)}.`,
    };
  if (view.owed.some(({ type }) => type === 'booking'))
    return { wait: 'for-booking', because: 'Every open part is here and no visit is booked.' };
  return {
    wait: 'for-work',
    because: view.inShop
      ? 'Every open part is here and the car is in the shop.'
      : comingVisit(view) === undefined
        ? 'Every open part is here, and a person has seen to the visit.'
        : 'Every open part is here and a visit is booked.',
  };
}

/** The next instants at which something has to be looked at even if nobody says anything. */
function nextInstants(view: Picture): readonly Instant[] {
  const window = windowOpens(view);
  const missed = view.inShop ? undefined : missedAt(view);
  return [
    ...view.owed.flatMap((late) => climbing(view, late).next ?? []),
    ...view.awaited.flatMap(({ eta }) => (eta === undefined ? [] : startOfDay(plusDays(eta, 1), view.zone))),
    ...(window === undefined ? [] : [window]),
    ...(missed === undefined ? [] : [missed]),
  ];
}

/** What comes next. */
export function decide(facts: Facts, now: Instant): Step<Act, Wait, End> {
  const view = picture(facts, now);
  if (view === undefined) return over(facts);
  if (view.open.length === 0) {
    const word = advisorMove(view);
    return word === undefined ? over(facts) : { ...word, promises: wordChanges(view) };
  }
  const promises = promiseChanges(view);
  return { ...(action(view) ?? rest(view, promises.length === 0, nextInstants(view), waitingFor(view))), promises };
}

const aboutRo = (view: Picture) => ({
  storeId: view.facts.run.storeId,
  about: { kind: 'repair-order', id: view.repairOrder.roNumber } as const,
  customerId: view.repairOrder.customerId,
});

function tellAdvisor(view: Picture, moment: Moment): Performance {
  const says = advisorWords(view, advisorNews(view));
  const word = view.owed.find(({ type }) => type === 'advisor-word');
  return {
    kind: 'inside',
    told: toldAdvisor(view),
    writes: raiseAlert(
      { ...aboutRo(view), to: advisor(view), says, ...(word === undefined ? {} : { promiseId: word.promiseId }) },
      moment,
    ).writes,
    promises: word === undefined ? [] : [{ change: word, command: { does: 'keep', reason: 'The advisor was told.' } }],
  };
}

function escalate(view: Picture, moment: Moment): Performance | undefined {
  const found = dueClimb(view);
  if (found === undefined) return undefined;
  const { late, climb } = found;
  const says = `RO ${view.repairOrder.roNumber}, due ${timeInWords(late.dueAt, view.zone)}: ${late.owes}. ${climb.because}`;
  return climbed(found, aboutRo(view), says, moment);
}

/** What an act does. Undefined when the facts no longer call for it. */
export function perform(facts: Facts, act: Act, moment: Moment): Performance | undefined {
  const view = picture(facts, moment.now);
  if (view === undefined) return undefined;
  switch (act) {
    case 'tell-advisor':
      return tellAdvisor(view, moment);
    case 'escalate':
      return escalate(view, moment);
    case 'tell-customer-eta':
    case 'tell-customer-parts': {
      const news = customerNews(view);
      if (news === undefined) return undefined;
      return {
        kind: 'message',
        draft: customerDraft(view, news),
        contact: (now) => contact(view, news.told.news, now),
      };
    }
    default: {
      const never: never = act;
      return never;
    }
  }
}
