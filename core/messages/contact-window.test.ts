import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromEpochMillis, plus, wallClock, weekday } from '../kernel/time.ts';
import { CONTACT_WINDOWS, decideContact } from './contact.ts';
import { areaCodeOf } from './data/area-codes.ts';
import type { Editions } from './data/contact-windows.ts';
import { CHICAGO, customer, LOS_ANGELES, NEW_YORK, NOON, request } from './testing.ts';

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
      request(of, '2026-03-10T06:30:00-07:00', { store: { timeZone: 'America/Phoenix', address: { state: 'AZ' } } }),
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
    const [edition] = CONTACT_WINDOWS;
    const short = { ...edition.everywhere };
    for (const day of ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const) short[day] = weekends;
    const windows: Editions = [{ ...edition, everywhere: short }];
    const of = customer(NEW_YORK, { address: { state: 'HI' } });
    expect(decideContact(request(of, NOON, { windows }))).toMatchObject({
      answer: 'refused',
      rule: 'no-common-window',
    });
  });
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
