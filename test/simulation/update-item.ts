/** DynamoDB's UpdateItem as the machines use it, on any table of the house: `SET a = :a, …` under `b = :b AND …`. */
import * as z from 'zod';
import { ConditionFailed, type Scalar, type Table } from '../../core/kernel/table.ts';
import { TaskError } from '../../local/machines/errors.ts';

const value = z.union([z.object({ S: z.string() }), z.object({ N: z.string() })]);
const input = z.object({
  Key: z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) }),
  UpdateExpression: z.string().startsWith('SET '),
  ConditionExpression: z.string(),
  ExpressionAttributeNames: z.record(z.string(), z.string()),
  ExpressionAttributeValues: z.record(z.string(), value),
});

/** Makes the write that a wait makes. Rejects with the error name that Step Functions gives. */
export async function updateItem(table: Table, parameters: unknown): Promise<unknown> {
  const asked = input.parse(parameters);
  const plain = (name: string): Scalar => {
    const found = asked.ExpressionAttributeValues[name];
    if (found === undefined) throw new RangeError(`No value ${name}`);
    return 'S' in found ? found.S : Number(found.N);
  };
  const pairs = (text: string, separator: string) =>
    Object.fromEntries(
      text.split(separator).map((pair) => {
        const [name = '', right = ''] = pair.split('=').map((side) => side.trim());
        return [asked.ExpressionAttributeNames[name] ?? name, plain(right)] as const;
      }),
    );
  const update = { pk: asked.Key.pk.S, sk: asked.Key.sk.S };
  const set = pairs(asked.UpdateExpression.slice('SET '.length), ',');
  try {
    await table.write([{ update, set, when: { equals: pairs(asked.ConditionExpression, ' AND ') } }]);
    return {};
  } catch (error) {
    if (error instanceof ConditionFailed)
      throw new TaskError('DynamoDb.ConditionalCheckFailedException', 'The conditional request failed');
    throw error;
  }
}
