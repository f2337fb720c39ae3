import { createHash, createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type MemoryTable, memoryTable } from '../../adapters/memory-table.ts';
import { type Appointment, appointmentBooked, appointmentKey, appointments } from '../appointments/index.ts';
import { createCustomer, customerKey, customers } from '../customers/index.ts';
import type { Moment } from '../kernel/event.ts';
import { happened } from '../kernel/event.ts';
import { ConditionFailed } from '../kernel/table.ts';
import { type Instant, parseDate, parseInstant, plus } from '../kernel/time.ts';
import { createStore } from '../stores/index.ts';
import { formField, type LinkParts, type LinkRequest, openLinks } from './door.ts';
import type { Link } from './link.ts';
import { escaped, pageHeaders, renderPage } from './page.ts';
import { makeLink } from './token.ts';

const mac = (text: string) => createHmac('sha256', 'secret').update(text).digest('base64url');
const sign = (link: Link) => makeLink(link, { key: '1', sign: async (text) => mac(text) });

const booked = parseInstant('2026-03-09T15:00:00Z');
const visit = parseInstant('2026-03-12T14:30:00Z');
const aboutVisit: Link = {
  storeId: 'S01',
  subject: 'ap-A1',
  actions: ['confirm', 'move', 'cancel'],
  expiresAt: plus(visit, { days: 1 }),
};
const fromOffers: Link = {
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

const appointment: Appointment = {
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

async function town(of: Partial<Appointment> = {}, language?: string): Promise<MemoryTable> {
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

let now: Instant;
let reported: unknown[];
const partsOf = (table: LinkParts['table'], more: Partial<LinkParts> = {}): LinkParts => ({
  table,
  check: { isGenuine: async (key, text, signature) => key === '1' && mac(text) === signature },
  now: () => now,
  newId: () => `id-${++ids}`,
  pause: async () => {},
  report: (error) => reported.push(error),
  ...more,
});

const ask = (table: LinkParts['table'], token: string, more: Partial<LinkRequest> = {}, parts = partsOf(table)) =>
  openLinks(parts)({ method: 'GET', token, requestId: 'R1', ...more });
const tapping = (action: string, seen: string = visit): Partial<LinkRequest> => ({
  method: 'POST',
  body: new URLSearchParams({ action, seen }).toString(),
});
const atVisit = async (table: MemoryTable) => {
  const row = await table.get(appointmentKey('S01', 'A1'));
  if (row === undefined) throw new Error('no appointment');
  return appointments.read(row);
};
const consentIn = async (table: MemoryTable) => {
  const row = await table.get(customerKey('C-1001'));
  if (row === undefined) throw new Error('no customer');
  return customers.read(row).consent;
};
const happenings = (table: MemoryTable) =>
  table.rows().flatMap(({ kind, event }) => (kind === 'outbox' ? [event] : [])) as { type: string }[];
const buttons = (html: string) => [...html.matchAll(/name="action" value="([a-z]+)"/g)].map(([, action]) => action);
const plain = (html: string) => html.replaceAll(/[\u202f\u00a0]/g, ' ');

beforeEach(() => {
  now = parseInstant('2026-03-10T16:00:00Z');
  reported = [];
});

describe('looking', () => {
  test('shows the store, the kind of visit and its time on the store’s clock, and a button for each thing', async () => {
    const { status, body, headers } = await ask(await town(), await sign(aboutVisit));
    expect(status).toBe(200);
    expect(plain(body)).toContain('Service appointment<br>Thursday, March 12 at 9:30 AM CDT');
    expect(body).toContain('Lee &amp; Sons &lt;Autos&gt;');
    expect(body).toContain('<a href="tel:+12175550100">');
    expect(buttons(body)).toEqual(['confirm', 'move', 'cancel']);
    expect(headers).toBe(pageHeaders);
    expect(body).not.toMatch(/Sam|sam@|C-1001|<script|http/);
  });

  test('changes nothing, however often and by whichever program', async () => {
    const table = await town();
    const before = structuredClone(table.rows());
    const token = await sign(aboutVisit);
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD'] as const) {
      expect(await ask(table, token, { method, body: tapping('confirm').body })).toMatchObject({ status: 200 });
    }
    expect((await ask(table, token, { method: 'HEAD' })).body).toBe('');
    await ask(table, await sign(fromOffers), { body: 'List-Unsubscribe=One-Click' });
    expect(table.rows()).toEqual(before);
  });

  test('speaks Spanish to who reads Spanish: the customer’s word first, then the browser’s', async () => {
    const token = await sign(aboutVisit);
    const spanish = await ask(await town({}, 'es-MX'), token, { languages: 'en-US,en;q=0.9' });
    expect(spanish.body).toContain('<html lang="es">');
    expect(plain(spanish.body)).toMatch(/jueves, 12 de marzo/);
    expect((await ask(await town(), token, { languages: 'es-US,es;q=0.9' })).body).toContain('Sí, allí estaré');
    expect((await ask(await town(), token, { languages: 'est' })).body).toContain('<html lang="en">');
  });

  test('offers only what the link may and the appointment can take', async () => {
    const only = await sign({ ...aboutVisit, actions: ['cancel'] });
    expect(buttons((await ask(await town(), only)).body)).toEqual(['cancel']);
    const token = await sign(aboutVisit);
    const confirmed = await ask(await town({ confirmedAt: booked, confirmedBy: 'reply' }), token);
    expect([confirmed.body.includes('You are confirmed'), buttons(confirmed.body)]).toEqual([true, ['move', 'cancel']]);
    const { startsAt: _s, endsAt: _e, ...untimed } = appointment;
    const table = await town();
    await table.write([{ put: { ...untimed, ...appointmentKey('S01', 'A1'), status: 'REQUESTED' } }]);
    const requested = await ask(table, token);
    expect(requested.body).toContain('Thursday, March 12</p>');
    expect(buttons(requested.body)).toEqual(['cancel']);
  });
});

describe('tapping', () => {
  test('confirms, as the customer, because of the link', async () => {
    const table = await town();
    const { status, body } = await ask(table, await sign(aboutVisit), tapping('confirm'));
    expect([status, body.includes('You are confirmed'), buttons(body)]).toEqual([200, true, ['move', 'cancel']]);
    expect(await atVisit(table)).toMatchObject({ confirmedBy: 'link', confirmedAt: now, version: 2 });
    expect(happenings(table).filter(({ type }) => type === 'appointment.confirmed')).toMatchObject([
      {
        actor: { kind: 'customer', id: 'C-1001' },
        cause: 'R1',
      },
    ]);
  });

  test('asks for another time, and cancels', async () => {
    const table = await town();
    const token = await sign(aboutVisit);
    expect((await ask(table, token, tapping('move'))).body).toContain('We will call you');
    expect(await atVisit(table)).toMatchObject({ callbackWanted: true });
    const cancelled = await ask(table, token, tapping('cancel'));
    expect([cancelled.body.includes('is cancelled'), buttons(cancelled.body)]).toEqual([true, []]);
    expect(await atVisit(table)).toMatchObject({ status: 'CANCELLED', cancelledBy: 'link', sequence: 1 });
  });

  test.each(['confirm', 'move', 'cancel'])('twice (%s) is once, and thanked for twice', async (action) => {
    const table = await town();
    const token = await sign(aboutVisit);
    const first = await ask(table, token, tapping(action));
    const events = happenings(table).length;
    expect(await ask(table, token, tapping(action))).toEqual(first);
    expect(happenings(table)).toHaveLength(events);
  });

  test('on a time that the customer has not seen confirms nothing and shows the new one', async () => {
    const table = await town();
    const stale = plus(visit, { hours: -2 });
    const { status, body } = await ask(table, await sign(aboutVisit), tapping('confirm', stale));
    expect([status, buttons(body)]).toEqual([409, ['confirm', 'move', 'cancel']]);
    expect(plain(body)).toContain('9:30 AM');
    expect(await atVisit(table)).toMatchObject({ version: 1 });
    expect((await ask(table, await sign(aboutVisit), tapping('cancel', stale))).status).toBe(409);
  });

  test.each<[string, string | undefined]>([
    ['nothing', undefined],
    ['a program’s guess', 'List-Unsubscribe=One-Click'],
    ['an unknown action', 'action=delete&seen=x'],
    ['an end to mail', `action=unsubscribe&seen=${visit}`],
    ['JSON', '{"action":"cancel"}'],
  ])('with %s shows the page and changes nothing', async (_, body) => {
    const table = await town();
    const answer = await ask(table, await sign(aboutVisit), { method: 'POST', body });
    expect([answer.status, buttons(answer.body)]).toEqual([200, ['confirm', 'move', 'cancel']]);
    expect(await atVisit(table)).toMatchObject({ version: 1 });
  });

  test('does no more than the link may', async () => {
    const table = await town();
    await ask(table, await sign({ ...aboutVisit, actions: ['confirm'] }), tapping('cancel'));
    expect(await atVisit(table)).toMatchObject({ status: 'BOOKED', version: 1 });
  });

  test.each<[string, Partial<Appointment>, Instant]>([
    ['past', {}, visit],
    ['missed', { status: 'MISSED' }, plus(visit, { hours: 3 })],
    ['begun', { status: 'ARRIVED' }, visit],
    ['released', { status: 'RELEASED' }, booked],
    ['cancelled by us', { status: 'CANCELLED', cancelledBy: 'staff' }, booked],
    ['cancelled by them', { status: 'CANCELLED', cancelledBy: 'reply' }, booked],
  ])('on an appointment that is %s says so, and how to reach the store', async (_, of, at) => {
    now = at;
    const table = await town(of);
    const { status, body } = await ask(table, await sign(aboutVisit), tapping('confirm'));
    expect([status, buttons(body)]).toEqual([409, []]);
    expect(body).toContain('cannot be changed here');
    expect(body).toContain('tel:+12175550100');
    expect(await atVisit(table)).toMatchObject({ version: 1 });
  });

  test('against another hand decides again on what is there by then', async () => {
    const table = await town();
    let raced = false;
    const racing: LinkParts['table'] = {
      ...table,
      async write(writes) {
        if (!raced) {
          raced = true;
          await ask(table, await sign(aboutVisit), tapping('cancel'));
        }
        await table.write(writes);
      },
    };
    const { status } = await ask(racing, await sign(aboutVisit), tapping('confirm'));
    expect(status).toBe(409);
    expect(await atVisit(table)).toMatchObject({ status: 'CANCELLED' });
    const held = { ...table, write: () => Promise.reject(new ConditionFailed([0])) };
    expect(await ask(held, await sign(aboutVisit), tapping('move'))).toMatchObject({ status: 409 });
  });

  test('that cannot be written asks for another try', async () => {
    const table = await town();
    const held = { ...table, write: () => Promise.reject(new ConditionFailed([0])) };
    expect(await ask(held, await sign(aboutVisit), tapping('confirm'))).toMatchObject({
      status: 503,
      headers: { 'Retry-After': '60' },
    });
  });
});

describe('unsubscribing', () => {
  test('is offered on a page without the mail’s address', async () => {
    const { status, body } = await ask(await town(), await sign(fromOffers));
    expect([status, buttons(body)]).toEqual([200, ['unsubscribe']]);
    expect(body).not.toMatch(/sam@/);
  });

  const multipart = [
    '--x',
    'Content-Disposition: form-data; name="List-Unsubscribe"',
    '',
    'One-Click',
    '--x--',
    '',
  ].join('\r\n');
  test.each([
    ['one click of a mail program (RFC 8058)', 'List-Unsubscribe=One-Click'],
    ['the other form of it', multipart],
    ['a mail program that sends nothing', undefined],
    ['the page’s button', 'action=unsubscribe'],
  ])('by %s ends marketing mail, once, because of that message', async (_, body) => {
    const table = await town();
    const token = await sign(fromOffers);
    const { status, body: page } = await ask(table, token, { method: 'POST', body });
    expect([status, page.includes('You are unsubscribed'), buttons(page)]).toEqual([200, true, []]);
    expect(await consentIn(table)).toEqual({ marketingEmailOptOutAt: now });
    expect(happenings(table).filter(({ type }) => type === 'customer.opted-out')).toMatchObject([
      {
        actor: { kind: 'customer', id: 'C-1001' },
        cause: 'retention.vh-V1.touch.t1',
      },
    ]);
    const events = happenings(table).length;
    expect(await ask(table, token, { method: 'POST', body })).toMatchObject({ status: 200 });
    expect(happenings(table)).toHaveLength(events);
  });

  test('of somebody who is not there leads nowhere', async () => {
    const token = await sign({ ...fromOffers, customerId: 'C-9' });
    expect(await ask(await town(), token, { method: 'POST' })).toMatchObject({ status: 404 });
  });
});

describe('a link that does not work', () => {
  test('is answered alike, whatever is wrong with it', async () => {
    const table = await town();
    const good = await sign(aboutVisit);
    const unknown = await ask(table, 'hello');
    expect([unknown.status, unknown.body.includes('Lee')]).toEqual([404, false]);
    for (const token of [good.slice(0, -1), good.replace('S01', 'S02'), `${good}x`, '%', '%2e%2e', '']) {
      expect(await ask(table, token)).toEqual(unknown);
      expect(await ask(table, token, { ...tapping('cancel') })).toEqual(unknown);
    }
    const gone = await sign({ ...aboutVisit, subject: 'ap-A9' });
    expect(await ask(table, gone)).toEqual(unknown);
  });

  test('for it has expired says so, with the store’s number, and does nothing', async () => {
    now = aboutVisit.expiresAt;
    const table = await town();
    const { status, body } = await ask(table, await sign(aboutVisit), tapping('cancel'));
    expect([status, body.includes('tel:+12175550100'), buttons(body)]).toEqual([410, true, []]);
    expect(plain(body)).not.toContain('March');
    expect(await atVisit(table)).toMatchObject({ status: 'BOOKED' });
  });

  test('for our own trouble asks for another try, and we hear of it', async () => {
    const table = await town();
    const check = { isGenuine: () => Promise.reject(new Error('no keys today')) };
    const answer = await ask(table, await sign(aboutVisit), {}, partsOf(table, { check }));
    expect(answer).toMatchObject({ status: 503, headers: { 'Retry-After': '60' } });
    expect(reported).toHaveLength(1);
  });

  test('for a mail program wrote it in another spelling still works', async () => {
    const token = await sign(aboutVisit);
    expect(await ask(await town(), token.replaceAll('.', '%2E'))).toMatchObject({ status: 200 });
  });
});

describe('the page', () => {
  test('takes no word from the table for HTML', () => {
    const evil = `"><script>alert('x')</script>&`;
    const html = renderPage({
      language: 'en',
      notice: 'ask',
      store: { name: evil, phone: evil, timeZone: 'America/Chicago' },
      offers: ['confirm'],
      seen: evil,
    });
    expect(html).not.toContain('<script');
    expect(html).not.toContain(`'x'`);
    expect(html.split(escaped(evil)).length - 1).toBe(4);
  });

  test('has the style that its policy names, and nothing else', async () => {
    const html = renderPage({ language: 'en', notice: 'unknown', offers: [] });
    const style = /<style>(.*)<\/style>/s.exec(html)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(pageHeaders['Content-Security-Policy']).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
  });
});

test.each([
  ['a=1&b=two+words', 'b', 'two words'],
  ['a=1', 'b', undefined],
  ['--x\r\nContent-Disposition: form-data; name="b"\r\nContent-Type: text/plain\r\n\r\n v \r\n--x--', 'b', 'v'],
  ['--x\nContent-Disposition: form-data; name="b"\n\nv\n--x--', 'b', 'v'],
  ['', 'b', undefined],
])('the form %j has %s: %s', (body, name, value) => {
  expect(formField(body, name)).toBe(value);
});
