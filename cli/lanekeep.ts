#!/usr/bin/env node
/** The command line for those who deploy and run Lanekeep: `npx lanekeep --help`. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import * as z from 'zod';
import { systemNow } from '../adapters/clock.ts';
import { newId } from '../adapters/ids.ts';
import { openTable } from '../adapters/table.ts';
import { followUps } from '../core/follow-ups/index.ts';
import type { Moment } from '../core/kernel/event.ts';
import { readGroup } from '../lib/group.ts';
import { destinationOf, redrive, redrivePorts } from './redrive.ts';
import { setUp, setupFile } from './setup.ts';

interface SetupOptions {
  readonly group: string;
  readonly file: string;
  readonly adminSub?: string;
  readonly adminEmail?: string;
  readonly adminName: string;
}

interface RedriveOptions {
  readonly group: string;
  readonly queue: string;
}

/** A mistake of the person who types, told without a stack. */
function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

/** The group's settings; clients then speak to its region unless the environment says otherwise. */
function groupOf(name: string) {
  const group = readGroup(name);
  process.env['AWS_REGION'] ??= group.region;
  return group;
}

const moment = (): Moment => ({
  now: systemNow(),
  newId,
  actor: { kind: 'system', id: 'setup' },
  cause: 'lanekeep setup',
});

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function setup(options: SetupOptions): Promise<void> {
  const group = groupOf(options.group);
  const file = setupFile.safeParse(read(options.file));
  if (!file.success) fail(`${options.file} does not fit:\n${z.prettifyError(file.error)}`);
  const { adminSub: sub, adminEmail: email, adminName: name } = options;
  const administrator = sub === undefined ? undefined : { sub, name, ...(email === undefined ? {} : { email }) };
  if (administrator === undefined && email !== undefined) {
    fail('Give --admin-sub as well: the `sub` that the user pool gave this person.');
  }
  const table = openTable({ TABLE_NAME: `lanekeep-${group.stage}` });
  for (const { what, did } of await setUp(table, file.data, administrator, moment)) console.log(`${what}: ${did}`);
}

async function redriveQueue({ group: name, queue }: RedriveOptions): Promise<void> {
  const departments = Object.fromEntries(followUps.map((each) => [each.name, each.department]));
  const destination = destinationOf(queue, groupOf(name).stage, departments);
  const { delivered, failed } = await redrive(destination, await redrivePorts(queue));
  console.log(`${delivered} delivered, ${failed.length} failed again`);
  for (const why of new Set(failed)) console.error(why);
  if (failed.length > 0) process.exitCode = 1;
}

const program = new Command('lanekeep').description('Sets up and looks after Lanekeep in a dealer group’s account.');

program
  .command('setup')
  .description('Loads stores, people and the first administrator. Doing it again changes nothing.')
  .requiredOption('--file <path>', 'JSON with the stores and, if wanted, their staff')
  .option('--admin-sub <sub>', 'the first administrator’s `sub`, as the user pool gave it')
  .option('--admin-email <address>', 'the first administrator’s mail address')
  .option('--admin-name <name>', 'the first administrator’s name', 'Administrator')
  .option('--group <name>', 'the settings in groups/<name>.json', 'sample')
  .action(setup);

program
  .command('redrive')
  .description('Delivers what lies in a dead-letter queue once more; what fails again stays there.')
  .requiredOption('--queue <name>', 'the queue’s name, as its alarm says it')
  .option('--group <name>', 'the settings in groups/<name>.json', 'sample')
  .action(redriveQueue);

try {
  await program.parseAsync();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
