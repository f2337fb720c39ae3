/** What nobody should send, and some will: values, and the ways to spoil a good one with them. */
import * as fc from 'fast-check';

/** A value as JSON can say it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What JSON.stringify cannot write stands in the text between these marks, without their quotes. */
const raw = (text: string): string => `@@${text}@@`;

/** A body as text, with what only a hand can write. */
export const written = (value: unknown): string => JSON.stringify(value)?.replaceAll(/"@@([^"@]*)@@"/g, '$1') ?? '';

/** Texts: broken, huge, in other scripts, and such as mean something to a machine behind. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\u202eevil',
  '\u200b\u2060',
  '🚗'.repeat(50),
  'e\u0301'.repeat(300),
  'A'.repeat(130),
  'B'.repeat(100_000),
  '#',
  'S01#X',
  '../..',
  '!',
  '~',
  '\uffff',
  '\r\nSet-Cookie: a=b',
  '<script>alert(1)</script>',
  '{{ 7 | times: 7 }}{% for a in (1..9) %}{% endfor %}',
  "'; DROP TABLE customers; --",
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-1',
  '1e3',
];

/** Days and instants at the edges of calendars and of clocks. */
export const hostileTimes: readonly string[] = [
  '0000-01-01',
  '0001-01-01',
  '1899-12-31',
  '1900-01-01',
  '2026-02-30',
  '2026-02-29',
  '2028-02-29',
  '2999-12-31',
  '3000-01-01',
  '9999-12-31',
  '10000-01-01',
  '2026-13-01',
  '2026-3-8',
  '2026-03-08',
  '2026-11-01',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2999-12-31T23:59:59.999Z',
  '1900-01-01T00:00:00+14:00',
  '2999-12-31T23:59:59-14:00',
  '2026-03-08T02:30:00-06:00',
  '2026-11-01T01:30:00-05:00',
  '2026-11-01T01:30:00-06:00',
  '2026-03-10T24:00:00Z',
  '2026-03-10T23:59:60Z',
  '2026-03-10T09:00:00.123456789Z',
  '2026-03-10T09:00:00',
  '2026-03-10 09:00:00Z',
  '24:00',
  '02:30',
  '00:00',
  '25:00',
];

/** Values of every type. */
export const hostileValues: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  0.1,
  2 ** 31,
  2 ** 53,
  1e308,
  5e-324,
  -1e21,
  raw('1e999'),
  raw('-0'),
  raw('9007199254740993'),
  raw('1E-400'),
  [],
  {},
  [null],
  [[]],
  Array.from({ length: 300 }, (_, at) => at),
  raw('[[[[[[[[{}]]]]]]]]'),
  raw('['.repeat(3000) + ']'.repeat(3000)),
  JSON.parse('{"__proto__":{"version":99,"polluted":true}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  { length: 3, 0: 'a' },
  ...hostileTexts,
  ...hostileTimes,
];

/** How a good value is spoiled, and where: `at` counts its places, the whole being the first. */
export interface Spoil {
  readonly at: number;
  readonly how: 'replace' | 'remove' | 'add' | 'wrap' | 'double' | 'lengthen' | 'shift';
  readonly value: Json;
  readonly name: string;
}

/** A spoil; `names` are those of fields that somewhere mean something. */
export const spoils = (names: readonly string[]): fc.Arbitrary<Spoil> =>
  fc.record({
    at: fc.nat({ max: 60 }),
    how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'wrap', 'double', 'lengthen', 'shift'),
    value: fc.constantFrom(...hostileValues),
    name: fc.constantFrom(...names, '__proto__', 'constructor', 'pk', 'version', 'x'),
  });

/** How many places a value has, itself with. */
const placesOf = (value: Json): number =>
  typeof value !== 'object' || value === null
    ? 1
    : Object.values(value).reduce<number>((sum, inner) => sum + placesOf(inner), 1);

function spoiltHere(value: Json, { how, value: by, name }: Spoil): Json | undefined {
  switch (how) {
    case 'replace':
      return by;
    case 'remove':
      return undefined;
    case 'add':
      if (Array.isArray(value)) return [...value, by];
      return typeof value === 'object' && value !== null
        ? Object.fromEntries([...Object.entries(value), [name, by]])
        : by;
    case 'wrap':
      return [value];
    case 'double':
      return Array.isArray(value) ? [...value, ...value] : [value, value];
    case 'lengthen':
      return typeof value === 'string' ? value + String(typeof by === 'object' ? 'x' : by) : by;
    case 'shift':
      return typeof value === 'number' ? value * 1000 + 0.5 : typeof value === 'string' ? value.toUpperCase() : by;
  }
}

function walk(value: Json, spoil: Spoil, left: { places: number }): Json | undefined {
  if (left.places === 0) {
    left.places = -1;
    return spoiltHere(value, spoil);
  }
  left.places -= 1;
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).flatMap(([key, each]) => {
    const now = left.places < 0 ? each : walk(each, spoil, left);
    return now === undefined ? [] : [[key, now] as const];
  });
  return Array.isArray(value) ? inner.map(([, each]) => each) : Object.fromEntries(inner);
}

/** The value with one place spoiled; undefined when the whole was removed. */
export const spoilt = (value: Json | undefined, spoil: Spoil): Json | undefined =>
  value === undefined ? undefined : walk(value, spoil, { places: spoil.at % Math.min(placesOf(value), 200) });
