/** Who gets a line of their own to the table's engine: functions whose role may do a thing on whatever table there is. */
import { type Engine, SIGNATURE } from '../engine/engine.ts';
import type { TableLine } from '../functions/table-line.ts';
import type { CloudModel, FunctionModel, TableModel } from '../template/model.ts';
import type { WhyNot } from './guard.ts';
import { fieldsOf, listOf, textOf } from './json.ts';

const READS = ['GetItem', 'Query'];
const WRITES = ['PutItem', 'UpdateItem'];

/** The table itself, and each of its indexes, as requests name them. */
function placesOf({ name: TableName, createTable }: TableModel): readonly Readonly<Record<string, string>>[] {
  const indexes = listOf(createTable.GlobalSecondaryIndexes).map((one) => textOf(fieldsOf(one), 'IndexName') ?? '');
  return [{ TableName }, ...indexes.map((IndexName) => ({ TableName, IndexName }))];
}

/**
 * Answers the line of a function; undefined for one that a schedule invokes, whose every call is watched (`bus/idle.ts`).
 * Transactions never take it: what each needs is in its body.
 */
export function openTableLines(options: {
  readonly model: CloudModel;
  readonly engine: Engine;
  readonly whyNot: WhyNot;
  readonly awsUrl: string;
}): (one: FunctionModel) => TableLine | undefined {
  const { model, engine, whyNot, awsUrl } = options;
  const watched = new Set(
    model.rules
      .filter(({ schedule }) => schedule !== undefined)
      .flatMap(({ targets }) => targets.map(({ arn }) => arn)),
  );
  const places = model.tables.flatMap(placesOf);
  const { hostname: host, port } = new URL(engine.url);

  const may = (roleArn: string, operation: string): boolean =>
    places
      .filter((params) => operation === 'Query' || params.IndexName === undefined)
      .every((params) => whyNot(roleArn, { service: 'dynamodb', operation, params }) === undefined);

  return ({ arn, roleArn }) => {
    if (watched.has(arn)) return undefined;
    const allowed = (operations: readonly string[]): readonly string[] =>
      operations.filter((one) => may(roleArn, one)).map((one) => `DynamoDB_20120810.${one}`);
    return {
      from: Number(new URL(awsUrl).port),
      host,
      port: Number(port === '' ? 80 : port),
      signature: SIGNATURE,
      reads: allowed(READS),
      writes: allowed(WRITES),
    };
  };
}
