/** `npm start`: the stacks of this repository, running on this machine. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Cloud, openCloud } from './cloud.ts';
import { resetData } from './start/data.ts';
import { greet } from './start/greeting.ts';
import { loadSampleGroup, samplePeople } from './start/sample-group.ts';
import { synthesise } from './start/synth.ts';
import { readCloud } from './template/cloud.ts';

const HELP = `npm start [-- options]   runs Lanekeep's stacks on this machine, bound to 127.0.0.1

  --port N       the API's port (4400; 0 takes a free one)
  --aws-port N   the port that speaks AWS, for AWS_ENDPOINT_URL (4401)
  --data DIR     where everything is kept (.local)
  --seed TEXT    make the run repeatable: the clock stands unless it is run forward, things happen one at a time
  --reset        begin anew: forget what earlier starts kept there
  --help         this text

  DYNAMODB_ENDPOINT names a DynamoDB-compatible server to use in place of the engine.`;

const ROOT = resolve(import.meta.dirname, '..');

interface Settings {
  readonly port: number;
  readonly awsPort: number;
  readonly data: string;
  readonly seed: string | undefined;
  readonly reset: boolean;
}

/** What the person who typed the command reads: one sentence, no stack. */
class Told extends Error {
  override readonly name = 'Told';
}

function readPort(text: string, flag: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new Told(`${flag} takes a port number between 0 and 65535, not "${text}".`);
  return port;
}

function readSettings(): Settings | 'help' {
  const options = {
    port: { type: 'string', default: '4400' },
    'aws-port': { type: 'string', default: '4401' },
    data: { type: 'string', default: '.local' },
    seed: { type: 'string' },
    reset: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ options, allowPositionals: false });
    if (values.help) return 'help';
    const port = readPort(values.port, '--port');
    return {
      port,
      awsPort: readPort(values['aws-port'], '--aws-port'),
      data: resolve(values.data),
      seed: values.seed,
      reset: values.reset,
    };
  } catch (error) {
    if (error instanceof Told) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new Told(`${said.replace(/\.?$/, '.')} See npm start -- --help.`);
  }
}

/** Broken data is said in one sentence; everything else already is one, or is a fault with its stack. */
function sentenceOf(error: unknown, data: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ERR_SQLITE_ERROR' || /file is not a database|malformed/.test(error.message)) {
    // The store's own sentence has a fix for whoever uses it alone; here only its reason is of use.
    const reason = /\(([^)]*)\)/.exec(error.message)?.[1] ?? error.message;
    return `The data in ${data} cannot be read (${reason}): start with --reset to begin anew, or choose another place with --data.`;
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return `${data} cannot be written (${error.message}): choose another place with --data.`;
  }
  const told = [
    'Told',
    'PortTaken',
    'DataInUse',
    'EngineMissing',
    'EngineEnded',
    'SynthFailed',
    'TemplateError',
    'OtherSeed',
  ];
  return told.includes(error.name) ? error.message : undefined;
}

async function run(settings: Settings): Promise<void> {
  if (settings.reset) await resetData(settings.data);
  const { folder } = await synthesise(ROOT);
  // The stacks name their account and region; these stand in where they leave them open.
  const model = readCloud(folder, { account: '123456789012', region: 'us-east-1' });
  const cloud = await openCloud({
    model,
    dataDir: settings.data,
    port: settings.port,
    awsPort: settings.awsPort,
    seed: settings.seed,
    people: samplePeople(),
    dynamodbEndpoint: process.env.DYNAMODB_ENDPOINT,
  });
  await loadSampleGroup(ROOT, cloud, model.region);
  const people = await Promise.all(samplePeople().map(async (one) => ({ ...one, token: await cloud.mint(one.sub) })));
  const { apiUrl, awsUrl, clock } = cloud;
  // Before anything is said: whoever reads the greeting may press Ctrl-C at once.
  stopOnSignals(cloud);
  console.log(greet({ apiUrl, awsUrl, region: model.region, now: new Date(clock.now()).toISOString(), people }));
}

function stopOnSignals(cloud: Cloud): void {
  let asked = false;
  const stop = (): void => {
    // Asked twice: somebody is in a hurry, and a killed cloud loses nothing.
    if (asked) process.exit(1);
    asked = true;
    cloud.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

let data = '.local';
try {
  const settings = readSettings();
  if (settings === 'help') console.log(HELP);
  else {
    data = settings.data;
    await run(settings);
  }
} catch (error) {
  console.error(sentenceOf(error, data) ?? error);
  process.exit(1);
}
