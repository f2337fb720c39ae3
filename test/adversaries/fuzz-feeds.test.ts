/**
 * What providers hand in, spoiled: it is understood, or it is kept and a person looks; it is never lost, never done twice,
 * and never takes the door down.
 */
import type { SNSEventRecord } from 'aws-lambda';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { noticeOf } from '../../adapters/notices.ts';
import type { Row } from '../../core/kernel/table.ts';
import { buildIntake } from '../../functions/intake.ts';
import { budget, patience } from './fuzz/budget.ts';
import { notices, recordOf } from './fuzz/feeds.ts';
import { type House, openHouse, rowsOfMorning } from './fuzz/stage.ts';

let rows: readonly Row[];
let references: readonly string[];

beforeAll(async () => {
  rows = await rowsOfMorning();
  references = rows.flatMap(({ messageId, storeId }) =>
    typeof messageId === 'string' && typeof storeId === 'string' ? [`${storeId}.${messageId}`] : [],
  );
});

const rawRows = (house: House): readonly Row[] => house.table.rows().filter(({ kind }) => kind === 'raw');

const intakeOf = (house: House) =>
  buildIntake({
    table: house.table,
    now: house.now,
    newId: house.newId,
    pause: async () => {},
    report: (error) => house.reports.push(error),
  });

/** What is wrong after a record was taken in twice. */
async function faultsOf(house: House, record: SNSEventRecord): Promise<readonly string[]> {
  const faults: string[] = [];
  const take = intakeOf(house);
  const { kind } = noticeOf(record);
  const before = rawRows(house).length;
  const began = performance.now();
  await take({ Records: [record] }).catch((error) => faults.push(`was not taken in: ${error}`));
  const took = performance.now() - began;
  if (took > 2000) faults.push(`took ${Math.round(took)} ms`);
  const after = rawRows(house);
  if (kind === 'letter' || kind === 'unreadable') {
    if (after.length !== before + 1) faults.push('was not kept');
    if (after.some(({ understoodAt }) => understoodAt === undefined)) faults.push('was kept and nobody looks');
  }
  const commits = house.commits();
  await take({ Records: [record] }).catch((error) => faults.push(`was not taken in again: ${error}`));
  if (house.commits() !== commits) faults.push('was done twice');
  return [...faults, ...house.reports.splice(0).map((error) => (error instanceof Error ? `${error.stack}` : 'broke'))];
}

describe('spoiled notices', () => {
  test('are understood or kept for a person', { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(notices(references), { minLength: 1, maxLength: 6 }), async (list) => {
        const house = await openHouse(rows);
        const told: string[] = [];
        for (const [at, message] of list.entries()) {
          const faults = await faultsOf(house, recordOf(message, at));
          if (faults.length > 0) told.push(`${message.slice(0, 500)}\n  ${faults.join('\n  ')}`);
        }
        expect(told).toEqual([]);
      }),
      budget(80),
    );
  });
});
