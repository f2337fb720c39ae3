/** The machines and every definition they ever had: an execution keeps the one it started with. */
import type { Millis } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';
import type { MachineModel } from '../template/model.ts';
import { text, whole } from './columns.ts';
import { checkDefinition } from './definition.ts';
import { parseJson, toJson } from './json.ts';
import type { Machine } from './turn.ts';

/** A machine at one revision, as it is described. */
export interface Revision {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly revision: number;
  /** JSON. */
  readonly definition: string;
  readonly createdAt: Millis;
  /** When this revision was put there. */
  readonly updatedAt: Millis;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS machines_machine (name TEXT PRIMARY KEY, arn TEXT NOT NULL, revision INTEGER NOT NULL, created INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS machines_revision (
    name TEXT NOT NULL, revision INTEGER NOT NULL, role TEXT NOT NULL, definition TEXT NOT NULL, created INTEGER NOT NULL,
    PRIMARY KEY (name, revision)
  );
`;

export type Revisions = ReturnType<typeof openRevisions>;

export function openRevisions(store: Store, region: string) {
  const { db } = store;
  db.exec(TABLES);
  const columns = `m.name, m.arn, r.role, r.revision, r.definition, m.created, r.created AS updated`;
  const at = db.prepare(
    `SELECT ${columns} FROM machines_machine m JOIN machines_revision r ON r.name = m.name AND r.revision = ? WHERE m.name = ?`,
  );
  const newest = db.prepare(
    `SELECT ${columns} FROM machines_machine m JOIN machines_revision r ON r.name = m.name AND r.revision = m.revision WHERE m.name = ?`,
  );
  const names = db.prepare('SELECT name FROM machines_machine ORDER BY created, name');
  const putMachine = db.prepare(
    'INSERT INTO machines_machine VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET arn = excluded.arn, revision = excluded.revision',
  );
  const putRevision = db.prepare('INSERT INTO machines_revision VALUES (?, ?, ?, ?, ?)');
  /** Read definitions, a handful: those in use since the start. */
  const ready = new Map<string, Machine>();

  function current(name: string): Revision | undefined {
    const row = newest.get(name);
    return row === undefined ? undefined : read(row);
  }

  function revisionAt(name: string, revision: number): Revision {
    const row = at.get(revision, name);
    if (row === undefined) throw new Error(`The store has no revision ${revision} of the machine "${name}"`);
    return read(row);
  }

  return {
    /** Checks and stores; a definition that has not changed stays the revision it is. */
    define(model: MachineModel, now: Millis): Revision {
      checkDefinition(model.definition);
      return store.atomically(() => {
        const known = current(model.name);
        const definition = toJson(model.definition);
        const same = known?.definition === definition && known.roleArn === model.roleArn && known.arn === model.arn;
        if (known !== undefined && same) return known;
        const revision = (known?.revision ?? 0) + 1;
        putMachine.run(model.name, model.arn, revision, known?.createdAt ?? now);
        putRevision.run(model.name, revision, model.roleArn, definition, now);
        return {
          name: model.name,
          arn: model.arn,
          roleArn: model.roleArn,
          revision,
          definition,
          createdAt: known?.createdAt ?? now,
          updatedAt: now,
        };
      });
    },
    current,
    all: (): Revision[] => names.all().flatMap((row) => current(text(row, 'name')) ?? []),
    at: revisionAt,
    /** The machine as a step needs it. */
    ready(name: string, revision: number): Machine {
      const key = `${revision} ${name}`;
      const known = ready.get(key);
      if (known !== undefined) return known;
      const { arn, roleArn, definition } = revisionAt(name, revision);
      const machine = { name, arn, roleArn, region, definition: checkDefinition(parseJson(definition)) };
      ready.set(key, machine);
      return machine;
    },
  };
}

const read = (row: Readonly<Record<string, unknown>>): Revision => ({
  name: text(row, 'name'),
  arn: text(row, 'arn'),
  roleArn: text(row, 'role'),
  revision: whole(row, 'revision'),
  definition: text(row, 'definition'),
  createdAt: whole(row, 'created'),
  updatedAt: whole(row, 'updated'),
});
