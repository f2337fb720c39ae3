/** The town: the same doors, and the rendered machine in the interpreter of its language. */
import { memoryTable } from '../../adapters/memory-table.ts';
import { followUps } from '../../core/follow-ups/index.ts';
import { review, whatNext } from '../../core/kernel/machine.ts';
import { type Instant, parseInstant } from '../../core/kernel/time.ts';
import type { Reviewed } from '../../core/run/index.ts';
import { machineArn, openTown, type Town } from '../simulation/town.ts';
import { type Happened, openRecord } from './record.ts';
import { hopMillis, type Opening, sweepMinutes, type World } from './world.ts';

interface Entered {
  readonly at: Instant;
  readonly state: string;
}

const pageSize = 500;

/** Every state that the executions of all machines entered, execution after execution, in order. */
function entered({ machines }: Town): readonly Entered[] {
  const states: Entered[] = [];
  for (const { name } of followUps) {
    const { executions } = machines.listExecutions({ stateMachineArn: machineArn(name) });
    for (const { executionArn } of executions.toSorted((a, b) => Number(a.startDate) - Number(b.startDate))) {
      let nextToken: string | undefined;
      do {
        const page = machines.getExecutionHistory({
          executionArn,
          maxResults: pageSize,
          ...(nextToken === undefined ? {} : { nextToken }),
        });
        for (const { timestamp, stateEnteredEventDetails: details } of page.events) {
          if (details !== undefined) {
            states.push({
              at: parseInstant(new Date(Number(timestamp)).toISOString()),
              state: String((details as { name: string }).name),
            });
          }
        }
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
    }
  }
  return states.filter(({ state }) => state !== review && state !== whatNext);
}

/** The record with the states that were really entered in the place of those that Review named. */
function withStates(happened: readonly Happened[], states: readonly Entered[]): readonly Happened[] {
  const left = [...states];
  const told = happened.map((each): Happened => {
    if (each.is !== 'step') return each;
    const found = left.findIndex(({ at, state }) => at === each.at && state === each.label);
    if (found < 0) return { ...each, because: `Review named it, and it was not entered. ${each.because}` };
    left.splice(found, 1);
    return each;
  });
  const astray = left.map(
    ({ at, state }): Happened => ({
      at,
      is: 'step',
      label: state,
      because: 'It was entered, and Review did not name it.',
    }),
  );
  return [...told, ...astray];
}

/** Opens a town, with the machines as they are rendered or as `redefine` leaves them. */
const openTownWith = (startAt: Instant, redefine?: (definition: unknown) => unknown): World => {
  let clock = (): Instant => startAt;
  const record = openRecord(() => clock());
  const town = openTown({
    startAt,
    ...(redefine === undefined ? {} : { redefine }),
    sweepMinutes,
    hop: () => hopMillis,
    table: record.table(memoryTable()),
    provider: ({ channel, text }) => record.deliver(channel, text),
    async around(door, work, payload) {
      const result = await work();
      if (door === 'review') record.step((payload as { followUp: string }).followUp, result as Reviewed);
      return result;
    },
  });
  clock = town.now;
  return {
    now: town.now,
    newId: town.newId,
    table: town.table,
    machines: town.port,
    record,
    until: (at) => town.until(at),
    request: town.request,
    happened: () => withStates(record.happened, entered(town)),
    visited: () => [...new Set(entered(town).map(({ state }) => state))],
  };
};

/** Opens a town. */
export const openRendered: Opening = (startAt) => openTownWith(startAt);

/** Opens a town whose machines were changed by hand. */
export const openChanged =
  (redefine: (definition: unknown) => unknown): Opening =>
  (startAt) =>
    openTownWith(startAt, redefine);
