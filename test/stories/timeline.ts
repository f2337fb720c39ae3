/**
 * A follow-up as diaries. Each story is played on the pure core in a loop, and on the rendered machine in the interpreter
 * of its language: the diaries are the same, line by line, and say what a service manager expects.
 */
import { describe, expect, test } from 'vitest';
import { type Drawn, type Machine, renderMachine, review, whatNext } from '../../core/kernel/machine.ts';
import { openPure } from './pure.ts';
import { openChanged, openRendered } from './rendered.ts';
import { expected, type Played, played, type StageOf, type Story } from './stage.ts';

/** What is told about a follow-up. */
export interface Telling<On> {
  readonly followUp: Drawn;
  readonly stories: readonly Story<On>[];
  readonly stageOf: StageOf<On>;
  /** Changes of one `Next` that the first story must notice: from a state, to another. */
  readonly misleads: readonly (readonly [from: string, to: string])[];
}

/** The states of a machine that are not among those visited; the two that every step passes are left out. */
const unreached = (drawn: Drawn, visited: ReadonlySet<string>): readonly string[] =>
  Object.keys(renderMachine(drawn).States).filter(
    (state) => state !== review && state !== whatNext && !visited.has(state),
  );

/** The machine with one `Next` changed; machines without that state stay as they are. */
const misled = (from: string, to: string) => (definition: unknown) => {
  const machine = definition as Machine;
  if (!(from in machine.States)) return machine;
  return { ...machine, States: { ...machine.States, [from]: { ...machine.States[from], Next: to } } };
};

/** Declares the tests. */
export function tellTimeline<On>({ followUp, stories, stageOf, misleads }: Telling<On>): void {
  const plays = new Map<Story<On>, Promise<Played>>();

  /** A story on the rendered machine, played once. */
  function onTheMachine(story: Story<On>): Promise<Played> {
    const play = plays.get(story) ?? played(story, openRendered, stageOf);
    plays.set(story, play);
    return play;
  }

  describe('a diary', () => {
    test.each(stories.map((story) => [story.title, story] as const))('%s', async (_, story) => {
      const pure = await played(story, openPure, stageOf);
      expect(pure.told).toEqual(expected(story));
      expect((await onTheMachine(story)).whole).toEqual(pure.whole);
    });
  });

  describe('the stories', () => {
    test('reach every act, wait and end of the rendered machine', async () => {
      const visited = (await Promise.all(stories.map(onTheMachine))).flatMap((play) => play.visited);
      expect(unreached(followUp, new Set(visited))).toEqual([]);
      // Would a state that nobody reaches be noticed?
      const more = { ...followUp, waits: { ...followUp.waits, never: 'Wait for nothing' } };
      expect(unreached(more, new Set(visited))).toEqual(['Wait for nothing']);
    });

    test('have titles of their own', () => {
      expect(new Set(stories.map(({ title }) => title)).size).toBe(stories.length);
    });

    test.each(misleads)('notice that "%s" leads to "%s"', async (from, to) => {
      const [story] = stories;
      if (story === undefined) throw new Error('There is no story.');
      const astray = await played(story, openChanged(misled(from, to)), stageOf);
      expect(astray.whole).not.toEqual((await onTheMachine(story)).whole);
    });
  });
}
