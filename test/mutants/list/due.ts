/** Sabotages of what brings things back: the due index, the outbox, the sweeper, the ladder. */
import type { Mutant } from '../mutant.ts';

const sweep = 'core/run/sweep.ts';
const gone = 'duePk: undefined, dueSk: undefined';

/** What is found again, and by whom. */
export const dueMutants: readonly Mutant[] = [
  {
    name: 'expectBy not set by open',
    guards: 'A run that was opened and whose execution never began is found.',
    file: 'core/run/row.ts',
    find: '      ...lifeDue(run, now),\n      ...(customerId',
    replace: '      ...(customerId',
  },
  {
    name: 'expectBy not set by wake',
    guards: 'A run that was told and never woke is found.',
    file: 'core/run/hear.ts',
    find: 'changeRow(row, { ...news, ...lifeDue(row, now) })',
    replace: 'changeRow(row, news)',
  },
  {
    name: 'expectBy not set by reopen',
    guards: 'A run that was opened again and whose execution never began is found.',
    file: 'core/run/hear.ts',
    find: 'nextGeneration(row, now, { ...news, playbook,',
    replace: `nextGeneration(row, now, { ...news, ${gone}, playbook,`,
  },
  {
    name: 'expectBy not set by revive',
    guards: 'A run that was revived and whose execution never began is found once more.',
    file: sweep,
    find: 'await ports.table.write([nextGeneration(row, now, { ...playbook, revivals, because })]);',
    replace: `await ports.table.write([{ ...nextGeneration(row, now, { ...playbook, ${gone}, revivals, because }), remove: ['token', 'endedAs', 'duePk', 'dueSk'] }]);`,
  },
  {
    name: 'expectBy not set by a step',
    guards: 'A run that was claimed for and never came back is found.',
    file: 'core/run/act.ts',
    find: 'revivals: 0, ...lifeDue(row, now) }, [',
    replace: "revivals: 0 }, ['duePk', 'dueSk',",
  },
  {
    name: 'outbox outside the transaction',
    guards: 'What happened is said in the transaction that made it true.',
    file: 'core/http/perform.ts',
    find: 'await table.write([...writes, ...record]);',
    replace:
      "{ const isEvent = (write: Write) => 'put' in write && write.put['kind'] === 'outbox'; await table.write([...writes.filter((write) => !isEvent(write)), ...record]); if (writes.some(isEvent)) await table.write(writes.filter(isEvent)); }",
  },
  {
    name: 'outbox not marked published',
    guards: 'What was said is marked as said, and not said again.',
    file: 'adapters/outbox.ts',
    find: "await table.write([{ update: keyOf(source), set: { publishedAt: at }, remove: ['duePk', 'dueSk'], when }]);",
    replace: 'void [table, source, at, when];',
  },
  {
    name: 'outbox not due',
    guards: 'What the stream lost is published by the sweeper.',
    file: 'core/kernel/event.ts',
    find: '      ...outboxDue(event.at, event.id),\n',
    replace: '',
  },
  {
    name: 'due rows keyed by the minute',
    guards: 'The sweeper asks for everything up to now, so that what it missed is found later.',
    file: sweep,
    find: 'upTo: dueUpTo(now), limit',
    replace: 'from: new Date(Date.parse(now) - 60_000).toISOString(), upTo: dueUpTo(now), limit',
  },
  {
    name: 'sweeper off',
    guards: 'What was lost or died is brought back.',
    file: sweep,
    find: 'Array.from({ length: dueShards }, (_, shard) => sweepShard(shard))',
    replace: '[dueShards].slice(1).map(sweepShard)',
  },
  {
    name: 'the sweeper forgets far dates',
    guards: 'A parked run is opened again on its day.',
    file: sweep,
    find: "if (row.state === 'PARKED') {",
    replace:
      "if (row.state === 'PARKED') {\n    await ports.table.write([changeRow(row, lifeDue(row, now))]);\n    return 'woken';\n  }\n  if (row.state === 'ENDED') {",
  },
  {
    name: 'expired hold not released',
    guards: 'A slot that was held and not booked in time is free again.',
    file: sweep,
    find: 'const change = releaseAppointment(appointments.read(row), ports.moment(now));',
    replace: 'const change = ((): ReturnType<typeof releaseAppointment> => void [releaseAppointment, appointments])();',
  },
  {
    name: 'no ladder',
    guards: 'What is late climbs, and is on record as late.',
    file: 'core/kernel/ladder.ts',
    find: 'due: left.filter(({ at }) => at <= lateness.now),',
    replace: 'due: [],',
  },
  {
    name: 'nobody watches the next rung',
    guards: 'A run sleeps no longer than until the next rung of what it owes.',
    file: 'core/kernel/ladder.ts',
    find: 'next: left.find(({ at }) => at > lateness.now),',
    replace: 'next: undefined,',
  },
];
