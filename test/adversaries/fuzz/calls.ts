/** Calls of the staff's API: one that should be right, then spoiled here and there. */
import * as fc from 'fast-check';
import * as z from 'zod';
import type { Route } from '../../../core/kernel/route.ts';
import type { Row } from '../../../core/kernel/table.ts';
import { routes } from '../../../core/routes.ts';
import { guess, type Luck, luckOf, pick } from './guess.ts';
import { hostileTexts, hostileTimes, type Json, type Spoil, spoils, spoilt, written } from './hostile.ts';
import type { Sent } from './stage.ts';

/** Paths as a hand writes them: encoded twice, broken, or leaving the folder. */
const hostileSteps = [
  ...hostileTexts.filter((text) => text.isWellFormed() && text.length < 5000).map(encodeURIComponent),
  ...hostileTimes.map(encodeURIComponent),
  '%',
  '%ff',
  '%C0%AF',
  '%2F..%2F',
  '%00',
  '%25',
  '%ED%A0%80',
  '..',
  'S01%23X',
  'x'.repeat(3000),
];

const hostileHeaders: readonly Readonly<Record<string, string>>[] = [
  { 'If-Match': '*' },
  { 'If-Match': 'W/"1"' },
  { 'If-Match': '"99999999999999999999"' },
  { 'If-Match': '"1", "2"' },
  { 'If-Match': '""' },
  { 'If-Match': '\u0000' },
  { 'Idempotency-Key': 'k'.repeat(5000) },
  { 'Idempotency-Key': 'schlüssel' },
  { 'Idempotency-Key': '' },
  { 'Idempotency-Key': 'one' },
  { 'Idempotency-Key': '#' },
  { 'Content-Type': 'text/plain' },
  { 'Content-Type': 'application/json; charset=utf-16' },
  { 'Content-Type': `application/${'x.'.repeat(20_000)}` },
  { 'Content-Type': '' },
  { Origin: 'https://evil.example' },
  { 'X-HTTP-Method-Override': 'DELETE' },
];

const hostileBodies = [
  null,
  '',
  ' ',
  '{',
  'null',
  '[]',
  '"x"',
  '1e999',
  '\ufeff{}',
  '{"a":1,"a":2}',
  '{"__proto__":null}',
  '\u0000',
  `{"a":"${'z'.repeat(1_000_000)}"}`,
  '['.repeat(60_000),
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  '{"a":'.repeat(20_000),
  '--b\r\nContent-Disposition: form-data\r\n\r\nx',
];

/** Texts under the name of a field, among everything that rows hold. */
export function knownIn(rows: readonly Row[]): (name: string) => readonly string[] {
  const found = new Map<string, Set<string>>();
  const note = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'string') found.set(name, (found.get(name) ?? new Set()).add(inner));
      else note(inner);
    }
  };
  rows.forEach(note);
  for (const { params, example } of routes) {
    note(example);
    for (const [name, schema] of Object.entries(params.shape)) {
      if (schema instanceof z.ZodEnum) note(Object.fromEntries(schema.options.map((option) => [name, String(option)])));
    }
  }
  const lists = new Map([...found].map(([name, texts]) => [name, [...texts]]));
  return (name) => lists.get(name) ?? [];
}

/** The fields that bodies and queries have anywhere. */
const fieldNames = (): readonly string[] => {
  const names = new Set<string>();
  const note = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    if ('properties' in schema) for (const name of Object.keys(Object(schema.properties))) names.add(name);
    Object.values(schema).forEach(note);
  };
  for (const { body } of routes) if (body !== undefined) note(schemaOf(body));
  return [...names];
};

const schemas = new Map<z.ZodType, object>();
const schemaOf = (type: z.ZodType): object => {
  const made = schemas.get(type) ?? z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' });
  schemas.set(type, made);
  return made;
};

/** A call as chance describes it; what it says depends on what the house holds. */
export interface Plan {
  /** Its name: a failing plan is printed. */
  readonly route: string;
  readonly seed: number;
  readonly by: string | undefined;
  readonly step: { readonly at: number; readonly text: string } | undefined;
  readonly body: readonly Spoil[];
  readonly instead: string | null | undefined;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly twice: boolean;
}

/** Once in a while, one of these. */
const seldom = <Value>(of: readonly Value[], weight = 1): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, { weight, arbitrary: fc.constantFrom(...of) });

/** Calls of any route, or of these. */
export function plans(of: readonly Route[] = routes): fc.Arbitrary<Plan> {
  const queryNames = ['limit', 'cursor', 'date', 'phone', 'email', 'state', 'status', 'department', 'customerId'];
  const hostileQuery = [...hostileTexts, ...hostileTimes, '1e9', '101', '50', '[]', 'eyJwayI6IlMwMSJ9', 'bnVsbA'];
  return fc.record({
    route: fc.constantFrom(...of.map(({ name }) => name)),
    seed: fc.nat(),
    by: fc.oneof(
      { weight: 12, arbitrary: fc.constant('ada') },
      {
        weight: 3,
        arbitrary: fc.constantFrom('ana', 'pat', 'bea', 'sam', 'zoe', undefined, '', 'nobody', '__proto__'),
      },
      { weight: 1, arbitrary: fc.constantFrom(...hostileTexts.filter(({ length }) => length < 200)) },
    ),
    step: fc
      .tuple(fc.nat({ max: 9 }), seldom(hostileSteps, 2))
      .map(([at, text]) => (text === undefined ? undefined : { at, text })),
    body: fc.oneof(
      { weight: 1, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(spoils(fieldNames()), { minLength: 1, maxLength: 3 }) },
    ),
    instead: seldom(hostileBodies),
    query: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.array(fc.tuple(fc.constantFrom(...queryNames), fc.constantFrom(...hostileQuery)), {
          maxLength: 3,
        }),
      },
    ),
    headers: seldom(hostileHeaders).map((headers) => headers ?? {}),
    twice: fc.boolean(),
  });
}

/** The row that says most of what a path asks for. */
function rowFor(names: readonly string[], rows: readonly Row[], luck: Luck): Row | undefined {
  const rated = rows.map((row) => ({ row, says: names.filter((name) => typeof row[name] === 'string').length }));
  const most = Math.max(...rated.map(({ says }) => says));
  return pick(
    rated.filter(({ says }) => says === most).map(({ row }) => row),
    luck,
  );
}

/** The route of this name. */
export function routeOf({ route: name }: Plan): Route {
  const route = routes.find((each) => each.name === name);
  if (route === undefined) throw new Error(`There is no route ${name}.`);
  return route;
}

function pathOf(
  route: Route,
  { step }: Plan,
  rows: readonly Row[],
  known: (name: string) => readonly string[],
  luck: Luck,
) {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const here = rows.filter(({ storeId }) => storeId === undefined || storeId === 'S01');
  const row = rowFor(names, here, luck);
  let at = -1;
  return route.path
    .split('/')
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined) return part;
      at += 1;
      if (step !== undefined && step.at % names.length === at) return step.text;
      if (name === 'storeId') return 'S01';
      const own = row?.[name];
      return encodeURIComponent(typeof own === 'string' ? own : (pick(known(name), luck) ?? 'x'));
    })
    .join('/');
}

function bodyOf(route: Route, plan: Plan, known: (name: string) => readonly string[], luck: Luck): string | null {
  const { body: spoiling, instead } = plan;
  if (instead !== undefined) return instead;
  if (route.body === undefined) return spoiling.length > 0 ? written(spoiling[0]?.value) : null;
  const example: Json | undefined = luck() < 0.5 ? JSON.parse(JSON.stringify(route.example.body ?? {})) : undefined;
  const good: Json | undefined = example ?? guess(schemaOf(route.body), known, luck);
  return written(spoiling.reduce<Json | undefined>(spoilt, good));
}

/** The request that a plan comes to in a house. `version` is what `If-Match` names unless the plan says otherwise. */
export function requestOf(plan: Plan, rows: readonly Row[], known: (name: string) => readonly string[]): Sent {
  const luck = luckOf(plan.seed);
  const route = routeOf(plan);
  const path = pathOf(route, plan, rows, known, luck);
  const body = bodyOf(route, plan, known, luck);
  const query = route.query === undefined ? {} : Object(guess(schemaOf(route.query), known, luck));
  delete query.cursor;
  const version = Math.floor(luck() * 3);
  return {
    method: route.method,
    path,
    by: plan.by,
    headers: {
      'Content-Type': 'application/json',
      ...(route.ifMatch === 'required' || luck() < 0.1 ? { 'If-Match': `"${version}"` } : {}),
      ...(plan.twice ? { 'Idempotency-Key': `k-${plan.seed}` } : {}),
      ...plan.headers,
    },
    query: Object.fromEntries([
      ...Object.entries(query).map(([name, value]) => [name, String(value)] as const),
      ...plan.query,
    ]),
    body,
    base64: luck() < 0.1,
  };
}
