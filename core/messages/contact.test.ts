import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromEpochMillis, parseInstant, plus, wallClock, weekday } from '../kernel/time.ts';
import { CONTACT_WINDOWS, type ContactRequest, decideContact, type Recipient } from './contact.ts';
import { areaCodeOf } from './data/area-codes.ts';

const CHICAGO = '+13125550100';
const LOS_ANGELES = '+12135550100';
const NEW_YORK = '+12125550100';
const at = parseInstant;

const customer = (number: string, more: Partial<Recipient> = {}): Recipient => ({
  customerId: 'c-1',
  phones: [{ number, kind: 'mobile' }],
  emails: ['pat@example.com'],
  consent: {},
  ...more,
});

const request = (of: Recipient, now: string, more: Partial<ContactRequest> = {}): ContactRequest => ({
  category: 'transactional',
  template: 'parts-eta-new',
  customer: of,
  windows: CONTACT_WINDOWS,
  storeZone: 'America/Chicago',
  storeState: 'IL',
  now: at(now),
  marginSeconds: 60,
  ...more,
});

const NOON = '2026-03-10T12:00:00-05:00';
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

describe('the window', () => {
  test.each([
    ['opens at 08:00 in Chicago', CHICAGO, undefined, '2026-03-10T07:59:59.999-05:00', '2026-03-10T13:00:00.000Z'],
    ['is open at 08:00', CHICAGO, undefined, '2026-03-10T08:00:00-05:00', 'send'],
    ['is open until a minute before 21:00', CHICAGO, undefined, '2026-03-10T20:58:59.999-05:00', 'send'],
    ['keeps the minute the act may take', CHICAGO, undefined, '2026-03-10T20:59:00-05:00', '2026-03-11T13:00:00.000Z'],
    ['waits over the spring change', CHICAGO, undefined, '2026-03-07T22:00:00-06:00', '2026-03-08T13:00:00.000Z'],
    ['waits over the autumn change', CHICAGO, undefined, '2026-10-31T22:00:00-05:00', '2026-11-01T14:00:00.000Z'],
    [
      'asks area code and address: the later opening',
      NEW_YORK,
      { state: 'CA' },
      '2026-03-10T10:00:00-04:00',
      '2026-03-10T15:00:00.000Z',
    ],
    [
      'asks area code and address: the earlier closing',
      NEW_YORK,
      { state: 'CA' },
      '2026-03-10T21:30:00-04:00',
      '2026-03-11T15:00:00.000Z',
    ],
    ['asks area code and address: both open', NEW_YORK, { state: 'CA' }, '2026-03-10T12:00:00-04:00', 'send'],
    [
      'of Texas opens at 09:00 on a weekday',
      '+12145550100',
      undefined,
      '2026-03-10T08:30:00-05:00',
      '2026-03-10T14:00:00.000Z',
    ],
    [
      'of Texas opens at noon on a Sunday',
      '+12145550100',
      undefined,
      '2026-03-07T22:00:00-06:00',
      '2026-03-08T17:00:00.000Z',
    ],
    [
      'of Texas on a Saturday night in autumn',
      '+12145550100',
      undefined,
      '2026-10-31T21:30:00-05:00',
      '2026-11-01T18:00:00.000Z',
    ],
    ['of Florida closes at 20:00', '+13055550100', undefined, '2026-03-10T20:00:00-04:00', '2026-03-11T12:00:00.000Z'],
    [
      'of the Panhandle asks both clocks',
      '+18505550100',
      undefined,
      '2026-03-10T08:30:00-04:00',
      '2026-03-10T13:00:00.000Z',
    ],
    [
      'of Pensacola by ZIP code still asks the area code',
      '+18505550100',
      { state: 'FL', postalCode: '32501' },
      '2026-03-10T19:30:00-05:00',
      '2026-03-11T13:00:00.000Z',
    ],
    [
      'of Washington closes at 20:00',
      '+12065550100',
      undefined,
      '2026-03-10T19:59:00-07:00',
      '2026-03-11T15:00:00.000Z',
    ],
    [
      'of Rhode Island is short on Saturdays',
      '+14015550100',
      undefined,
      '2026-03-13T18:00:00-04:00',
      '2026-03-14T14:00:00.000Z',
    ],
    ['of Hawaii', '+18085550100', undefined, '2026-03-10T12:00:00-05:00', '2026-03-10T18:00:00.000Z'],
    ['of Phoenix in summer', '+16025550100', undefined, '2026-07-10T07:30:00-07:00', '2026-07-10T15:00:00.000Z'],
    [
      'of a Texan Sunday and a Californian address',
      '+12145550100',
      { state: 'CA' },
      '2026-03-08T08:00:00-05:00',
      '2026-03-08T17:00:00.000Z',
    ],
    [
      'of an address abroad asks the area code',
      CHICAGO,
      { state: 'CA', country: 'MX' },
      '2026-03-10T08:00:00-05:00',
      'send',
    ],
  ])('%s', (_, number, address, now, expected) => {
    for (const emailToo of [true, false]) {
      const of = customer(number, {
        ...(address ? { address } : {}),
        ...(emailToo ? { preferredChannel: 'email' } : {}),
      });
      const decision = decideContact(request(of, now));
      expect(decision.answer === 'notBefore' ? decision.until : decision.answer).toBe(expected);
    }
  });

  test('of the store stands in where nothing is known, and the record says so', () => {
    const of = customer('+18005550100');
    const decision = decideContact(
      request(of, '2026-03-10T06:30:00-07:00', { storeZone: 'America/Phoenix', storeState: 'AZ' }),
    );
    expect(decision).toMatchObject({
      answer: 'notBefore',
      until: '2026-03-10T15:00:00.000Z',
      record: {
        rule: 'outside-window',
        result: 'notBefore',
        inputs: {
          places: [
            {
              knownBy: 'store',
              state: 'AZ',
              zone: 'America/Phoenix',
              localTime: '2026-03-10 06:30',
              window: '08:00-21:00',
            },
          ],
        },
      },
    });
  });

  test('does not hold an answer in a conversation back', () => {
    const decision = decideContact(
      request(customer(CHICAGO), '2026-03-10T23:00:00-05:00', { category: 'conversational' }),
    );
    expect(decision).toMatchObject({ answer: 'send', zones: [] });
  });

  test('that never meets another is a refusal', () => {
    const weekends = { from: '10:00', to: '11:00' };
    const short = { ...CONTACT_WINDOWS.everywhere };
    for (const day of ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const) short[day] = weekends;
    const windows = { ...CONTACT_WINDOWS, everywhere: short };
    const of = customer(NEW_YORK, { address: { state: 'HI' } });
    expect(decideContact(request(of, NOON, { windows }))).toMatchObject({
      answer: 'refused',
      rule: 'no-common-window',
    });
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

describe('whenever and wherever', () => {
  const number = fc.constantFrom(
    CHICAGO,
    LOS_ANGELES,
    NEW_YORK,
    '+12145550100',
    '+18505550100',
    '+19075550100',
    '+18085550100',
    '+14015550100',
    '+17095550100',
    '+19285550100',
    '+18005550100',
  );
  const state = fc.constantFrom(undefined, 'TX', 'FL', 'CA', 'WA', 'TN', 'HI', 'RI', 'OK');
  // Half the moments near a change of the clocks.
  const near = (month: number, day: number) =>
    fc.integer({ min: Date.UTC(2026, month, day - 3), max: Date.UTC(2026, month, day + 3) });
  const moment = fc
    .oneof(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }), near(2, 8), near(10, 1))
    .map((millis) => fromEpochMillis(millis));
  const of = (phone: string, home: string | undefined) =>
    customer(phone, home === undefined ? {} : { address: { state: home } });

  test('nothing leaves outside a window, checked by the wall clocks alone', () => {
    fc.assert(
      fc.property(number, state, moment, (phone, home, now) => {
        const decision = decideContact(request(of(phone, home), now));
        if (decision.answer !== 'send') return;
        for (const zone of decision.zones) {
          const { time, date } = wallClock(now, zone);
          expect(time >= '08:00' && time < '20:59').toBe(true);
          const texan = home === 'TX' || areaCodeOf(phone)?.state === 'TX';
          if (texan && zone === 'America/Chicago' && weekday(date) === 'sun') expect(time >= '12:00').toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('"not before" is the first moment: allowed then, and not a minute earlier', () => {
    fc.assert(
      fc.property(number, state, moment, (phone, home, now) => {
        const decision = decideContact(request(of(phone, home), now));
        if (decision.answer !== 'notBefore') return;
        expect(decision.until > now).toBe(true);
        expect(decideContact(request(of(phone, home), decision.until)).answer).toBe('send');
        const before = plus(decision.until, { minutes: -1 });
        if (before < now) return;
        expect(decideContact(request(of(phone, home), before)).answer).toBe('notBefore');
        // Nor at any quarter of an hour between.
        for (let tried = now; tried < decision.until; tried = plus(tried, { minutes: 15 })) {
          expect(decideContact(request(of(phone, home), tried)).answer).toBe('notBefore');
        }
      }),
      { numRuns: 80 },
    );
  });
});
