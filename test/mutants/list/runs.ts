/** Sabotages of what guards the row of a run: its version, its generation, its news and the ball. */
import type { Mutant } from '../mutant.ts';

const act = 'core/run/act.ts';
const hear = 'core/run/hear.ts';
const review = 'core/run/review.ts';

/** Who may write to a run, and on what. */
export const runMutants: readonly Mutant[] = [
  {
    name: 'wait without the row version',
    guards: 'A run falls asleep only if nothing happened since it looked.',
    file: 'core/kernel/machine.ts',
    find: "'#version = :version AND #generation = :generation AND #state = :open'",
    replace: "'#generation = :generation AND #state = :open'",
  },
  {
    name: 'claim without the row version',
    guards: 'A claim commits only if the run is as it was when its door read it.',
    file: act,
    find: 'return [life, ...writes,',
    replace: 'return [{ ...life, when: { equals: { generation: row.generation } } }, ...writes,',
  },
  {
    name: 'end without the row version',
    guards: 'A run ends only if nothing happened since it looked.',
    file: review,
    find: 'write([changeRow(row, change, gone), ',
    replace: 'write([{ ...changeRow(row, change, gone), when: { equals: { generation: row.generation } } }, ',
  },
  {
    name: 'facts read before the row',
    guards: 'What moves the facts after they were read also moves the row after it was read.',
    file: review,
    find: 'return take(followUp, row, await followUp.look(ports.table, run, now, row.playbook), now, ports);',
    replace:
      'const early = await followUp.look(ports.table, run, now, row.playbook); return take(followUp, readRun((await ports.table.get(runKey(run))) ?? raw), early, now, ports);',
  },
  {
    name: 'review of any generation',
    guards: 'An execution that was taken for dead ends as replaced, and decides nothing more.',
    file: review,
    find: 'if (row.generation !== generation) return',
    replace: 'if (row.generation < generation) return',
  },
  {
    name: 'act of any generation',
    guards: 'An execution that was taken for dead acts no more.',
    file: act,
    find: "if (row.generation !== generation || row.state !== 'OPEN') return moved;",
    replace: "if (row.state !== 'OPEN') return moved;",
  },
  {
    name: 'seen set without looking',
    guards: 'News counts as seen only when a Review has looked after it came.',
    file: hear,
    find: 'changeRow(row, { ...news, ...lifeDue(row, now) })',
    replace: 'changeRow(row, { ...news, seen: news.news })',
  },
  {
    name: 'no news increment',
    guards: 'Each event that is heard is counted, so that it can be told that some is not looked at yet.',
    file: hear,
    find: 'news: row.news + 1 };',
    replace: 'news: row.news };',
  },
  {
    name: 'wake for first deliveries only',
    guards: 'A duplicate hands the ball over, too: the first delivery may have died before it did.',
    file: hear,
    find: "if (row.state === 'OPEN') await handBall(row, row.news, ports);",
    replace: '',
  },
  {
    name: 'heard is forgotten',
    guards: 'An event that was heard of is a duplicate, however much of other things was heard since.',
    file: hear,
    find: 'heard: { ...row.heard, [entityOf(event)]: event.entityVersion }',
    replace: 'heard: { [entityOf(event)]: event.entityVersion }',
  },
  {
    name: 'duplicates not recognised',
    guards: 'An event at or below the version that was heard of changes nothing.',
    file: hear,
    find: '(row.heard[entityOf(event)] ?? 0) >= event.entityVersion;',
    replace: 'false;',
  },
  {
    name: 'event before the row dropped',
    guards: 'Any of the events that open a run opens it: they come in any order.',
    file: hear,
    find: 'followUp.opens.some(({ type }) => type === event.type)',
    replace: 'followUp.opens[0]?.type === event.type',
  },
  {
    name: 'news after the end ignored',
    guards: 'News that gives an ended run something to do opens its next generation.',
    file: hear,
    find: "if (row.state === 'ENDED' && step.does === 'end' && step.promises.length === 0) {",
    replace: "if (row.state === 'ENDED') {",
  },
  {
    name: 'news of a far date ignored',
    guards: 'News that brings a parked run something to do before its day opens its next generation.',
    file: hear,
    find: "if (row.state === 'PARKED' && step.does === 'park' && step.promises.length === 0) {",
    replace:
      "if (row.state === 'PARKED') {\n        await ports.table.write([changeRow(row, { ...news, seen: news.news })]);\n        return 'moved';\n      }\n      if (step.does === 'park') {",
  },
  {
    name: 'an execution that exists is a failure',
    guards: 'Starting an execution is safe to repeat: one that exists counts as started.',
    file: 'adapters/machines.ts',
    find: 'await unless([ExecutionAlreadyExists], client.send(start));',
    replace: 'await client.send(start);',
  },
  {
    name: 'owner’s leaving not heard',
    guards: 'What somebody owes changes hands as soon as they leave.',
    file: 'core/run/concerned.ts',
    find: "if (entity === 'staff') return ofPerson(followUp, event, reader);",
    replace: "if (entity === 'staff') return [];",
  },
];
