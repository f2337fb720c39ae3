/** DynamoDB's expressions, with every attribute under an alias: many a field's word (status, name, data) is reserved. */
import type { Key } from '../core/kernel/keys.ts';
import type { Condition, Query, Write } from '../core/kernel/table.ts';
import { keptValue } from './attributes.ts';
import { compareBytes } from './bytes.ts';
import { placeNames } from './query.ts';
import { isEmpty } from './transaction.ts';

/** The aliases of one request. */
export class Aliases {
  readonly #names = new Map<string, string>();
  readonly #values: Record<string, unknown> = {};

  /** The alias of an attribute. */
  name(attribute: string): string {
    const alias = this.#names.get(attribute) ?? `#n${this.#names.size}`;
    this.#names.set(attribute, alias);
    return alias;
  }

  /** The alias of a value. */
  value(value: unknown): string {
    const alias = `:v${Object.keys(this.#values).length}`;
    this.#values[alias] = keptValue(value);
    return alias;
  }

  /** What the request must carry along; empty maps are refused by DynamoDB, so they are left out. */
  get attributes() {
    const names = Object.fromEntries(Array.from(this.#names, ([attribute, alias]) => [alias, attribute]));
    return {
      ...(this.#names.size === 0 ? {} : { ExpressionAttributeNames: names }),
      ...(Object.keys(this.#values).length === 0 ? {} : { ExpressionAttributeValues: this.#values }),
    };
  }
}

/** A counter under a limit. What is not there counts as 0, so it is only under a limit above 0. */
const belowOf = (name: string, limit: number, aliases: Aliases): string =>
  limit > 0
    ? `(attribute_not_exists(${name}) OR ${name} < ${aliases.value(limit)})`
    : `${name} < ${aliases.value(limit)}`;

/** The condition of a write; nothing when it asks for nothing. */
export function conditionOf(when: Condition, aliases: Aliases): { ConditionExpression?: string } {
  if (isEmpty(when)) return {};
  const parts = [
    ...(when.absent === true ? [`attribute_not_exists(${aliases.name('pk')})`] : []),
    ...Object.entries(when.equals ?? {}).map(([name, value]) => `${aliases.name(name)} = ${aliases.value(value)}`),
    ...(when.lacks ?? []).map((name) => `attribute_not_exists(${aliases.name(name)})`),
    ...Object.entries(when.below ?? {}).map(([name, limit]) => belowOf(aliases.name(name), limit, aliases)),
  ];
  return { ConditionExpression: parts.join(' AND ') };
}

/** The change of an update; attributes that are `undefined` stay as they are. */
export function updateOf(
  { set, add = {}, remove = [] }: Extract<Write, { readonly update: Key }>,
  aliases: Aliases,
): { UpdateExpression: string } {
  const sets = Object.entries(set)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${aliases.name(name)} = ${aliases.value(value)}`);
  const adds = Object.entries(add).map(([name, by]) => `${aliases.name(name)} ${aliases.value(by)}`);
  const removes = remove.map((name) => aliases.name(name));
  const parts = [
    ...(sets.length === 0 ? [] : [`SET ${sets.join(', ')}`]),
    ...(adds.length === 0 ? [] : [`ADD ${adds.join(', ')}`]),
    ...(removes.length === 0 ? [] : [`REMOVE ${removes.join(', ')}`]),
  ];
  return { UpdateExpression: parts.join(' ') };
}

// Sorts after every character there is, so a prefix with it appended ends the texts that begin with the prefix.
const lastCharacter = '\u{10FFFF}';

/** The first and the last sort key that a query means; an open end is `undefined`. */
function rangeOf({ beginsWith, from, upTo }: Query): { low: string; high: string | undefined } {
  const prefixEnd = beginsWith === undefined || beginsWith === '' ? undefined : beginsWith + lastCharacter;
  const lows = [beginsWith ?? '', from ?? ''].sort(compareBytes);
  const highs = [prefixEnd, upTo].filter((end) => end !== undefined).sort(compareBytes);
  return { low: lows.at(-1) ?? '', high: highs[0] };
}

/**
 * The key condition of a query; nothing when no sort key can be in its range. DynamoDB takes one condition on the
 * sort key, so a prefix and bounds become one range.
 */
export function keyConditionOf(query: Query, aliases: Aliases): { KeyConditionExpression: string } | undefined {
  const { low, high } = rangeOf(query);
  if (high !== undefined && (high === '' || compareBytes(low, high) > 0)) return undefined;
  const [partition, sort] = placeNames(query.index);
  const parts = [`${aliases.name(partition)} = ${aliases.value(query.pk)}`];
  if (low !== '' && high !== undefined) {
    parts.push(`${aliases.name(sort)} BETWEEN ${aliases.value(low)} AND ${aliases.value(high)}`);
  } else if (low !== '') parts.push(`${aliases.name(sort)} >= ${aliases.value(low)}`);
  else if (high !== undefined) parts.push(`${aliases.name(sort)} <= ${aliases.value(high)}`);
  return { KeyConditionExpression: parts.join(' AND ') };
}

/** The filter of a query; nothing when it keeps every row. */
export function filterOf({ only = {} }: Query, aliases: Aliases): { FilterExpression?: string } {
  const parts = Object.entries(only).map(
    ([name, values]) => `${aliases.name(name)} IN (${values.map((value) => aliases.value(value)).join(', ')})`,
  );
  return parts.length === 0 ? {} : { FilterExpression: parts.join(' AND ') };
}
