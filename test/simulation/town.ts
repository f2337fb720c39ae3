/**
 * A town in one process: the real doors, the real decisions, the rendered machines in the real interpreter, a table, a
 * stream, a bus, a sweeper and one virtual clock. Nothing sleeps; time moves when `until` is called.
 */

import { memoryTable } from '../../adapters/memory-table.ts';
import { followUps } from '../../core/follow-ups/index.ts';
import type { Envelope } from '../../core/kernel/event.ts';
import { renderMachine } from '../../core/kernel/machine.ts';
import type { Machines as MachinesPort, Mail, Sms } from '../../core/kernel/ports.ts';
import type { Row, Table, Write } from '../../core/kernel/table.ts';
import { fromEpochMillis, type Instant, toEpochMillis } from '../../core/kernel/time.ts';
import type { FollowUp, Swept } from '../../core/run/index.ts';
import { buildAct } from '../../functions/act.ts';
import { buildHear } from '../../functions/hear.ts';
import { buildPublish } from '../../functions/publish.ts';
import { buildReview } from '../../functions/review.ts';
import { buildApi } from '../../functions/staff-api.ts';
import { buildSweep } from '../../functions/sweep.ts';
import { openClock } from '../../local/clock/virtual-clock.ts';
import { TaskError } from '../../local/machines/errors.ts';
import { openMachines } from '../../local/machines/machines.ts';
import { openStore } from '../../local/store/store.ts';
import { request } from './gateway.ts';
import { openPost } from './post.ts';
import { updateItem } from './update-item.ts';

const account = '111122223333';
const region = 'us-east-1';
export const machineArn = (name: string): string => `arn:aws:states:${region}:${account}:stateMachine:${name}`;
export const executionArn = (machine: string, name: string): string =>
  `arn:aws:states:${region}:${account}:execution:${machine}:${name}`;

/** A message that a provider took. */
export interface Sent {
  readonly at: Instant;
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly text: string;
  readonly reference: string;
}

/** How a town may differ from the quiet one. */
export interface TownOptions {
  readonly startAt: Instant;
  /** The table; memory unless said. Writes must go through the table that the town hands out. */
  readonly table?: Table;
  /** How long an event takes from its commit to the door, in milliseconds; undefined loses it. */
  readonly hop?: (event: Envelope) => number | undefined;
  /** Minutes between sweeps; 0 for no sweeper. */
  readonly sweepMinutes?: number;
  /** Stands between a door and its world. */
  readonly around?: (door: 'review' | 'act' | 'hear' | 'sweep', work: () => Promise<unknown>) => Promise<unknown>;
  readonly provider?: (sent: Sent) => Promise<void>;
  /** The definition to run instead of the rendered one. */
  readonly redefine?: (definition: unknown) => unknown;
}

const minute = 60_000;

const outboxEvents = (writes: readonly Write[]): readonly Row[] =>
  writes.flatMap((write) => ('put' in write && write.put['kind'] === 'outbox' ? [write.put] : []));

export function openTown(options: TownOptions) {
  const store = openStore(':memory:');
  const clock = openClock({ realNow: () => toEpochMillis(options.startAt), store, manual: true });
  const post = openPost(clock);
  const now = (): Instant => fromEpochMillis(clock.now());
  let ids = 0;
  // Ids sort by time, as ULIDs do.
  const newId = (): string => {
    ids += 1;
    return `${String(clock.now()).padStart(14, '0')}-${String(ids).padStart(6, '0')}`;
  };
  const inner = options.table ?? memoryTable();
  const sent: Sent[] = [];
  const published: Envelope[] = [];
  const hop = options.hop ?? (() => 1000);
  const around = options.around ?? ((_door, work) => work());

  /** The stream: each committed outbox row goes to publish; a nudged one goes again. */
  const stream = (rows: readonly Row[]): void => {
    for (const row of rows) {
      const event = row['event'] as Envelope;
      const after = hop(event);
      if (after === undefined) continue;
      post.send(after, async () => {
        await publish([{ sequenceNumber: event.id, row }]);
      });
    }
  };

  const table: Table = {
    get: (key) => inner.get(key),
    query: (query) => inner.query(query),
    async write(writes) {
      await inner.write(writes);
      stream(outboxEvents(writes));
      for (const write of writes) {
        if ('update' in write && 'nudgedAt' in write.set) {
          const row = await inner.get(write.update);
          if (row !== undefined) stream([row]);
        }
      }
    },
  };

  const publish = buildPublish({
    table,
    now,
    bus: {
      async send(events) {
        for (const event of events) {
          published.push(event);
          for (const followUp of followUps) if (followUp.hears.includes(event.type)) tell(followUp, event);
        }
        return [];
      },
    },
  });

  /** The bus delivers at once and, when the door fails, again. */
  const tell = (followUp: FollowUp, event: Envelope, again = 0): void => {
    post.send(again === 0 ? 0 : minute, async () => {
      try {
        await around('hear', () => hear({ followUp: followUp.name, event: JSON.parse(JSON.stringify(event)) }));
      } catch (error) {
        if (again > 20) throw error;
        tell(followUp, event, again + 1);
      }
    });
  };

  const provider = options.provider ?? (async () => {});
  const deliver = async (message: Sent): Promise<{ providerId: string }> => {
    await provider(message);
    sent.push(message);
    return { providerId: `p-${sent.length}` };
  };
  const sms: Sms = { send: ({ to, text, reference }) => deliver({ at: now(), channel: 'sms', to, text, reference }) };
  const mail: Mail = {
    send: ({ to, text, reference }) => deliver({ at: now(), channel: 'email', to, text, reference }),
  };
  const review = buildReview({ table, now, newId });
  const act = buildAct({ table, sms, mail, now, newId });

  const machines = openMachines({
    clock,
    store,
    account,
    region,
    holdClock: true,
    ids: newId,
    tasks: {
      async lambda(functionArn, payload) {
        const door = functionArn === 'review' ? 'review' : 'act';
        try {
          // Over the wire and back, as Lambda does it.
          return JSON.parse(JSON.stringify(await around(door, () => (door === 'review' ? review : act)(payload))));
        } catch (error) {
          throw error instanceof TaskError
            ? error
            : new TaskError(error instanceof Error ? error.name : 'Unknown', String(error));
        }
      },
      sdk: (_service, _action, parameters) => updateItem(table, parameters),
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

  const port: MachinesPort = {
    async start(followUp, name, input) {
      try {
        machines.startExecution({ stateMachineArn: machineArn(followUp), name, input: JSON.stringify(input) });
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ExecutionAlreadyExists')) throw error;
      }
    },
    async succeed(token) {
      try {
        machines.sendTaskSuccess(token, '{}');
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error;
      }
    },
    async isAlive(followUp, name) {
      try {
        return machines.describeExecution(executionArn(followUp, name)).status === 'RUNNING';
      } catch {
        return false;
      }
    },
  };
  const hear = buildHear({ table, machines: port, now });
  const sweep = buildSweep({ table, machines: port, now, newId });
  const swept: Swept[] = [];
  const every = options.sweepMinutes ?? 1;
  const sweepAgain = (): void =>
    post.send(every * minute, async () => {
      const found = (await around('sweep', sweep)) as Swept;
      if (Object.values(found).some((count) => count !== 0 && count !== false)) swept.push(found);
      sweepAgain();
    });
  if (every > 0) sweepAgain();

  const api = buildApi({ table, now, newId, origins: [] });
  return {
    clock,
    table,
    inner,
    machines,
    port,
    now,
    newId,
    sent,
    published,
    swept,
    doors: { review, act, hear, sweep, publish },
    /** Runs forward to the instant and plays everything that is due on the way. */
    until: (at: Instant) => clock.advanceTo(toEpochMillis(at)),
    /** Asks the API as a member of the staff. */
    request: (who: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      request(api, { who, method, path, body, headers }),
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

export type Town = ReturnType<typeof openTown>;
