/** The town that is measured, and a way to ask it for a command by name. */
import { type MemoryTable, memoryTable } from '../adapters/memory-table.ts';
import type { Moment } from '../core/kernel/event.ts';
import type { Table } from '../core/kernel/table.ts';
import { parseInstant, plus } from '../core/kernel/time.ts';
import { routes } from '../core/routes.ts';
import { addStaff } from '../core/staff/index.ts';
import type { Answered } from '../test/simulation/gateway.ts';
import { settle } from '../test/simulation/people.ts';
import { openTown, type Town } from '../test/simulation/town.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { meteredTable } from './meter.ts';

/** Monday, 9:00 in Chicago, where the store is. */
export const startAt = parseInstant('2026-03-09T14:00:00.000Z');

/** The evening before. */
const openedAt = plus(startAt, { hours: -14 });

/** People of the store beside those whom the stories name: every Review reads all of them with the store. */
const colleagues = 34;

/** What a command is asked with. */
export interface Asking {
  readonly by: string;
  /** Parts of the path beside the store. */
  readonly at?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The version that was read. */
  readonly ifMatch?: number;
}

/** Asks for a command at the store S01. Throws when it was refused: a measure of a refusal is none. */
export type Ask = (command: string, asking: Asking) => Promise<Answered>;

/** A town with one busy store, what it keeps, and the ledger of what its calls consume. */
export interface Place {
  readonly town: Town;
  readonly kept: MemoryTable;
  readonly ledger: Ledger;
  readonly ask: Ask;
}

function pathOf(template: string, at: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const part = at[name];
    if (part === undefined) throw new Error(`The path ${template} needs ${name}.`);
    return encodeURIComponent(part);
  });
}

function asker(town: Town, ledger: Ledger): Ask {
  let keys = 0;
  return async (command, { by, at = {}, query = {}, body, ifMatch }) => {
    const route = routes.find(({ name }) => name === command);
    if (route === undefined) throw new Error(`There is no command ${command}.`);
    keys += 1;
    const search = new URLSearchParams(query).toString();
    const path = `${pathOf(route.path, { storeId: 'S01', ...at })}${search === '' ? '' : `?${search}`}`;
    const headers = {
      ...(route.method === 'POST'
        ? { 'Idempotency-Key': `3f0c9b1e-7a52-4c0d-9d55-${String(keys).padStart(12, '0')}` }
        : {}),
      ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }),
    };
    const answer = await ledger.command(command, () => town.request(by, route.method, path, body, headers));
    if (answer.status < 300) return answer;
    throw new Error(`${command} was refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
  };
}

async function staff(table: Table, moment: Moment): Promise<void> {
  for (let n = 1; n <= colleagues; n += 1) {
    const name = `Colleague ${String(n).padStart(2, '0')}`;
    const staffId = `5b0f6a3c-2d1e-4f77-8c11-${String(n).padStart(12, '0')}`;
    const assignment = { storeId: 'S01', roles: ['technician' as const], department: 'service' as const };
    await table.write(addStaff(staffId, { name }, [assignment], moment).writes);
  }
}

/** Opens the town with its stores, staff and customers; nothing of that is on the ledger. */
export async function openPlace(): Promise<Place> {
  const ledger = openLedger();
  const kept = memoryTable();
  const town = openTown({ startAt: openedAt, table: meteredTable(kept, ledger.spend), around: ledger.around });
  const { newId } = town;
  await settle(town.table, openedAt, newId);
  await staff(town.table, { now: openedAt, newId, actor: { kind: 'system', id: 'setup' }, cause: 'setup' });
  // What that set off on the bus is over before anything is measured.
  await town.until(startAt);
  ledger.clear();
  return { town, kept, ledger, ask: asker(town, ledger) };
}
