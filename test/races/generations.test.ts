/** Races of executions: a late write of a finished wait, a start that did not happen, a run that was thought dead, a late row. */
import { describe } from 'vitest';
import type { Write } from '../../core/kernel/table.ts';
import { buildSweep } from '../../functions/sweep.ts';
import { executionArn } from '../simulation/machines-port.ts';
import type { Town } from '../simulation/town.ts';
import { noCondition, noExpectBy, sweepsByTheMinute } from './guards.ts';
import { minutes, race } from './stage.ts';
import {
  advisorTold,
  askFor,
  begins,
  claims,
  latestEvent,
  open,
  order,
  owed,
  run,
  update,
  waitingForEta,
} from './story.ts';

let late: (() => Promise<unknown>) | undefined;
race('the late write of a finished wait', {
  guard: 'a wait is a write under the version that Review read',
  without: noCondition('version'),
  town: {
    around: async (door, work) => {
      if (door !== 'wait') return work();
      // The first write hangs somewhere on the way; its wait times out; it arrives after the next wait was written.
      const first = late;
      late = work;
      if (first === undefined) return {};
      const answer = await work();
      await first().catch(() => {});
      return answer;
    },
  },
  story: async (stage) => {
    const { town } = stage;
    late = undefined;
    await open(stage);
    await town.until(minutes(121));
    const before = advisorTold(town);
    await order(town);
    await town.until(minutes(125));
    return { before, after: advisorTold(town) };
  },
  with: { before: 0, after: 1 },
  instead: { before: 0, after: 0 },
});

describe('a crash between reopening a run and starting its execution', () => {
  const ended = async (town: Town): Promise<void> => {
    await update(town, { do: 'cancel' });
    await town.until(minutes(15));
    await askFor(town, 'P-2');
  };
  // One event only, so that no other one mends what this is about.
  const hop = ({ type }: { readonly type: string }) => (type.startsWith('repair-order.') ? undefined : 1000);
  const told = new Set<string>();
  const onlyOnce = async ({ id }: { readonly id: string }): Promise<boolean> => {
    const first = !told.has(id);
    told.add(id);
    return first;
  };
  race('and the redelivery', {
    guard: 'a duplicate starts the execution, too',
    without: { town: { hears: onlyOnce } },
    town: { hop },
    story: async (stage) => {
      told.clear();
      await waitingForEta(stage);
      stage.meet({ door: 'hear', when: 'after', write: begins }, async (visit) => visit?.die());
      await ended(stage.town);
      await stage.town.until(minutes(30));
      return { generation: (await run(stage))['generation'], owed: await owed(stage) };
    },
    with: { generation: 2, owed: ['eta'] },
    instead: { generation: 2, owed: [] },
  });

  race('and the sweeper, when it is not delivered again', {
    guard: 'the write that hands the ball over sets expectBy',
    without: noExpectBy,
    town: { hop, hears: onlyOnce, sweepMinutes: 1 },
    story: async (stage) => {
      told.clear();
      await waitingForEta(stage);
      stage.meet({ door: 'hear', when: 'after', write: begins }, async (visit) => visit?.die());
      await ended(stage.town);
      await stage.town.until(minutes(45));
      return { generation: (await run(stage))['generation'], owed: await owed(stage) };
    },
    with: { generation: 3, owed: ['eta'] },
    instead: { generation: 2, owed: [] },
  });
});

race('a run that was thought dead wakes up', {
  guard: 'claims, waits and ends are written under generation and version',
  without: noCondition('version', 'generation'),
  story: async (stage) => {
    const { town } = stage;
    await waitingForEta(stage);
    // The first generation is about to claim. Half an hour of nobody hearing of it: the sweeper takes it for dead.
    stage.meet({ door: 'act', when: 'before', write: claims }, () =>
      buildSweep({
        table: town.table,
        machines: { ...town.port, isAlive: async () => false },
        now: () => minutes(35),
        newId: town.newId,
      })(),
    );
    await order(town);
    await town.until(minutes(20));
    const first = town.states('parts-eta', 'parts-eta-S01-ro-10233-g1').at(-1);
    return {
      told: town.sent.length,
      claimedBy: latestEvent(town, 'message.claimed').cause,
      first: first?.state,
      second: town.machines.describeExecution(executionArn('parts-eta', 'parts-eta-S01-ro-10233-g2')).status,
    };
  },
  with: { told: 1, claimedBy: 'parts-eta-S01-ro-10233-g2', first: 'Done: replaced', second: 'RUNNING' },
  instead: { told: 1, claimedBy: 'parts-eta-S01-ro-10233-g1', first: 'Done: replaced', second: 'RUNNING' },
});

const isOrder = (write: Write): boolean => 'put' in write && write.put.sk.startsWith('PARTS#');

let lost = false;
race('a row that is written after its instant was swept', {
  guard: 'the sweeper asks for everything up to now',
  without: sweepsByTheMinute,
  town: {
    sweepMinutes: 1,
    hop: ({ type }) => {
      if (type !== 'parts-order.ordered' || lost) return 1000;
      lost = true;
      return undefined;
    },
  },
  story: async (stage) => {
    const { town } = stage;
    lost = false;
    await waitingForEta(stage);
    // Decided at five past, committed at a quarter past: its due instant, two minutes after the decision, is long over.
    stage.meet({ door: 'staff', when: 'before', write: (writes) => writes.some(isOrder) }, () =>
      town.until(minutes(15)),
    );
    await order(town);
    await town.until(minutes(30));
    return { lost, advisorTold: advisorTold(town) };
  },
  with: { lost: true, advisorTold: 1 },
  instead: { lost: true, advisorTold: 0 },
});
