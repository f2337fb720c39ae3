/** What `npm start` says to whoever types it wrong, or starts it where it cannot: one sentence, and exit code 1. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFolders, run } from './process.ts';
import { readStacks, synthesis } from './stacks.ts';

const { folder, start, clear } = openFolders();
beforeAll(readStacks, synthesis);
afterAll(clear);

const begin = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  run('local/start.ts', args, environment);

/** One line, nothing else, and the shell hears of it. */
async function sentence(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, stdout, stderr } = await begin(args, environment);
  expect({ code, stdout, lines: stderr.trim().split('\n').length }, stderr).toEqual({ code: 1, stdout: '', lines: 1 });
  return stderr.trim();
}

const free = ['--port', '0', '--aws-port', '0'];

const anywhere = async (): Promise<string[]> => [...free, '--data', await folder()];

/** A folder in which this file is nothing that a cloud could have written. */
async function broken(file: string): Promise<string> {
  const data = await folder();
  writeFileSync(join(data, file), 'this is no database, and was never one\n'.repeat(200));
  return data;
}

describe('npm start', () => {
  it('explains itself', async () => {
    const { code, stdout, stderr } = await begin(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const flag of ['--port N', '--aws-port N', '--data DIR', '--reset', '--help']) expect(stdout).toContain(flag);
  });

  it('knows its flags and their values', async () => {
    const wrong = [['--prot', '1'], ['--port', 'high'], ['--aws-port', '65536'], ['here']];
    expect(await Promise.all(wrong.map((args) => sentence(args)))).toEqual([
      expect.stringMatching(/'--prot'.*See npm start -- --help\.$/),
      '--port takes a port number between 0 and 65535, not "high".',
      '--aws-port takes a port number between 0 and 65535, not "65536".',
      expect.stringContaining('See npm start -- --help.'),
    ]);
  });

  it('names the flag for a port that is taken', async () => {
    const holder = createServer();
    await new Promise<void>((ready) => holder.listen(0, '127.0.0.1', ready));
    const address = holder.address();
    const port = String(typeof address === 'object' ? address?.port : 0);
    const data = await folder();
    expect(await sentence(['--port', port, '--aws-port', '0', '--data', data])).toMatch(new RegExp(`${port}.*--port`));
    expect(await sentence(['--port', '0', '--aws-port', port, '--data', data])).toMatch(
      new RegExp(`${port}.*--aws-port`),
    );
    await new Promise((done) => holder.close(done));
  });

  it('says what to do about broken data, and that helps', async () => {
    const folders = await Promise.all(['cloud.db', 'table.db'].map(broken));
    const said = await Promise.all(folders.map((data) => sentence([...free, '--data', data])));
    for (const each of said) expect(each).toMatch(/--reset/);
    const cloud = await start(folders[1] ?? '', '--reset');
    expect(await cloud.stop()).toMatchObject({ code: 0, stderr: '' });
  });

  it('says so when the data has no place', async () => {
    const file = join(await folder(), 'a-file');
    writeFileSync(file, '');
    expect(await sentence([...free, '--data', file])).toContain('--data');
  });

  it('says how to get an engine that is not installed', async () => {
    const args = await anywhere();
    const hide = join(args.at(-1) ?? '', 'hide.cjs');
    writeFileSync(
      hide,
      `const { Module } = require('node:module');
       const resolve = Module._resolveFilename;
       Module._resolveFilename = function (name, ...rest) {
         if (name.startsWith('@dynoxide/')) throw Object.assign(new Error('hidden'), { code: 'MODULE_NOT_FOUND' });
         return resolve.call(this, name, ...rest);
       };`,
    );
    expect(await sentence(args, { NODE_OPTIONS: `--require ${hide}` })).toMatch(
      /^The DynamoDB engine @dynoxide\/\S+ is not installed: run "npm install .*", or set DYNAMODB_ENDPOINT/,
    );
  });

  it.each(['http://127.0.0.1:9', 'localhost'])('says so when no server answers at %s', async (DYNAMODB_ENDPOINT) => {
    expect(await sentence(await anywhere(), { DYNAMODB_ENDPOINT })).toMatch(/^No DynamoDB-compatible server .*\.$/);
  });
});
