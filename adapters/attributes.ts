/** Attribute values as DynamoDB keeps them: what it takes, what it drops, and how large it calls them. */
import { byteLength } from './bytes.ts';

const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

function keptNumber(value: number): number {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new TypeError(`The number ${value} cannot be kept exactly.`);
  }
  // Minus zero is written as 0.
  return value === 0 ? 0 : value;
}

/**
 * A frozen copy of a value as it would come back from the table: without what is `undefined`, at any depth. Throws
 * TypeError for what the table does not take: functions, dates and other class instances, numbers it would round.
 */
export function keptValue(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return keptNumber(value);
  if (Array.isArray(value)) return Object.freeze(value.filter((each) => each !== undefined).map(keptValue));
  if (typeof value === 'object' && isPlainObject(value)) return Object.freeze(keptAttributes(value));
  throw new TypeError(`A ${typeof value === 'object' ? 'class instance' : typeof value} cannot be kept in the table.`);
}

/** The attributes of a row (or of a nested map) as they would come back; see `keptValue`. Not frozen itself. */
export function keptAttributes(attributes: object): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) kept[name] = keptValue(value);
  }
  return kept;
}

/** About what DynamoDB counts for a number: two digits to a byte, and one or two bytes more. */
const numberSize = (value: number): number => {
  const digits = String(value)
    .replace(/e.*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '').length;
  return Math.ceil(digits / 2) + (value < 0 ? 2 : 1);
};

/**
 * The size of a value in bytes, as the developer guide counts ("DynamoDB item sizes and formats"): text in UTF-8,
 * three bytes for a list or a map and one more for each member.
 */
function valueSize(value: unknown): number {
  if (typeof value === 'string') return byteLength(value);
  if (typeof value === 'number') return numberSize(value);
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + 1 + valueSize(each), 3);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).reduce((sum, [name, each]) => sum + 1 + byteLength(name) + valueSize(each), 3);
  }
  return 1;
}

/** The size of an item in bytes: names and values. */
export const itemSize = (item: object): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + byteLength(name) + valueSize(value), 0);
