/** What the races have in common: how their repair order begins, what is written where, and what people see in the end. */
import { expect } from 'vitest';
import type { Envelope } from '../../core/kernel/event.ts';
import type { Row, Write } from '../../core/kernel/table.ts';
import type { Answered } from '../simulation/gateway.ts';
import type { Town } from '../simulation/town.ts';
import { minutes, type Stage } from './stage.ts';

const ok = async (answer: Promise<Answered>): Promise<Answered> => {
  const got = await answer;
  expect(got.status, JSON.stringify(got.body)).toBeLessThan(300);
  return got;
};

const ro = '/stores/S01/repair-orders/10233';

/** A repair order with one part that nobody has a day for. */
export async function open({ town }: Stage): Promise<void> {
  const order = { roNumber: '10233', customerId: 'C-1', advisorId: 'ana', carAt: 'with-customer', lines: [] };
  await ok(town.request('ana', 'POST', '/stores/S01/repair-orders', order));
  await askFor(town, 'P-1');
}

/** Parts are asked for. */
export async function askFor(town: Town, partsOrderId: string): Promise<void> {
  const lines = [{ partNumber: 'X1', description: 'Water pump' }];
  await ok(town.request('pat', 'POST', `${ro}/parts-orders`, { partsOrderId, lines }));
}

/** Updates the line of a parts order, whatever its version is by now. */
export async function update(town: Town, line: Record<string, unknown>, partsOrderId = 'P-1'): Promise<void> {
  const path = `${ro}/parts-orders/${partsOrderId}`;
  const { body } = await ok(town.request('pat', 'GET', path));
  const lines = [{ lineId: '1', ...line }];
  await ok(town.request('pat', 'PATCH', `${path}/lines`, { lines }, { 'If-Match': `"${body.version}"` }));
}

/** The part is ordered: the customer is to hear of Tuesday, March 10. */
export const order = (town: Town): Promise<void> => update(town, { do: 'order', eta: '2026-03-10' });

/** The customer wants no texts any more. */
export const optOut = (town: Town): Promise<unknown> =>
  ok(town.request('ana', 'PUT', '/stores/S01/customers/C-1/consent', { channel: 'sms', optedOut: true }));

/** The latest event of a kind, as it was committed. */
export function latestEvent(town: Town, type: string): Envelope {
  const found = town.committed.findLast((event) => event.type === type);
  if (found === undefined) throw new Error(`No ${type} was committed.`);
  return found;
}

/** Plays until the repair order waits for its first ETA. */
export async function waitingForEta(stage: Stage): Promise<void> {
  await open(stage);
  await stage.town.until(minutes(5));
}

const hasClaim = (state: string) => (write: Write) =>
  'put' in write && write.put.sk.startsWith('CLAIM#') && write.put['state'] === state;

/** The transaction that claims a message. */
export const claims = (writes: readonly Write[]): boolean => writes.some(hasClaim('CLAIMED'));

const setsOnRow = (write: Write): Readonly<Record<string, unknown>> =>
  'update' in write && write.update.sk.startsWith('FOLLOWUP#') ? write.set : {};

/** The write with which a run goes to sleep. */
export const sleeps = (writes: readonly Write[]): boolean => writes.some((write) => 'token' in setsOnRow(write));

/** The write with which a run ends. */
export const ends = (writes: readonly Write[]): boolean =>
  writes.some((write) => setsOnRow(write)['state'] === 'ENDED');

/** The write with which a run begins again. */
export const begins = (writes: readonly Write[]): boolean => writes.some((write) => 'generation' in setsOnRow(write));

/** The write with which a run takes note of news. */
export const notes = (writes: readonly Write[]): boolean =>
  writes.some((write) => 'heard' in setsOnRow(write) && !('generation' in setsOnRow(write)));

/** The days that the customer was told, in order; or that the parts are here. */
export const daysTold = (town: Town): readonly string[] =>
  town.sent.map(({ text }) => /by (\w+, \w+ \d+)/.exec(text)?.[1] ?? 'here');

const ofKind = (rows: readonly Row[], kind: string): readonly Row[] => rows.filter((row) => row['kind'] === kind);

/** The states of the messages to the customer, oldest first. */
export const messageStates = async (stage: Stage): Promise<readonly unknown[]> =>
  ofKind(await stage.rows(), 'message').map(({ state }) => state);

/** What is owed, by type. */
export const owed = async (stage: Stage): Promise<readonly unknown[]> =>
  ofKind(await stage.rows(), 'promise')
    .filter(({ endedAt }) => endedAt === undefined)
    .map(({ type }) => String(type))
    .toSorted((a, b) => (a < b ? -1 : 1));

/** The row of the run. */
export async function run(stage: Stage): Promise<Row> {
  const row = ofKind(await stage.rows(), 'follow-up')[0];
  if (row === undefined) throw new Error('There is no run.');
  return row;
}

/** How often the advisor was told of news. */
export const advisorTold = (town: Town): number =>
  town.committed.filter(({ type, data }) => type === 'promise.kept' && data['type'] === 'advisor-word').length;
