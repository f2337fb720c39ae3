/**
 * How fast the sweeper works off what an outage left: rows of all kinds that are due at once, on a real engine. In the
 * cloud the table answers from further away and many at a time; here two cores do the work of both.
 */
import { holdAppointment } from '../core/appointments/decide.ts';
import type { Moment } from '../core/kernel/event.ts';
import type { Table, Write } from '../core/kernel/table.ts';
import { parseDate, parseInstant, plus } from '../core/kernel/time.ts';
import { openRow, parkDue, type Run } from '../core/run/row.ts';
import { buildSweep } from '../functions/sweep.ts';
import { withEngine } from '../test/conformance/engine.ts';

const storeId = 'S01';
const heldAt = parseInstant('2026-03-09T14:00:00.000Z');
/** By then every hold is over, and no event should still wait for its stream. */
const sweptAt = plus(heldAt, { hours: 1 });

/** How fast what was due was done. */
export interface SweepSpeed {
  readonly rows: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** Rows that one sweep does; the next comes a minute later. */
  readonly rowsInOneSweep: number;
}

/** A slot that is held for somebody: one row that falls due, and one event that nobody published, which does, too. */
function held(n: number, moment: Moment): readonly Write[] {
  const startsAt = plus(heldAt, { days: 1, minutes: n });
  const slot = {
    date: parseDate('2026-03-10'),
    startsAt,
    endsAt: plus(startsAt, { minutes: 30 }),
    capacity: 1,
    taken: 0,
  };
  const plan = {
    appointmentId: `A-${n}`,
    storeId,
    customerId: `C-${n}`,
    department: 'service',
    purpose: 'service',
  } as const;
  return holdAppointment(plan, { slot }, 10, moment).writes;
}

/** A run that sleeps until a far date, which has come. */
function asleep(n: number): readonly Write[] {
  const run: Run = { followUp: 'retention', storeId, subject: `vh-V-${n}` };
  const opened = openRow(run, { customerId: `C-${n}`, heard: {}, because: 'Nothing to do yet.' }, heldAt);
  if (!('put' in opened)) throw new TypeError('A run is opened by a put.');
  return [{ put: { ...opened.put, state: 'PARKED', ...parkDue(run, plus(heldAt, { minutes: 30 })) } }];
}

async function fill(table: Table, rows: number, newId: () => string): Promise<void> {
  const moment: Moment = { now: heldAt, newId, actor: { kind: 'system', id: 'setup' }, cause: 'setup' };
  const each = Math.floor(rows / 3);
  const all = [
    ...Array.from({ length: each }, (_, n) => held(n, moment)),
    ...Array.from({ length: rows - 2 * each }, (_, n) => asleep(n)),
  ];
  // Thirty at a time: a transaction takes a hundred writes, and a hold is three.
  for (let from = 0; from < all.length; from += 30) await table.write(all.slice(from, from + 30).flat());
}

/** Lets so many rows fall due, and sweeps until nothing is due. Throws when a row could not be handled. */
export async function measureSweep(rows = 10_000): Promise<SweepSpeed> {
  const { table, stop } = await withEngine();
  try {
    let ids = 0;
    const newId = (): string => {
      ids += 1;
      return `E-${String(ids).padStart(8, '0')}`;
    };
    await fill(table, rows, newId);
    const machines = { start: async () => {}, succeed: async () => {}, isAlive: async () => false };
    const sweep = buildSweep({ table, machines, now: () => sweptAt, newId });
    const counts: number[] = [];
    const began = performance.now();
    for (let more = true; more; ) {
      const swept = await sweep();
      if (swept.failed > 0) throw new Error(`${swept.failed} rows could not be swept.`);
      counts.push(swept.woken + swept.released + swept.republished);
      more = swept.more;
    }
    const seconds = (performance.now() - began) / 1000;
    const done = counts.reduce((sum, each) => sum + each, 0);
    if (done !== rows) throw new Error(`${done} rows were swept, not ${rows}.`);
    const rounded = (value: number): number => Number(value.toPrecision(3));
    return {
      rows,
      seconds: rounded(seconds),
      rowsPerSecond: Math.round(rows / seconds),
      rowsInOneSweep: counts[0] ?? 0,
    };
  } finally {
    await stop();
  }
}
