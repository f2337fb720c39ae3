/** A clerk of the store at the API: does one thing, and compares what is answered with the notebook. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { type MemoryTable, memoryTable } from '../../../adapters/memory-table.ts';
import type { Row } from '../../../core/kernel/table.ts';
import { fromEpochMillis, parseInstant } from '../../../core/kernel/time.ts';
import type { Answered } from '../../simulation/gateway.ts';
import { settle } from '../../simulation/people.ts';
import { openTown, type Town } from '../../simulation/town.ts';
import { type Notebook, newNotebook, newPerson, newVisit } from './record.ts';

/** The real thing, and what the clerk knows of it beforehand. */
export interface Desk {
  readonly town: Town;
  readonly table: MemoryTable;
  /** Times at which customers may come. */
  readonly slots: readonly string[];
}

/** How often each thing was done, by its name and what was answered: a run in which nothing happens proves nothing. */
export const tally = new Map<string, number>();

/** Counts what was done. */
export const note = (what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);

/** A thing that the clerk may do. */
export type Errand = fc.AsyncCommand<Notebook, Desk>;

/** Eight in the morning in Chicago, on a Monday. */
const startAt = parseInstant('2026-03-02T14:00:00Z');

/** How many customers one slot takes. */
export const perSlot = 2;

/** The store in the middle of its day: three customers, a visit that is booked, an order that waits for its part. */
async function begin(model: Notebook, desk: Desk): Promise<void> {
  for (const [id, number] of [
    ['C-1', '+13125550101'],
    ['C-2', '+13125550102'],
    ['C-4', '+13125550104'],
  ] as const) {
    model.people.set(id, newPerson(id, [number], false));
  }
  const phones = [{ number: '+13125550104', kind: 'mobile' }];
  await ask(desk, 'POST', '/customers', { customerId: 'C-4', name: { first: 'Casey' }, phones, emails: [] });
  const startsAt = desk.slots[2] ?? '';
  const visit = { appointmentId: 'A-1', customerId: 'C-2', department: 'service', purpose: 'service', startsAt };
  expectStatus(await ask(desk, 'POST', '/appointments', visit), 201);
  model.visits.set('A-1', newVisit('A-1', 'C-2', startsAt, 'BOOKED', nowOf(desk)));
  const order = { roNumber: 'R-1', customerId: 'C-1', advisorId: 'ana', carAt: 'with-customer', lines: [] };
  expectStatus(await ask(desk, 'POST', '/repair-orders', order), 201);
  const parts = { partsOrderId: 'P-1', lines: [{ partNumber: 'X1', description: 'Water pump' }] };
  expectStatus(await ask(desk, 'POST', '/repair-orders/R-1/parts-orders', parts), 201);
  const part = { version: 1, status: 'REQUESTED', eta: undefined } as const;
  model.orders.set('R-1', {
    id: 'R-1',
    customer: 'C-1',
    version: 2,
    status: 'OPEN',
    parts: new Map([['P-1', { ...part }]]),
  });
}

/** Opens the town in the middle of its day, with a notebook that knows it, and some slots of the next days. */
export async function openDesk(): Promise<{ readonly model: Notebook; readonly real: Desk }> {
  doing = 'begin';
  const table = memoryTable();
  const town = openTown({ startAt, table });
  await settle(town.table, town.now(), town.newId);
  const path = '/stores/S01/departments/service/capacity';
  await town.request('ada', 'PUT', path, { slotMinutes: 60, perSlot, perPerson: 5 });
  const slots: string[] = [];
  for (const date of ['2026-03-02', '2026-03-03', '2026-03-05']) {
    const got = await town.request('sam', 'GET', `/stores/S01/availability?department=service&date=${date}`);
    slots.push(...got.body.slots.slice(3, 5).map(({ startsAt: at }: { startsAt: string }) => at));
  }
  expect(slots).toHaveLength(6);
  const model = newNotebook();
  const real = { town, table, slots };
  await begin(model, real);
  return { model, real };
}

let doing = '';

/** What a clerk may do, with what it takes. */
export const errand = <Args>(
  name: string,
  args: fc.Arbitrary<Args>,
  run: (model: Notebook, desk: Desk, args: Args) => Promise<void>,
): fc.Arbitrary<Errand> =>
  args.map((given) => ({
    check: () => true,
    run: async (model, desk) => {
      doing = name;
      await run(model, desk, given);
    },
    toString: () => `${name}(${JSON.stringify(given)})`,
  }));

/** Asks as the service manager. */
export const ask = (
  { town }: Desk,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> => town.request('sam', method, `/stores/S01${path}`, body, headers);

/** Compares what was answered with what the notebook says. */
export function expectStatus({ status, body }: Answered, expected: number): void {
  note(`${doing}: ${status}`);
  expect({ status, ...(status === expected ? {} : { body }) }).toEqual({ status: expected });
}

/** Which version a client says that it read: the right one, an old one, none. */
export const ifMatches = fc.constantFrom('right', 'right', 'right', 'old', 'none');

/** The header for it. */
export function ifMatch(says: string, version: number): Readonly<Record<string, string>> {
  if (says === 'none') return {};
  return { 'If-Match': `"${says === 'right' ? version : version + 7}"` };
}

/** The clock of the town, in milliseconds. */
export const nowOf = ({ town }: Desk): number => town.clock.now();

/** Plays so many milliseconds. */
export const pass = ({ town }: Desk, millis: number): Promise<void> =>
  town.until(fromEpochMillis(town.clock.now() + millis)).then(() => undefined);

const lastOf = (customer: string, row: Row | undefined) => {
  const told: readonly (readonly [string, unknown])[] = Object.entries(Object(row?.['told']));
  const startsAt = told.find(([field]) => field === 'startsAt')?.[1];
  const visit = String(row?.['subject']).replace(/^ap-/, '');
  return { customer, visit, told: typeof startsAt === 'string' ? startsAt : undefined };
};

/**
 * Reads the messages that left since the last time: each went to a customer who is no duplicate, by a number that is theirs,
 * and that they allow; but for the one confirmation of an opt-out.
 */
export function readMail(model: Notebook, { town, table }: Desk): void {
  for (const { reference, channel, to } of town.sent.slice(model.read)) {
    const [storeId = '', ...rest] = reference.split('.');
    const row = table
      .rows()
      .find((one) => one['kind'] === 'message' && one['storeId'] === storeId && one['messageId'] === rest.join('.'));
    const person = model.people.get(String(row?.['customerId']));
    expect(person, reference).toBeDefined();
    if (person === undefined) continue;
    expect(person.mergedInto, `${reference} went to a duplicate`).toBeUndefined();
    if (channel === 'sms') {
      expect(person.phones, reference).toContain(to);
      model.last.set(to, lastOf(person.id, row));
    }
    note(`message: ${String(row?.['act'])}`);
    if (person.brought.size > 0) note('message: to one with duplicates');
    if (row?.['act'] === 'confirm-opt-out') continue;
    expect(channel === 'sms' ? person.smsOut : person.mailOut, `${reference} went out after an opt-out`).toBe(false);
  }
  model.read = town.sent.length;
}
