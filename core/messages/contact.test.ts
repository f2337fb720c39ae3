import { describe, expect, test } from 'vitest';
import { parseInstant } from '../kernel/time.ts';
import { type ContactRequest, decideContact, type Recipient } from './contact.ts';
import { CHICAGO, customer, LOS_ANGELES, NEW_YORK, NOON, request } from './testing.ts';

const at = parseInstant;
const consent = { wording: 'Yes, text me offers', number: CHICAGO, at: at('2026-01-05T15:00:00Z'), source: 'web form' };
const optedOut = at('2026-03-01T15:00:00Z');

describe('the channel', () => {
  test.each<[string, Recipient, ContactRequest['category'], string]>([
    ['SMS where nothing is said', customer(CHICAGO), 'transactional', 'sms'],
    ['mail where it is preferred', customer(CHICAGO, { preferredChannel: 'email' }), 'transactional', 'email'],
    [
      'SMS where mail is preferred and there is none',
      customer(CHICAGO, { preferredChannel: 'email', emails: [] }),
      'transactional',
      'sms',
    ],
    ['mail after an SMS opt-out', customer(CHICAGO, { consent: { smsOptOutAt: optedOut } }), 'transactional', 'email'],
    [
      'SMS after a mail opt-out',
      customer(CHICAGO, { preferredChannel: 'email', consent: { emailOptOutAt: optedOut } }),
      'transactional',
      'sms',
    ],
    [
      'mail without a mobile',
      customer(CHICAGO, { phones: [{ number: CHICAGO, kind: 'home' }] }),
      'transactional',
      'email',
    ],
    ['SMS for an offer with consent', customer(CHICAGO, { consent: { marketingSms: consent } }), 'marketing', 'sms'],
    ['mail for an offer without consent', customer(CHICAGO), 'marketing', 'email'],
    [
      'mail for an offer when consent names another number',
      customer(LOS_ANGELES, { consent: { marketingSms: consent } }),
      'marketing',
      'email',
    ],
    [
      'mail for an offer to a number on the do-not-call list',
      customer(CHICAGO, { consent: { marketingSms: consent, doNotCallUntil: at('2027-01-01T00:00:00Z') } }),
      'marketing',
      'email',
    ],
    [
      'SMS about the car to a number on the do-not-call list',
      customer(CHICAGO, { consent: { doNotCallUntil: at('2027-01-01T00:00:00Z') } }),
      'transactional',
      'sms',
    ],
    [
      'an answer to a customer who prefers none',
      customer(CHICAGO, { preferredChannel: 'none' }),
      'conversational',
      'sms',
    ],
  ])('is %s', (_, of, category, channel) => {
    expect(decideContact(request(of, NOON, { category }))).toMatchObject({ answer: 'send', channel });
  });

  test('goes to the primary mobile', () => {
    const phones = [
      { number: '+13125550111', kind: 'mobile' },
      { number: '+13125550122', kind: 'work', primary: true },
      { number: '+13125550133', kind: 'mobile', primary: true },
    ] as const;
    expect(decideContact(request(customer(CHICAGO, { phones }), NOON))).toMatchObject({ to: '+13125550133' });
  });
});

describe('refused', () => {
  test.each<[string, Recipient, ContactRequest['category'], string]>([
    [
      'opted-out',
      customer(CHICAGO, { consent: { smsOptOutAt: optedOut, emailOptOutAt: optedOut } }),
      'transactional',
      'of everything',
    ],
    [
      'opted-out',
      customer(CHICAGO, { emails: [], consent: { smsOptOutAt: optedOut } }),
      'transactional',
      'of SMS, without mail',
    ],
    [
      'opted-out',
      customer(CHICAGO, { emails: [], consent: { smsOptOutAt: optedOut } }),
      'conversational',
      'in a conversation as well',
    ],
    ['no-channel', customer(CHICAGO, { phones: [], emails: [] }), 'transactional', 'with nothing to reach'],
    [
      'no-channel',
      customer(CHICAGO, { phones: [{ number: CHICAGO, kind: 'work' }], emails: [] }),
      'transactional',
      'with no mobile',
    ],
    ['no-marketing-consent', customer(CHICAGO, { emails: [] }), 'marketing', 'for an offer without consent'],
    [
      'no-marketing-consent',
      customer(CHICAGO, { emails: [], consent: { marketingSms: { ...consent, at: at('2026-03-11T00:00:00Z') } } }),
      'marketing',
      'for an offer before consent was given',
    ],
    [
      'do-not-call',
      customer(CHICAGO, { emails: [], consent: { marketingSms: consent, doNotCallUntil: at('2027-01-01T00:00:00Z') } }),
      'marketing',
      'for an offer',
    ],
    ['prefers-no-messages', customer(CHICAGO, { preferredChannel: 'none' }), 'transactional', 'by preference'],
  ])('as %s', (rule, of, category) => {
    const decision = decideContact(request(of, NOON, { category }));
    expect(decision).toMatchObject({ answer: 'refused', rule, record: { rule, result: 'refused', at: at(NOON) } });
  });
});

test('the record says why, with no number, address or name in it', () => {
  const { record } = decideContact(
    request(customer(NEW_YORK, { address: { state: 'CA', postalCode: '90012' } }), NOON),
  );
  expect(record).toEqual({
    rule: 'allowed',
    result: 'send',
    at: '2026-03-10T17:00:00.000Z',
    inputs: {
      category: 'transactional',
      template: 'parts-eta-new',
      customerId: 'c-1',
      preferredChannel: 'not said',
      channels: ['sms: open', 'email: open'],
      channel: 'sms',
      windows: '2025-11-22',
      marginSeconds: 60,
      places: [
        {
          knownBy: 'address',
          state: 'CA',
          zone: 'America/Los_Angeles',
          localTime: '2026-03-10 10:00',
          window: '08:00-21:00',
        },
        {
          knownBy: 'area-code',
          state: 'NY',
          zone: 'America/New_York',
          localTime: '2026-03-10 13:00',
          window: '08:00-21:00',
        },
      ],
    },
  });
  expect(JSON.stringify(record)).not.toMatch(/\+1|@|90012/);
});
