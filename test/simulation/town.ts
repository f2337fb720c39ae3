/**
 * A town in one process: the real doors, the real decisions, the rendered machines in the real interpreter, a table, a
 * stream, a bus, a sweeper and one virtual clock. Nothing sleeps; time moves when `until` is called.
 */

import { memoryTable } from '../../adapters/memory-table.ts';
import { followUps } from '../../core/follow-ups/index.ts';
import type { Envelope } from '../../core/kernel/event.ts';
import { renderMachine } from '../../core/kernel/machine.ts';
import type { Machines as MachinesPort } from '../../core/kernel/ports.ts';
import type { Row, Table } from '../../core/kernel/table.ts';
import { fromEpochMillis, type Instant, toEpochMillis } from '../../core/kernel/time.ts';
import type { Swept } from '../../core/run/index.ts';
import { buildAct } from '../../functions/act.ts';
import { buildHear } from '../../functions/hear.ts';
import { buildIntake } from '../../functions/intake.ts';
import { buildReview } from '../../functions/review.ts';
import { buildApi } from '../../functions/staff-api.ts';
import { buildSweep, repairsOf } from '../../functions/sweep.ts';
import { openClock } from '../../local/clock/virtual-clock.ts';
import { TaskError } from '../../local/machines/errors.ts';
import { openMachines } from '../../local/machines/machines.ts';
import { openStore } from '../../local/store/store.ts';
import { openBus } from './bus.ts';
import { type Hooks, hookedTable } from './hooked-table.ts';
import { type Fared, openLetters } from './letters.ts';
import { executionArn, machineArn, machinesPort, place } from './machines-port.ts';
import { openPost } from './post.ts';
import { openProviders, type Provider, type Sent } from './providers.ts';
import { openStaff } from './staff.ts';
import type { Batches } from './stream.ts';
import { openSweeper } from './sweeper.ts';
import { updateItem } from './update-item.ts';
import { type DoorName, outside, visit } from './visit.ts';

/** How a town may differ from the quiet one. */
export interface TownOptions {
  readonly startAt: Instant;
  /** The table; memory unless said. Writes must go through the table that the town hands out. */
  readonly table?: Table;
  /** Where the story steps in. */
  readonly hooks?: Hooks;
  /** How long an event takes from its commit to the bus, in milliseconds; undefined loses the stream's record. */
  readonly hop?: (event: Envelope) => number | undefined;
  /** When the bus delivers an event, in milliseconds each; once and at once unless said. */
  readonly deliveries?: (event: Envelope) => readonly number[];
  /** How the stream hands its records in; each alone unless said. */
  readonly batches?: Batches;
  /** Whether the bus takes an event that is published; it does unless said. */
  readonly takes?: (event: Envelope) => boolean;
  /** Minutes between sweeps; 0 for no sweeper. */
  readonly sweepMinutes?: number;
  /** Milliseconds by which the clock of a door runs fast. */
  readonly skew?: (door: DoorName) => number;
  /** Stands between a caller and a door. */
  readonly around?: (door: DoorName, work: () => Promise<unknown>, payload?: unknown) => Promise<unknown>;
  /** When a request of the staff that was carried out comes in once more, in milliseconds; never unless said. */
  readonly repeats?: () => number | undefined;
  /** Whether the bus' delivery reaches the door; all of them unless said. */
  readonly hears?: (event: Envelope) => Promise<boolean>;
  readonly provider?: Provider;
  /** What the carrier reports about a message that was taken; nothing unless said. */
  readonly carrier?: (message: Sent) => Fared | undefined;
  /** When a notice from outside is delivered, in milliseconds each; once and at once unless said. */
  readonly arrivals?: () => readonly number[];
  /** What the doors see of the machines. */
  readonly port?: (machines: MachinesPort) => MachinesPort;
  /** The definition to run instead of the rendered one. */
  readonly redefine?: (definition: unknown) => unknown;
  /** Doors may take time of the clock, and things of one instant happen side by side. For the memory table only. */
  readonly slow?: boolean;
}

const minute = 60_000;

export function openTown(options: TownOptions) {
  const store = openStore(':memory:');
  const clock = openClock({ realNow: () => toEpochMillis(options.startAt), store, manual: true });
  const post = openPost(clock, options.slow);
  const now = (): Instant => fromEpochMillis(clock.now());
  let ids = 0;
  // Ids sort by time, as ULIDs do.
  const newId = (): string => {
    ids += 1;
    return `${String(clock.now()).padStart(14, '0')}-${String(ids).padStart(6, '0')}`;
  };
  const inner = options.table ?? memoryTable();
  const around = options.around ?? ((_door, work) => work());
  const call = (door: DoorName, payload: unknown, work: () => Promise<unknown>): Promise<unknown> =>
    visit(door, payload, () => around(door, work, payload));
  const skew = options.skew ?? (() => 0);
  const nowAt = (door: DoorName) => (): Instant => fromEpochMillis(clock.now() + skew(door));

  // Stream and due index belong to the table: they learn of a commit even when whoever wrote dies the next moment.
  const noting: Table = {
    get: (key) => inner.get(key),
    query: (query) => inner.query(query),
    async write(writes) {
      await inner.write(writes);
      const nudged: Row[] = [];
      for (const write of writes) {
        const row = 'update' in write && 'nudgedAt' in write.set ? await inner.get(write.update) : undefined;
        if (row !== undefined) nudged.push(row);
      }
      outside(() => {
        bus.note(writes, nudged);
        sweeper.note(writes);
      });
    },
  };

  const table = options.hooks === undefined ? noting : hookedTable(noting, options.hooks);

  const doorHears = (followUp: string, event: Envelope): Promise<void> =>
    call('hear', event, () => hear({ followUp, event })).then(() => undefined);
  const bus = openBus({
    post,
    table: () => table,
    now: nowAt('publish'),
    call,
    hop: options.hop ?? (() => 1000),
    batches: options.batches ?? { most: 1, again: () => false },
    takes: options.takes ?? (() => true),
    deliveries: options.deliveries ?? (() => [0]),
    hear: async (followUp, event) => {
      if ((await options.hears?.(event)) ?? true) await doorHears(followUp, event);
    },
  });

  const intake = buildIntake({ table, now: nowAt('intake'), newId, pause: async () => {}, report: () => {} });
  const letters = openLetters({ post, now, call, take: intake, arrivals: options.arrivals ?? (() => [0]) });
  const providers = openProviders(now, options.provider, (message) => {
    const fared = options.carrier?.(message);
    if (fared !== undefined) outside(() => letters.report(message, fared));
  });
  const { sms, mail, linkFor } = providers;
  const review = buildReview({ table, now: nowAt('review'), newId });
  const pause = options.slow === true ? post.pass : async () => {};
  const act = buildAct({ table, sms, mail, linkFor, now: nowAt('act'), newId, pause });

  const machines = openMachines({
    clock,
    store,
    ...place,
    holdClock: options.slow !== true,
    ids: newId,
    tasks: {
      async lambda(functionArn, payload) {
        const door = functionArn === 'review' ? 'review' : 'act';
        try {
          const answer = await call(door, payload, () => (door === 'review' ? review : act)(payload));
          // Over the wire and back, as Lambda does it.
          return JSON.parse(JSON.stringify(answer));
        } catch (error) {
          throw error instanceof TaskError
            ? error
            : new TaskError(error instanceof Error ? error.name : 'Unknown', String(error));
        }
      },
      sdk: (_service, _action, parameters) => call('wait', parameters, () => updateItem(table, parameters)),
    },
  });
  /** Puts the machines there as they are rendered, or as `change` makes them; executions under way stay as they are. */
  const release = (change: (definition: unknown) => unknown = (definition) => definition): void => {
    for (const followUp of followUps) {
      const text = JSON.stringify(renderMachine(followUp))
        .replaceAll('${ReviewFunctionArn}', 'review')
        .replaceAll('${ActFunctionArn}', 'act')
        .replaceAll('${TableName}', 'town');
      const definition = change(JSON.parse(text));
      machines.define({ name: followUp.name, arn: machineArn(followUp.name), roleArn: 'role', definition });
    }
  };
  release(options.redefine);

  const plainPort = machinesPort(machines);
  const port = options.port?.(plainPort) ?? plainPort;
  const hear = buildHear({ table, machines: port, now: nowAt('hear') });
  const sweep = buildSweep({ table, machines: port, now: nowAt('sweep'), newId });
  const swept: Swept[] = [];
  const schedule = { clock, post, ahead: skew('sweep') };
  const sweeper = openSweeper(schedule, (options.sweepMinutes ?? 1) * minute, async () => {
    const found = await call('sweep', undefined, sweep).catch(() => undefined);
    if (found === undefined) return;
    const counted = found as Swept;
    if (repairsOf(counted) + counted.woken > 0) swept.push(counted);
  });

  const api = buildApi({ table, now: nowAt('staff'), newId, origins: [], pause: async () => {} });
  const staff = openStaff({ api, post, call, newId, slow: options.slow === true, repeats: options.repeats });
  return {
    clock,
    post,
    table,
    inner,
    machines,
    port,
    now,
    newId,
    sent: providers.sent,
    /** Every call of a provider, also those that it never answered. */
    called: providers.called,
    published: bus.published,
    committed: bus.committed,
    swept,
    /** What comes in from outside. */
    letters,
    doors: { review, act, hear, sweep },
    release,
    /** Tells every follow-up that hears of it, now, past stream and bus. */
    async deliver(event: Envelope): Promise<void> {
      for (const { name, hears } of followUps) if (hears.includes(event.type)) await doorHears(name, event);
    },
    /** Runs forward to the instant and plays everything that is due on the way. */
    until: (at: Instant) => clock.advanceTo(toEpochMillis(at)),
    /** Asks the API as a member of the staff. */
    request: staff,
    /** The states that an execution entered, with the instant at which it entered them. */
    states(machine: string, name: string): readonly { at: Instant; state: string }[] {
      const { events } = machines.getExecutionHistory({ executionArn: executionArn(machine, name), maxResults: 1000 });
      return events.flatMap((event) =>
        'stateEnteredEventDetails' in event && event.stateEnteredEventDetails !== undefined
          ? [
              {
                at: fromEpochMillis(Number(event.timestamp)),
                state: String((event.stateEnteredEventDetails as { name: string }).name),
              },
            ]
          : [],
      );
    },
  };
}

export { machineArn } from './machines-port.ts';

export type Town = ReturnType<typeof openTown>;
