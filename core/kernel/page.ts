/** Lists page by an opaque cursor that is good for the query it came from and for no other. */
import * as z from 'zod';
import { Problem } from './problem.ts';
import type { Cursor, Page, Query, Reader, Row } from './table.ts';

/** The query parameters of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('Items per page.'),
  cursor: z.string().max(2000).optional().describe('The `next` of the page before.'),
};

/** A page of items; `next` is there when there are more. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() });

const cursorShape = z.record(z.string(), z.string());

const encode = (cursor: Cursor): string => {
  const bytes = new TextEncoder().encode(JSON.stringify(cursor));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
};

function decode(text: string): Cursor | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    return cursorShape.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}

const wrongCursor = (): Problem =>
  new Problem('invalid-input', 'cursor: send the `next` of the page before, unchanged.', [
    { field: 'query.cursor', fix: 'Send the `next` of the page before, unchanged.' },
  ]);

/** The most bytes of a sort key: the table refuses a longer one, and a cursor of ours has none. */
const longestSortKey = 1024;

/** Whether the place lies in what the query asks for: DynamoDB refuses to begin elsewhere. */
function isWithin({ beginsWith = '', from = '', upTo }: Query, place: string): boolean {
  if (new TextEncoder().encode(place).length > longestSortKey) return false;
  return place.startsWith(beginsWith) && place >= from && (upTo === undefined || place <= upTo);
}

/** The cursor for a query. A cursor of another partition is refused: it would be a way into another store. */
function cursorFor(query: Query, text: string): Cursor {
  const cursor = decode(text);
  const [partition, ...others] =
    query.index === undefined ? ['pk', 'sk'] : [`${query.index}Pk`, `${query.index}Sk`, 'pk', 'sk'];
  if (cursor === undefined || cursor[partition ?? 'pk'] !== query.pk) throw wrongCursor();
  if (others.some((name) => !cursor[name]) || Object.keys(cursor).length !== others.length + 1) throw wrongCursor();
  const [place = ''] = others.map((name) => cursor[name]);
  if (!isWithin(query, place)) throw wrongCursor();
  return cursor;
}

/** Answers a list route: reads pages until `limit` items are found that `take` keeps, or nothing is left. */
export async function readPage<Item>(
  reader: Reader,
  query: Query,
  asked: { readonly limit: number; readonly cursor?: string | undefined },
  take: (row: Row) => Item | undefined,
): Promise<{ items: Item[]; next?: string }> {
  const items: Item[] = [];
  let after = asked.cursor === undefined ? undefined : cursorFor(query, asked.cursor);
  while (items.length < asked.limit) {
    const page: Page = await reader.query({
      ...query,
      limit: asked.limit - items.length,
      ...(after === undefined ? {} : { after }),
    });
    for (const row of page.rows) {
      const item = take(row);
      if (item !== undefined) items.push(item);
    }
    after = page.cursor;
    if (after === undefined) return { items };
  }
  return after === undefined ? { items } : { items, next: encode(after) };
}
