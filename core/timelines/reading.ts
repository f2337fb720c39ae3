/** The store's clock and its people's names, for the sentences of a timeline. */
import type { Reader } from '../kernel/table.ts';
import { allRows } from '../kernel/table.ts';
import { readMember, storeWithStaff } from '../staff/index.ts';
import { storeKey, stores } from '../stores/index.ts';
import type { Reading } from './words.ts';

/** Reads what a timeline of this store is told in; one query. */
export async function readingAt(reader: Reader, storeId: string): Promise<Reading> {
  const rows = await allRows(reader, storeWithStaff.query(storeId));
  const store = rows.find(({ sk }) => sk === storeKey(storeId).sk);
  const names = new Map<string, string>();
  for (const row of rows) {
    const member = readMember(row);
    if (member !== undefined) names.set(member.staffId, member.name);
  }
  return {
    ...(store === undefined ? {} : { zone: stores.read(store).timeZone }),
    nameOf: (staffId) => names.get(staffId),
  };
}
