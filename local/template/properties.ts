/**
 * A strict reader of resolved properties: whatever was not asked for is reported at the end, so a property that the
 * local cloud does not know can never be skipped in silence.
 */
import type { Faults } from './faults.ts';
import { asText, asTexts, isList, isObject, type Json, type JsonObject } from './json.ts';

/** The properties of a resource, or of an object inside it. Absent values are undefined, empty lists or empty objects. */
export interface Properties {
  has(name: string): boolean;
  /** Everything below is taken as it is. */
  raw(name: string): Json | undefined;
  /** A property that must be there. */
  needed(name: string): string;
  text(name: string): string | undefined;
  /** Numbers may be written as text, as CloudFormation allows. */
  number(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  texts(name: string): readonly string[];
  /** A map from names to texts. */
  entries(name: string): Readonly<Record<string, string>>;
  object(name: string): Properties | undefined;
  objects(name: string): readonly Properties[];
  /** Notes that the property asks for something that cannot be run; `what` names that. */
  refuse(name: string, what: string): void;
  /** Reports every property that nothing asked for, except those whose dotted path is in `without` effect. */
  finish(without: Readonly<Record<string, string>>): void;
}

/** Reads `values`; `where` names the resource and `path` the object inside it (empty for the resource itself). */
export function readProperties(values: JsonObject, where: string, path: string, faults: Faults): Properties {
  const asked = new Set<string>();
  const inside: Properties[] = [];
  const named = (name: string) => `property ${path}${name}`;
  const fault = (name: string, sentence: string) => faults.add(where, `${named(name)} ${sentence}`);
  const value = (name: string): Json | undefined => {
    asked.add(name);
    return values[name];
  };
  const expect = <T>(name: string, read: (given: Json) => T | undefined, kind: string): T | undefined => {
    const given = value(name);
    const result = given === undefined ? undefined : read(given);
    if (given !== undefined && result === undefined) fault(name, `must be ${kind}`);
    return result;
  };
  const below = (name: string, inner: JsonObject): Properties => {
    const reader = readProperties(inner, where, `${path}${name}.`, faults);
    inside.push(reader);
    return reader;
  };
  return {
    has: (name) => values[name] !== undefined,
    raw: value,
    text: (name) => expect(name, asText, 'text'),
    number: (name) => expect(name, asNumber, 'a number'),
    flag: (name) => expect(name, asFlag, 'true or false'),
    texts: (name) => expect(name, asTexts, 'a list of texts') ?? [],
    entries: (name) => expect(name, asEntries, 'a map of texts') ?? {},
    needed(name) {
      const text = expect(name, asText, 'text');
      if (values[name] === undefined) fault(name, 'is needed and missing');
      return text ?? '';
    },
    object(name) {
      const inner = expect(name, (given) => (isObject(given) ? given : undefined), 'an object');
      return inner === undefined ? undefined : below(name, inner);
    },
    objects(name) {
      const list = expect(
        name,
        (given) => (isList(given) && given.every(isObject) ? given : undefined),
        'a list of objects',
      );
      return (list ?? []).map((item) => below(name, item));
    },
    refuse: (name, what) => faults.add(where, `${named(name)}: ${what} is not supported by the local cloud`),
    finish(without) {
      for (const name of Object.keys(values)) {
        if (!asked.has(name) && without[`${path}${name}`] === undefined) {
          fault(name, 'is not supported by the local cloud');
        }
      }
      for (const reader of inside) reader.finish(without);
    },
  };
}

function asNumber(value: Json): number | undefined {
  const text = asText(value);
  const number = Number(text);
  return text === undefined || text.trim() === '' || Number.isNaN(number) ? undefined : number;
}

function asFlag(value: Json): boolean | undefined {
  const text = asText(value);
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function asEntries(value: Json): Readonly<Record<string, string>> | undefined {
  if (!isObject(value)) return undefined;
  const entries: Record<string, string> = {};
  for (const [key, inner] of Object.entries(value)) {
    const text = asText(inner);
    if (text === undefined) return undefined;
    entries[key] = text;
  }
  return entries;
}
