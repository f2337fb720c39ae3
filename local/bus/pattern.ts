/**
 * EventBridge's event patterns (user guide, "Event patterns" and "Comparison operators"), also used to filter
 * stream records. Everything not known is refused when the pattern is read, never skipped.
 */
import { type Fields, isFields } from '../wire/json.ts';

/** A pattern that this matcher does not know; the message names the place. */
export class PatternRefused extends Error {
  override readonly name = 'PatternRefused';
}

type Test = (value: unknown) => boolean;

/** `present`: the leaf's own value, or each element of an array. An absent field is asked with `undefined`. */
type Leaf = { readonly kind: 'leaf'; readonly tests: readonly Test[]; readonly absent: boolean };
type Node = {
  readonly kind: 'node';
  readonly fields: readonly (readonly [string, Matcher])[];
  readonly either: readonly Matcher[];
};
type Matcher = Leaf | Node;

const OPERATORS = 'prefix, suffix, anything-but, exists, numeric, equals-ignore-case, wildcard';

function wildcardTest(pattern: string): Test {
  const escaped = pattern
    .split(/(?<!\\)\*/)
    .map((part) => part.replace(/\\([*\\])/g, '$1').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${escaped.join('.*')}$`, 's');
  return (value) => typeof value === 'string' && expression.test(value);
}

/** `prefix` and `suffix` take text, or `{"equals-ignore-case": text}`. */
function endTest(operand: unknown, at: string, ends: (value: string, part: string) => boolean): Test {
  if (typeof operand === 'string') return (value) => typeof value === 'string' && ends(value, operand);
  const inner = isFields(operand) ? operand['equals-ignore-case'] : undefined;
  if (typeof inner !== 'string') throw new PatternRefused(`${at}: needs text`);
  return (value) => typeof value === 'string' && ends(value.toLowerCase(), inner.toLowerCase());
}

function ignoreCaseTest(operand: unknown, at: string): Test {
  if (typeof operand !== 'string') throw new PatternRefused(`${at}: needs text`);
  return (value) => typeof value === 'string' && value.toLowerCase() === operand.toLowerCase();
}

function numericTest(operand: unknown, at: string): Test {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 !== 0)
    throw new PatternRefused(`${at}: numeric needs pairs of comparison and number`);
  const tests: ((value: number) => boolean)[] = [];
  for (let i = 0; i < operand.length; i += 2) {
    const [sign, bound]: unknown[] = [operand[i], operand[i + 1]];
    if (typeof bound !== 'number') throw new PatternRefused(`${at}: numeric needs a number after ${String(sign)}`);
    switch (sign) {
      case '=':
        tests.push((value) => value === bound);
        break;
      case '<':
        tests.push((value) => value < bound);
        break;
      case '<=':
        tests.push((value) => value <= bound);
        break;
      case '>':
        tests.push((value) => value > bound);
        break;
      case '>=':
        tests.push((value) => value >= bound);
        break;
      default:
        throw new PatternRefused(`${at}: numeric comparison ${String(sign)} is not known`);
    }
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function anythingBut(operand: unknown, at: string): Test {
  const refused = Array.isArray(operand) ? operand : [operand];
  const texts = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
  if (isFields(operand)) {
    const [name, inner] = onlyEntry(operand, at);
    if (!['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(name))
      throw new PatternRefused(`${at}: anything-but ${name} is not known`);
    const tests = texts(inner).map((one) => operatorTest(name, one, at));
    return (value) => typeof value === 'string' && !tests.some((test) => test(value));
  }
  if (refused.some((one) => typeof one !== 'string' && typeof one !== 'number'))
    throw new PatternRefused(`${at}: anything-but takes texts or numbers`);
  return (value) => value !== undefined && !refused.includes(value);
}

function onlyEntry(fields: Fields, at: string): readonly [string, unknown] {
  const entries = Object.entries(fields);
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1)
    throw new PatternRefused(`${at}: a comparison has exactly one operator (${OPERATORS})`);
  return entry;
}

function operatorTest(name: string, operand: unknown, at: string): Test {
  switch (name) {
    case 'prefix':
      return endTest(operand, at, (value, part) => value.startsWith(part));
    case 'suffix':
      return endTest(operand, at, (value, part) => value.endsWith(part));
    case 'equals-ignore-case':
      return ignoreCaseTest(operand, at);
    case 'wildcard':
      if (typeof operand !== 'string' || operand.includes('**'))
        throw new PatternRefused(`${at}: wildcard needs text without two stars in a row`);
      return wildcardTest(operand);
    case 'numeric':
      return numericTest(operand, at);
    case 'anything-but':
      return anythingBut(operand, at);
    default:
      throw new PatternRefused(`${at}: the operator ${name} is not supported (supported: ${OPERATORS})`);
  }
}

function readLeaf(values: readonly unknown[], at: string): Leaf {
  if (values.length === 0) throw new PatternRefused(`${at}: an empty list matches nothing`);
  const tests: Test[] = [];
  let absent = false;
  for (const value of values) {
    if (!isFields(value)) {
      if (Array.isArray(value)) throw new PatternRefused(`${at}: a list within a list`);
      tests.push((found) => found === value);
      continue;
    }
    const [name, operand] = onlyEntry(value, at);
    if (name !== 'exists') tests.push(operatorTest(name, operand, at));
    else if (operand === true) tests.push((found) => found !== undefined);
    else if (operand === false) absent = true;
    else throw new PatternRefused(`${at}: exists needs true or false`);
  }
  return { kind: 'leaf', tests, absent };
}

function readNode(pattern: Fields, at: string): Node {
  const fields: (readonly [string, Matcher])[] = [];
  let either: Matcher[] = [];
  for (const [name, value] of Object.entries(pattern)) {
    const place = at === '' ? name : `${at}.${name}`;
    if (name === '$or') {
      if (!Array.isArray(value) || value.length < 2) throw new PatternRefused(`${place}: needs two or more patterns`);
      either = value.map((one: unknown) => {
        if (!isFields(one)) throw new PatternRefused(`${place}: holds patterns`);
        return readNode(one, place);
      });
    } else if (Array.isArray(value)) fields.push([name, readLeaf(value, place)]);
    else if (isFields(value)) fields.push([name, readNode(value, place)]);
    else throw new PatternRefused(`${place}: a value must be in a list`);
  }
  if (fields.length === 0 && either.length === 0) throw new PatternRefused(`${at || 'pattern'}: is empty`);
  return { kind: 'node', fields, either };
}

function holds(matcher: Matcher, value: unknown): boolean {
  if (matcher.kind === 'leaf') return leafHolds(matcher, value);
  // A list of objects matches when one of them does; an absent object is asked for its absent fields.
  if (Array.isArray(value)) return value.some((one) => holds(matcher, one));
  const fields = isFields(value) ? value : {};
  return (
    matcher.fields.every(([name, inner]) => holds(inner, fields[name])) &&
    (matcher.either.length === 0 || matcher.either.some((inner) => holds(inner, fields)))
  );
}

function leafHolds(leaf: Leaf, value: unknown): boolean {
  if (value === undefined || isFields(value)) return leaf.absent && value === undefined;
  if (!Array.isArray(value)) return leaf.tests.some((test) => test(value));
  return value.some((one) => leaf.tests.some((test) => test(one)));
}

/** Reads a pattern once; the answer is asked for each event. Throws PatternRefused naming what it does not know. */
export function readPattern(pattern: unknown): (event: unknown) => boolean {
  if (!isFields(pattern)) throw new PatternRefused('A pattern is an object');
  const matcher = readNode(pattern, '');
  return (event) => holds(matcher, event);
}

/** Whether the event matches the pattern. */
export function matches(pattern: unknown, event: unknown): boolean {
  return readPattern(pattern)(event);
}
