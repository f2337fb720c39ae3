import { expect, test } from 'vitest';
import { settle } from '../../../test/simulation/people.ts';
import { openPure } from '../../../test/stories/pure.ts';
import { openRetention } from '../../../test/stories/retention/stage.ts';
import { onTheWall } from '../../../test/stories/stage.ts';
import { readRun, runKey } from '../../run/row.ts';

test('a run that sleeps hears of a date that moves: its due row moves, and no generation begins', async () => {
  const world = openPure(onTheWall('S01', '02-02 10:00'));
  await settle(world.table, world.now(), world.newId);
  const stage = openRetention(world, 'S01');
  const key = runKey({ followUp: 'retention', storeId: 'S01', subject: 'vh-V-1' });
  const look = async () => {
    const row = (await world.table.get(key)) ?? { ...key };
    const { state, generation, news, seen } = readRun(row);
    return { state, generation, unseen: news - seen, due: String(row['dueSk']).slice(0, 10), board: row['boardPk'] };
  };
  await stage.adds('2025-09-19', 'V-1', 40_000);
  await stage.at('02-02 11:00');
  const before = await look();
  expect(before).toMatchObject({ state: 'PARKED', due: '2026-02-04' });
  await stage.reads(44_400, '2026-02-02');
  await stage.at('02-02 12:00');
  expect(await look()).toEqual({ ...before, due: '2026-02-06' });
});
