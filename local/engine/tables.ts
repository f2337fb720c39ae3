import type { Millis } from '../clock/clock.ts';
import type { TableModel } from '../template/model.ts';
import { type Fields, fieldsOf, parseJson, textOf } from '../wire/json.ts';
import type { Engine } from './engine.ts';

/** Asks the engine in nobody's name: one operation, its input, the parsed answer. Throws EngineRefused. */
export type AskTable = (operation: string, input: unknown) => Promise<Fields>;

/** Binds the question to an engine; operations of the streams API carry their prefix. */
export function askOf(engine: Engine): AskTable {
  return async (operation, input) => {
    const target = operation.includes('.') ? operation : `DynamoDB_20120810.${operation}`;
    const answer = await engine.call(target, JSON.stringify(input));
    const document = fieldsOf(parseJson(answer.body.toString('utf8')));
    if (answer.status === 200) return document;
    const code = (textOf(document, '__type') ?? 'Unknown').replace(/^.*#/, '');
    throw new EngineRefused(code, textOf(document, 'message') ?? textOf(document, 'Message') ?? '');
  };
}

/** Deletes an item whose time to live is over, unless it was given a new one meanwhile. */
export async function deleteExpired(
  ask: AskTable,
  tableName: string,
  key: Fields,
  attribute: string,
  now: Millis,
): Promise<void> {
  try {
    await ask('DeleteItem', {
      TableName: tableName,
      Key: key,
      ConditionExpression: '#expires <= :now',
      ExpressionAttributeNames: { '#expires': attribute },
      ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
    });
  } catch (error) {
    if (!(error instanceof EngineRefused) || error.code !== 'ConditionalCheckFailedException') throw error;
  }
}

/** The engine answered with an error; `code` is DynamoDB's. */
export class EngineRefused extends Error {
  override readonly name = 'EngineRefused';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/**
 * Creates the tables that are not there yet. Time-to-live stays off in the engine, whose sweep runs on real time;
 * `stream/expiry.ts` deletes on the virtual clock.
 */
export async function createTables(engine: Engine, tables: readonly TableModel[]): Promise<void> {
  for (const table of tables) {
    try {
      await askOf(engine)('CreateTable', table.createTable);
    } catch (error) {
      if (!(error instanceof EngineRefused) || error.code !== 'ResourceInUseException') throw error;
    }
  }
}
