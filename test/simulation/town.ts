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
import { request } from './gateway.ts';
import { type Hooks, hookedTable } from './hooked-table.ts';
import { type Fared, openLetters } from './letters.ts';
import { executionArn, machineArn, machinesPort, place } from './machines-port.ts';
import { openPost } from './post.ts';
import { openProviders, type Provider, type Sent } from './providers.ts';
import { openSweeper } from './sweeper.ts';
import { updateItem } from './update-item.ts';
import { outside, visit } from './visit.ts';

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
  /** Minutes between sweeps; 0 for no sweeper. */
  readonly sweepMinutes?: number;
  /** Stands between a caller and a door. */
  readonly around?: (
    door: 'review' | 'act' | 'hear' | 'sweep' | 'wait',
    work: () => Promise<unknown>,
    payload?: unknown,
  ) => Promise<unknown>;
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
    visit('hear', event, async () => void (await around('hear', () => hear({ followUp, event }))));
  const bus = openBus({
    post,
    table: () => table,
    now,
    hop: options.hop ?? (() => 1000),
    deliveries: options.deliveries ?? (() => [0]),
    hear: async (followUp, event) => {
      if ((await options.hears?.(event)) ?? true) await doorHears(followUp, event);
    },
  });

  const intake = buildIntake({ table, now, newId, pause: async () => {}, report: () => {} });
  const letters = openLetters({ post, now, take: intake, arrivals: options.arrivals ?? (() => [0]) });
  const providers = openProviders(now, options.provider, (message) => {
    const fared = options.carrier?.(message);
    if (fared !== undefined) outside(() => letters.report(message, fared));
  });
  const review = buildReview({ table, now, newId });
  const act = buildAct({ table, sms: providers.sms, mail: providers.mail, linkFor: providers.linkFor, now, newId });

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
          const answer = await visit(door, payload, () =>
            around(door, () => (door === 'review' ? review : act)(payload), payload),
          );
          // Over the wire and back, as Lambda does it.
          return JSON.parse(JSON.stringify(answer));
        } catch (error) {
          throw error instanceof TaskError
            ? error
            : new TaskError(error instanceof Error ? error.name : 'Unknown', String(error));
        }
      },
      sdk: (_service, _action, parameters) =>
        visit('wait', parameters, () => around('wait', () => updateItem(table, parameters))),
    },
  });
  for (const followUp of followUps) {
    const text = JSON.stringify(renderMachine(followUp))
      .replaceAll('${ReviewFunctionArn}', 'review')
      .replaceAll('${ActFunctionArn}', 'act')
      .replaceAll('${TableName}', 'town');
    const definition: unknown = JSON.parse(text);
    machines.define({
      name: followUp.name,
      arn: machineArn(followUp.name),
      roleArn: 'role',
      definition: options.redefine === undefined ? definition : options.redefine(definition),
    });
  }

  const plainPort = machinesPort(machines);
  const port = options.port?.(plainPort) ?? plainPort;
  const hear = buildHear({ table, machines: port, now });
  const sweep = buildSweep({ table, machines: port, now, newId });
  const swept: Swept[] = [];
  const sweeper = openSweeper({ clock, post, reader: inner }, (options.sweepMinutes ?? 1) * minute, async () => {
    const found = await visit('sweep', undefined, () => around('sweep', sweep)).catch(() => undefined);
    if (found === undefined) return;
    const counted = found as Swept;
    if (repairsOf(counted) + counted.woken > 0) swept.push(counted);
  });

  const api = buildApi({ table, now, newId, origins: [], pause: async () => {} });
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
    /** Tells every follow-up that hears of it, now, past stream and bus. */
    async deliver(event: Envelope): Promise<void> {
      for (const { name, hears } of followUps) if (hears.includes(event.type)) await doorHears(name, event);
    },
    /** Runs forward to the instant and plays everything that is due on the way. */
    until: (at: Instant) => clock.advanceTo(toEpochMillis(at)),
    /** Asks the API as a member of the staff. */
    request: (who: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      outside(() => request(api, { who, method, path, body, headers, requestId: newId() })),
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
