/** The words of this follow-up. Every template has one category for ever (domain section 5, rule 13). */
import { type LocalDate, parseDate, parseInstant, type TimeZone, wallClock, weekday } from '../../kernel/time.ts';
import type { MessageDraft } from '../../run/index.ts';
import { type CustomerNews, comingVisit, hitVisit, lastCustomerClaim } from './news.ts';
import type { Line, Picture } from './picture.ts';

const days = {
  sun: 'Sunday',
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
} as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `Thursday, December 3`: no year, because the day is near, and no digits that read differently abroad. */
export function dayInWords(day: LocalDate): string {
  const month = months[Number(day.slice(5, 7)) - 1] ?? '';
  return `${days[weekday(day)]}, ${month} ${Number(day.slice(8, 10))}`;
}

/** `Thursday, December 3 at 2:30 PM`, on the store's clock. */
export function timeInWords(at: string, zone: TimeZone): string {
  const { date, time } = wallClock(parseInstant(at), zone);
  const hour = Number(time.slice(0, 2));
  return `${dayInWords(date)} at ${hour % 12 === 0 ? 12 : hour % 12}${time.slice(2)} ${hour < 12 ? 'AM' : 'PM'}`;
}

function things(count: number): string {
  if (count === 1) return 'The part';
  return count === 2 ? 'Both parts' : `All ${count} parts`;
}

const optOut = 'Reply STOP to get no more texts.';

/** The names of the templates: timelines and decision records say them. */
const templates = {
  eta: 'day-of-the-parts',
  delayed: 'parts-without-a-day',
  'come-in': 'parts-are-here',
  'work-goes-on': 'parts-here-work-goes-on',
} as const;

/**
 * What the customer reads. Names the store, never the customer; no offer, so it stays transactional. STOP is an answer
 * to a text; a mail about the car has no such line (domain section 5, rule 12 asks it of marketing).
 */
export function customerDraft(view: Picture, { told }: CustomerNews, channel: 'sms' | 'email'): MessageDraft {
  const { store } = view.facts;
  const coming = comingVisit(view);
  const call = store.phone === undefined ? 'Please call us' : `Please call us at ${store.phone}`;
  const visit =
    told.visit === ''
      ? ''
      : ` Your visit on ${timeInWords(told.visit, view.zone)} is too early for that; we will find a new time with you.`;
  const words = {
    eta: () =>
      `${things(view.awaited.length)} for your vehicle should be here by ${dayInWords(parseDate(told.day))}. We will tell you if the day changes.${visit}`,
    delayed: () =>
      `A part for your vehicle is on back order and has no date yet. We will tell you as soon as there is one.${visit}`,
    'come-in': () =>
      `${things(view.open.length)} for your vehicle ${view.open.length === 1 ? 'is' : 'are'} here. ${coming === undefined ? `${call} to set a time that suits you.` : `See you on ${timeInWords(coming, view.zone)}.`}`,
    'work-goes-on': () =>
      `${things(view.open.length)} for your vehicle ${view.open.length === 1 ? 'is' : 'are'} here and the work goes on. We will tell you when it is ready.`,
  } as const;
  return {
    customerId: view.repairOrder.customerId,
    template: templates[told.news],
    category: 'transactional',
    title: `${store.name}: news about your parts`,
    text: `${store.name}: ${words[told.news]()}${channel === 'sms' ? ` ${optOut}` : ''}`,
    told,
  };
}

const stateInWords = (line: Line): string => {
  switch (line.status) {
    case 'REQUESTED':
      return 'needs a new order';
    case 'ORDERED': {
      const some = line.receivedQuantity > 0 ? `${line.receivedQuantity} of ${line.quantity} here, ` : '';
      return line.eta === undefined ? `${some}ordered without a day` : `${some}expected ${dayInWords(line.eta)}`;
    }
    case 'BACKORDERED':
      return line.eta === undefined ? 'on back order without a day' : `on back order until ${dayInWords(line.eta)}`;
    case 'RECEIVED':
      return 'here';
    case 'INSTALLED':
      return 'installed';
    case 'RETURNED':
      return 'returned';
    case 'CANCELLED':
      return 'cancelled';
    case 'SUBSTITUTED':
      return 'replaced by another part';
    default: {
      const never: never = line.status;
      return never;
    }
  }
};

/** Lines named in one alert; the order itself shows the rest. */
const linesNamed = 5;

/** What the advisor reads when parts change. */
export function advisorWords(view: Picture, news: readonly Line[]): string {
  const named = news.slice(0, linesNamed).map((line) => `${line.description} is ${stateInWords(line)}`);
  const rest = news.length > linesNamed ? [`${news.length - linesNamed} more lines changed`] : [];
  const hit = hitVisit(view);
  const more = [
    ...(hit === '' ? [] : [`The visit on ${timeInWords(hit, view.zone)} is too early for that.`]),
    ...(view.open.length === 0 && lastCustomerClaim(view) !== undefined
      ? ['No part is open any more: make sure that the customer does not wait for one.']
      : []),
  ];
  return [`RO ${view.repairOrder.roNumber}: ${[...named, ...rest].join('; ')}.`, ...more].join(' ');
}
