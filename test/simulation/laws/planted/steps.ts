/** Violations of the laws of calls, answers, starts and replays. */

import { parseInstant } from '../../../../core/kernel/time.ts';
import { among, asked, call, claim, customer, type Planting, promise, run, started } from './kit.ts';

const night = parseInstant('2026-03-03T08:00:00Z');

/** Violations of the laws that look at one step which is no commit. */
export const stepPlantings: readonly Planting[] = [
  {
    law: 'a call is of a claim',
    what: 'a call out of the blue',
    when: 'call',
    plant: () => call({ reference: 'S01.parts-eta.ro-10233.tell.x' }),
  },
  {
    law: 'a call is of a claim',
    what: 'other words than were claimed',
    when: 'call',
    plant: () => call({ text: 'Your part is here.' }),
  },
  {
    law: 'a call is of a claim',
    what: 'a message that nobody knows whether it arrived, sent again',
    when: 'call',
    plant: () => call({}, {}, claim({ state: 'UNKNOWN' })),
  },
  {
    law: 'a call is of a claim',
    what: 'a message that was held for an hour',
    when: 'call',
    plant: () => call({}, {}, claim({ claimedAt: '2026-03-03T15:00:00.000Z' })),
  },
  { law: 'nothing is sent twice', what: 'a second call', when: 'call', plant: () => call({}, { before: 1 }) },
  {
    law: 'nothing leaves at night',
    what: 'a message at two in the morning',
    when: 'call',
    plant: () => call({}, { at: night }),
  },
  {
    law: 'the old are sent off',
    what: 'a replaced generation that is told to wait',
    when: 'answer',
    plant: () => asked({ payload: { followUp: 'parts-eta', storeId: 'S01', followUpId: 'ro-10233', generation: 1 } }),
  },
  {
    law: 'payloads stay small',
    what: 'an answer with the customer’s number',
    when: 'answer',
    plant: () => asked({ answer: { because: 'Call +13125550101.' } }),
  },
  {
    law: 'payloads stay small',
    what: 'an answer of 5 kB',
    when: 'answer',
    plant: () => asked({ answer: { because: 'x'.repeat(5000) } }),
  },
  {
    law: 'a start is committed first',
    what: 'a generation that the row has not reached',
    when: 'start',
    plant: () => started({ now: among([run({ generation: 1 })]) }),
  },
  {
    law: 'a start is committed first',
    what: 'a name of another run',
    when: 'start',
    plant: () => started({ name: 'parts-eta-S01-ro-1-g2' }),
  },
  {
    law: 'a start may be repeated',
    what: 'a second start that is refused',
    when: 'start',
    plant: () => started({ failed: 'ExecutionAlreadyExists' }),
  },
  {
    law: 'executions get keys only',
    what: 'a name in the input',
    when: 'start',
    plant: () => started({ input: { storeId: 'S01', followUpId: 'ro-10233', generation: 2, customer: 'Casey' } }),
  },
  {
    law: 'a replay is silent',
    what: 'an event and a message',
    when: 'replay',
    plant: () => ({ before: [], after: [], events: 1, messages: 1 }),
  },
  {
    law: 'a replay is silent',
    what: 'a promise that is opened again',
    when: 'replay',
    plant: () => ({ before: [promise({ state: 'KEPT' })], after: [promise()], events: 0, messages: 0 }),
  },
];

/** Steps that keep every law. */
export const cleanSteps = {
  call: call(),
  answer: asked(),
  start: started(),
  replay: {
    before: [run(), customer()],
    after: [run({ version: 9, news: 7, seen: 7 }), customer()],
    events: 0,
    messages: 0,
  },
} as const;
