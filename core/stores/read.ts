/** Reading the group's list of stores. */
import { allRows, type Reader } from '../kernel/table.ts';
import { storesOfGroup } from './keys.ts';

/**
 * The store whose desk gets what comes in for nobody in particular: the one with the number it was sent to, else the
 * first of the group. Throws when the group has none.
 */
export async function receptionOf(reader: Reader, sentTo: string | undefined): Promise<string> {
  const listed = await allRows(reader, storesOfGroup.query());
  const found = listed.find(({ phone }) => sentTo !== undefined && phone === sentTo) ?? listed[0];
  if (found === undefined) throw new RangeError('The group has no store that could take this in.');
  return found.sk;
}

/** The ids of the group's stores. */
export const storeIdsOfGroup = async (reader: Reader): Promise<readonly string[]> =>
  (await allRows(reader, storesOfGroup.query())).map(({ sk }) => sk);
