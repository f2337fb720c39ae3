import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  fromEpochMillis,
  type Instant,
  localDate,
  parseInstant,
  plus,
  plusDays,
  toEpochMillis,
} from '../kernel/time.ts';
import { CONTACT_WINDOWS, type ContactRequest, decideContact, type Recipient } from './contact.ts';
import { planned } from './contact-request.ts';

const CHICAGO = '+13125550100';
const MIAMI = '+13055550100';
const at = parseInstant;
const NOON = at('2026-03-10T17:00:00Z');
const consent = { wording: 'Yes, text me offers', number: CHICAGO, at: at('2026-01-05T15:00:00Z'), source: 'web form' };
const optedOut = at('2026-03-01T15:00:00Z');

const customer = (more: Partial<Recipient> = {}): Recipient => ({
  customerId: 'c-1',
  phones: [{ number: CHICAGO, kind: 'mobile' }],
  emails: ['pat@example.com'],
  consent: { marketingSms: consent },
  ...more,
});

const decide = (more: Partial<ContactRequest> = {}) =>
  decideContact({
    category: 'marketing',
    template: 'service-is-due',
    customer: customer(),
    windows: CONTACT_WINDOWS,
    store: { timeZone: 'America/Chicago', address: { state: 'IL', street: '1 Elm Street' } },
    now: NOON,
    marginSeconds: 60,
    sending: planned,
    ...more,
  });

const mailOnly = { phones: [], consent: {} };
const textOnly = { emails: [] };
const contacts = (...times: readonly Instant[]) => ({ ...planned, history: times.map((time) => ({ at: time })) });

describe('a duplicate (row 31)', () => {
  test.each<[string, Partial<ContactRequest>]>([
    ['offer', {}],
    ['news about the car', { category: 'transactional' }],
    ['answer', { category: 'conversational' }],
    ['confirmation of its own stop', { category: 'transactional', confirmsOptOut: { to: CHICAGO } }],
  ])('gets no %s: it goes to the customer who is kept', (_, more) => {
    const consented = { marketingSms: consent, marketingSmsOptOutAt: NOON };
    const whom = customer({ mergedInto: 'c-2', consent: more.confirmsOptOut ? consented : { marketingSms: consent } });
    expect(decide({ ...more, customer: whom })).toMatchObject({ answer: 'refused', rule: 'merged' });
  });
});

describe('one category revoked (rule 6)', () => {
  const noStatus = { transactionalSmsOptOutAt: optedOut };
  const noOffers = { marketingSmsOptOutAt: optedOut, marketingSms: consent };
  test.each<[string, Recipient['consent'], ContactRequest['category'], string]>([
    ['status texts do not leave', noStatus, 'transactional', 'category-revoked'],
    ['an answer in a conversation does', noStatus, 'conversational', 'send'],
    ['offers do not leave, though consent is on record', noOffers, 'marketing', 'category-revoked'],
    ['news about the car do', noOffers, 'transactional', 'send'],
  ])('%s', (_, said, category, expected) => {
    const decision = decide({ category, customer: customer({ ...textOnly, consent: said }) });
    expect(decision.answer === 'refused' ? decision.rule : decision.answer).toBe(expected);
  });

  test('marketing by mail does not leave, news about the car do', () => {
    const of = customer({ phones: [], consent: { marketingEmailOptOutAt: optedOut } });
    expect(decide({ customer: of })).toMatchObject({ rule: 'category-revoked' });
    expect(decide({ customer: of, category: 'transactional' })).toMatchObject({ answer: 'send', channel: 'email' });
  });
});

describe('the national registry (rule 9)', () => {
  const listed = (more: Partial<Recipient>): Recipient =>
    customer({ ...textOnly, consent: {}, onNationalRegistrySince: at('2025-01-01T00:00:00Z'), ...more });
  test.each<[string, Partial<Recipient>, string]>([
    ['refuses who is a stranger to us', {}, 'national-registry'],
    [
      'refuses 18 months and a day after a purchase',
      { lastPurchaseAt: at('2024-09-09T17:00:00Z') },
      'national-registry',
    ],
    [
      'lets 18 months after a purchase pass to the next rule',
      { lastPurchaseAt: at('2024-09-10T17:00:00Z') },
      'no-marketing-consent',
    ],
    ['refuses 3 months and a day after an inquiry', { lastInquiryAt: at('2025-12-09T17:00:00Z') }, 'national-registry'],
    ['lets 3 months after an inquiry pass', { lastInquiryAt: at('2025-12-10T17:00:00Z') }, 'no-marketing-consent'],
    ['does not count what has yet to happen', { lastInquiryAt: at('2026-04-10T17:00:00Z') }, 'national-registry'],
    ['lets written permission pass', { consent: { marketingSms: consent } }, 'send'],
    ['is about calls and texts, not mail', { emails: ['pat@example.com'] }, 'send'],
  ])('%s', (_, more, expected) => {
    const decision = decide({ customer: listed(more) });
    expect(decision.answer === 'refused' ? decision.rule : decision.answer).toBe(expected);
  });

  test('has no word about a car that is ready', () => {
    expect(decide({ customer: listed({}), category: 'transactional' }).answer).toBe('send');
  });
});

describe('marketing by mail (rule 12)', () => {
  test.each<[string, Partial<ContactRequest>, string]>([
    [
      'needs the store’s street',
      { store: { timeZone: 'America/Chicago', address: { state: 'IL' } } },
      'no-postal-address',
    ],
    ['needs a link out', { sending: { ...planned, optOutLink: false } }, 'no-opt-out-link'],
  ])('%s', (_, more, rule) => {
    expect(decide({ customer: customer(mailOnly), ...more })).toMatchObject({ answer: 'refused', rule });
    expect(decide({ customer: customer(mailOnly), ...more, category: 'transactional' }).answer).toBe('send');
    // Another channel that is open is taken.
    expect(decide({ customer: customer({ preferredChannel: 'email' }), ...more })).toMatchObject({ channel: 'sms' });
  });
});

describe('the confirmation of an opt-out (rule 5)', () => {
  const confirm = (
    secondsAfter: number,
    more: Partial<ContactRequest> = {},
    said: Recipient['consent'] = { smsOptOutAt: optedOut },
  ) =>
    decide({
      category: 'transactional',
      customer: customer({ consent: said, preferredChannel: 'none' }),
      confirmsOptOut: { to: CHICAGO },
      now: plus(optedOut, { seconds: secondsAfter }),
      ...more,
    });

  test('leaves by text to the number that opted out, although it did, at any hour', () => {
    expect(confirm(2)).toMatchObject({
      answer: 'send',
      channel: 'sms',
      to: CHICAGO,
      record: { rule: 'opt-out-confirmation' },
    });
    const night = at('2026-03-10T08:00:00Z');
    expect(confirm(0, { now: plus(night, { seconds: 1 }) }, { marketingSmsOptOutAt: night }).answer).toBe('send');
    expect(JSON.stringify(confirm(2).record)).not.toContain('+1');
  });

  test.each<[string, ReturnType<typeof confirm>]>([
    ['five minutes later and more', confirm(301)],
    ['as marketing', confirm(2, { category: 'marketing' })],
    ['before the opt-out', confirm(-1)],
    ['without an opt-out', confirm(2, {}, {})],
    ['to a number that is not the customer’s', confirm(2, { confirmsOptOut: { to: MIAMI } })],
    [
      'and nothing else passes',
      confirm(2, {
        confirmsOptOut: undefined,
        customer: customer({ ...textOnly, consent: { smsOptOutAt: optedOut } }),
      }),
    ],
  ])('does not leave %s', (_, decision) => expect(decision).toMatchObject({ answer: 'refused', rule: 'opted-out' }));

  test('five minutes later to the second still leaves', () => expect(confirm(300).answer).toBe('send'));
});

test('an assistant says that it is one (rule 11)', () => {
  const said = { isFirst: true, saysItIsAutomated: false, deniesIt: false };
  const by = (assistant: typeof said) => decide({ category: 'conversational', assistant });
  expect(by(said)).toMatchObject({ answer: 'refused', rule: 'not-disclosed' });
  expect(by({ ...said, saysItIsAutomated: true }).answer).toBe('send');
  expect(by({ ...said, isFirst: false }).answer).toBe('send');
  expect(by({ isFirst: false, saysItIsAutomated: true, deniesIt: true })).toMatchObject({ rule: 'not-disclosed' });
});

describe('suppression (row 30)', () => {
  const suppressed = { rule: 'open-repair-order', inputs: { repairOrderId: '10233' } } as const;
  it('refuses by its own name and keeps what was read', () => {
    expect(decide({ suppressed })).toMatchObject({
      rule: 'open-repair-order',
      record: { inputs: { suppressed: { repairOrderId: '10233' } } },
    });
  });

  it('is decided inside the window, for the moment of sending', () => {
    expect(decide({ suppressed, now: at('2026-03-10T04:00:00Z') })).toMatchObject({ answer: 'notBefore' });
  });
});

describe('the caps', () => {
  const ago = (hours: number): Instant => plus(NOON, { hours: -hours });
  const caps = { marketingPerWeek: 7, marketingPerMonth: 30 };
  const florida = {
    customer: customer({
      ...textOnly,
      phones: [{ number: MIAMI, kind: 'mobile' }],
      consent: { marketingSms: { ...consent, number: MIAMI } },
    }),
  };

  test('of Florida: three in 24 hours (rule 10)', () => {
    expect(decide({ ...florida, caps, sending: contacts(ago(23), ago(5)) }).answer).toBe('send');
    expect(decide({ ...florida, caps, sending: contacts(ago(23), ago(5), ago(1)) })).toMatchObject({
      rule: 'state-cap',
      record: { inputs: { marketing: { in24Hours: 3, statePer24Hours: 3 } } },
    });
    expect(decide({ ...florida, caps, sending: contacts(ago(24), ago(5), ago(1)) }).answer).toBe('send');
    expect(decide({ caps, sending: contacts(ago(23), ago(5), ago(1)) }).answer).toBe('send');
  });

  test('of Oklahoma hold for who lives there, wherever the number was bought', () => {
    const of = customer({ address: { state: 'OK' } });
    expect(decide({ customer: of, caps, sending: contacts(ago(3), ago(2), ago(1)) })).toMatchObject({
      rule: 'state-cap',
    });
  });

  test('of the group: one in seven days, four in thirty, on the calendar', () => {
    expect(decide({ sending: contacts(ago(24 * 6)) })).toMatchObject({ rule: 'weekly-cap' });
    // A week ago to the day, but later in the day.
    expect(decide({ sending: contacts(plus(ago(24 * 7), { hours: 2 })) }).answer).toBe('send');
    const weeks = [7, 14, 21, 28].map((days) => ago(24 * days));
    expect(decide({ sending: contacts(...weeks) })).toMatchObject({ rule: 'monthly-cap' });
    expect(decide({ sending: contacts(...weeks), caps: { ...caps, marketingPerWeek: 1 } }).answer).toBe('send');
  });

  test('count what was claimed while the decision was made, a moment after its clock was read', () => {
    expect(decide({ sending: contacts(plus(ago(0), { seconds: 10 })) })).toMatchObject({ rule: 'weekly-cap' });
  });

  test('are no matter of what is no marketing (rule 14)', () => {
    const sending = contacts(...Array.from({ length: 20 }, (_, hour) => ago(hour)));
    expect(decide({ ...florida, category: 'transactional', sending }).answer).toBe('send');
  });

  test('are kept by whoever asks each time, whatever the hours', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 90 * 24 * 60 }), { minLength: 50, maxLength: 200 });
    fc.assert(
      fc.property(moments, (minutes) => {
        const sent: Instant[] = [];
        for (const minute of minutes.toSorted((a, b) => a - b)) {
          const now = plus(at('2026-02-01T00:00:00Z'), { minutes: minute });
          if (decide({ ...florida, now, sending: contacts(...sent) }).answer === 'send') sent.push(now);
        }
        const days = sent.map((time) => localDate(time, 'America/Chicago'));
        for (const day of days) {
          expect(days.filter((other) => other <= day && other > plusDays(day, -7)).length).toBeLessThanOrEqual(1);
          expect(days.filter((other) => other <= day && other > plusDays(day, -30)).length).toBeLessThanOrEqual(4);
        }
        expect(sent.length).toBeGreaterThan(0);
      }),
      { numRuns: 30 },
    );
  });

  test('never open by more history', () => {
    const times = fc.array(
      fc.integer({ min: -40 * 24, max: 0 }).map((hours) => fromEpochMillis(toEpochMillis(NOON) + hours * 3_600_000)),
    );
    fc.assert(
      fc.property(times, times, (some, more) => {
        if (decide({ sending: contacts(...some) }).answer === 'refused') {
          expect(decide({ sending: contacts(...some, ...more) }).answer).toBe('refused');
        }
      }),
    );
  });
});
