import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { writtenPhone } from '../kernel/phone.ts';
import { momentsOf } from '../kernel/testing.ts';
import type { Instant } from '../kernel/time.ts';
import { changeConsent, stopCommand } from './consent.ts';
import { type ConsentCommand, consentCommand } from './consent-command.ts';
import { type Customer, customerProfileOf } from './customer.ts';
import { changeCustomer, createCustomer } from './decide.ts';

const at = momentsOf({ kind: 'staff', id: 'ana' });
const monday = at('2026-03-09T15:00:00Z');
const tuesday = at('2026-03-10T15:00:00Z');

const profile = z.object(customerProfileOf(writtenPhone)).parse({
  name: { first: 'Sam', last: 'Lee' },
  phones: [{ number: '312 555 0123', kind: 'mobile' }],
  emails: ['Sam@Example.com'],
});
const sam = createCustomer('S01', 'C-1', profile, monday).state;

const places = (change: { writes: readonly object[] }) =>
  change.writes.flatMap((write) =>
    'put' in write ? [write.put as { pk: string; sk: string; expiresAt?: number }] : [],
  );
const lookups = (change: { writes: readonly object[] }) =>
  places(change)
    .filter(({ pk }) => pk.includes('#LOOKUP#') || pk.startsWith('CONTACT#'))
    .map(({ pk, expiresAt }) => [pk, expiresAt]);

describe('a customer', () => {
  it('exists at the store by a link, and is found by each contact as it is dialled or written', () => {
    const change = createCustomer('S01', 'C-1', profile, monday);
    expect(places(change).map(({ pk }) => pk)).toEqual([
      'CUSTOMER#C-1',
      'CUSTOMER#C-1#LOG',
      'STORE#S01#CUSTOMER#C-1',
      'STORE#S01#LOOKUP#+13125550123',
      'CONTACT#+13125550123',
      'STORE#S01#LOOKUP#sam@example.com',
      'CONTACT#sam@example.com',
    ]);
  });

  it('says in its events what changed, never to what', () => {
    const change = changeCustomer(sam, { ...profile, emails: ['lee@example.com'] }, tuesday);
    expect(change.event).toMatchObject({ type: 'customer.changed', entityVersion: 2, data: { fields: ['emails'] } });
    expect(JSON.stringify(change.event)).not.toContain('example.com');
  });

  it('takes its look-ups along', () => {
    const change = changeCustomer(sam, { ...profile, emails: ['lee@example.com'] }, tuesday);
    expect(lookups(change)).toEqual([
      ['STORE#S01#LOOKUP#lee@example.com', undefined],
      ['CONTACT#lee@example.com', undefined],
      // 2026-03-11T15:00:00Z
      ['STORE#S01#LOOKUP#sam@example.com', 1_773_241_200],
      ['CONTACT#sam@example.com', 1_773_241_200],
    ]);
  });
});

describe('the profile', () => {
  const refused = (change: object) =>
    z.object(customerProfileOf(writtenPhone)).safeParse({ ...profile, ...change }).error?.issues[0]?.message;

  it.each([
    [{ name: {} }, 'Send at least one of first, last, full, business.'],
    [{ phones: undefined }, 'Send a list of phones, each with number and kind; [] for none.'],
    [{ phones: [{ number: '911', kind: 'mobile' }] }, 'Send a phone number without extension, such as +13125550123.'],
    [{ phones: [...profile.phones, { number: '+1 (312) 555-0123', kind: 'home' }] }, 'Send each number once.'],
    [{ emails: ['sam'] }, 'Send a mail address such as pat@example.com.'],
    [{ preferredChannel: 'fax' }, 'Send sms, email or none.'],
    [{ address: { state: 'Illinois' } }, 'Send the state by its two letters, such as IL.'],
  ])('%j: %s', (change, message) => expect(refused(change)).toBe(message));
});

describe('consent', () => {
  const said = (before: Customer, command: ConsentCommand, moment = tuesday) => changeConsent(before, command, moment);
  const agreed = { optedOut: false as const, wording: 'Texts about your service', source: 'counter' };
  const stopped = said(sam, { channel: 'sms', optedOut: true })?.state ?? sam;

  it('ends with a stop, dated, with one event', () => {
    const change = said(sam, { channel: 'sms', optedOut: true });
    expect(change?.state.consent.smsOptOutAt).toBe('2026-03-10T15:00:00.000Z');
    expect(change?.event).toMatchObject({ type: 'customer.opted-out', customerId: 'C-1', data: { channel: 'sms' } });
  });

  it('keeps the first date of a stop that is said twice, and tells nobody again', () => {
    expect(said(stopped, { channel: 'sms', optedOut: true }, at('2026-03-12T15:00:00Z'))).toBeUndefined();
  });

  it('comes back only with words and a source, which are kept', () => {
    expect(consentCommand.safeParse({ channel: 'sms', optedOut: false }).success).toBe(false);
    const back = said(stopped, { channel: 'sms', ...agreed })?.state.consent;
    expect(back?.smsOptOutAt).toBeUndefined();
    expect(back?.smsOptIn).toEqual({ wording: agreed.wording, source: 'counter', at: '2026-03-10T15:00:00.000Z' });
  });

  it('to marketing names one of the customer’s numbers, and does not survive a stop', () => {
    const command = { channel: 'marketing-sms' as const, ...agreed };
    expect(() => said(sam, { ...command, number: '+13125550199' })).toThrow('one of the customer’s own');
    expect(() => said(stopped, { ...command, number: '+13125550123' })).toThrow('opted out of all SMS');
    const yes = said(sam, { ...command, number: '+13125550123' })?.state ?? sam;
    expect(yes.consent.marketingSms).toMatchObject({ number: '+13125550123', source: 'counter' });
    const stop = said(yes, { channel: 'sms', optedOut: true })?.state ?? yes;
    const again = said(stop, { channel: 'sms', ...agreed })?.state.consent;
    expect(again?.marketingSms).toBeUndefined();
  });

  it('to calls is gone for five years', () => {
    const until: Instant | undefined = said(sam, { channel: 'call', optedOut: true })?.state.consent.doNotCallUntil;
    expect(until?.slice(0, 10)).toBe('2031-03-11');
  });

  it('of one kind of message is revoked beside STOP, and comes back with its own words or with all of SMS', () => {
    const status = said(sam, { channel: 'transactional-sms', optedOut: true })?.state ?? sam;
    expect(status.consent).toMatchObject({ transactionalSmsOptOutAt: '2026-03-10T15:00:00.000Z' });
    expect(status.consent.smsOptOutAt).toBeUndefined();
    expect(said(status, { channel: 'transactional-sms', optedOut: true })).toBeUndefined();
    expect(said(status, { channel: 'sms', ...agreed })?.state.consent.transactionalSmsOptOutAt).toBeUndefined();
    const offers = said(sam, { channel: 'marketing-email', optedOut: true })?.state ?? sam;
    expect(offers.consent.emailOptOutAt).toBeUndefined();
    expect(said(offers, { channel: 'email', ...agreed })?.state.consent.marketingEmailOptOutAt).toBeDefined();
    expect(
      said(offers, { channel: 'marketing-email', ...agreed })?.state.consent.marketingEmailOptOutAt,
    ).toBeUndefined();
  });

  it.each([
    [undefined, false, 'sms'],
    ['marketing', true, 'sms'],
    ['marketing', false, 'marketing-sms'],
    ['transactional', false, 'transactional-sms'],
    ['conversational', false, 'sms'],
  ] as const)('STOP in answer to %s, covering all: %s, revokes %s', (answered, coversAll, channel) => {
    expect(stopCommand(answered, coversAll)).toEqual({ channel, optedOut: true });
  });

  it('of one channel leaves the other as it was', () => {
    const both = said(stopped, { channel: 'email', optedOut: true })?.state.consent;
    expect([both?.smsOptOutAt, both?.emailOptOutAt]).toEqual(['2026-03-10T15:00:00.000Z', '2026-03-10T15:00:00.000Z']);
  });
});
