import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { newFolder } from '../testing/small-cloud.ts';
import { lockData } from './data-lock.ts';
import { type Engine, openEngine } from './engine.ts';
import { findEngine } from './find.ts';
import { endOrphan, isAlive, remember } from './orphan.ts';
import { askOf, createTables } from './tables.ts';

const folders: string[] = [];
const engines: Engine[] = [];
const children: ChildProcess[] = [];

function folder(): string {
  const made = newFolder();
  folders.push(made);
  return made;
}

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop();
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
});

const table = {
  name: 'story-table',
  arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/story-table',
  createTable: {
    TableName: 'story-table',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
};

describe('the engine', () => {
  it('keeps its table over a restart, and its stream has the index that keeps writes fast', async () => {
    const dataDir = folder();
    const first = await openEngine({ dataDir });
    engines.push(first);
    await createTables(first, [table]);
    await askOf(first)('PutItem', { TableName: 'story-table', Item: { pk: { S: 'a' } } });
    await engines.pop()?.stop();
    expect(existsSync(join(dataDir, 'engine.json'))).toBe(false);
    const second = await openEngine({ dataDir });
    engines.push(second);
    await createTables(second, [table]);
    expect(await askOf(second)('GetItem', { TableName: 'story-table', Key: { pk: { S: 'a' } } })).toEqual({
      Item: { pk: { S: 'a' } },
    });
    const db = new DatabaseSync(join(dataDir, 'table.db'), { readOnly: true });
    const plan = db
      .prepare(
        "EXPLAIN QUERY PLAN SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) FROM _stream_records WHERE table_name = 'x'",
      )
      .all();
    db.close();
    expect(JSON.stringify(plan)).toContain('lanekeep_stream_order');
  });

  it('ends the one that a killed start left behind, and nobody else', async () => {
    const dataDir = folder();
    const binary = findEngine();
    const left = spawn(binary, ['serve', '--port', '0', '--db-path', join(dataDir, 'table.db')], { stdio: 'ignore' });
    const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
    children.push(left, stranger);
    remember(join(dataDir, 'engine.json'), stranger.pid ?? 0, binary);
    await endOrphan(join(dataDir, 'engine.json'));
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    remember(join(dataDir, 'engine.json'), left.pid ?? 0, binary);
    await endOrphan(join(dataDir, 'engine.json'));
    expect(left.killed || left.exitCode !== null || left.signalCode !== null || !isAlive(left.pid ?? 0)).toBe(true);
  });

  it.runIf(process.platform === 'linux')(
    'ends one on its file of which no note was written, and no other',
    async () => {
      const [dataDir, elsewhere] = [folder(), folder()];
      const binary = findEngine();
      const [left, other] = [dataDir, elsewhere].map((dir) =>
        spawn(binary, ['serve', '--port', '0', '--db-path', join(dir, 'table.db')], { stdio: 'ignore' }),
      );
      if (left === undefined || other === undefined) throw new Error('nothing was started');
      children.push(left, other);
      const ended = new Promise((done) => left.once('exit', done));
      engines.push(await openEngine({ dataDir }));
      await ended;
      expect(isAlive(other.pid ?? 0)).toBe(true);
    },
  );

  it('that is not installed is one sentence with the fix', () => {
    expect(() => findEngine('plan9', 'mips')).toThrow(
      /^The DynamoDB engine @dynoxide\/plan9-mips is not installed: run .*DYNAMODB_ENDPOINT.*\.$/,
    );
  });
});

it('a data directory belongs to one cloud at a time', () => {
  const dataDir = folder();
  const lock = lockData(dataDir);
  expect(() => lockData(dataDir)).toThrow('is in use by another local cloud');
  lock.release();
  lockData(dataDir).release();
});
