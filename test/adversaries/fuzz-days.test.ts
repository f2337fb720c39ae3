/**
 * Spoiled calls that a store took, and the days after them: whatever got in, the follow-ups live with it. No door breaks,
 * and no run needs a person because of what somebody typed.
 */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plus } from '../../core/kernel/time.ts';
import { buildApi } from '../../functions/staff-api.ts';
import { budget, patience } from './fuzz/budget.ts';
import { knownIn, plans, requestOf } from './fuzz/calls.ts';
import { eventOf, openMorning } from './fuzz/stage.ts';

/** Errors by which a door asks to be called again: nothing is wrong. */
const passing = [
  'TryAgainSoon',
  'TryAgainLater',
  'ConditionFailed',
  'TaskTimedOut',
  'DynamoDB.ConditionalCheckFailedException',
];

describe('the days after spoiled calls', () => {
  test('the doors of the follow-ups live with what got in', { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(plans(), { minLength: 10, maxLength: 30 }), async (list) => {
        const broken: string[] = [];
        const { town, table } = await openMorning({
          sweepMinutes: 15,
          around: async (door, work, payload) => {
            try {
              return await work();
            } catch (error) {
              const name = error instanceof Error ? error.name : 'Unknown';
              const told = error instanceof Error ? (error.stack ?? error.message) : 'no error';
              if (!passing.includes(name))
                broken.push(`${door} ${JSON.stringify(payload)}: ${name} ${told}`.slice(0, 1500));
              throw error;
            }
          },
        });
        const parts = { table: town.table, now: town.now, newId: town.newId, origins: [], pause: async () => {} };
        const api = buildApi({
          ...parts,
          report: (error) => broken.push(`staff: ${error instanceof Error ? error.stack : 'no error'}`),
        });
        const known = knownIn(table.rows());
        const taken: string[] = [];
        for (const plan of list) {
          const sent = requestOf(plan, table.rows(), known);
          const { statusCode } = await api(eventOf(sent, town.newId()));
          if (statusCode < 300 && sent.method !== 'GET')
            taken.push(`${sent.method} ${sent.path} ${sent.body?.slice(0, 400)}`);
          await town.until(plus(town.now(), { minutes: 7 }));
        }
        await town.until(plus(town.now(), { days: 1 }));
        expect({ broken, taken: broken.length > 0 ? taken : [] }).toEqual({ broken: [], taken: [] });
      }),
      budget(3),
    );
  });
});
