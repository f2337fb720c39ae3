import { expect, test } from 'vitest';
import { parseDate } from '../kernel/time.ts';
import { stores } from '../stores/index.ts';
import { calendarOf } from './calendar.ts';
import { cancelAppointment, moveAppointment, requestAppointment } from './decide.ts';
import { at, booked, placeAt, plan, refusal, stateOf, tuesday } from './testing.ts';

const store = stores.schema.parse({
  storeId: 'S01',
  name: 'Elm; Street, Motors',
  timeZone: 'America/Chicago',
  address: { street: '1 Elm St', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' },
  hours: {},
  version: 1,
  createdAt: '2026-03-01T00:00:00.000Z',
  updatedAt: '2026-03-01T00:00:00.000Z',
});
const wednesday = at('2026-03-11T10:00:00-05:00');

test('a booked appointment is a request, in UTC, and the same bytes each time', () => {
  const file = calendarOf(booked(), store, { organizer: 'service@elm.example', attendee: 'sam@example.com' });
  expect(file).toMatchObject({ method: 'REQUEST', sequence: 0 });
  expect(file.ics).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Lanekeep//Appointments//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:A-1@s01.lanekeep',
      'DTSTAMP:20260310T140000Z',
      'SEQUENCE:0',
      'DTSTART:20260312T140000Z',
      'DTEND:20260312T143000Z',
      'SUMMARY:Service appointment at Elm\\; Street\\, Motors',
      'LOCATION:1 Elm St\\, Springfield\\, IL 62701',
      'STATUS:CONFIRMED',
      'ORGANIZER;CN="Elm; Street, Motors":mailto:service@elm.example',
      'ATTENDEE;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT:mailto:sam@example.com',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
  expect(calendarOf(booked(), store)).toEqual(calendarOf(booked(), store));
});

test('moved and cancelled it keeps its name, and its sequence rises', () => {
  const moved = stateOf(moveAppointment(booked(), placeAt('2026-03-13T09:00:00-05:00'), wednesday));
  const gone = stateOf(cancelAppointment(moved, 'staff', undefined, wednesday));
  const [first, last] = [calendarOf(moved, store), calendarOf(gone, store)];
  expect([first.method, first.sequence, last.method, last.sequence]).toEqual(['REQUEST', 1, 'CANCEL', 2]);
  for (const line of ['METHOD:CANCEL', 'UID:A-1@s01.lanekeep', 'SEQUENCE:2', 'STATUS:CANCELLED']) {
    expect(last.ics.split('\r\n')).toContain(line);
  }
});

test('long lines are folded at 75 octets without cutting a character, and nothing can add a line', () => {
  const summary = `${'é🚗'.repeat(40)}\r\nATTENDEE:mailto:x@example.com`;
  const { ics } = calendarOf(
    booked(),
    store,
    { organizer: 'a@b.example\r\nX-BAD:1' },
    { summary, description: 'a\\b\nc' },
  );
  const lines = ics.split('\r\n');
  for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  const unfolded = ics.replaceAll('\r\n ', '').split('\r\n');
  expect(unfolded).toContain(`SUMMARY:${'é🚗'.repeat(40)}\\nATTENDEE:mailto:x@example.com`);
  expect(unfolded).toContain('DESCRIPTION:a\\\\b\\nc');
  expect(unfolded.filter((line) => /^(ATTENDEE|X-BAD)/.test(line))).toEqual([]);
});

test('without a time there is no file', () => {
  const wish = requestAppointment(plan(), parseDate('2026-03-12'), tuesday).state;
  expect(refusal(() => calendarOf(wish, store))).toContain('409 This appointment has no time yet.');
});
