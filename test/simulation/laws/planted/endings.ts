/** Violations of the laws of the end, each planted in the ending of a quiet month. */
import type { Row } from '../../../../core/kernel/table.ts';
import { type Ending, eventIn, fields, text } from '../law.ts';
import { runText } from '../past.ts';
import { type Planting, promise } from './kit.ts';

type Which = (row: Row) => boolean;

/** The ending with the first row of the kind changed. */
function changed(ending: Ending, which: Which, change: Readonly<Record<string, unknown>>): Ending {
  const at = ending.rows.findIndex(which);
  const row = ending.rows[at];
  if (row === undefined) throw new Error('There is no such row to plant in.');
  return { ...ending, rows: ending.rows.with(at, { ...row, ...change }) };
}

const without = (ending: Ending, which: Which): Ending => {
  const at = ending.rows.findIndex(which);
  if (at < 0) throw new Error('There is no such row to take away.');
  return { ...ending, rows: ending.rows.toSpliced(at, 1) };
};

const kind =
  (name: string): Which =>
  (row) =>
    row['kind'] === name;
const open: Which = (row) => row['kind'] === 'promise' && row['endedAt'] === undefined;
const awake: Which = (row) => row['kind'] === 'follow-up' && row['state'] === 'OPEN';
const climbed: Which = (row) =>
  eventIn(row)['type'] === 'promise.escalated' && fields(eventIn(row)['data'])['rung'] === 1;

const held: readonly Planting[] = [
  {
    law: 'promises are held',
    what: 'an owner who never was',
    when: 'end',
    plant: (quiet) => changed(quiet, open, { owner: { kind: 'person', staffId: 'nobody' } }),
  },
  {
    law: 'promises are held',
    what: 'a queue that everybody has left',
    when: 'end',
    plant: (quiet) => {
      const promised = changed(quiet, open, { owner: { kind: 'queue', role: 'parts' } });
      return { ...promised, rows: promised.rows.filter((row) => row['kind'] !== 'member') };
    },
  },
  {
    law: 'promises are held',
    what: 'a run that ended and owes',
    when: 'end',
    plant: (quiet) => {
      const owed = quiet.rows.find(open);
      return changed(quiet, (row) => awake(row) && row['subject'] === owed?.['subject'], { state: 'ENDED' });
    },
  },
  {
    law: 'events are out',
    what: 'an outbox row that nobody published',
    when: 'end',
    plant: (quiet) => changed(quiet, kind('outbox'), { publishedAt: undefined }),
  },
  {
    law: 'what was sent has its row',
    what: 'a call of the provider again',
    when: 'end',
    plant: (quiet) => ({ ...quiet, called: [...quiet.called, ...quiet.called.slice(0, 1)] }),
  },
  {
    law: 'what was sent has its row',
    what: 'a call whose message says that it was refused',
    when: 'end',
    plant: (quiet) =>
      changed(quiet, (row) => row['kind'] === 'message' && row['state'] === 'DELIVERED', { state: 'REFUSED' }),
  },
  {
    law: 'silence is asked about',
    what: 'a claim that has no result',
    when: 'end',
    plant: (quiet) => changed(quiet, kind('message'), { state: 'CLAIMED' }),
  },
  {
    law: 'silence is asked about',
    what: 'an unknown message that nobody asked about',
    when: 'end',
    plant: (quiet) => {
      const owing = new Set(quiet.rows.filter(awake).map(runText));
      return changed(quiet, (row) => row['kind'] === 'message' && owing.has(runText(row)), { state: 'UNKNOWN' });
    },
  },
  {
    law: 'news is seen',
    what: 'news that nobody looked at',
    when: 'end',
    plant: (quiet) => changed(quiet, kind('follow-up'), { news: 1000 }),
  },
];

const atRest: readonly Planting[] = [
  {
    law: 'what begins is followed up',
    what: 'appointments that nobody looks after',
    when: 'end',
    plant: (quiet) => ({ ...quiet, rows: quiet.rows.filter(({ sk }) => sk !== 'FOLLOWUP#appointment') }),
  },
  {
    law: 'who left owes nothing',
    what: 'everybody left on the first day, and nothing changed hands',
    when: 'end',
    plant: (quiet) => {
      const staff = new Set(quiet.rows.filter(kind('member')).map(({ staffId }) => text(staffId)));
      const left = [...staff].map((id) => ({
        pk: `STAFF#${id}#LOG`,
        sk: 'EVENT#left',
        kind: 'outbox',
        event: {
          type: 'staff.deactivated',
          entity: 'staff',
          entityId: id,
          entityVersion: 1000,
          at: '2026-03-02T15:00:00.000Z',
        },
      }));
      return { ...quiet, rows: [...quiet.rows, ...left] };
    },
  },
  {
    law: 'nothing is left to do',
    what: 'an ended run that has something to say',
    when: 'end',
    plant: (quiet) => ({ ...quiet, looks: quiet.looks.map((each) => ({ ...each, does: 'act' as const })) }),
  },
  {
    law: 'nothing is left to do',
    what: 'promises that nobody opened',
    when: 'end',
    plant: (quiet) => ({ ...quiet, looks: quiet.looks.map((each) => ({ ...each, promises: 1 })) }),
  },
  {
    law: 'nothing is left to do',
    what: 'runs that sleep past what they wait for',
    when: 'end',
    plant: (quiet) => ({
      ...quiet,
      looks: quiet.looks.map((each) => ({ ...each, run: { ...each.run, expectBy: '2027-03-03T14:00:00.000Z' } })),
    }),
  },
];

const inTime: readonly Planting[] = [
  {
    law: 'lateness is on record',
    what: 'a late promise without a record',
    when: 'end',
    plant: (quiet) => changed(quiet, open, { dueAt: '2026-03-03T14:00:00.000Z', rung: 0, breachedAt: undefined }),
  },
  {
    law: 'lateness is on record',
    what: 'a promise that was kept a week late, and nobody was told',
    when: 'end',
    plant: (quiet) => ({
      ...quiet,
      rows: [...quiet.rows, promise({ state: 'KEPT', endedAt: '2026-03-11T16:00:00.000Z' })],
    }),
  },
  {
    law: 'acts are in time',
    what: 'a rung that was climbed a day late',
    when: 'end',
    plant: (quiet) => {
      const event = eventIn(quiet.rows.find(climbed) ?? promise());
      const late = new Date(Date.parse(String(event['at'])) + 24 * 3_600_000).toISOString();
      return changed(quiet, climbed, { event: { ...event, at: late } });
    },
  },
  {
    law: 'nothing to repair',
    what: 'a repair in a quiet month',
    when: 'end',
    plant: (quiet) => ({ ...quiet, repairs: 1 }),
  },
  {
    law: 'nothing stays due',
    what: 'a row that was due yesterday',
    when: 'end',
    plant: (quiet) => changed(quiet, awake, { dueSk: '2026-03-03T14:00:00.000Z#follow-up#x' }),
  },
  {
    law: 'executions stay small',
    what: 'an execution that went round',
    when: 'end',
    plant: (quiet) => ({ ...quiet, executions: quiet.executions.map((each) => ({ ...each, historyEvents: 20_000 })) }),
  },
  {
    law: 'executions are few',
    what: 'a generation before that still runs',
    when: 'end',
    plant: (quiet) => {
      const [running] = quiet.executions.filter(({ status }) => status === 'RUNNING');
      const name = running?.name.replace(/-g\d+$/, '-g99') ?? '';
      return { ...quiet, executions: [...quiet.executions, { name, status: 'RUNNING', historyEvents: 1 }] };
    },
  },
  {
    law: 'nobody is stuck',
    what: 'a run that is stuck',
    when: 'end',
    plant: (quiet) => changed(quiet, awake, { state: 'STUCK' }),
  },
];

const marketing: Which = (row) => row['kind'] === 'contacts' && [row['marketing']].flat().length > 0;

const derived: readonly Planting[] = [
  {
    law: 'customers are found',
    what: 'a number that finds nobody',
    when: 'end',
    plant: (quiet) => without(quiet, kind('lookup')),
  },
  {
    law: 'customers are found',
    what: 'a customer who is gone and still found',
    when: 'end',
    plant: (quiet) => without(quiet, kind('customer')),
  },
  {
    law: 'caps are counted',
    what: 'an offer that was not counted',
    when: 'end',
    plant: (quiet) => changed(quiet, marketing, { marketing: [] }),
  },
  {
    law: 'caps are counted',
    what: 'an offer that failed and is still counted',
    when: 'end',
    plant: (quiet) =>
      changed(quiet, (row) => row['category'] === 'marketing' && row['state'] === 'DELIVERED', { state: 'FAILED' }),
  },
  {
    law: 'stops are kept',
    what: 'a stop that one of the household is not under',
    when: 'end',
    plant: (quiet) => {
      const customer = quiet.rows.find((row) => row['kind'] === 'customer' && [row['phones'] ?? []].flat().length > 0);
      const { number } = fields([customer?.['phones'] ?? []].flat()[0]);
      const stop = { pk: `CONTACT#${String(number)}`, sk: 'STOP#sms', kind: 'stop', channel: 'sms', at: quiet.at };
      return { ...quiet, rows: [...quiet.rows.filter(({ pk, sk }) => pk !== stop.pk || sk !== stop.sk), stop] };
    },
  },
  {
    law: 'the last is the last',
    what: 'an older message that counts as the last',
    when: 'end',
    plant: (quiet) => changed(quiet, kind('last-message'), { at: '2026-03-01T00:00:00.000Z' }),
  },
  {
    law: 'rows are what the log tells',
    what: 'a promise that was kept without an event',
    when: 'end',
    plant: (quiet) => changed(quiet, open, { state: 'KEPT' }),
  },
  {
    law: 'rows are what the log tells',
    what: 'an owner whom no event names',
    when: 'end',
    plant: (quiet) => changed(quiet, open, { owner: { kind: 'queue', role: 'technician' } }),
  },
  {
    law: 'rows are what the log tells',
    what: 'an event that was lost from the log',
    when: 'end',
    plant: (quiet) => without(quiet, (row) => eventIn(row)['type'] === 'promise.escalated'),
  },
  {
    law: 'shadows are nobody’s',
    what: 'a shadow on a desk',
    when: 'end',
    plant: (quiet) => changed(quiet, open, { shadow: true }),
  },
];

/** All of them. */
export const endPlantings: readonly Planting[] = [...held, ...atRest, ...inTime, ...derived];
