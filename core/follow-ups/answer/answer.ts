/** A customer wrote: a person answers (domain section 5, rule 5; the human reply of row 9). One run per conversation. */
import { conversationAnswered, conversationEvents, conversationReceived } from '../../conversations/index.ts';
import { customerEventTypes } from '../../customers/index.ts';
import type { Envelope } from '../../kernel/event.ts';
import type { Reader } from '../../kernel/table.ts';
import { messageFailed, messageFound, messageUnknown } from '../../messages/index.ts';
import { playbookChanged } from '../../playbooks/index.ts';
import { promiseEvents } from '../../promises/index.ts';
import { defineFollowUp, type Run, runsConcerned, stateOfRun } from '../../run/index.ts';
import { staffChanged, staffDeactivated } from '../../staff/index.ts';
import { decide } from './decide.ts';
import { load } from './facts.ts';
import { answerPlaybook } from './settings.ts';

const name = 'answer';

/** Steps of one generation before a person must look: each ends when nobody waits, so it is never long. */
const budget = 400;

const concerned = runsConcerned(name, 'cv-');

/** Whether a run is called for by this alone: somebody asks, an opt-out may have to be confirmed, or it is no line at all. */
function callsForRun({ type, data }: Envelope): boolean {
  if (type !== conversationReceived.type) return true;
  const { needsAnswer, meaning } = conversationReceived.data.parse(data);
  return needsAnswer || meaning === 'opt-out';
}

/**
 * A line that nobody has to answer (most of them confirm a visit) opens nothing. A run that is under way hears of it: it
 * says by which way the customer writes now, and about what.
 */
async function runs(event: Envelope, reader: Reader): Promise<readonly Run[]> {
  const found = await concerned(event, reader);
  if (callsForRun(event)) return found;
  const states = await Promise.all(found.map((run) => stateOfRun(reader, run)));
  return found.filter((_, at) => states[at] !== undefined && states[at] !== 'ENDED');
}

export const answer = defineFollowUp({
  name,
  title: 'Answer: somebody wrote to the store, until a person has answered',
  department: 'bdc',
  head: 'bdc-manager',
  playbook: answerPlaybook,
  opens: [conversationReceived, conversationAnswered],
  wakesOn: [
    ...conversationEvents,
    ...customerEventTypes,
    ...promiseEvents,
    messageUnknown,
    messageFound,
    messageFailed,
    staffDeactivated,
    staffChanged,
    playbookChanged,
  ],
  acts: {
    'confirm-opt-out': 'Confirm the opt-out',
    'send-answer': 'Send the answer that a person wrote',
    'note-done': 'Note that a person has settled it',
    escalate: 'Escalate what is late',
  },
  waits: {
    'for-answer': 'Wait for a person’s answer',
    'for-call': 'Wait for a call',
  },
  ends: {
    quiet: 'Done: nobody waits for an answer',
    elsewhere: 'Done: it goes on with the customer',
  },
  budget,
  runs,
  load,
  decide,
  withPromises: (facts, owned) => ({ ...facts, promises: owned }),
});
