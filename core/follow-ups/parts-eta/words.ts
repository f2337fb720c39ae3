/** The words of this follow-up. Every template has one category for ever (domain section 5, rule 13). */
import { type LocalDate, parseDate, parseInstant, type TimeZone, wallClock, weekday } from '../../kernel/time.ts';
import type { MessageDraft } from '../../run/index.ts';
import type { CustomerNews } from './news.ts';
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

/** `Thursday, December 3 at 14:30`, on the store's clock. */
export function visitInWords(at: string, zone: TimeZone): string {
  const { date, time } = wallClock(parseInstant(at), zone);
  return `${dayInWords(date)} at ${time}`;
}

const things = (count: number): string => (count === 1 ? 'The part' : `All ${count} parts`);

const optOut = 'Reply STOP to get no more texts.';

/** What the customer reads. Names the store, never the customer; no offer, so it stays transactional. */
export function customerDraft(view: Picture, { told }: CustomerNews): MessageDraft {
  const { store } = view.facts;
  const call = store.phone === undefined ? 'Please call us' : `Please call us at ${store.phone}`;
  const visit =
    told.visit === ''
      ? ''
      : ` That is after your visit on ${visitInWords(told.visit, view.zone)}; we will find a new time with you.`;
  const words = {
    eta: () =>
      `${things(view.awaited.length)} for your vehicle should be here by ${dayInWords(parseDate(told.day))}. We will tell you if the day changes.${visit}`,
    delayed: () =>
      `A part for your vehicle is on back order and has no date yet. We will tell you as soon as there is one.${visit}`,
    'come-in': () =>
      `${things(view.open.length)} for your vehicle ${view.open.length === 1 ? 'is' : 'are'} here. ${call} to set a time that suits you.`,
    'work-goes-on': () =>
      `${things(view.open.length)} for your vehicle ${view.open.length === 1 ? 'is' : 'are'} here and the work goes on. We will tell you when it is ready.`,
  } as const;
  return {
    customerId: view.repairOrder.customerId,
    template: `parts-eta-${told.news}`,
    category: 'transactional',
    title: `${store.name}: news about your parts`,
    text: `${store.name}: ${words[told.news]()} ${optOut}`,
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
  return `RO ${view.repairOrder.roNumber}: ${[...named, ...rest].join('; ')}.`;
}
