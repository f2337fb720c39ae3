import { describe, expect, test } from 'vitest';
import { openClock } from '../clock/virtual-clock.ts';
import { openStore } from '../store/store.ts';
import { openChance } from './chance.ts';
import { oneByOne, oneVisitor } from './turns.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;

/** What three draws of each start give. */
function drawn(seed: string | undefined, starts: number): readonly string[] {
  const store = openStore(':memory:');
  return Array.from({ length: starts }, () => {
    const chance = openChance(store, seed);
    return [chance.id(), chance.id(), chance.id()];
  }).flat();
}

describe('chance', () => {
  test('is the same for a seed, another one for another, and no id comes twice over restarts', () => {
    expect(drawn('green', 3)).toEqual(drawn('green', 3));
    expect(drawn('green', 1)).not.toEqual(drawn('blue', 1));
    expect(drawn(undefined, 1)).not.toEqual(drawn(undefined, 1));
    const ids = drawn('green', 3);
    expect(new Set(ids).size).toBe(9);
    for (const id of ids) expect(id).toMatch(UUID);
  });

  test('keeps to the seed that the data were begun with', () => {
    const [seeded, plain, old] = [openStore(':memory:'), openStore(':memory:'), openStore(':memory:')];
    openChance(seeded, 'green');
    expect(() => openChance(seeded, undefined)).toThrow('begun with --seed green');
    openChance(plain, undefined);
    expect(() => openChance(plain, 'green')).toThrow('begun without --seed');
    // Data of before there were seeds.
    openClock({ realNow: () => 0, store: old, manual: true });
    expect(() => openChance(old, 'green')).toThrow('begun without --seed');
    openChance(old, undefined);
  });
});

describe('turns', () => {
  const later = (millis: number): Promise<void> => new Promise((done) => setTimeout(done, millis));

  test('come in the order of asking, one at a time, also after one that failed', async () => {
    const diary: string[] = [];
    const turn = oneByOne();
    const say = (name: string, millis: number) =>
      turn(async () => {
        diary.push(`${name} begins`);
        await later(millis);
        diary.push(`${name} ends`);
        if (name === 'b') throw new Error('b failed');
      });
    const all = await Promise.allSettled([say('a', 9), say('b', 1), say('c', 0)]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(diary).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  test('a visitor is answered when what they set off is done, and the next comes in after that', async () => {
    const clock = openClock({ realNow: () => 0, manual: true });
    const door = oneVisitor(clock);
    const diary: string[] = [];
    const visit = (name: string) =>
      door(async () => {
        diary.push(`${name} asks`);
        void clock.track(later(5).then(() => void diary.push(`${name} is done`)));
      }).then(() => void diary.push(`${name} is answered`));
    await Promise.all([visit('a'), visit('b')]);
    expect(diary).toEqual(['a asks', 'a is done', 'a is answered', 'b asks', 'b is done', 'b is answered']);
  });
});
