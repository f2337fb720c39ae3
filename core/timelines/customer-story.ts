/**
 * A customer's story at a store: what the store knows and what the group shares, grouped, from one query of the
 * story index; and what happened, newest first. The index lags behind the table by moments.
 */
import type * as z from 'zod';
import { type Appointment, appointments } from '../appointments/index.ts';
import { customerEvents, customerStory, inStoryOf } from '../customers/index.ts';
import { sharedStory } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import { allRows, type Reader, type Row } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { type PartsOrder, partsOrders } from '../parts-orders/index.ts';
import { isOwed, type Promised, promises } from '../promises/index.ts';
import { type RepairOrder, repairOrders } from '../repair-orders/index.ts';
import { type Vehicle, vehicles } from '../vehicles/index.ts';
import { inOrder, type timelineItem, timelineItemOf } from './item.ts';
import { readingAt } from './reading.ts';

/** What hangs on a customer, grouped. */
export interface Story {
  readonly vehicles: Vehicle[];
  readonly promises: Promised[];
  readonly appointments: Appointment[];
  readonly repairOrders: RepairOrder[];
  readonly partsOrders: PartsOrder[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads the story as this store may see it. */
export async function readStory(reader: Reader, storeId: string, customerId: string): Promise<Story> {
  const all = await allRows(reader, { ...customerStory.query(customerId), limit: 500 });
  const here = all.filter((row) => inStoryOf(storeId, text(row.storySk)));
  const of = <State>(kind: string, read: (row: Row) => State): State[] =>
    here.filter((row) => row.kind === kind).map(read);
  return {
    vehicles: of('vehicle', vehicles.read),
    promises: of('promise', promises.read).filter((each) => isOwed(each) && each.shadow !== true),
    appointments: of('appointment', appointments.read),
    repairOrders: of('repair-order', repairOrders.read),
    partsOrders: of('parts-order', partsOrders.read),
  };
}

type Item = z.input<typeof timelineItem>;

/** The position of the last line that was told: the next page begins behind it. It names no partition, so it opens none. */
function positionIn(cursor: string | undefined): readonly [string, string] | undefined {
  if (cursor === undefined) return undefined;
  const [at = '', id = '', ...more] = cursor.split('_');
  if (more.length === 0 && instant.safeParse(at).data === at && /^[A-Za-z0-9-]{1,80}$/.test(id)) return [at, id];
  throw new Problem('invalid-input', 'cursor: send the `next` of the page before, unchanged.', [
    { field: 'query.cursor', fix: 'Send the `next` of the page before, unchanged.' },
  ]);
}

const newestFirst = (a: Item, b: Item): number => (`${a.at}_${a.id}` < `${b.at}_${b.id}` ? 1 : -1);

/** One page of what happened to a customer: the store's own lines and the group's, merged. */
export async function readTimeline(
  reader: Reader,
  of: { readonly storeId: string; readonly customerId: string },
  asked: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: Item[]; next?: string }> {
  const position = positionIn(asked.cursor);
  const reading = await readingAt(reader, of.storeId);
  const pages = await Promise.all(
    [sharedStory, of.storeId].map((whose) =>
      // Two more than asked: the position's own line comes again, and one tells whether there is another page.
      reader.query({ ...customerEvents.query(of.customerId, whose, ...(position ?? [])), limit: asked.limit + 2 }),
    ),
  );
  const items = pages
    .flatMap(({ rows }) => rows.flatMap((row) => timelineItemOf(row, reading) ?? []))
    .filter((item) => item.id !== position?.[1])
    .sort(newestFirst);
  const told = items.slice(0, asked.limit);
  const last = told.at(-1);
  return items.length <= asked.limit || last === undefined
    ? { items: inOrder(told) }
    : { items: inOrder(told), next: `${last.at}_${last.id}` };
}
