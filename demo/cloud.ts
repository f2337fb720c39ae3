/** A cloud of the demo's own: the synthesised stacks in a temporary folder, on free ports, with the sample group. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Cloud, openCloud } from '../local/cloud.ts';
import { loadSampleGroup, samplePeople } from '../local/start/sample-group.ts';
import { synthesise } from '../local/start/synth.ts';
import { readCloud } from '../local/template/cloud.ts';
import type { Places } from './reader.ts';

const root = resolve(import.meta.dirname, '..');

/** The stacks name their account and region; these stand in where they leave them open. */
const home = { account: '123456789012', region: 'us-east-1' };

/** A running cloud, and where its auditor looks. */
export interface DemoCloud {
  readonly apiUrl: string;
  readonly awsUrl: string;
  readonly places: Places;
  /** Ends it and removes its folder. */
  readonly close: () => Promise<void>;
}

/** What may be different from `npm start`. */
export interface CloudPlan {
  /** The instant at which it begins. */
  readonly startAt: number;
  /** A machine's definition as it was synthesised, and its name → the definition as it shall run. */
  readonly machine?: (definition: unknown, name: string) => unknown;
}

async function begin(plan: CloudPlan, folder: string): Promise<{ cloud: Cloud; places: Omit<Places, 'awsUrl'> }> {
  const { machine = (definition: unknown) => definition } = plan;
  const read = readCloud((await synthesise(root)).folder, home);
  const machines = read.machines.map((one) => ({ ...one, definition: machine(one.definition, one.name) }));
  const table = read.tables[0];
  if (table === undefined) throw new Error('The stacks declare no table.');
  const cloud = await openCloud({
    model: { ...read, machines },
    dataDir: folder,
    port: 0,
    awsPort: 0,
    startAt: plan.startAt,
    people: samplePeople(),
    dynamodbEndpoint: process.env['DYNAMODB_ENDPOINT'],
  });
  const queueUrls = read.queues.map(({ url }) => url);
  return { cloud, places: { region: read.region, tableName: table.name, queueUrls, logFolder: join(folder, 'logs') } };
}

/** Opens it. Whatever was opened is closed again when something refuses. */
export async function openDemoCloud(plan: CloudPlan): Promise<DemoCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeep-demo-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const { cloud, places } = await begin(plan, folder);
    const close = async (): Promise<void> => {
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      await cloud.stop();
      remove();
    };
    const interrupted = (): void => void close().finally(() => process.exit(130));
    process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
    try {
      await loadSampleGroup(root, cloud, places.region);
    } catch (error) {
      await close();
      throw error;
    }
    const { apiUrl, awsUrl } = cloud;
    return { apiUrl, awsUrl, places: { awsUrl, ...places }, close };
  } catch (error) {
    remove();
    throw error;
  }
}
