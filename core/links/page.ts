/**
 * The pages behind links: HTML that a phone of any age shows and a screen reader reads. No script, nothing from
 * elsewhere; every word that comes from the table is escaped. They hold the store's name and the appointment's time,
 * and nothing else about anybody: a link may be forwarded.
 */
import type { Appointment } from '../appointments/index.ts';
import { fromEpochMillis, type Instant, type TimeZone, toEpochMillis } from '../kernel/time.ts';
import type { LinkAction } from './link.ts';
import { type Notice, type PageLanguage, type PageWords, pageWords } from './words.ts';

/** What a page shows. */
export interface Page {
  readonly language: PageLanguage;
  readonly notice: Notice;
  readonly store?: { readonly name: string; readonly phone?: string | undefined; readonly timeZone: TimeZone };
  readonly appointment?: Pick<Appointment, 'purpose' | 'date' | 'startsAt'>;
  /** What can be tapped here, and the time that was shown when it is tapped. */
  readonly offers: readonly LinkAction[];
  readonly seen?: string;
}

/** Text inside an element or an attribute in double quotes. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const style =
  'body{margin:0;padding:1.5rem;font:1.125rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}main{max-width:32rem;margin:0 auto}h1{font-size:1.5rem;line-height:1.25}p.what{font-weight:600}form{margin:0 0 .75rem}button{width:100%;min-height:3rem;padding:.75rem 1rem;font:inherit;color:#fff;background:#0b57a4;border:2px solid #0b57a4;border-radius:.5rem}button.second{color:#0b57a4;background:#fff}button:focus-visible,a:focus-visible{outline:3px solid #1a1a1a;outline-offset:2px}a{color:#0b57a4}';

/** The style's digest, so that the policy can name it; a test compares. */
const styleDigest = 'sha256-OhqnVHxUl8FOqVmlYd9mFB3ObKXJiksONVt+6jRbUTQ=';

/** What goes with every page. The address is a secret of the customer's: it is neither kept, nor indexed, nor passed on. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `default-src 'none'; style-src '${styleDigest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
};

const day = { weekday: 'long', month: 'long', day: 'numeric' } as const;

const timeText = (at: Instant, zone: TimeZone, { locale }: PageWords): string =>
  new Intl.DateTimeFormat(locale, {
    ...day,
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(toEpochMillis(at));

const dayText = (date: string, { locale }: PageWords): string =>
  new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' }).format(
    toEpochMillis(fromEpochMillis(Date.parse(`${date}T00:00:00Z`))),
  );

function whatAndWhen({ appointment, store }: Page, words: PageWords): readonly string[] {
  if (appointment === undefined || store === undefined) return [];
  const { purpose, startsAt, date } = appointment;
  const when = startsAt === undefined ? dayText(date, words) : timeText(startsAt, store.timeZone, words);
  return [`<p class="what">${escaped(words.purpose[purpose])}<br>${escaped(when)}</p>`];
}

function reach({ store, notice }: Page, words: PageWords): readonly string[] {
  if (store === undefined || notice === 'unsubscribed' || notice === 'ask-unsubscribe') return [];
  const { phone } = store;
  if (phone === undefined) return [`<p>${escaped(words.visit)}</p>`];
  return [`<p>${escaped(words.call)} <a href="tel:${escaped(phone)}">${escaped(phone)}</a></p>`];
}

function form(action: LinkAction, seen: string | undefined, words: PageWords, first: boolean): string {
  const shown = seen === undefined ? '' : `<input type="hidden" name="seen" value="${escaped(seen)}">`;
  const look = first ? '' : ' class="second"';
  // Without an address of its own a form goes to the page's: the link itself.
  return `<form method="post">${shown}<button${look} name="action" value="${action}">${escaped(words.button[action])}</button></form>`;
}

/** The page as HTML. */
export function renderPage(page: Page): string {
  const words = pageWords[page.language];
  const heading = escaped(words.heading[page.notice]);
  const name = page.store === undefined ? [] : [`<p>${escaped(page.store.name)}</p>`];
  const body = [
    ...name,
    `<h1>${heading}</h1>`,
    `<p>${escaped(words.text[page.notice])}</p>`,
    ...whatAndWhen(page, words),
    ...page.offers.map((action, at) => form(action, page.seen, words, at === 0)),
    ...reach(page, words),
  ];
  return [
    '<!doctype html>',
    `<html lang="${page.language}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="robots" content="noindex, nofollow"><title>${heading}</title><style>${style}</style></head>`,
    `<body><main>${body.join('')}</main></body>`,
    '</html>',
    '',
  ].join('\n');
}
