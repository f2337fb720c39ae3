/**
 * Every route with calls that were right and then spoiled, on a store in the middle of its day: nothing breaks, every
 * refusal says what to do, what is refused or only read writes nothing, and no answer tells of what lies behind.
 */
import type { APIGatewayProxyResult } from 'aws-lambda';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../core/kernel/route.ts';
import type { Row } from '../../core/kernel/table.ts';
import { routes } from '../../core/routes.ts';
import { budget, patience } from './fuzz/budget.ts';
import { knownIn, type Plan, plans, requestOf, routeOf } from './fuzz/calls.ts';
import { type House, openHouse, rowsOfMorning, type Sent } from './fuzz/stage.ts';

let rows: readonly Row[];
let known: (name: string) => readonly string[];
const unhandled: unknown[] = [];

beforeAll(async () => {
  process.on('unhandledRejection', (reason) => unhandled.push(reason));
  rows = await rowsOfMorning();
  known = knownIn(rows);
});

/** What belongs behind the door: frames of a stack, keys of the table, names of its attributes and of its errors. */
const inside =
  /\n\s+at |\.ts:\d|node:|\b(?:STORE|CUSTOMER|STAFF|CONTACT|DUE)#|storyPk|deskPk|boardPk|duePk|ConditionFailed|BadTransaction|ZodError|TypeError|RangeError/;

/** What is wrong with a refusal; nothing when it is as it must be. */
function wrongWith({ statusCode, headers, body }: APIGatewayProxyResult): string | undefined {
  if (headers?.['Content-Type'] !== 'application/problem+json') return 'is no problem+json';
  const problem = JSON.parse(body);
  for (const name of ['type', 'title', 'detail']) {
    if (typeof problem[name] !== 'string' || problem[name] === '') return `has no ${name}`;
  }
  if (problem.status !== statusCode) return 'says another status';
  if (statusCode === 422 && !(problem.fields?.length > 0)) return 'names no field';
  for (const { field, fix } of problem.fields ?? []) {
    if (typeof field !== 'string' || typeof fix !== 'string' || fix === '') return 'names no fix';
  }
  return body.length > 20_000 ? 'is very long' : undefined;
}

/** Sends it and says what should not be so. */
async function faultsOf(house: House, route: Route, sent: Sent): Promise<readonly string[]> {
  const before = house.commits();
  const answer = await house.send(sent);
  const { statusCode, body } = answer;
  const wrote = house.commits() - before;
  const faults: string[] = house.reports
    .splice(0)
    .map((error) => `broke: ${error instanceof Error ? error.stack : 'no error'}`);
  if (statusCode >= 500) faults.push(`answered ${statusCode}`);
  if (statusCode >= 400) {
    const wrong = wrongWith(answer);
    if (wrong !== undefined) faults.push(`the refusal ${wrong}: ${body.slice(0, 300)}`);
    if (inside.test(body)) faults.push(`the refusal tells too much: ${body.slice(0, 300)}`);
    if (wrote > 0) faults.push('a refused call wrote');
  } else {
    if (sent.method === 'GET' && wrote > 0) faults.push('reading wrote');
    const read = route.output.safeParse(JSON.parse(body));
    // A path that was bent may lead to another route.
    if (!read.success && !sent.path.includes('..')) faults.push(`the answer is not as promised: ${read.error.message}`);
  }
  return faults;
}

async function play(house: House, list: readonly Plan[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const plan of list) {
    const sent = requestOf(plan, house.table.rows(), known);
    const told = `${sent.method} ${sent.path.slice(0, 200)} ${JSON.stringify(sent.query).slice(0, 200)} ${sent.body?.slice(0, 600)} by ${sent.by} ${JSON.stringify(sent.headers).slice(0, 200)}`;
    for (let times = plan.twice ? 2 : 1; times > 0; times -= 1) {
      for (const fault of await faultsOf(house, routeOf(plan), sent)) found.push(`${told}\n  ${fault}`);
    }
  }
  return found;
}

describe('spoiled calls', () => {
  test('one after another on the same store', { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(plans(), { minLength: 1, maxLength: 30 }), async (list) => {
        expect(await play(await openHouse(rows), list)).toEqual([]);
      }),
      budget(30),
    );
    expect(unhandled).toEqual([]);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  test('each route in turn', { timeout: patience }, async () => {
    for (const route of routes) {
      const house = await openHouse(rows);
      await fc.assert(
        fc.asyncProperty(plans([route]), async (plan) => {
          expect(await play(house, [plan])).toEqual([]);
        }),
        budget(10),
      );
    }
    expect(unhandled).toEqual([]);
  });
});
