import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromEpochMillis, parseInstant } from '../kernel/time.ts';
import { CONTACT_WINDOWS, type ContactCategory, decideContact, planned } from '../messages/index.ts';
import type { Consent } from './customer.ts';
import { mergedConsent } from './merge.ts';

const now = parseInstant('2026-03-10T18:00:00Z');
const instants = fc.integer({ min: -400, max: -1 }).map((days) => fromEpochMillis(Date.parse(now) + days * 86_400_000));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const rarely = <T>(of: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: of });
const agreed = fc.record({
  wording: fc.constantFrom('yes', 'sure'),
  source: fc.constantFrom('web', 'counter'),
  at: instants,
});
const numbers = ['+13125550101', '+13125550102'];

/** Consent as commands leave it: nothing is allowed beside its own opt-out. */
const consents: fc.Arbitrary<Consent> = fc
  .record({
    smsOptOutAt: rarely(instants),
    marketingSmsOptOutAt: rarely(instants),
    transactionalSmsOptOutAt: rarely(instants),
    emailOptOutAt: rarely(instants),
    marketingEmailOptOutAt: rarely(instants),
    doNotCallUntil: maybe(fc.constantFrom(parseInstant('2026-01-01T00:00:00Z'), parseInstant('2030-01-01T00:00:00Z'))),
    smsOptIn: maybe(agreed),
    emailOptIn: maybe(agreed),
    marketingSms: maybe(fc.tuple(agreed, fc.constantFrom(...numbers)).map(([said, number]) => ({ ...said, number }))),
  })
  .map((said) => ({
    ...said,
    smsOptIn: (said.smsOptOutAt ?? said.transactionalSmsOptOutAt) ? undefined : said.smsOptIn,
    emailOptIn: (said.emailOptOutAt ?? said.marketingEmailOptOutAt) ? undefined : said.emailOptIn,
    marketingSms: (said.smsOptOutAt ?? said.marketingSmsOptOutAt) ? undefined : said.marketingSms,
  }));

/** Which channel, of those a customer with this consent has, takes a message of a category. */
const taken = (consent: Consent, category: ContactCategory, only: 'sms' | 'email') =>
  decideContact({
    category,
    template: 'any',
    customer: {
      customerId: 'C-1',
      phones: only === 'sms' ? numbers.map((number) => ({ number, kind: 'mobile' })) : [],
      emails: only === 'email' ? ['pat@example.com'] : [],
      consent,
    },
    store: { timeZone: 'America/Chicago', address: { state: 'IL', street: '1 Elm Street' } },
    windows: CONTACT_WINDOWS,
    now,
    marginSeconds: 60,
    sending: planned,
  });

test('merging consent is the same from either side, over again, and in any order of three', () => {
  fc.assert(
    fc.property(consents, consents, consents, (a, b, c) => {
      expect(mergedConsent(a, b)).toEqual(mergedConsent(b, a));
      expect(mergedConsent(a, a)).toEqual(a);
      expect(mergedConsent(mergedConsent(a, b), c)).toEqual(mergedConsent(a, mergedConsent(b, c)));
    }),
  );
});

test('whatever the merged customer may be sent, both could be sent', () => {
  const categories = ['marketing', 'transactional', 'conversational'] as const;
  let sent = 0;
  fc.assert(
    fc.property(
      consents,
      consents,
      fc.constantFrom(...categories),
      fc.constantFrom('sms', 'email'),
      (a, b, category, by) => {
        if (taken(mergedConsent(a, b), category, by).answer !== 'send') return;
        sent += 1;
        expect(taken(a, category, by).answer).toBe('send');
        expect(taken(b, category, by).answer).toBe('send');
      },
    ),
    { numRuns: 1000 },
  );
  expect(sent).toBeGreaterThan(50);
});

test('a stop in one record is a stop, since its first day; consent to another number is none', () => {
  const [first, second] = [parseInstant('2026-01-01T15:00:00Z'), parseInstant('2026-02-01T15:00:00Z')];
  const said = { wording: 'yes', source: 'web', at: first };
  const consent = (number: string): Consent => ({ marketingSms: { ...said, number } });
  expect(mergedConsent({ smsOptOutAt: second }, { smsOptOutAt: first }).smsOptOutAt).toBe(first);
  expect(mergedConsent(consent('+13125550101'), { smsOptOutAt: first }).marketingSms).toBeUndefined();
  expect(mergedConsent(consent('+13125550101'), consent('+13125550102')).marketingSms).toBeUndefined();
  expect(mergedConsent(consent('+13125550101'), {}).marketingSms).toBeUndefined();
});
