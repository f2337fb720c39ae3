import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from './store.ts';

function shelf() {
  const store = openStore(':memory:');
  store.db.exec('CREATE TABLE shelf (thing TEXT)');
  const put = (thing: string) => store.db.prepare('INSERT INTO shelf VALUES (?)').run(thing);
  const things = () =>
    store.db
      .prepare('SELECT thing FROM shelf')
      .all()
      .map((row) => row.thing);
  return { store, put, things };
}

test('what belongs together is there together, or not at all', () => {
  const { store, put, things } = shelf();
  expect(store.atomically(() => put('a').changes)).toBe(1);
  expect(() =>
    store.atomically(() => {
      put('b');
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(things()).toEqual(['a']);
});

test('a transaction inside another is part of it', () => {
  const { store, put, things } = shelf();
  expect(() =>
    store.atomically(() => {
      store.atomically(() => put('inside'));
      throw new Error('no');
    }),
  ).toThrow('no');
  store.atomically(() => store.atomically(() => put('both')));
  expect(things()).toEqual(['both']);
});

test('a failure that has rolled back already is told as it was, and the next transaction works', () => {
  const { store, put, things } = shelf();
  store.db.exec(
    "CREATE TRIGGER full BEFORE INSERT ON shelf WHEN NEW.thing = 'last' BEGIN SELECT RAISE(ROLLBACK, 'disk full'); END",
  );
  expect(() => store.atomically(() => put('last'))).toThrow('disk full');
  store.atomically(() => put('next'));
  expect(things()).toEqual(['next']);
});

test('a file that is no database is refused in one sentence', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'store-')), 'cloud.db');
  writeFileSync(file, 'this is not a database, and long enough to be looked at'.repeat(20));
  expect(() => openStore(file)).toThrow(`The data file ${file} cannot be used (file is not a database): remove it`);
});

test('what is to follow a transaction follows it, in order, and not one that is rolled back', () => {
  const { store, put, things } = shelf();
  const seen: string[] = [];
  const say = (what: string): void => store.afterCommit(() => void seen.push(`${what} of ${things().join()}`));
  store.atomically(() => {
    store.atomically(() => {
      put('a');
      say('inner');
    });
    put('b');
    say('outer');
    expect(seen).toEqual([]);
  });
  expect(() =>
    store.atomically(() => {
      say('never');
      throw new Error('no');
    }),
  ).toThrow('no');
  say('alone');
  expect(seen).toEqual(['inner of a,b', 'outer of a,b', 'alone of a,b']);
});
