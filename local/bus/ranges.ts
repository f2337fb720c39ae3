/** Reads the range of a DynamoDB Query, and finds the first row behind its end. */
import type { Millis } from '../clock/clock.ts';
import type { AskTable } from '../engine/tables.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../wire/json.ts';

/** When a range whose end moves with the clock gains a row. */
export type First =
  | { readonly kind: 'at'; readonly instant: Millis }
  /** No row is there, or the range does not move. */
  | { readonly kind: 'never' }
  /** The query is of a shape that is not understood. */
  | { readonly kind: 'unknown' };

const NAME = '([#A-Za-z0-9_.-]+)';
const RANGE = new RegExp(
  `^\\s*\\(?${NAME}\\s*=\\s*(:[A-Za-z0-9_]+)\\)?(?:\\s+AND\\s+\\(?${NAME}\\s*(<=|<|=)\\s*(:[A-Za-z0-9_]+)\\)?)?\\s*$`,
  'i',
);
const BETWEEN = new RegExp(
  `^\\s*\\(?${NAME}\\s*=\\s*(:[A-Za-z0-9_]+)\\)?\\s+AND\\s+\\(?${NAME}\\s+(BETWEEN)\\s+:[A-Za-z0-9_]+\\s+AND\\s+(:[A-Za-z0-9_]+)\\)?\\s*$`,
  'i',
);

/** The instant at the head of a key (`2026-03-10T14:30:00.000Z#claim#…`). */
function instantIn(text: string): Millis | undefined {
  const [head] = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z/.exec(text) ?? [];
  return head === undefined ? undefined : Date.parse(head);
}

/** Finds when the range of this query, empty at `now`, gains its first row. */
export async function firstBehind(query: Fields, now: Millis, ask: AskTable): Promise<First> {
  const condition = textOf(query, 'KeyConditionExpression') ?? '';
  const parts = RANGE.exec(condition) ?? BETWEEN.exec(condition);
  if (parts === null) return { kind: 'unknown' };
  const [, partition = '', partitionValue = '', sort, sign, bound = ''] = parts;
  if (sort === undefined || sign === '=') return { kind: 'never' };
  const values = fieldsOf(query.ExpressionAttributeValues);
  const end = textOf(fieldsOf(values[bound]), 'S');
  if (end === undefined) return { kind: 'unknown' };
  const endInstant = instantIn(end);
  // An end that is no instant does not move.
  if (endInstant === undefined) return { kind: 'never' };
  const names = Object.entries(fieldsOf(query.ExpressionAttributeNames)).filter(
    ([name]) => name === partition || name === sort,
  );
  const answer = await ask('Query', {
    TableName: query.TableName,
    ...(query.IndexName === undefined ? {} : { IndexName: query.IndexName }),
    KeyConditionExpression: `${partition} = ${partitionValue} AND ${sort} > ${bound}`,
    ExpressionAttributeValues: { [partitionValue]: values[partitionValue], [bound]: values[bound] },
    ...(names.length === 0 ? {} : { ExpressionAttributeNames: Object.fromEntries(names) }),
    Limit: 1,
  });
  const [row] = listOf(answer.Items);
  if (row === undefined) return { kind: 'never' };
  const attribute = String(Object.fromEntries(names)[sort] ?? sort);
  const first = instantIn(textOf(fieldsOf(fieldsOf(row)[attribute]), 'S') ?? '');
  return first === undefined ? { kind: 'unknown' } : { kind: 'at', instant: first + (now - endInstant) };
}
