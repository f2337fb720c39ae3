/**
 * Parts ETA as diaries. Each story is played on the pure core in a loop, and on the rendered machine in the interpreter of
 * its language: the diaries are the same, line by line, and say what a service manager expects.
 */
import { describe, expect, test } from 'vitest';
import { partsEtaStories } from '../../../test/stories/parts-eta/index.ts';
import { openPure } from '../../../test/stories/pure.ts';
import { openChanged, openRendered } from '../../../test/stories/rendered.ts';
import { expected, type Played, played, type Story } from '../../../test/stories/stage.ts';
import { type Drawn, type Machine, renderMachine, review, whatNext } from '../../kernel/machine.ts';
import { partsEta } from './parts-eta.ts';

const plays = new Map<Story, Promise<Played>>();

/** A story on the rendered machine, played once. */
function onTheMachine(story: Story): Promise<Played> {
  const play = plays.get(story) ?? played(story, openRendered);
  plays.set(story, play);
  return play;
}

/** The states of a machine that are not among those visited; the two that every step passes are left out. */
const unreached = (drawn: Drawn, visited: ReadonlySet<string>): readonly string[] =>
  Object.keys(renderMachine(drawn).States).filter(
    (state) => state !== review && state !== whatNext && !visited.has(state),
  );

/** The machine with one `Next` changed. */
const misled = (from: string, to: string) => (definition: unknown) => {
  const machine = definition as Machine;
  return { ...machine, States: { ...machine.States, [from]: { ...machine.States[from], Next: to } } };
};

describe('a diary', () => {
  test.each(partsEtaStories.map((story) => [story.title, story] as const))('%s', async (_, story) => {
    const pure = await played(story, openPure);
    expect(pure.told).toEqual(expected(story));
    expect((await onTheMachine(story)).whole).toEqual(pure.whole);
  });
});

describe('the stories', () => {
  test('reach every act, wait and end of the rendered machine', async () => {
    const visited = (await Promise.all(partsEtaStories.map(onTheMachine))).flatMap((play) => play.visited);
    expect(unreached(partsEta, new Set(visited))).toEqual([]);
    // Would a state that nobody reaches be noticed?
    const more = { ...partsEta, waits: { ...partsEta.waits, never: 'Wait for nothing' } };
    expect(unreached(more, new Set(visited))).toEqual(['Wait for nothing']);
  });

  test('have titles of their own', () => {
    expect(new Set(partsEtaStories.map(({ title }) => title)).size).toBe(partsEtaStories.length);
  });

  test.each([
    [partsEta.acts['tell-advisor'] ?? '', partsEta.ends['over'] ?? ''],
    [partsEta.waits['for-part'] ?? '', partsEta.ends['asleep'] ?? ''],
    [partsEta.acts['tell-customer-eta'] ?? '', partsEta.waits['for-booking'] ?? ''],
  ])('notice that "%s" leads to "%s"', async (from, to) => {
    const [story] = partsEtaStories;
    if (story === undefined) throw new Error('There is no story.');
    const astray = await played(story, openChanged(misled(from, to)));
    expect(astray.whole).not.toEqual((await onTheMachine(story)).whole);
  });
});
