/** The way out of marketing mail, and links that lead nowhere. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  aboutVisit,
  ask,
  atVisit,
  begin,
  buttons,
  consentIn,
  fromOffers,
  happenings,
  here,
  partsOf,
  plain,
  sign,
  tapping,
  town,
} from '../../test/links/world.ts';

beforeEach(begin);

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
    expect(await consentIn(table)).toEqual({ marketingEmailOptOutAt: here.now });
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
    here.now = aboutVisit.expiresAt;
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
    expect(here.reported).toHaveLength(1);
  });

  test('for a mail program wrote it in another spelling still works', async () => {
    const token = await sign(aboutVisit);
    expect(await ask(await town(), token.replaceAll('.', '%2E'))).toMatchObject({ status: 200 });
  });
});
