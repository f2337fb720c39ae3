/** What this follow-up tells whom: the customer by templates, the advisor in plain words. */
import { type LocalDate, parseInstant, type TimeZone, wallClock, weekday } from '../../kernel/time.ts';
import type { MessageDraft } from '../../run/index.ts';
import { type Filled, filled, type Template } from '../../templates/index.ts';
import { type CustomerNews, comingVisit, hitVisit, lastCustomerClaim } from './news.ts';
import type { Line, Picture } from './picture.ts';
import { dayOfTheParts, partsAreHere, partsHereWorkGoesOn, partsWithoutADay } from './templates.ts';

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

const templates = {
  eta: dayOfTheParts,
  delayed: partsWithoutADay,
  'come-in': partsAreHere,
  'work-goes-on': partsHereWorkGoesOn,
} as const;

/** The template of each kind of news. */
export const templateOf = (news: CustomerNews['told']['news']): Template => templates[news];

function said(view: Picture, told: CustomerNews['told']): Filled {
  const hit = told.visit === '' ? {} : { visit: told.visit };
  const coming = comingVisit(view);
  const parts = view.open.length;
  switch (told.news) {
    case 'eta':
      return filled(dayOfTheParts, { parts: view.awaited.length, day: told.day, ...hit });
    case 'delayed':
      return filled(partsWithoutADay, hit);
    case 'come-in':
      return filled(partsAreHere, { parts, ...(coming === undefined ? {} : { visit: coming }) });
    case 'work-goes-on':
      return filled(partsHereWorkGoesOn, { parts });
    default: {
      const never: never = told.news;
      return never;
    }
  }
}

/** What the customer is told. */
export const customerDraft = (view: Picture, { told }: CustomerNews): MessageDraft => ({
  customerId: view.repairOrder.customerId,
  ...said(view, told),
  told,
});

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
