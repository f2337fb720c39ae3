/**
 * How "Stuck" is left: a person looked, and the run goes on under the next generation. Whoever decides this cannot start
 * executions; the event does, through the hear door, and if it is lost the sweeper.
 */
import { type Envelope, happened, type Moment, outboxWrite } from '../kernel/event.ts';
import { storyKey } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import { subjectPartition } from '../kernel/subject.ts';
import type { Write } from '../kernel/table.ts';
import { followUpResumed } from './events.ts';
import { nextGeneration, type RunRow } from './row.ts';
import type { Pinned } from './under.ts';

const why: Readonly<Record<Exclude<RunRow['state'], 'STUCK'>, string>> = {
  OPEN: 'It is under way.',
  PARKED: 'It sleeps until its day and wakes by itself.',
  ENDED: 'It has ended, and opens again when there is news.',
};

/**
 * The row after it, and the writes; with `playbook` on those settings from now on. Refuses (409) a run that is not stuck.
 */
export function resumeRun(
  before: RunRow,
  moment: Moment,
  playbook?: Pinned,
): { readonly state: RunRow; readonly writes: readonly Write[] } {
  if (before.state !== 'STUCK') {
    throw new Problem('conflict', `Only a run that is stuck can be sent on its way again. ${why[before.state]}`);
  }
  const { storeId, subject, customerId, followUp } = before;
  const { now } = moment;
  const resumed = (before.resumed ?? 0) + 1;
  const generation = before.generation + 1;
  const because = 'A person looked and sent it on its way again.';
  const what = happened(followUpResumed, { followUp, generation });
  const event: Envelope = {
    id: moment.newId(),
    type: what.type,
    schema: what.schema,
    at: now,
    storeId,
    entity: 'follow-up',
    entityId: `${followUp}.${subject}`,
    entityVersion: resumed,
    subject,
    ...(customerId === undefined ? {} : { customerId }),
    actor: moment.actor,
    cause: moment.cause,
    data: what.data,
  };
  const story = customerId === undefined ? {} : storyKey(customerId, storeId, 'event', now, event.id);
  const { endedAs: _, token: __, ...rest } = before;
  const on = playbook === undefined ? {} : { playbook };
  return {
    state: { ...rest, ...on, state: 'OPEN', generation, resumed, because, expectBy: now, version: before.version + 1 },
    writes: [
      nextGeneration(before, now, { ...on, resumed, revivals: 0, because }),
      outboxWrite(event, subjectPartition(storeId, subject, 'LOG'), story),
    ],
  };
}
