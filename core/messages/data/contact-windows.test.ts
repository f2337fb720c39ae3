import { describe, expect, it } from 'vitest';
import { parseDate } from '../../kernel/time.ts';
import file from './contact-windows.json' with { type: 'json' };
import { CONTACT_WINDOWS, editionOn, readEditions } from './contact-windows.ts';

const [first] = file.editions;
const withEditions = (...editions: readonly object[]) => ({ ...file, editions });

describe('the editions', () => {
  it('say the states’ windows day by day, and their caps', () => {
    const { states, marketingPer24Hours } = editionOn(CONTACT_WINDOWS, parseDate('2026-03-10'));
    expect(states.TX).toMatchObject({ sat: { from: '09:00' }, sun: { from: '12:00', to: '21:00' } });
    expect(marketingPer24Hours).toEqual({ FL: 3, OK: 3 });
  });

  it('hold from their date on; before the first, the first', () => {
    const next = { ...first, edition: '2026-07-01', everywhere: { daily: ['09:00', '20:00'] } };
    const both = readEditions(withEditions(first!, next));
    const on = (date: string) => editionOn(both, parseDate(date)).everywhere.mon.from;
    expect([on('2020-01-01'), on('2026-06-30'), on('2026-07-01'), on('2030-01-01')]).toEqual([
      '08:00',
      '08:00',
      '09:00',
      '09:00',
    ]);
  });

  it.each<[string, object]>([
    ['without an edition', withEditions()],
    ['in the wrong order', withEditions({ ...first, edition: '2026-07-01' }, first!)],
    ['with a state that is none', withEditions({ ...first, states: { XX: { daily: ['08:00', '20:00'] } } })],
    [
      'with a misspelt day',
      withEditions({ ...first, everywhere: { daily: ['08:00', '21:00'], sunday: ['12:00', '21:00'] } }),
    ],
    ['with a window that ends before it begins', withEditions({ ...first, everywhere: { daily: ['21:00', '08:00'] } })],
  ])('%s are refused', (_, json) => expect(() => readEditions(json)).toThrow());
});
