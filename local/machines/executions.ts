/** The table of executions: one row each, with its timers; the earliest of them is indexed as `due`. */
import type { Millis } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';
import { maybeText, maybeWhole, text, whole, word } from './columns.ts';
import { nextTimer, PHASES, type Run, STATUSES, type Status } from './run.ts';

const TABLE = `
  CREATE TABLE IF NOT EXISTS machines_execution (
    id INTEGER PRIMARY KEY AUTOINCREMENT, machine TEXT NOT NULL, name TEXT NOT NULL, revision INTEGER NOT NULL,
    input TEXT NOT NULL, started INTEGER NOT NULL, status TEXT NOT NULL, stopped INTEGER, output TEXT, error TEXT, cause TEXT,
    state TEXT NOT NULL, state_input TEXT NOT NULL, entered INTEGER NOT NULL, phase TEXT NOT NULL, attempt INTEGER NOT NULL,
    retries TEXT NOT NULL, token TEXT, resume_at INTEGER, timeout_at INTEGER, heartbeat_at INTEGER, deadline_at INTEGER,
    due INTEGER, events INTEGER NOT NULL, transitions INTEGER NOT NULL, redrives INTEGER NOT NULL, redriven INTEGER,
    UNIQUE (machine, name)
  );
  CREATE INDEX IF NOT EXISTS machines_execution_due ON machines_execution (due, id) WHERE due IS NOT NULL;
  CREATE INDEX IF NOT EXISTS machines_execution_name ON machines_execution (name);
  CREATE INDEX IF NOT EXISTS machines_execution_status ON machines_execution (machine, status, id);
`;

const CHANGING = [
  'status',
  'stopped',
  'output',
  'error',
  'cause',
  'state',
  'state_input',
  'entered',
  'phase',
  'attempt',
  'retries',
  'token',
  'resume_at',
  'timeout_at',
  'heartbeat_at',
  'deadline_at',
  'due',
  'events',
  'transitions',
  'redrives',
  'redriven',
];
const FIXED = ['machine', 'name', 'revision', 'input', 'started'];

/** A page of executions, newest first. */
export interface Page {
  readonly machine: string;
  readonly status: Status | undefined;
  /** Only executions that began before this one. */
  readonly before: number | undefined;
  readonly limit: number;
}

/** What happened in one machine to the executions of one status. */
export interface Figures {
  readonly machine: string;
  readonly status: Status;
  readonly executions: number;
  /** States entered and retries, of all of them together. */
  readonly transitions: number;
  readonly events: number;
}

export type Executions = ReturnType<typeof openExecutions>;

export function openExecutions({ db }: Store) {
  db.exec(TABLE);
  const all = [...FIXED, ...CHANGING];
  const insert = db.prepare(
    `INSERT INTO machines_execution (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`,
  );
  const update = db.prepare(
    `UPDATE machines_execution SET ${CHANGING.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
  );
  const byId = db.prepare('SELECT * FROM machines_execution WHERE id = ?');
  const byName = db.prepare('SELECT * FROM machines_execution WHERE machine = ? AND name = ?');
  const named = db.prepare('SELECT * FROM machines_execution WHERE name = ? ORDER BY id DESC LIMIT 1');
  const firstDue = db.prepare('SELECT min(due) AS due FROM machines_execution WHERE due IS NOT NULL');
  const dueIds = db.prepare('SELECT id FROM machines_execution WHERE due <= ? ORDER BY due, id LIMIT 1000');
  const page = db.prepare(`SELECT * FROM machines_execution WHERE machine = ? AND id < ? ORDER BY id DESC LIMIT ?`);
  const pageByStatus = db.prepare(
    `SELECT * FROM machines_execution WHERE machine = ? AND id < ? AND status = ? ORDER BY id DESC LIMIT ?`,
  );
  const remove = db.prepare('DELETE FROM machines_execution WHERE id = ?');
  const callsAgain = db.prepare(
    `UPDATE machines_execution SET resume_at = ?1, due = min(ifnull(due, ?1), ?1) WHERE phase = 'calling' AND status = 'RUNNING'`,
  );
  const figures = db.prepare(
    `SELECT machine, status, count(*) AS executions, sum(transitions) AS transitions, sum(events) AS events
       FROM machines_execution GROUP BY machine, status ORDER BY machine, status`,
  );
  const one = (row: Readonly<Record<string, unknown>> | undefined): Run | undefined =>
    row === undefined ? undefined : read(row);

  return {
    insert(run: Omit<Run, 'id'>): Run {
      const { lastInsertRowid } = insert.run(
        run.machine,
        run.name,
        run.revision,
        run.input,
        run.startedAt,
        ...changing(run),
      );
      return { ...run, id: Number(lastInsertRowid) };
    },
    save: (run: Run): void => void update.run(...changing(run), run.id),
    byId: (id: number): Run | undefined => one(byId.get(id)),
    byName: (machine: string, name: string): Run | undefined => one(byName.get(machine, name)),
    /** The newest execution of that name in any machine. */
    named: (name: string): Run | undefined => one(named.get(name)),
    nextDue: (): Millis | undefined => maybeWhole(firstDue.get() ?? {}, 'due'),
    dueIds: (now: Millis): number[] => dueIds.all(now).map((row) => whole(row, 'id')),
    page({ machine, status, before = Number.MAX_SAFE_INTEGER, limit }: Page): Run[] {
      const rows =
        status === undefined ? page.all(machine, before, limit) : pageByStatus.all(machine, before, status, limit);
      return rows.map(read);
    },
    remove: (id: number): void => void remove.run(id),
    /** What was called when the process ended has no answer: it is due to be called again. */
    callAgainAt: (now: Millis): void => void callsAgain.run(now),
    figures: (): Figures[] =>
      figures.all().map((row) => ({
        machine: text(row, 'machine'),
        status: word(row, 'status', STATUSES),
        executions: whole(row, 'executions'),
        transitions: whole(row, 'transitions'),
        events: whole(row, 'events'),
      })),
  };
}

function changing(run: Omit<Run, 'id'>): (string | number | null)[] {
  return [
    run.status,
    run.stoppedAt ?? null,
    run.output ?? null,
    run.error ?? null,
    run.cause ?? null,
    run.state,
    run.stateInput,
    run.enteredAt,
    run.phase,
    run.attempt,
    run.retries.join(','),
    run.token ?? null,
    run.resumeAt ?? null,
    run.timeoutAt ?? null,
    run.heartbeatAt ?? null,
    run.deadlineAt ?? null,
    nextTimer(run)?.at ?? null,
    run.events,
    run.transitions,
    run.redrives,
    run.redrivenAt ?? null,
  ];
}

function read(row: Readonly<Record<string, unknown>>): Run {
  const retries = text(row, 'retries');
  return {
    id: whole(row, 'id'),
    machine: text(row, 'machine'),
    revision: whole(row, 'revision'),
    name: text(row, 'name'),
    input: text(row, 'input'),
    startedAt: whole(row, 'started'),
    status: word(row, 'status', STATUSES),
    stoppedAt: maybeWhole(row, 'stopped'),
    output: maybeText(row, 'output'),
    error: maybeText(row, 'error'),
    cause: maybeText(row, 'cause'),
    state: text(row, 'state'),
    stateInput: text(row, 'state_input'),
    enteredAt: whole(row, 'entered'),
    phase: word(row, 'phase', PHASES),
    attempt: whole(row, 'attempt'),
    retries: retries === '' ? [] : retries.split(',').map(Number),
    token: maybeText(row, 'token'),
    resumeAt: maybeWhole(row, 'resume_at'),
    timeoutAt: maybeWhole(row, 'timeout_at'),
    heartbeatAt: maybeWhole(row, 'heartbeat_at'),
    deadlineAt: maybeWhole(row, 'deadline_at'),
    events: whole(row, 'events'),
    transitions: whole(row, 'transitions'),
    redrives: whole(row, 'redrives'),
    redrivenAt: maybeWhole(row, 'redriven'),
  };
}
