/** How the stream hands records in: by the batch, again from the first that failed, in halves when its reader falls over. */
import { expect, test } from 'vitest';
import type { Row } from '../../core/kernel/table.ts';
import { openClock } from '../../local/clock/virtual-clock.ts';
import { openPost } from './post.ts';
import { openStream } from './stream.ts';

const row = (sk: string): Row => ({ pk: 'P', sk });

/** Hands in a, b, c and d in one moment, and tells which batches the reader was given. */
async function batches(
  take: (names: readonly string[], call: number) => readonly number[],
  again: () => boolean = () => false,
): Promise<readonly string[]> {
  const clock = openClock({ realNow: () => 0, manual: true });
  const post = openPost(clock);
  const seen: string[] = [];
  const stream = openStream(post, { most: 3, again }, async (rows) => {
    const names = rows.map(({ sk }) => sk);
    seen.push(names.join(''));
    return take(names, seen.length);
  });
  for (const name of ['a', 'b', 'c', 'd']) stream.record(row(name), 10);
  await clock.advanceTo(60_000);
  return seen;
}

test('records of one moment go together, three at most', async () => {
  expect(await batches(() => [])).toEqual(['abc', 'd']);
});

test('from the first that failed on they are handed in again, and given up after six tries', async () => {
  expect(await batches((names) => (names.includes('b') ? [names.indexOf('b')] : []))).toEqual([
    'abc',
    'd',
    'bc',
    'bc',
    'bc',
    'bc',
    'bc',
  ]);
});

test('a reader that falls over is given halves', async () => {
  const seen = await batches((names) => {
    if (names.includes('c')) throw new Error('It fell over.');
    return [];
  });
  expect(seen).toEqual(['abc', 'd', 'ab', 'c', 'c', 'c', 'c', 'c']);
});

test('a batch that was taken may come again', async () => {
  let left = 1;
  expect(
    await batches(
      () => [],
      () => left-- > 0,
    ),
  ).toEqual(['abc', 'd', 'abc']);
});
