/** A throwaway DynamoDB engine with one empty table of the house: for every test that wants the real thing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoTable } from '../../adapters/table.ts';
import { Contention, type Table } from '../../core/kernel/table.ts';
import { type Engine, openEngine } from '../../local/engine/engine.ts';

const indexes = ['story', 'desk', 'board', 'due'] as const;

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });

const keys = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

/** The table of the house, as the data stack defines it. */
const definition = (TableName: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [text('pk'), text('sk'), ...indexes.flatMap((name) => [text(`${name}Pk`), text(`${name}Sk`)])],
  KeySchema: keys('pk', 'sk'),
  GlobalSecondaryIndexes: indexes.map((name) => ({
    IndexName: name,
    KeySchema: keys(`${name}Pk`, `${name}Sk`),
    Projection: { ProjectionType: 'ALL' },
  })),
});

/** The SDK's client with the engine's own line below it, instead of sockets of its own. */
const clientOf = (engine: Engine): DynamoDBClient =>
  new DynamoDBClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: {
      async handle(request: { headers: Record<string, string>; body: string | Buffer }) {
        const { status, headers, body } = await engine.call(request.headers['x-amz-target'] ?? '', request.body);
        return { response: { statusCode: status, headers: { ...headers } as Record<string, string>, body } };
      },
    } as never,
  });

/** A running engine and its table. */
export interface EngineTable {
  readonly table: Table;
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Ends the engine, or deletes the table of a server that goes on; the data folder goes with it. */
  stop(): Promise<void>;
}

let made = 0;

/**
 * Starts an engine (or uses the server at DYNAMODB_ENDPOINT) and makes an empty table in it. Throws, and so fails the
 * test that asks, when the engine is not installed: what was not tried does not count as passed.
 */
export async function withEngine(): Promise<EngineTable> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lanekeep-engine-'));
  const engine = await openEngine({ dataDir, endpoint: process.env['DYNAMODB_ENDPOINT'] });
  made += 1;
  const tableName = `lanekeep-test-${process.pid}-${made}`;
  const client = DynamoDBDocumentClient.from(clientOf(engine));
  await client.send(new CreateTableCommand(definition(tableName)));
  return {
    table: dynamoTable({ client, tableName }),
    client,
    tableName,
    async stop() {
      await client.send(new DeleteTableCommand({ TableName: tableName }));
      client.destroy();
      await engine.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Tries again while another transaction is in the way, up to a hundred times: for tests that race on purpose. */
export async function soon<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Contention) || tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, tries));
    }
  }
}
