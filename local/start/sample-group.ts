/** The sample group: two stores and their people, loaded once, by the same command that sets up a real group. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud } from '../cloud.ts';
import type { Person } from '../console/console.ts';
import { fieldsOf, listOf, parseJson, textOf } from '../wire/json.ts';

/** Makes the command repeatable, too. */
const SEEDED = new URL('../seed/seeded-command.ts', import.meta.url);
const FILE = join(import.meta.dirname, '..', 'sample-group.json');

/** The group's people, for whom there are tokens. */
export function samplePeople(): readonly Person[] {
  const document = fieldsOf(parseJson(readFileSync(FILE, 'utf8')));
  return listOf(document.staff).map((one) => {
    const person = fieldsOf(one);
    const places = listOf(person.assignments).map(fieldsOf);
    return {
      sub: textOf(person, 'staffId') ?? '',
      name: textOf(person, 'name') ?? '',
      roles: [...new Set(places.flatMap((place) => listOf(place.roles).filter((role) => typeof role === 'string')))],
      stores: places.map((place) => textOf(place, 'storeId') ?? ''),
    };
  });
}

/** Lies in the data directory while the group is being loaded: who finds it knows that a kill cut the loading off. */
export const loadingNote = 'sample-group.loading';

/**
 * Loads the group unless its first person is let in already: what was changed since the first start stays changed.
 * What a kill cut off is loaded again. Throws with what the setup command said.
 */
export async function loadSampleGroup(root: string, cloud: Cloud, region: string): Promise<void> {
  const note = join(cloud.dataDir, loadingNote);
  if (!existsSync(note) && (await isLoaded(cloud))) return;
  writeFileSync(note, '');
  await runSetup(root, cloud, region);
  rmSync(note);
}

async function isLoaded(cloud: Cloud): Promise<boolean> {
  const [first] = samplePeople();
  const headers = { authorization: `Bearer ${await cloud.mint(first?.sub ?? '')}` };
  const answer = await fetch(`${cloud.apiUrl}/stores/${first?.stores[0] ?? ''}`, { headers });
  await answer.arrayBuffer();
  return answer.status === 200;
}

function runSetup(root: string, { awsUrl, clock, seed }: Cloud, region: string): Promise<void> {
  const before = seed === undefined ? [] : ['--import', SEEDED.href];
  const args = [...before, join(root, 'cli', 'lanekeep.ts'), 'setup', '--file', FILE];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      AWS_ENDPOINT_URL: awsUrl,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'operator',
      AWS_SECRET_ACCESS_KEY: 'local',
      ...(seed === undefined ? {} : { LOCAL_SEED: seed, LOCAL_NOW: String(clock.now()) }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The sample group could not be loaded:\n${said.trim()}`)),
    );
  });
}
