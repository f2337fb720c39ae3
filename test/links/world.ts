/** A store, a customer, an appointment, and the public door, for the tests of links. */
import { createHmac } from 'node:crypto';
import { type MemoryTable, memoryTable } from '../../adapters/memory-table.ts';
import { type Appointment, appointmentBooked, appointmentKey, appointments } from '../../core/appointments/index.ts';
import { createCustomer, customerKey, customers } from '../../core/customers/index.ts';
import { happened, type Moment } from '../../core/kernel/event.ts';
import { type Instant, parseDate, parseInstant, plus } from '../../core/kernel/time.ts';
import { type LinkParts, type LinkRequest, openLinks } from '../../core/links/door.ts';
import type { Link } from '../../core/links/link.ts';
import { makeLink } from '../../core/links/token.ts';
import { createStore } from '../../core/stores/index.ts';

const mac = (text: string) => createHmac('sha256', 'secret').update(text).digest('base64url');
/** A token for a link. */
export const sign = (link: Link) => makeLink(link, { key: '1', sign: async (text) => mac(text) });

/** When the appointment was booked. */
export const booked = parseInstant('2026-03-09T15:00:00Z');
/** When it begins. */
export const visit = parseInstant('2026-03-12T14:30:00Z');
/** The link in a reminder. */
export const aboutVisit: Link = {
  storeId: 'S01',
  subject: 'ap-A1',
  actions: ['confirm', 'move', 'cancel'],
  expiresAt: plus(visit, { days: 1 }),
};
/** The link in an offer by mail. */
export const fromOffers: Link = {
  storeId: 'S01',
  subject: 'vh-V1',
  actions: ['unsubscribe'],
  customerId: 'C-1001',
  messageId: 'retention.vh-V1.touch.t1',
  expiresAt: plus(visit, { days: 60 }),
};

let ids = 0;
const moment = (at: Instant): Moment => ({
  now: at,
  newId: () => `id-${++ids}`,
  actor: { kind: 'staff', id: 'ana' },
  cause: 'test',
});

/** The appointment as it was booked. */
export const appointment: Appointment = {
  appointmentId: 'A1',
  storeId: 'S01',
  customerId: 'C-1001',
  department: 'service',
  purpose: 'service',
  date: parseDate('2026-03-12'),
  startsAt: visit,
  endsAt: plus(visit, { minutes: 30 }),
  status: 'BOOKED',
  sequence: 0,
  version: 1,
  createdAt: booked,
  updatedAt: booked,
};

/** One store, one customer with one appointment. */
export async function town(of: Partial<Appointment> = {}, language?: string): Promise<MemoryTable> {
  const table = memoryTable();
  const hours = [{ from: '07:30', to: '18:00' }];
  const weekly = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: [], sun: [] };
  const store = createStore(
    'S01',
    {
      name: 'Lee & Sons <Autos>',
      timeZone: 'America/Chicago',
      address: { city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' },
      phone: '+12175550100',
      hours: { service: { weekly, holidays: [] } },
    },
    moment(booked),
  );
  const customer = createCustomer(
    'S01',
    'C-1001',
    { name: { first: 'Sam', last: 'Lee' }, phones: [], emails: ['sam@example.com'], ...(language && { language }) },
    moment(booked),
  );
  const state = { ...appointment, ...of };
  const event = happened(appointmentBooked, {
    department: 'service',
    purpose: 'service',
    startsAt: visit,
    sequence: 0,
  });
  for (const { writes } of [store, customer, appointments.create(state, event, moment(booked))])
    await table.write(writes);
  return table;
}

/** The clock on the wall, and what was reported; begun anew before each test. */
export const here: { now: Instant; reported: unknown[] } = { now: booked, reported: [] };

/** Begins anew. */
export function begin(): void {
  here.now = parseInstant('2026-03-10T16:00:00Z');
  here.reported = [];
}

/** What the door is handed. */
export const partsOf = (table: LinkParts['table'], more: Partial<LinkParts> = {}): LinkParts => ({
  table,
  check: { isGenuine: async (key, text, signature) => key === '1' && mac(text) === signature },
  now: () => here.now,
  newId: () => `id-${++ids}`,
  pause: async () => {},
  report: (error) => here.reported.push(error),
  ...more,
});

/** Sends a request to the door; a GET unless said. */
export const ask = (
  table: LinkParts['table'],
  token: string,
  more: Partial<LinkRequest> = {},
  parts = partsOf(table),
) => openLinks(parts)({ method: 'GET', token, requestId: 'R1', ...more });
/** The form of a button. */
export const tapping = (action: string, seen: string = visit): Partial<LinkRequest> => ({
  method: 'POST',
  body: new URLSearchParams({ action, seen }).toString(),
});
/** The appointment as it stands. */
export const atVisit = async (table: MemoryTable) => {
  const row = await table.get(appointmentKey('S01', 'A1'));
  if (row === undefined) throw new Error('no appointment');
  return appointments.read(row);
};
/** What the customer allows. */
export const consentIn = async (table: MemoryTable) => {
  const row = await table.get(customerKey('C-1001'));
  if (row === undefined) throw new Error('no customer');
  return customers.read(row).consent;
};
/** All events. */
export const happenings = (table: MemoryTable) =>
  table.rows().flatMap(({ kind, event }) => (kind === 'outbox' ? [event] : [])) as { type: string }[];
/** The buttons of a page, in their order. */
export const buttons = (html: string) =>
  [...html.matchAll(/name="action" value="([a-z]+)"/g)].map(([, action]) => action);
/** A page with plain blanks in its times. */
export const plain = (html: string) => html.replaceAll(/[\u202f\u00a0]/g, ' ');
