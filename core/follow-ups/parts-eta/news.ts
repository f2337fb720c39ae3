/** What the advisor and the customer do not know yet. */
import { type Instant, latest, localDate } from '../../kernel/time.ts';
import { endedByPerson } from '../../run/index.ts';
import type { Claim } from './facts.ts';
import type { Line, Picture } from './picture.ts';

/** The acts that speak to the customer. */
export const customerActs = ['tell-customer-eta', 'tell-customer-parts'] as const;
export type CustomerAct = (typeof customerActs)[number];

const last = (claims: readonly Claim[], acts: readonly string[]): Claim | undefined =>
  claims.findLast(({ act }) => acts.includes(act));

/** What an advisor would want to know of a line, as a value that changes when the line does. */
const lineState = ({ status, eta, receivedQuantity, quantity }: Line): string =>
  [status, eta ?? '-', `${receivedQuantity}/${quantity}`].join(' ');

/** What the advisor is told by an alert now, line by line. */
export const toldAdvisor = (view: Picture): Readonly<Record<string, string>> =>
  Object.fromEntries(view.all.map((line) => [line.key, lineState(line)]));

/**
 * The lines with news for the advisor, those that were given up included. That something was asked for, or built in, they
 * know: they did it.
 */
export function advisorNews(view: Picture): readonly Line[] {
  const told = last(view.facts.claims, ['tell-advisor'])?.told ?? {};
  return view.all.filter(
    (line) =>
      line.status !== 'INSTALLED' &&
      told[line.key] !== lineState(line) &&
      !(line.status === 'REQUESTED' && told[line.key] === undefined),
  );
}

/** The last attempt to tell the customer anything, whatever became of it. */
export const lastCustomerClaim = (view: Picture): Claim | undefined => last(view.facts.claims, customerActs);

/** What the customer should hear, as the values that the claim keeps. */
export interface CustomerNews {
  readonly act: CustomerAct;
  readonly told: {
    readonly news: 'eta' | 'delayed' | 'come-in' | 'work-goes-on';
    readonly day: string;
    readonly lines: string;
    readonly visit: string;
  };
}

const linesOf = (lines: readonly Line[]): string =>
  lines
    .map(({ key }) => key)
    .toSorted()
    .join(',');

/** A visit that is still to come. */
export const comingVisit = ({ repairOrder, now }: Picture): Instant | undefined =>
  repairOrder.returnVisit !== undefined && repairOrder.returnVisit.startsAt > now
    ? repairOrder.returnVisit.startsAt
    : undefined;

/** Whether a part is on back order without a day. A day that has merely passed is parts' to replace, within two hours. */
const hasLost = (view: Picture): boolean =>
  view.needEta.some(({ status, eta }) => status === 'BACKORDERED' && eta === undefined);

/** The coming visit, if it lies before the parts: the customer would come for nothing. Empty when it does not. */
export function hitVisit(view: Picture): string {
  const visit = comingVisit(view);
  if (visit === undefined || view.inShop || view.awaited.length === 0) return '';
  if (view.expected === undefined) return hasLost(view) ? visit : '';
  return view.expected > localDate(visit, view.zone) ? visit : '';
}

function arrived(view: Picture, before: Claim | undefined): CustomerNews | undefined {
  const told = {
    news: view.inShop ? 'work-goes-on' : 'come-in',
    day: '',
    lines: linesOf(view.open),
    visit: '',
  } as const;
  const known = before?.told['lines']?.split(',') ?? [];
  const knowsThem = view.open.every(({ key }) => known.includes(key));
  // Once the customer knows that these parts are here, only a car that leaves without them is news.
  if (knowsThem && before?.told['news'] === 'come-in') return undefined;
  if (knowsThem && before?.told['news'] === 'work-goes-on' && view.inShop) return undefined;
  return { act: 'tell-customer-parts', told };
}

/** Whether somebody ended the word to the customer by hand after all there is to tell had happened. */
function toldByPerson(view: Picture): boolean {
  const { returnVisit, carMovedAt } = view.repairOrder;
  const at = endedByPerson(view.facts.promises, 'customer-word');
  return (
    at !== undefined &&
    at >= latest(view.changedAt, carMovedAt, ...(returnVisit === undefined ? [] : [returnVisit.bookedAt]))
  );
}

/**
 * What the customer does not know yet: a first day, a day that moved by one or more, a booked visit that the parts will
 * miss, a part that nobody has a day for any more, or that everything is here. Not every wobble (row 22).
 */
export function customerNews(view: Picture): CustomerNews | undefined {
  if (toldByPerson(view)) return undefined;
  const before = lastCustomerClaim(view);
  if (view.allThere) return arrived(view, before);
  const lines = linesOf(view.awaited);
  const visit = hitVisit(view);
  if (view.expected !== undefined) {
    const moved = before?.told['news'] !== 'eta' || before.told['day'] !== view.expected;
    const hit = visit !== '' && before?.told['visit'] !== visit;
    return moved || hit
      ? { act: 'tell-customer-eta', told: { news: 'eta', day: view.expected, lines, visit } }
      : undefined;
  }
  const lost = hasLost(view);
  const knewDay = before?.told['news'] === 'eta' || (visit !== '' && before?.told['visit'] !== visit);
  return lost && knewDay ? { act: 'tell-customer-eta', told: { news: 'delayed', day: '', lines, visit } } : undefined;
}
