/**
 * The pure core in a loop of a few lines: Review, then what it says, then Review. No state machine, no language of
 * states; it knows of a wait only that it is one conditional write which ends by news or by its deadline.
 */
import { liquid } from '../../adapters/liquid.ts';
import { memoryTable } from '../../adapters/memory-table.ts';
import { actingFollowUps } from '../../core/follow-ups/acting.ts';
import { type Envelope, envelope, type Moment } from '../../core/kernel/event.ts';
import type { Machines } from '../../core/kernel/ports.ts';
import { ConditionFailed, type Table } from '../../core/kernel/table.ts';
import { type Instant, plus } from '../../core/kernel/time.ts';
import { type ActingFollowUp, act, hear, type Reviewed, type Run, review } from '../../core/run/index.ts';
import { buildApi } from '../../functions/staff-api.ts';
import { buildSweep } from '../../functions/sweep.ts';
import { request } from '../simulation/gateway.ts';
import { openRecord } from './record.ts';
import { hopMillis, type Opening, sweepMinutes } from './world.ts';

interface Execution {
  readonly followUp: ActingFollowUp;
  readonly run: Run;
  readonly generation: number;
  readonly name: string;
  /** Sleeping under this token; running without one. */
  token?: string;
  ended: boolean;
}

/** What is to be done, in order of time. */
function openAgenda(startAt: Instant) {
  let now = startAt;
  let order = 0;
  let entries: { readonly at: Instant; readonly order: number; readonly work: () => Promise<void> }[] = [];
  return {
    now: () => now,
    put(at: Instant, work: () => Promise<void>): void {
      order += 1;
      entries.push({ at, order, work });
    },
    async until(end: Instant): Promise<void> {
      for (;;) {
        const [next] = entries.toSorted((a, b) => a.at.localeCompare(b.at) || a.order - b.order);
        if (next === undefined || next.at > end) break;
        entries = entries.filter((entry) => entry !== next);
        if (next.at > now) now = next.at;
        await next.work();
      }
      now = end;
    },
  };
}

/** The write by which a run falls asleep; false when something happened since Review looked. */
async function fallAsleep(table: Table, { wait, because }: Reviewed, token: string): Promise<boolean> {
  if (wait === undefined) throw new Error('Not a wait.');
  const { pk, sk, expectBy, duePk, dueSk } = wait;
  const set = { token, expectBy, duePk, dueSk, because, revivals: 0 };
  const equals = { version: Number(wait.version), generation: Number(wait.generation), state: 'OPEN' };
  try {
    await table.write([
      {
        update: { pk, sk },
        set: { ...set, version: Number(wait.nextVersion), seen: Number(wait.seen) },
        when: { equals },
      },
    ]);
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}

/** Opens a world of the pure core. */
export const openPure: Opening = (startAt) => {
  const agenda = openAgenda(startAt);
  const { now } = agenda;
  const record = openRecord(now);
  let ids = 0;
  const newId = (): string => {
    ids += 1;
    return `${Date.parse(now())}-${String(ids).padStart(6, '0')}`;
  };
  const momentOf =
    (id: string, cause: string) =>
    (at: Instant): Moment => ({ now: at, newId, actor: { kind: 'system', id }, cause });
  const executions = new Map<string, Execution>();
  const visited = new Set<string>();

  const inner = record.table(memoryTable());
  const table: Table = {
    ...inner,
    async write(writes) {
      await inner.write(writes);
      for (const write of writes) {
        if (!('put' in write) || write.put.kind !== 'outbox') continue;
        const { pk, sk, event } = write.put;
        agenda.put(plus(now(), { seconds: hopMillis / 1000 }), async () => {
          const set = { publishedAt: now() };
          await inner.write([{ update: { pk, sk }, set, remove: ['duePk', 'dueSk'], when: {} }]);
          await tell(envelope.parse(event));
        });
      }
    },
  };
  const tell = async (event: Envelope): Promise<void> => {
    for (const followUp of actingFollowUps)
      if (followUp.hears.includes(event.type)) await hear(followUp, event, { table, machines, now });
  };

  const provider = (channel: string) => ({
    send: async ({ text }: { readonly text: string }) => {
      await record.deliver(channel, text);
      return { providerId: newId() };
    },
  });

  async function goOn(execution: Execution): Promise<void> {
    const { followUp, run, generation, name } = execution;
    const ports = {
      table,
      now,
      moment: momentOf(followUp.name, name),
      sms: provider('sms'),
      mail: provider('email'),
      render: liquid.render,
      linkFor: async () => 'https://example.com/l/1',
      pause: async () => {},
    };
    for (;;) {
      const reviewed = await review(followUp, run, generation, ports);
      record.step(followUp.name, reviewed);
      visited.add(reviewed.next);
      if (reviewed.act !== undefined) {
        const { name: asked, occasion } = reviewed.act;
        await act(followUp, run, generation, { act: asked, occasion }, ports);
        continue;
      }
      if (reviewed.wait === undefined) {
        execution.ended = true;
        return;
      }
      const token = newId();
      if (!(await fallAsleep(table, reviewed, token))) continue;
      execution.token = token;
      agenda.put(plus(now(), { seconds: reviewed.wait.seconds }), () => wake(token));
      return;
    }
  }

  async function wake(token: string): Promise<void> {
    const sleeper = [...executions.values()].find((execution) => execution.token === token);
    if (sleeper === undefined) return;
    delete sleeper.token;
    await goOn(sleeper);
  }

  const machines: Machines = {
    async start(name, executionName, { storeId, followUpId, generation }) {
      const followUp = actingFollowUps.find((each) => each.name === name);
      if (followUp === undefined || executions.has(executionName)) return;
      const run = { followUp: name, storeId, subject: followUpId };
      const execution = { followUp, run, generation, name: executionName, ended: false };
      executions.set(executionName, execution);
      agenda.put(now(), () => goOn(execution));
    },
    async succeed(token) {
      agenda.put(now(), () => wake(token));
    },
    isAlive: async (_followUp, name) => executions.get(name)?.ended === false,
  };

  const sweep = buildSweep({ table, machines, now, newId });
  const sweepAgain = (): void =>
    agenda.put(plus(now(), { minutes: sweepMinutes }), async () => {
      await sweep();
      sweepAgain();
    });
  sweepAgain();

  const api = buildApi({ table, now, newId, origins: [] });
  return {
    now,
    newId,
    table,
    machines,
    record,
    until: agenda.until,
    request: (who, method, path, body, headers = {}) => request(api, { who, method, path, body, headers }),
    happened: () => record.happened,
    visited: () => [...visited],
  };
};
