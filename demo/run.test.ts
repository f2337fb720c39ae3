import { describe, expect, it } from 'vitest';
import { runDemo } from './run.ts';

/** Two repair orders of each store in their first day: parts asked for, ordered, and everybody told. */
const orders = { days: 1, orders: 2, visits: 0, cars: 0 } as const;

/** Three appointments of each store on the day on which they are made, and two cars that are due some day. */
const visits = { days: 1, orders: 0, visits: 3, cars: 2 } as const;

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
  it('keeps its promises about parts', { timeout: patience }, async () => {
    const { figures, diaries } = await runDemo(orders);
    expect(figures).toMatchObject({ days: 1, promises: { dropped: 0 }, violations: [] });
    expect(figures.followUps['parts-eta']).toEqual({ opened: 4, done: 0, stuck: 0, open: 4 });
    expect(figures.promises.opened).toBeGreaterThanOrEqual(8);
    expect(figures.messages.sent).toBeGreaterThan(0);
    expect(diaries.join('\n')).not.toContain('undefined');
  });

  it('keeps its promises about appointments', { timeout: patience }, async () => {
    const { figures } = await runDemo(visits);
    expect(figures).toMatchObject({ promises: { dropped: 0 }, violations: [] });
    expect(figures.followUps['appointment']?.opened).toBe(6);
    expect(figures.messages.sent).toBeGreaterThan(0);
  });

  it.each([
    ['an act that ends the run', orders, withNext('Tell the advisor what changed', 'Done: no part is open')],
    ['a wait that does not look again', orders, withNext('Wait for an ETA from parts', 'What next?')],
    ['a confirmation that ends it', visits, withNext('Send the confirmation', 'Done: the customer came')],
  ])('fails with %s', { timeout: patience }, async (_, plan, machine) => {
    const { figures } = await runDemo({ ...plan, machine });
    expect(figures.violations).not.toEqual([]);
  });
});
