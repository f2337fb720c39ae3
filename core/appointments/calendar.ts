/**
 * An appointment as a calendar invitation (RFC 5545, RFC 5546). Times are in UTC, so that no time zone has to be
 * described; every calendar shows them on its own wall. Written here rather than by a library: it is one event without
 * recurrence, and it is wanted in doors that have no other use for one.
 */
import type { Instant } from '../kernel/time.ts';
import type { Store } from '../stores/index.ts';
import type { Appointment, Purpose } from './appointment.ts';
import { timesOf } from './change.ts';

/** Whose invitation it is, where that is known. Calendars answer to the organizer. */
export interface Parties {
  /** A mail address of the store. */
  readonly organizer?: string | undefined;
  /** The customer's mail address. */
  readonly attendee?: string | undefined;
}

/** What the event is called; a store's own words replace the ones here. */
export interface CalendarWords {
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
}

/** The invitation or its withdrawal. */
export interface CalendarFile {
  readonly ics: string;
  readonly method: 'REQUEST' | 'CANCEL';
  /** Rises with every change; a calendar drops what is older than what it has. */
  readonly sequence: number;
}

/** RFC 5545, 3.3.11: what would end a text or split it. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n');

/** RFC 5545, 3.2: a quoted parameter takes anything but quotes and control characters. */
const quoted = (text: string): string => `"${text.replaceAll(/["\p{Cc}]/gu, ' ')}"`;

/** An address in a value: whatever could end the line is dropped. */
const mailto = (address: string): string => `mailto:${address.replaceAll(/[\s\p{Cc}]/gu, '')}`;

const encoder = new TextEncoder();

/** RFC 5545, 3.1: at most 75 octets to a line, the next begins with a blank; no character is cut. */
function folded(line: string): string {
  const lines: string[] = [];
  let [text, octets] = ['', 0];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      lines.push(text);
      [text, octets] = [' ', 1];
    }
    text += character;
    octets += size;
  }
  return [...lines, text].join('\r\n');
}

/** 20260312T140000Z: UTC to the second. */
const utc = (at: Instant): string => `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const purposeWords: Record<Purpose, string> = {
  service: 'Service appointment',
  'test-drive': 'Test drive',
  'sales-visit': 'Appointment',
  delivery: 'Delivery of your vehicle',
};

const placeWords = ({ address }: Store): string =>
  [address.street, address.city, `${address.state} ${address.postalCode}`]
    .filter((each) => each !== undefined)
    .join(', ');

const partyLines = (store: Store, { organizer, attendee }: Parties): readonly string[] => [
  ...(organizer === undefined ? [] : [`ORGANIZER;CN=${quoted(store.name)}:${mailto(organizer)}`]),
  ...(attendee === undefined ? [] : [`ATTENDEE;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT:${mailto(attendee)}`]),
];

/**
 * The calendar file of an appointment: a request, or the cancellation once it was cancelled. The same version gives the
 * same bytes. Throws 409 for an appointment without a time.
 */
export function calendarOf(
  of: Appointment,
  store: Store,
  parties: Parties = {},
  words: CalendarWords = {},
): CalendarFile {
  const { startsAt, endsAt } = timesOf(of);
  const cancelled = of.status === 'CANCELLED';
  const method = cancelled ? 'CANCEL' : 'REQUEST';
  const { summary = `${purposeWords[of.purpose]} at ${store.name}`, description } = words;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lanekeep//Appointments//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${of.appointmentId}@${of.storeId.toLowerCase()}.lanekeep`,
    `DTSTAMP:${utc(of.updatedAt)}`,
    `SEQUENCE:${of.sequence}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(description === undefined ? [] : [`DESCRIPTION:${escaped(description)}`]),
    `LOCATION:${escaped(placeWords(store))}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...partyLines(store, parties),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return { ics: `${lines.map(folded).join('\r\n')}\r\n`, method, sequence: of.sequence };
}
