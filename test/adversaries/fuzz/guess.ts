/** Values that fit a schema, made from what the world holds: so that calls get past the first check. */
import type { Json } from './hostile.ts';

/** A schema as JSON Schema says it, as far as our routes use it. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Chance, as a stream of numbers from 0 to below 1. */
export type Luck = () => number;

/** A stream of chance from one number (mulberry32). */
export function luckOf(seed: number): Luck {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of several. */
export const pick = <Item>(of: readonly Item[], luck: Luck): Item | undefined => of[Math.floor(luck() * of.length)];

const texts = [
  'Water pump',
  'sam@example.com',
  '+13125550123',
  'IL',
  '60601',
  'America/Denver',
  'es',
  'A',
  '19200-5A2',
];

function textFor(name: string, { format, pattern }: Schema, known: (name: string) => readonly string[], luck: Luck) {
  if (format === 'date-time') {
    const hour = String(8 + Math.floor(luck() * 9)).padStart(2, '0');
    return `2026-03-${10 + Math.floor(luck() * 9)}T${hour}:${luck() < 0.5 ? '00' : '30'}:00-05:00`;
  }
  if (format === 'date') return `2026-03-${10 + Math.floor(luck() * 19)}`;
  if (pattern?.includes('24:00') === true) return `${10 + Math.floor(luck() * 8)}:00`;
  const ours = known(name);
  if (ours.length > 0 && luck() < 0.8) return pick(ours, luck) ?? '';
  return pick(texts, luck) ?? '';
}

/** A value for a schema. `known` gives the texts that the world holds under the name of a field. */
export function guess(schema: Schema, known: (name: string) => readonly string[], luck: Luck, name = ''): Json {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return pick(schema.enum, luck) ?? null;
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return guess(pick(branches, luck) ?? {}, known, luck, name);
  switch (schema.type) {
    case 'object': {
      const { properties = {}, required = [] } = schema;
      const named = Object.entries(properties).filter(([field]) => required.includes(field) || luck() < 0.4);
      return Object.fromEntries(named.map(([field, inner]) => [field, guess(inner, known, luck, field)]));
    }
    case 'array':
      return Array.from({ length: Math.floor(luck() * 3) }, () => guess(schema.items ?? {}, known, luck, name));
    case 'integer':
    case 'number': {
      const { minimum = 0, maximum = 100 } = schema;
      const near = Math.min(maximum, minimum + 100);
      return pick([minimum, near, Math.round(minimum + (near - minimum) * luck())], luck) ?? minimum;
    }
    case 'boolean':
      return luck() < 0.5;
    case 'string':
      return textFor(name, schema, known, luck);
    default:
      return 'x';
  }
}
