/** A stop holds for the number that said it: also for whoever turns out to have it, or gets it, later. */
import { beforeEach, describe, expect, test } from 'vitest';
import { openTown, sam, type Town } from './town.ts';

let town: Town;
const number = '+13125550177';

beforeEach(async () => {
  town = await openTown();
});

const profile = (phone: string, email: string) => ({
  name: { first: 'R' },
  phones: [{ number: phone, kind: 'mobile' }],
  emails: [email],
});

const meet = async (customerId: string, phone = number, email = 'robin@example.com') => {
  const body = { customerId, ...profile(phone, email) };
  const got = await town.send('POST', '/stores/S01/customers', { by: 'ana', body });
  expect(got.status).toBe(201);
  return (await town.customer(customerId)).consent;
};

describe('a stranger who said stop', () => {
  test('by text gets no text as the customer they turn out to be', async () => {
    await town.text(number, 'STOP');
    expect(await meet('C-9')).toMatchObject({ smsOptOutAt: expect.any(String) });
  });

  test('by mail gets no mail', async () => {
    await town.mail('robin@example.com', 'From: robin@example.com\r\nSubject: x\r\n\r\nunsubscribe\r\n');
    const consent = await meet('C-9');
    expect(consent).toMatchObject({ emailOptOutAt: expect.any(String) });
    expect(consent.smsOptOutAt).toBeUndefined();
  });

  test('is written to no more when a customer takes over the number; other contacts are not concerned', async () => {
    await town.text(number, 'stop');
    const change = async (version: number, phone: string) => {
      const headers = { 'If-Match': `"${version}"` };
      const path = `/stores/S01/customers/${sam.customerId}`;
      expect((await town.send('PUT', path, { by: 'ana', body: profile(phone, sam.email), headers })).status).toBe(200);
      return (await town.customer(sam.customerId)).consent;
    };
    expect(await change(1, '+13125550178')).toEqual({});
    expect(await change(2, number)).toMatchObject({ smsOptOutAt: expect.any(String) });
    expect(town.events('customer.changed').at(-1)?.data).toEqual({ fields: ['phones', 'consent'] });
  });
});

describe('a household', () => {
  test('that said stop has said it for one who is met later', async () => {
    await town.text(sam.phone, 'stop');
    expect(await meet('C-9', sam.phone)).toMatchObject({ smsOptOutAt: expect.any(String) });
  });

  test('that said start again has taken the stop back for who is met later', async () => {
    await town.text(sam.phone, 'stop');
    await town.text(sam.phone, 'START');
    expect((await town.customer(sam.customerId)).consent.smsOptOutAt).toBeUndefined();
    expect(await meet('C-9', sam.phone)).toEqual({});
  });
});
