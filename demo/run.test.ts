import { describe, expect, it } from 'vitest';
import { runDemo } from './run.ts';

/** The first day of two repair orders and three appointments of each store, and of two cars that are due some day. */
const oneDay = { days: 1, orders: 2, visits: 3, cars: 2 } as const;

/** Starting a cloud of its own and playing a day on it takes some seconds; more on a machine that does other things. */
const patience = 120_000;

interface Definition {
  readonly States: Readonly<Record<string, { readonly Next?: string; readonly Catch?: readonly object[] }>>;
}

/** The machine that has a state, with its `Next` changed; others as they are. */
const withNext = (from: string, to: string) => (definition: unknown) => {
  const { States, ...rest } = definition as Definition;
  const state = States[from];
  if (state === undefined) return definition;
  expect(state.Next).toBeTypeOf('string');
  expect(Object.keys(States)).toContain(to);
  return { ...rest, States: { ...States, [from]: { ...state, Next: to } } };
};

describe('a day of the demo', () => {
  it('keeps its promises', { timeout: patience }, async () => {
    const { figures, diaries } = await runDemo(oneDay);
    expect(figures).toMatchObject({ days: 1, promises: { dropped: 0 }, violations: [] });
    expect(figures.followUps['parts-eta']).toEqual({ opened: 4, done: 0, stuck: 0, open: 4 });
    expect(figures.followUps['appointment']?.opened).toBe(6);
    expect(figures.promises.opened).toBeGreaterThanOrEqual(8);
    expect(figures.messages.sent).toBeGreaterThan(0);
    expect(diaries.join('\n')).not.toContain('undefined');
  });

  it('fails with machines that end too soon', { timeout: patience }, async () => {
    const parts = withNext('Tell the advisor what changed', 'Done: no part is open');
    const visits = withNext('Send the confirmation', 'Done: the customer came');
    const { figures } = await runDemo({ ...oneDay, cars: 0, machine: (definition) => visits(parts(definition)) });
    const found = figures.violations.map(({ where }) => where).join('\n');
    expect(found).toMatch(/parts-eta-.*"Done: no part is open"/);
    expect(found).toMatch(/appointment-.*"Done: the customer came"/);
  });

  it('fails with a wait that does not look again', { timeout: patience }, async () => {
    const machine = withNext('Wait for an ETA from parts', 'What next?');
    const { figures } = await runDemo({ days: 1, orders: 2, visits: 0, cars: 0, machine });
    expect(figures.violations).not.toEqual([]);
  });
});
