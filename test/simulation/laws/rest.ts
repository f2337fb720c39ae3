/** Laws of a town at rest: everything that began has somebody who looks after it, and nobody has anything left to do. */
import type { Row } from '../../../core/kernel/table.ts';
import type { Looked } from '../looks.ts';
import { between, type Ending, find, keyText, type Law, text } from './law.ts';

/** The lifecycle that a thing begins, if it does. Who wrote and needs no answer has begun none. */
function begins(row: Row): string | undefined {
  switch (row['kind']) {
    case 'parts-order':
      return 'parts-eta';
    case 'appointment':
      return 'appointment';
    case 'conversation':
      return row['waitingSince'] === undefined && row['answers'] === 0 ? undefined : 'answer';
    default:
      return undefined;
  }
}

const everythingHasItsRun: Law<Ending> = {
  name: 'what begins is followed up',
  says: 'Every parts order, appointment, and conversation in which somebody waits or was answered, has a run that looks after it, whichever event came first.',
  invariants: [1, 8],
  broken({ rows }) {
    const runs = new Set(rows.filter(({ kind }) => kind === 'follow-up').map(keyText));
    return rows.flatMap((row) => {
      const followUp = begins(row);
      return followUp === undefined || runs.has(keyText({ pk: row.pk, sk: `FOLLOWUP#${followUp}` }))
        ? []
        : [find(row, `${keyText(row)} has no run of ${followUp}`)];
    });
  },
};

/** What a look at a run in this state may say. */
const restful: Readonly<Record<string, Looked['does']>> = { OPEN: 'wait', PARKED: 'park', ENDED: 'end' };

/** Whether somebody will look at it by itself: it is awake, it falls due now, or a person has it. */
const isAwake = ({ at }: Ending, { state, token, expectBy }: Row): boolean =>
  state === 'STUCK' || (state === 'OPEN' && token === undefined) || (state !== 'ENDED' && between(at, expectBy) <= 0);

/** Lifecycles that are over when they are over: only what began them, once more, begins them again. */
const settledForGood = ['next-visit'];

/**
 * Whether it may say so and nobody has been told. What ends such a lifecycle before a person does, that another one will
 * write to the customer, is no event: it is found when the run is looked at for another reason.
 */
const isSettled = ({ run, does }: Looked): boolean =>
  settledForGood.includes(text(run['followUp'])) && (run['state'] === 'ENDED' || does === 'end');

function left(ending: Ending, looked: Looked): string | undefined {
  const { run, does, until, promises, because } = looked;
  if (isAwake(ending, run) || isSettled(looked)) return undefined;
  // What was far when it was parked may be near by now: it sleeps in the due index then, and not in a machine.
  const sleeps = run['state'] === 'PARKED' && does === 'wait';
  if (!sleeps && does !== restful[text(run['state'])]) return `would ${does}: ${because}`;
  if (promises > 0) return `would change ${promises} promises: ${because}`;
  // It may be looked at sooner than it needs to be, never later.
  return until !== undefined && between(until, run['expectBy']) > 0 ? `would look at ${until}: ${because}` : undefined;
}

const nothingIsLeft: Law<Ending> = {
  name: 'nothing is left to do',
  says: 'Whoever looks at a run that sleeps or is over finds no act, no promise to change, and no earlier day than the one it sleeps until: every change of the facts was looked at.',
  invariants: [1, 8],
  broken: (ending) =>
    ending.looks.flatMap((looked) => {
      const { run } = looked;
      const what = left(ending, looked);
      return what === undefined
        ? []
        : [find(run, `${keyText(run)} is ${text(run['state'])} until ${text(run['expectBy'])} and ${what}`)];
    }),
};

export const restLaws: readonly Law<Ending>[] = [everythingHasItsRun, nothingIsLeft];
