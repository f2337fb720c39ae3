import type { TableModel } from '../template/model.ts';
import { fieldsOf, parseJson, textOf } from '../wire/json.ts';
import type { Engine } from './engine.ts';

/** Calls the engine and answers the parsed document; throws with the engine's words when it refuses. */
export async function ask(
  engine: Engine,
  operation: string,
  input: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const target = operation.includes('.') ? operation : `DynamoDB_20120810.${operation}`;
  const answer = await engine.call(target, JSON.stringify(input));
  const document = fieldsOf(parseJson(answer.body.toString('utf8')));
  if (answer.status === 200) return document;
  throw new EngineRefused(
    (textOf(document, '__type') ?? 'Unknown').replace(/^.*#/, ''),
    textOf(document, 'message') ?? textOf(document, 'Message') ?? '',
  );
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
      await ask(engine, 'CreateTable', table.createTable);
    } catch (error) {
      if (!(error instanceof EngineRefused) || error.code !== 'ResourceInUseException') throw error;
    }
  }
}
