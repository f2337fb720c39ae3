/** Choice Rules (states-language.net, "Choice State" and "Data-test expression"). */
import { runtimeError } from './errors.ts';
import { isObject } from './json.ts';
import { type Path, parsePath, readPath } from './paths.ts';
import { type Complain, show } from './template.ts';
import { parseTimestamp } from './timestamps.ts';

/** Whether a rule holds for the state's effective input. */
export type Test = (input: unknown, context: unknown) => boolean;

interface Comparison {
  /** Whether a value may stand in the rule itself. */
  readonly takes: (operand: unknown) => boolean;
  readonly wants: string;
  readonly holds: (value: unknown, operand: unknown) => boolean;
}

type Order = (difference: number) => boolean;

const ORDERS: Readonly<Record<string, Order>> = {
  Equals: (difference) => difference === 0,
  LessThan: (difference) => difference < 0,
  GreaterThan: (difference) => difference > 0,
  LessThanEquals: (difference) => difference <= 0,
  GreaterThanEquals: (difference) => difference >= 0,
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numeric = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const moment = (value: unknown): number | undefined => (typeof value === 'string' ? parseTimestamp(value) : undefined);

/** A family compares only values of its own kind: "a value of another type does not match". */
function family<T extends string | number>(name: string, wants: string, read: (value: unknown) => T | undefined) {
  return Object.entries(ORDERS).map(([order, test]): readonly [string, Comparison] => [
    `${name}${order}`,
    {
      takes: (operand) => read(operand) !== undefined,
      wants,
      holds(value, operand) {
        const [left, right] = [read(value), read(operand)];
        return left !== undefined && right !== undefined && test(left < right ? -1 : left > right ? 1 : 0);
      },
    },
  ]);
}

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ...family('String', 'a string', text),
  ...family('Numeric', 'a number', numeric),
  ...family('Timestamp', 'a timestamp like 2026-03-10T14:30:00Z', moment),
  [
    'BooleanEquals',
    {
      takes: (operand) => typeof operand === 'boolean',
      wants: 'true or false',
      holds: (value, operand) => typeof value === 'boolean' && value === operand,
    },
  ],
]);

/** The type tests; `undefined` is a path that finds nothing. */
const TYPE_TESTS: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['IsPresent', (value) => value !== undefined],
  ['IsNull', (value) => value === null],
  ['IsString', (value) => typeof value === 'string'],
  ['IsNumeric', (value) => typeof value === 'number'],
  ['IsBoolean', (value) => typeof value === 'boolean'],
  ['IsTimestamp', (value) => moment(value) !== undefined],
]);

const never: Test = () => false;

/** Reads one rule; fields beyond those of a rule (`Next`, `Comment`) are named by the caller in `beside`. */
export function compileRule(raw: unknown, complain: Complain, place: string, beside: readonly string[] = []): Test {
  if (!isObject(raw)) {
    complain(place, 'must be an object');
    return never;
  }
  const keys = Object.keys(raw).filter((key) => !beside.includes(key));
  const boolean = keys.find((key) => key === 'And' || key === 'Or' || key === 'Not');
  if (boolean !== undefined) {
    for (const other of keys) {
      if (other !== boolean) complain(`${place}.${other}`, `does not go together with "${boolean}"`);
    }
    return compileBoolean(boolean, raw[boolean], complain, `${place}.${boolean}`);
  }
  return compileComparison(raw, keys, complain, place);
}

function compileBoolean(operator: string, raw: unknown, complain: Complain, place: string): Test {
  if (operator === 'Not') {
    const test = compileRule(raw, complain, place);
    return (input, context) => !test(input, context);
  }
  if (!Array.isArray(raw) || raw.length === 0) {
    complain(place, 'must be a list of rules, and not empty');
    return never;
  }
  const tests = raw.map((rule: unknown, index) => compileRule(rule, complain, `${place}[${index}]`));
  if (operator === 'And') return (input, context) => tests.every((test) => test(input, context));
  return (input, context) => tests.some((test) => test(input, context));
}

function compileComparison(
  raw: Readonly<Record<string, unknown>>,
  keys: string[],
  complain: Complain,
  place: string,
): Test {
  const variable = typeof raw.Variable === 'string' ? parsePath(raw.Variable) : undefined;
  if (variable === undefined) {
    complain(`${place}.Variable`, `must be a reference path; ${show(raw.Variable)} is none`);
    return never;
  }
  const [operator, ...others] = keys.filter((key) => key !== 'Variable');
  if (operator === undefined) complain(place, 'has no comparison operator');
  for (const other of others) complain(`${place}.${other}`, `is one field too many beside "${operator}"`);
  if (operator === undefined) return never;
  return compileOperator(variable, operator, raw[operator], (problem) => complain(`${place}.${operator}`, problem));
}

function compileOperator(
  variable: Path,
  operator: string,
  operand: unknown,
  complain: (problem: string) => void,
): Test {
  const typeTest = TYPE_TESTS.get(operator);
  if (typeTest !== undefined) return compileTypeTest(variable, operator, typeTest, operand, complain);
  if (operator === 'StringMatches') return compileMatch(variable, operand, complain);
  const fromPath = operator.endsWith('Path');
  const comparison = COMPARISONS.get(fromPath ? operator.slice(0, -4) : operator);
  if (comparison === undefined) {
    complain('is not supported by the local cloud');
    return never;
  }
  if (fromPath) {
    const other = typeof operand === 'string' ? parsePath(operand) : undefined;
    if (other === undefined) {
      complain(`must be a reference path; ${show(operand)} is none`);
      return never;
    }
    return (input, context) => comparison.holds(found(variable, input, context), found(other, input, context));
  }
  if (!comparison.takes(operand)) complain(`must be ${comparison.wants}; it is ${show(operand)}`);
  return (input, context) => comparison.holds(found(variable, input, context), operand);
}

function compileTypeTest(
  variable: Path,
  operator: string,
  test: (value: unknown) => boolean,
  operand: unknown,
  complain: (problem: string) => void,
): Test {
  if (typeof operand !== 'boolean') complain(`must be true or false; it is ${show(operand)}`);
  const look = operator === 'IsPresent' ? readPath : found;
  return (input, context) => test(look(variable, input, context)) === operand;
}

/** `StringMatches`: `*` stands for any characters, a backslash takes its meaning away. */
function compileMatch(variable: Path, operand: unknown, complain: (problem: string) => void): Test {
  if (typeof operand !== 'string') {
    complain(`must be a string; it is ${show(operand)}`);
    return never;
  }
  const source = operand.replaceAll(/\\([\\*])|(\*)|[\s\S]/g, (character, escaped: string | undefined, star) =>
    star === undefined ? (escaped ?? character).replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&') : '[\\s\\S]*',
  );
  const pattern = new RegExp(`^${source}$`);
  return (input, context) => {
    const value = found(variable, input, context);
    return typeof value === 'string' && pattern.test(value);
  };
}

/** A rule about a field that is not there fails the execution; `IsPresent` alone may ask. */
function found(path: Path, input: unknown, context: unknown): unknown {
  const value = readPath(path, input, context);
  if (value !== undefined) return value;
  throw runtimeError(`Invalid path '${path.text}': The choice state's condition path references an invalid value.`);
}
