/** Which promises of this follow-up open, are kept, wait for a person, are cancelled or change hands. */
import { addBusinessDays, addBusinessMinutes } from '../../kernel/calendar.ts';
import { sameOwner } from '../../kernel/owner.ts';
import { earliest, type Instant, latest, plus } from '../../kernel/time.ts';
import { CONTACT_WINDOWS, type ContactDecision, decideContact, planned } from '../../messages/index.ts';
import type { PromiseCommand, Promised } from '../../promises/index.ts';
import { endedByPerson, isActive, type PromiseChange } from '../../run/index.ts';
import type { Claim } from './facts.ts';
import { advisorNews, type CustomerNews, comingVisit, customerNews, hitVisit, lastCustomerClaim } from './news.ts';
import { advisor, hours, needsEtaSince, ofOpen, type Picture, partsPerson } from './picture.ts';
import { templateOf } from './words.ts';

type Command = PromiseCommand | undefined;
type News = CustomerNews['told']['news'];

/** The contact decision for a message about these news, now. */
export function contact(view: Picture, news: News, now: Instant): ContactDecision | undefined {
  const { customer, store, settings } = view.facts;
  if (customer === undefined) return undefined;
  const template = templateOf(news);
  return decideContact({
    category: template.category,
    template: template.name,
    customer,
    windows: CONTACT_WINDOWS,
    store,
    now,
    marginSeconds: settings.contactMarginSeconds,
    sending: planned,
  });
}

const keep = (reason: string): Command => ({ does: 'keep', reason });
const cancel = (reason: string): Command => ({ does: 'cancel', reason });

/** Whether nobody knows if the customer has it, or it came back after the provider had taken it. */
const isInDoubt = ({ state, providerId }: Claim): boolean =>
  state === 'UNKNOWN' || (state === 'FAILED' && providerId !== undefined);

/**
 * The promise that covers a message in doubt: who was asked before that was asked about another one. One that came back is
 * also the business of whoever owes the customer the word, or gave it since.
 */
const askedAbout = ({ facts, now }: Picture, { state, endedAt = now }: Claim): Promised | undefined =>
  facts.promises.findLast(
    ({ type, endedAt: until = now }) =>
      (type === 'did-it-reach' || (type === 'customer-word' && state === 'FAILED')) && until >= endedAt,
  );

/** What became of the word to the customer: the message's outcome, or what a person must do instead. */
function customerWord(view: Picture, promised: Promised): Command {
  const waits = (reason: string): Command => (promised.state === 'WAITING' ? undefined : { does: 'wait', reason });
  if (customerNews(view) !== undefined) {
    return view.facts.customer === undefined ? waits('Nobody knows how to reach the customer: ask.') : undefined;
  }
  const claim = lastCustomerClaim(view);
  if (claim === undefined || claim.at < promised.openedAt) return cancel('It was no news any more.');
  switch (claim.state) {
    case 'ACCEPTED':
    case 'DELIVERED':
    case 'DONE':
      return keep('The message was handed over.');
    case 'REFUSED':
      return waits('No message may go out: tell the customer in person.');
    case 'FAILED':
      return waits('The message was not taken: tell the customer in person.');
    case 'UNKNOWN': {
      return askedAbout(view, claim)?.state === 'KEPT' ? keep('The customer knows: somebody asked.') : undefined;
    }
    case 'CLAIMED':
      return undefined;
    default: {
      const never: never = claim.state;
      return never;
    }
  }
}

/** How a promise ends by itself, if it does. */
function ending(view: Picture, promised: Promised): Command {
  switch (promised.type) {
    case 'eta':
      return view.needEta.length === 0 ? keep('Every open line has a day or is here.') : undefined;
    case 'advisor-word':
      return advisorNews(view).length === 0 ? keep('The advisor was told.') : undefined;
    case 'customer-word':
      return customerWord(view, promised);
    case 'booking':
      if (view.inShop) return keep('The customer came in.');
      if (hitVisit(view) !== '') return undefined;
      if (comingVisit(view) !== undefined) return keep('The visit is booked.');
      return view.allThere ? undefined : cancel('Another part is awaited.');
    case 'did-it-reach':
      // The provider's answer may come after it was given up.
      return view.facts.claims.some((claim) => isInDoubt(claim) && claim.at <= promised.openedAt)
        ? undefined
        : cancel('The provider answered after all.');
    default:
      return undefined;
  }
}

/**
 * An owner who left hands over at once: a promise always has an active owner. One that nobody has taken on yet also goes
 * along when the order gets another advisor or parts person; what a person assigned or acknowledged stays where it is.
 */
function handOver(view: Picture, { owner, type, rung, history }: Promised): Command {
  const to = type === 'eta' || type === 'advisor-word' ? partsPerson(view) : advisor(view);
  if (owner.kind === 'person' && !isActive(view.facts, owner.staffId)) {
    return { does: 'hand-over', to, because: 'The owner is no longer active here.' };
  }
  const settled = rung > 1 || history.some(({ actor }) => actor.kind === 'staff');
  if (settled || sameOwner(owner, to)) return undefined;
  return { does: 'hand-over', to, because: 'The order is in other hands now.' };
}

/** Changes of what is owed already; at most one each. */
const changes = (view: Picture): readonly PromiseChange[] =>
  view.owed.flatMap((change) => {
    const end = ending(view, change);
    // Before it waits for a person, it belongs to one who is there.
    const command = end?.does === 'wait' ? (handOver(view, change) ?? end) : (end ?? handOver(view, change));
    return command === undefined ? [] : [{ change, command }];
  });

type Opening = Extract<PromiseChange, { open: unknown }>['open'];
type Draft = Omit<Opening, 'ordinal' | 'customerId'>;

function etaOwed(view: Picture): Draft | undefined {
  const settled = endedByPerson(view.facts.promises, 'eta') ?? '';
  const since = view.needEta.map((line) => needsEtaSince(line, view.zone)).filter((at) => at > settled);
  const first = since[0];
  if (first === undefined) return undefined;
  const openedAt = earliest(first, ...since.slice(1));
  return {
    type: 'eta',
    owner: partsPerson(view),
    owes: `An ETA for ${ofOpen(view.needEta, view)} of RO ${view.repairOrder.roNumber}`,
    openedAt,
    dueAt: addBusinessMinutes(openedAt, view.facts.settings.etaMinutes, hours(view, 'parts'), view.zone),
  };
}

function advisorOwed(view: Picture): Draft | undefined {
  const [first, ...rest] = advisorNews(view).map(({ changedAt }) => changedAt);
  if (first === undefined) return undefined;
  const openedAt = latest(first, ...rest);
  return {
    type: 'advisor-word',
    owner: partsPerson(view),
    owes: `Word to the advisor that parts of RO ${view.repairOrder.roNumber} changed`,
    openedAt,
    dueAt: plus(openedAt, { minutes: view.facts.settings.advisorMinutes }),
  };
}

function customerOwed(view: Picture): Draft | undefined {
  const news = customerNews(view);
  if (news === undefined) return undefined;
  const decision = contact(view, news.told.news, view.now);
  const from = decision?.answer === 'notBefore' ? decision.until : view.now;
  return {
    type: 'customer-word',
    owner: advisor(view),
    owes: `Word to the customer about the parts of RO ${view.repairOrder.roNumber}`,
    openedAt: view.now,
    dueAt: plus(from, { minutes: view.facts.settings.customerMinutes }),
  };
}

/** When a booked visit counts as missed. */
export const missedAt = ({ repairOrder, facts }: Picture): Instant | undefined =>
  repairOrder.returnVisit === undefined
    ? undefined
    : plus(repairOrder.returnVisit.startsAt, { days: facts.settings.visitGraceDays });

/** Why a visit is to be booked, and since when; undefined when none is. */
function needsVisit(view: Picture): { readonly owes: string; readonly since: Instant } | undefined {
  const { repairOrder } = view;
  // What made it necessary: a line, or the order itself (the car left, the visit was cancelled or moved).
  const since = latest(view.changedAt, repairOrder.updatedAt);
  if (view.inShop) return undefined;
  if (hitVisit(view) !== '') {
    return { owes: `A new time for the visit of RO ${repairOrder.roNumber}: the parts come later`, since };
  }
  const missed = missedAt(view);
  if (!view.allThere || (missed !== undefined && missed > view.now)) return undefined;
  if (missed === undefined) return { owes: `A visit for the parts of RO ${repairOrder.roNumber}`, since };
  const owes = `A new visit for the parts of RO ${repairOrder.roNumber}: the booked one was missed`;
  return { owes, since: latest(since, missed) };
}

function bookingOwed(view: Picture): Draft | undefined {
  const need = needsVisit(view);
  if (need === undefined || need.since <= (endedByPerson(view.facts.promises, 'booking') ?? '')) return undefined;
  const { owes, since: openedAt } = need;
  return {
    type: 'booking',
    owner: advisor(view),
    owes,
    openedAt,
    dueAt: addBusinessDays(openedAt, view.facts.settings.bookingAdvisorDays, hours(view, 'service'), view.zone),
  };
}

/** A question to the customer about messages in doubt; one asked later covers those before it. */
function reachOwed(view: Picture): Draft | undefined {
  const unasked = view.facts.claims.some((claim) => isInDoubt(claim) && askedAbout(view, claim) === undefined);
  if (!unasked) return undefined;
  return {
    type: 'did-it-reach',
    owner: advisor(view),
    owes: `Ask the customer of RO ${view.repairOrder.roNumber} whether our message reached them`,
    openedAt: view.now,
    dueAt: addBusinessMinutes(view.now, view.facts.settings.reachMinutes, hours(view, 'service'), view.zone),
  };
}

const openings = [etaOwed, advisorOwed, customerOwed, bookingOwed, reachOwed];

/** The promises that open now, of those that could; one of a type at a time. */
const opened = (view: Picture, drafts: readonly ((view: Picture) => Draft | undefined)[]): readonly PromiseChange[] =>
  drafts.flatMap((opening) => {
    const draft = opening(view);
    if (draft === undefined || view.owed.some(({ type }) => type === draft.type)) return [];
    const ordinal = view.facts.promises.filter(({ type }) => type === draft.type).length + 1;
    return [{ open: { ...draft, ordinal, customerId: view.repairOrder.customerId } }];
  });

/** What changes while only the advisor is left to be told that nothing is open any more. */
export const wordChanges = (view: Picture): readonly PromiseChange[] => [
  ...view.owed.flatMap((change) => {
    const command = handOver(view, change);
    return command === undefined ? [] : [{ change, command }];
  }),
  ...opened(view, [advisorOwed]),
];

/** Everything that changes about this follow-up's promises now. */
export const promiseChanges = (view: Picture): readonly PromiseChange[] => [
  ...changes(view),
  ...opened(view, openings),
];

/** What becomes of the promises when no part is open any more, or the order is void. */
export const lastChanges = (owed: readonly Promised[], installed: boolean, reason: string): readonly PromiseChange[] =>
  owed.map((change) => ({
    change,
    command:
      installed && change.type === 'booking'
        ? { does: 'keep', reason: 'The parts were installed.' }
        : { does: 'cancel', reason },
  }));
