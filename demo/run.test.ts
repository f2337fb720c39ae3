import { describe, expect, it } from 'vitest';
import { runDemo } from './run.ts';

/** Two repair orders of each store in their first day: parts asked for, ordered, and everybody told. */
const oneDay = { days: 1, orders: 2 } as const;

/** Starting a cloud of its own and playing a day on it takes some seconds. */
const patience = 60_000;

interface Definition {
  readonly States: Readonly<Record<string, { readonly Next?: string; readonly Catch?: readonly object[] }>>;
}

/** The machine of the demo's parts with one `Next` changed; the others as they are. */
const withNext = (from: string, to: string) => (definition: unknown, name: string) => {
  if (!name.endsWith('-parts-eta')) return definition;
  const { States, ...rest } = definition as Definition;
  const state = States[from];
  expect(state?.Next).toBeTypeOf('string');
  expect(Object.keys(States)).toContain(to);
  return { ...rest, States: { ...States, [from]: { ...state, Next: to } } };
};

describe('a day of the demo', () => {
  it('keeps its promises', { timeout: patience }, async () => {
    const { figures, diaries } = await runDemo(oneDay);
    expect(figures).toMatchObject({ days: 1, promises: { dropped: 0 }, violations: [] });
    expect(figures.followUps['parts-eta']).toEqual({ opened: 4, done: 0, stuck: 0, open: 4 });
    expect(figures.promises.opened).toBeGreaterThanOrEqual(8);
    expect(figures.messages.sent).toBeGreaterThan(0);
    expect(diaries.join('\n')).not.toContain('undefined');
  });

  it.each([
    ['an act that ends the run', withNext('Tell the advisor what changed', 'Done: no part is open')],
    ['a wait that does not look again', withNext('Wait for an ETA from parts', 'What next?')],
  ])('fails with %s', { timeout: patience }, async (_, machine) => {
    const { figures } = await runDemo({ ...oneDay, machine });
    expect(figures.violations).not.toEqual([]);
  });
});
