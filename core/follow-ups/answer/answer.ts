/** A customer wrote: a person answers (domain section 5, rule 5; the human reply of row 9). One run per conversation. */
import { conversationAnswered, conversationEvents, conversationReceived } from '../../conversations/index.ts';
import { customerEventTypes } from '../../customers/index.ts';
import { messageFailed, messageUnknown } from '../../messages/index.ts';
import { promiseEvents } from '../../promises/index.ts';
import { defineFollowUp, type FollowUp, runsConcerned } from '../../run/index.ts';
import { staffChanged, staffDeactivated } from '../../staff/index.ts';
import { decide, perform } from './decide.ts';
import { load } from './facts.ts';
import { answerPlaybook } from './settings.ts';

const name = 'answer';

/** Steps of one generation before a person must look: each ends when nobody waits, so it is never long. */
const budget = 400;

export const answer: FollowUp = defineFollowUp({
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
    messageFailed,
    staffDeactivated,
    staffChanged,
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
  runs: runsConcerned(name, 'cv-'),
  load,
  decide,
  withPromises: (facts, owned) => ({ ...facts, promises: owned }),
  perform,
});
