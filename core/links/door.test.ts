import { beforeEach, describe, expect, test } from 'vitest';
import {
  aboutVisit,
  appointment,
  ask,
  atVisit,
  begin,
  booked,
  buttons,
  fromOffers,
  happenings,
  here,
  plain,
  sign,
  tapping,
  town,
  visit,
} from '../../test/links/world.ts';
import { type Appointment, appointmentKey } from '../appointments/index.ts';
import { ConditionFailed } from '../kernel/table.ts';
import { type Instant, plus } from '../kernel/time.ts';
import type { LinkParts } from './door.ts';
import { pageHeaders } from './page.ts';

beforeEach(begin);

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
    expect(await atVisit(table)).toMatchObject({ confirmedBy: 'link', confirmedAt: here.now, version: 2 });
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
    here.now = at;
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
