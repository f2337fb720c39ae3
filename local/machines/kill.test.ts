import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openStore } from '../store/store.ts';
import { openStory, sleeper } from './testing.ts';

/** A process that starts executions as fast as it can, and says which are started. */
const BUSY = `
  import { openStore } from './local/store/store.ts';
  import { MACHINE_ARN, openStory, sleeper } from './local/machines/testing.ts';
  const story = openStory(sleeper(), () => ({}), { store: openStore(process.argv[1]) });
  for (let number = Number(process.argv[2]); ; number += 1) {
    story.machines.startExecution({ stateMachineArn: MACHINE_ARN, name: 'n-' + number, input: '{"seconds":60}' });
    console.log(number);
    if (number % 3 === 0) await story.clock.quiet();
  }
`;

/** Runs it until it has said so many lines, and kills it with -9, in the middle of whatever it does. */
async function runAndKill(file: string, from: number, lines: number): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', BUSY, file, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = from;
  let left = lines;
  for await (const line of createInterface(child.stdout)) {
    last = Number(line);
    left -= 1;
    if (left === 0) child.kill('SIGKILL');
  }
  if (child.signalCode === null) await once(child, 'exit');
  return last;
}

test('killed with -9 again and again, nothing is lost and nothing happens twice', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'machines-')), 'cloud.sqlite');
  let last = 0;
  for (const lines of [40, 1, 101]) last = await runAndKill(file, last + 1, lines);
  const story = openStory(sleeper(), () => ({}), { store: openStore(file) });
  await story.clock.quiet();
  const said = story.machines.figures().reduce((sum, figures) => sum + figures.executions, 0);
  expect(said).toBeGreaterThanOrEqual(last);
  await story.at(60, `n-${last}`);
  for (let number = 1; number <= last; number += 1) {
    const types = story.types(`n-${number}`);
    expect(types.filter((type) => type === 'TaskTimedOut')).toHaveLength(1);
    expect(types.at(-1)).toBe('ExecutionSucceeded');
    expect(types.filter((type) => type === 'TaskScheduled')).toHaveLength(1);
  }
});
