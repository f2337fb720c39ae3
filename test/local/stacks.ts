/** The synthesised stacks, and what an auditor with the operator's keys finds behind an address. */
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { judge, type Violation } from '../../demo/checker.ts';
import { readSnapshot } from '../../demo/reader.ts';
import type { Snapshot } from '../../demo/snapshot.ts';
import { type Cloud, openCloud } from '../../local/cloud.ts';
import { loadSampleGroup, samplePeople } from '../../local/start/sample-group.ts';
import { synthesise } from '../../local/start/synth.ts';
import { readCloud } from '../../local/template/cloud.ts';
import type { CloudModel } from '../../local/template/model.ts';
import { openFolders, root } from './process.ts';

/** Milliseconds that a first look at the stacks may take: somebody has to synthesise them, perhaps on a busy machine. */
export const synthesis = 180_000;

/** The stacks as `npm start` runs them, from the same cache. */
export async function readStacks(): Promise<CloudModel> {
  return readCloud((await synthesise(root)).folder, { account: '123456789012', region: 'us-east-1' });
}

/** Clouds in this process, with the sample group; `close` stops them, `clear` removes their data. */
export function openClouds() {
  const { folder, clear } = openFolders();
  const clouds: Cloud[] = [];
  return {
    folder,
    clear,
    async open(model: CloudModel, dataDir: string): Promise<Cloud> {
      const cloud = await openCloud({ model, dataDir, port: 0, awsPort: 0, people: samplePeople() });
      clouds.push(cloud);
      await loadSampleGroup(root, cloud, model.region);
      return cloud;
    },
    async close(): Promise<void> {
      for (const cloud of clouds.splice(0)) await cloud.stop();
    },
  };
}

/** The environment in which the house's own command, or the AWS CLI, speaks to this cloud. */
export const operator = (awsUrl: string): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL: awsUrl,
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'operator',
  AWS_SECRET_ACCESS_KEY: 'local',
});

/** The ordinary SDK, pointed at a cloud. */
export function clientsAt(awsUrl: string) {
  const config = {
    endpoint: awsUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'auditor', secretAccessKey: 'local' },
  };
  return {
    table: DynamoDBDocumentClient.from(new DynamoDBClient(config)),
    states: new SFNClient(config),
    queues: new SQSClient(config),
  };
}

/** Everything that can be read of a cloud at which nothing is under way. */
export function snapshotOf(model: CloudModel, awsUrl: string, data: string): Promise<Snapshot> {
  return readSnapshot(
    {
      awsUrl,
      region: model.region,
      tableName: model.tables[0]?.name ?? '',
      queueUrls: model.queues.map(({ url }) => url),
      logFolder: join(data, 'logs'),
    },
    [{ contact: '+13125550123', zones: ['America/Chicago'] }],
  );
}

/** What must hold and does not. A killed cloud may need repairs: those are no fault of it. */
export const faultsOf = (snapshot: Snapshot): readonly Violation[] =>
  judge(snapshot).violations.filter(({ rule }) => rule !== 'nothing-repaired');
