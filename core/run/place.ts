/** What every run looks at: the partition of its subject, the store with its staff, and the customer. */
import * as z from 'zod';
import { type Customer, whoIs } from '../customers/index.ts';
import { subjectPartition } from '../kernel/subject.ts';
import { allRows, type Reader, type Row } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { messageState } from '../messages/index.ts';
import { isOwed, type Promised, promises } from '../promises/index.ts';
import { type Member, readMember, storeWithStaff } from '../staff/index.ts';
import { type Store, storeKey, stores } from '../stores/index.ts';
import { type Fact, inOrder } from './declaration.ts';
import type { Run } from './row.ts';

/** An act that was claimed before: what it told, and what became of it. DONE is an act inside the system. */
const claim = z.object({
  followUp: z.string(),
  act: z.string(),
  occasion: z.string(),
  state: z.union([z.literal('DONE'), messageState]),
  /** Why a message was refused, or not taken. */
  reason: z.string().optional(),
  told: z.record(z.string(), z.string()),
  /** When it was claimed. */
  at: instant,
  /** When its outcome was written down. */
  endedAt: instant.optional(),
});
export type Claim = z.infer<typeof claim>;

/** What was read, and the versions it had. */
export interface Place {
  readonly run: Run;
  readonly store: Store;
  readonly staff: readonly Member[];
  readonly customer: Customer | undefined;
  /** This run's promises, ended ones included, oldest first. */
  readonly promises: readonly Promised[];
  /** This run's claims, oldest first. */
  readonly claims: readonly Claim[];
  /** The rows of the store's own partition. */
  readonly beside: readonly Row[];
  /** The rows of the subject's partition, for what is particular to a follow-up. */
  readonly rows: readonly Row[];
  readonly versions: readonly Fact[];
}

/** What ended cannot move any more, so it needs no check; the row of the run guards itself. */
function canMove(row: Row): boolean {
  switch (row['kind']) {
    case 'follow-up':
    case 'claim':
    case 'outbox':
      return false;
    case 'promise':
      return isOwed(promises.read(row));
    case 'message':
      // A report of its provider may still come, as long as it did not fail.
      return row['state'] !== 'REFUSED' && row['state'] !== 'FAILED';
    default:
      return true;
  }
}

const isVersioned = (row: Row): row is Row & { version: number } => typeof row['version'] === 'number' && canMove(row);

/** The rows as facts that a claim may stand on. */
export const factsOf = (rows: readonly Row[]): readonly Fact[] =>
  rows.filter(isVersioned).map(({ pk, sk, version }) => ({ pk, sk, version }));

const readClaim = (row: Row): Claim =>
  claim.parse({ ...row, at: row['kind'] === 'message' ? row['claimedAt'] : row['at'] });

/** The rows of a kind. */
export const ofKind = (rows: readonly Row[], kind: string): readonly Row[] =>
  rows.filter((row) => row['kind'] === kind);

const oldestFirst = (claims: readonly Claim[]): readonly Claim[] =>
  claims.toSorted((a, b) => (`${a.at}${a.occasion}` < `${b.at}${b.occasion}` ? -1 : 1));

/**
 * Reads it, strongly consistent. `customerOf` finds the customer in the subject's rows. Throws when the store is missing:
 * its row is older than anything at it.
 */
export async function readPlace(
  reader: Reader,
  run: Run,
  customerOf: (rows: readonly Row[]) => string | undefined,
): Promise<Place> {
  const [rows, beside] = await Promise.all([
    allRows(reader, { pk: subjectPartition(run.storeId, run.subject) }),
    allRows(reader, storeWithStaff.query(run.storeId)),
  ]);
  const storeRow = beside.find(({ sk }) => sk === storeKey(run.storeId).sk);
  if (storeRow === undefined) throw new RangeError(`Store ${run.storeId} has no row.`);
  const customerId = customerOf(rows);
  // A duplicate's run goes on with the customer who is kept; a merge, and its undoing, move the duplicate's row, too.
  const { customer, rows: known } =
    customerId === undefined ? { customer: undefined, rows: [] } : await whoIs(reader, customerId);
  const ours = ({ followUp }: { readonly followUp: string }): boolean => followUp === run.followUp;
  return {
    run,
    store: stores.read(storeRow),
    staff: beside.flatMap((row) => readMember(row) ?? []),
    customer,
    promises: inOrder(ofKind(rows, 'promise').map(promises.read).filter(ours)),
    claims: oldestFirst([...ofKind(rows, 'claim'), ...ofKind(rows, 'message')].map(readClaim).filter(ours)),
    beside,
    rows,
    versions: factsOf([...rows, storeRow, ...known]),
  };
}
