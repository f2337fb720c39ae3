/** The table's stream: rows as they were committed, in plain values. */
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';

/** A row as a commit left it, and the number by which the stream is told that it could not be dealt with. */
export interface Committed {
  readonly sequenceNumber: string;
  readonly row: Readonly<Record<string, unknown>>;
}

type Image = Readonly<Record<string, AttributeValue>>;

const plainAttributes = (image: Image): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plain(value)]));

/** An attribute as a plain value. Sets and bytes, which the house does not write, come out as `undefined`. */
function plain({ S, N, BOOL, NULL, L, M }: AttributeValue): unknown {
  if (S !== undefined) return S;
  if (N !== undefined) return Number(N);
  if (BOOL !== undefined) return BOOL;
  if (NULL === true) return null;
  if (L !== undefined) return L.map(plain);
  return M === undefined ? undefined : plainAttributes(M);
}

/** What a record of the stream says was committed; a deleted row comes out empty. */
export const committed = ({ dynamodb }: DynamoDBRecord): Committed => ({
  sequenceNumber: dynamodb?.SequenceNumber ?? '',
  row: plainAttributes(dynamodb?.NewImage ?? {}),
});
