/** What the decision looks at, and how it is read: two partitions and a customer, all strongly consistent. */
import * as z from 'zod';
import { type Customer, whoIs } from '../../customers/index.ts';
import { readSubject, subjectPartition } from '../../kernel/subject.ts';
import { allRows, type Reader, type Row } from '../../kernel/table.ts';
import { instant } from '../../kernel/time.ts';
import { messageState } from '../../messages/index.ts';
import { type PartsOrder, partsOrders } from '../../parts-orders/index.ts';
import { isOwed, type Promised, promises } from '../../promises/index.ts';
import { type RepairOrder, repairOrderKey, repairOrders } from '../../repair-orders/index.ts';
import { type Fact, inOrder, type Loaded, type Run } from '../../run/index.ts';
import { type Member, readMember, storeWithStaff } from '../../staff/index.ts';
import { type Store, storeKey, stores } from '../../stores/index.ts';
import type { Settings } from './settings.ts';

/** An act that was claimed before: what it told, and what became of it. DONE is an act inside the system. */
const claim = z.object({
  followUp: z.string(),
  act: z.string(),
  occasion: z.string(),
  state: z.union([z.literal('DONE'), messageState]),
  told: z.record(z.string(), z.string()),
  /** When it was claimed. */
  at: instant,
  /** When its outcome was written down. */
  endedAt: instant.optional(),
  /** The provider took it, whatever came of it. */
  providerId: z.string().optional(),
});
export type Claim = z.infer<typeof claim>;

/** Everything that the decision looks at. */
export interface Facts {
  readonly run: Run;
  /** Those that the run keeps. */
  readonly settings: Settings;
  readonly store: Store;
  readonly staff: readonly Member[];
  readonly repairOrder: RepairOrder | undefined;
  readonly orders: readonly PartsOrder[];
  readonly customer: Customer | undefined;
  /** This follow-up's promises, ended ones included, oldest first. */
  readonly promises: readonly Promised[];
  /** This follow-up's claims, oldest first. */
  readonly claims: readonly Claim[];
}

const factOf = (row: Row & { version: number }): Fact => ({ pk: row.pk, sk: row.sk, version: row.version });

/** What ended cannot move any more, so it needs no check; the row of the run guards itself. */
function canMove(row: Row): boolean {
  switch (row['kind']) {
    case 'repair-order':
    case 'parts-order':
    case 'store':
    case 'customer':
      return true;
    case 'promise':
      return isOwed(promises.read(row));
    case 'message':
      // A report of its provider may still come, as long as it did not fail.
      return row['state'] !== 'REFUSED' && row['state'] !== 'FAILED';
    default:
      return false;
  }
}

const versioned = (row: Row): row is Row & { version: number } => typeof row['version'] === 'number' && canMove(row);

const readClaim = (row: Row): Claim =>
  claim.parse({ ...row, at: row['kind'] === 'message' ? row['claimedAt'] : row['at'] });

const ofKind = (rows: readonly Row[], kind: string): readonly Row[] => rows.filter((row) => row['kind'] === kind);

const byInstant = <Item>(items: readonly Item[], of: (item: Item) => string): readonly Item[] =>
  items.toSorted((a, b) => (of(a) < of(b) ? -1 : 1));

/** Reads the facts of a run. Throws when the store is missing: its row is older than anything at it. */
export async function load(reader: Reader, run: Run, settings: Settings): Promise<Loaded<Facts>> {
  const [place, beside] = await Promise.all([
    allRows(reader, { pk: subjectPartition(run.storeId, run.subject) }),
    allRows(reader, storeWithStaff.query(run.storeId)),
  ]);
  const storeRow = beside.find(({ sk }) => sk === storeKey(run.storeId).sk);
  if (storeRow === undefined) throw new RangeError(`Store ${run.storeId} has no row.`);
  const orderKey = repairOrderKey(run.storeId, readSubject(run.subject).id);
  const orderRow = place.find(({ sk }) => sk === orderKey.sk);
  const repairOrder = orderRow === undefined ? undefined : repairOrders.read(orderRow);
  const { customer, rows: known } =
    repairOrder === undefined ? { customer: undefined, rows: [] } : await whoIs(reader, repairOrder.customerId);
  const ours = (item: { readonly followUp: string }): boolean => item.followUp === run.followUp;
  const promised = inOrder(ofKind(place, 'promise').map(promises.read).filter(ours));
  const claims = [...ofKind(place, 'claim'), ...ofKind(place, 'message')].map(readClaim).filter(ours);
  const stoodOn = [...place, storeRow, ...known];
  return {
    facts: {
      run,
      settings,
      store: stores.read(storeRow),
      staff: beside.flatMap((row) => readMember(row) ?? []),
      repairOrder,
      orders: ofKind(place, 'parts-order').map(partsOrders.read),
      customer,
      promises: promised,
      claims: byInstant(claims, ({ at, occasion }) => `${at}${occasion}`),
    },
    versions: stoodOn.filter(versioned).map(factOf),
    promises: promised,
    beside,
  };
}
