import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { timeZone } from '../../kernel/time.ts';
import { areaCodeOf } from './area-codes.ts';
import { isState, STATE_ZONES, stateZones } from './states.ts';

const number = (code: number): string => `+1${code}2345678`;
const codes = Array.from({ length: 800 }, (_, i) => 200 + i);

describe('area codes', () => {
  test('that phone metadata gives to the United States or Canada are all known, in the right country', () => {
    const canada = new Set(['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NU', 'ON', 'QC', 'SK']);
    const missing = codes.filter((code) => {
      const phone = parsePhoneNumberFromString(number(code));
      if (phone?.getType() !== 'FIXED_LINE_OR_MOBILE') return false;
      const found = areaCodeOf(number(code))?.state;
      if (phone.country === 'CA') return found === undefined || !canada.has(found);
      if (phone.country === 'PR' || phone.country === 'GU') return found !== phone.country;
      return phone.country === 'US' && (found === undefined || canada.has(found));
    });
    expect(missing).toEqual([]);
  });

  test('of other countries, toll-free and non-geographic ones are unknown', () => {
    const known = codes.filter((code) => {
      const phone = parsePhoneNumberFromString(number(code));
      const elsewhere = phone?.isValid() === true && phone.getType() !== 'FIXED_LINE_OR_MOBILE';
      return elsewhere && areaCodeOf(number(code)) !== undefined;
    });
    expect(known).toEqual([]);
    for (const text of [
      '+18005551234',
      '+18885551234',
      '+12425551234',
      '+19005551234',
      '+525512345678',
      '+1312555',
      '312',
    ]) {
      expect(areaCodeOf(text)).toBeUndefined();
    }
  });

  test.each([
    ['+13125550100', 'IL', ['America/Chicago']],
    ['+12135550100', 'CA', ['America/Los_Angeles']],
    ['+16025550100', 'AZ', ['America/Phoenix']],
    ['+19285550100', 'AZ', ['America/Phoenix', 'America/Denver']],
    ['+18505550100', 'FL', ['America/New_York', 'America/Chicago']],
    ['+13055550100', 'FL', ['America/New_York']],
    ['+19155550100', 'TX', ['America/Denver']],
    ['+12085550100', 'ID', ['America/Boise', 'America/Los_Angeles']],
    ['+18085550100', 'HI', ['Pacific/Honolulu']],
    ['+19075550100', 'AK', ['America/Anchorage', 'America/Adak']],
    ['+16715550100', 'GU', ['Pacific/Guam']],
    ['+13405550100', 'VI', ['America/St_Thomas']],
    ['+14165550100', 'ON', ['America/Toronto']],
    ['+17095550100', 'NL', ['America/St_Johns', 'America/Halifax']],
  ])('%s lies in %s', (text, state, zones) => {
    expect(areaCodeOf(text)).toEqual({ state, zones });
  });

  test('lie in zones of their state', () => {
    for (const code of codes.filter((each) => each !== 867)) {
      const found = areaCodeOf(number(code));
      if (found !== undefined) expect(stateZones(found.state)).toEqual(expect.arrayContaining([...found.zones]));
    }
  });
});

describe('states', () => {
  test('have zones that exist', () => {
    for (const zone of Object.values(STATE_ZONES).flat()) expect(timeZone.safeParse(zone).success).toBe(true);
    expect(Object.keys(STATE_ZONES)).toHaveLength(50 + 1 + 5 + 13);
    expect([isState('TX'), isState('tx'), isState('Texas')]).toEqual([true, false, false]);
  });

  test.each([
    ['TX', '79901', ['America/Denver']],
    ['TX', '75201', ['America/Chicago']],
    ['TX', '79855', ['America/Chicago', 'America/Denver']],
    ['FL', '32501-1234', ['America/Chicago']],
    ['FL', '33101', ['America/New_York']],
    ['FL', '32456', ['America/New_York', 'America/Chicago']],
    ['IN', 'unknown', ['America/New_York', 'America/Chicago']],
    ['CA', '79901', ['America/Los_Angeles']],
    // A ZIP code of another state settles nothing.
    ['TN', '99501', ['America/Chicago', 'America/New_York']],
    ['FL', '79901', ['America/New_York', 'America/Chicago']],
  ] as const)('%s %s lies in %j', (state, zip, zones) => {
    expect(stateZones(state, zip)).toEqual(zones);
  });
});
