/** Violations of the laws of claims and of places, each planted in a commit that keeps them all. */
import type { Row } from '../../../../core/kernel/table.ts';
import {
  among,
  at,
  claim,
  claims,
  commit,
  customer,
  event,
  image,
  next,
  opened,
  type Planting,
  pk,
  promise,
  promiseId,
  promises,
  said,
} from './kit.ts';

const staff = { by: { door: 'staff' as const } };

const facts = (row: Row): ReadonlyMap<string, Row> => new Map([[`${row.pk} / ${row.sk}`, row]]);
const offer = { category: 'marketing', subject: 'ro-10233' };
const wants = { marketingSms: { number: '+13125550101' } };
const night = '2026-03-03T08:00:00.000Z';

const claimed: readonly Planting[] = [
  {
    law: 'a result has a source',
    what: 'a sweeper that takes silence for a delivery',
    when: 'commit',
    plant: () =>
      commit([next(), image(claim({ state: 'DELIVERED', version: 2, dueSk: undefined }), claim()), said()], {
        by: { door: 'sweep' },
      }),
  },
  {
    law: 'claims are fresh',
    what: 'a customer who moved',
    when: 'commit',
    plant: () => claims({}, undefined, { read: facts(customer({ version: 0 })) }),
  },
  {
    law: 'claims are fresh',
    what: 'an order that moved',
    when: 'commit',
    plant: () =>
      claims({}, [customer(), { pk, sk: 'RO', kind: 'repair-order', version: 3 }], {
        read: facts({ pk, sk: 'RO', kind: 'repair-order', version: 2 }),
      }),
  },
  {
    law: 'claims are fresh',
    what: 'a contact that was counted meanwhile',
    when: 'commit',
    plant: () => {
      const counted = (version: number): Row => ({ pk: 'CUSTOMER#C-1', sk: 'CONTACTS', kind: 'contacts', version });
      return claims(offer, [customer({ consent: wants }), counted(2)], { read: facts(counted(1)) });
    },
  },
  {
    law: 'claims are of open runs',
    what: 'a claim of a run that is over',
    when: 'commit',
    plant: () => commit([next({ state: 'ENDED' }), image(claim()), said()]),
  },
  {
    law: 'claims are of open runs',
    what: 'a void order',
    when: 'commit',
    plant: () => claims({}, [customer(), { pk, sk: 'RO', status: 'VOIDED' }]),
  },
  {
    law: 'claims are of open runs',
    what: 'a claim under another occasion',
    when: 'commit',
    plant: () => claims({ occasion: 'step-12' }),
  },
  {
    law: 'no message after no',
    what: 'an opt-out',
    when: 'commit',
    plant: () => claims({}, [customer({ consent: { smsOptOutAt: at } })]),
  },
  { law: 'no message after no', what: 'an offer that nobody asked for', when: 'commit', plant: () => claims(offer) },
  {
    law: 'no message after no',
    what: 'a message at night',
    when: 'commit',
    plant: () => ({ ...claims(), at: commit([]).at.replace(at, night) as typeof at }),
  },
  {
    law: 'no message after no',
    what: 'a customer of another store',
    when: 'commit',
    plant: () => claims({}, [customer({ stores: ['S02'] })]),
  },
  {
    law: 'no message after no',
    what: 'a duplicate of another customer',
    when: 'commit',
    plant: () => claims({}, [customer({ mergedInto: 'C-2' })]),
  },
  {
    law: 'every decision is written',
    what: 'a message by no rule',
    when: 'commit',
    plant: () => claims({ decision: { result: 'send', inputs: {}, at } }),
  },
  {
    law: 'every decision is written',
    what: 'a refusal whose record says send',
    when: 'commit',
    plant: () => claims({ state: 'REFUSED', dueSk: undefined }),
  },
  {
    law: 'offers are few and wanted',
    what: 'an offer during a complaint',
    when: 'commit',
    plant: () => claims(offer, [customer({ consent: wants, complaint: { since: at } })]),
  },
  {
    law: 'offers are few and wanted',
    what: 'a second offer in a week',
    when: 'commit',
    plant: () => {
      const first = claim({ ...offer, sk: 'CLAIM#parts-eta#tell#v1', claimedAt: '2026-03-01T16:00:00.000Z' });
      return commit([next(), image(claim(offer)), said()], {}, [customer({ consent: wants }), first], [[image(first)]]);
    },
  },
  {
    law: 'nothing is said again',
    what: 'the same words for another step',
    when: 'commit',
    plant: () => {
      const first = claim({
        sk: 'CLAIM#parts-eta#tell-customer-eta#v6',
        occasion: 'v6',
        claimedAt: '2026-03-03T15:50:00.000Z',
      });
      return commit([next(), image(claim()), said()], {}, [customer(), first], [[image(first)]]);
    },
  },
  {
    law: 'a claim is due until its result',
    what: 'a claim that is not due',
    when: 'commit',
    plant: () => claims({ dueSk: undefined }),
  },
  {
    law: 'a claim is due until its result',
    what: 'a result that is forgotten again',
    when: 'commit',
    plant: () =>
      commit([image(claim({ state: 'UNKNOWN', dueSk: undefined }), claim({ state: 'DELIVERED' })), said()], {
        by: { door: 'sweep' },
      }),
  },
];

const places: readonly Planting[] = [
  {
    law: 'stores keep apart',
    what: 'a machine of another store',
    when: 'commit',
    plant: () => promises({}, { by: { door: 'act', storeId: 'S02', followUp: 'parts-eta', generation: 2 } }),
  },
  {
    law: 'stores keep apart',
    what: 'a row that names another store',
    when: 'commit',
    plant: () => promises({ storeId: 'S02' }),
  },
  {
    law: 'stores keep apart',
    what: 'a commit at two stores',
    when: 'commit',
    plant: () => commit([image(promise()), opened(), image({ pk: 'STORE#S02', sk: 'STORE' })], staff),
  },
  {
    law: 'events lie in their logs',
    what: 'an event in another log',
    when: 'commit',
    plant: () => commit([next(), image(promise()), opened({ subject: 'ro-1' })]),
  },
  {
    law: 'events lie in their logs',
    what: 'an event that its customer’s story lacks',
    when: 'commit',
    plant: () => commit([next(), image(promise()), opened({ customerId: 'C-1' })]),
  },
  {
    law: 'rows stay small',
    what: 'a history that grows for ever',
    when: 'commit',
    plant: () => promises({ history: 'x'.repeat(40_000) }),
  },
  {
    law: 'rows stay small',
    what: 'a transaction of a hundred writes',
    when: 'commit',
    plant: () =>
      commit(
        Array.from({ length: 60 }, (_, row) => image({ pk, sk: `${row}` })),
        staff,
      ),
  },
  {
    law: 'events name nobody',
    what: 'a number in an event',
    when: 'commit',
    plant: () => commit([next(), image(promise()), event('promise', promiseId, { data: { to: '+13125550101' } })]),
  },
  {
    law: 'lists follow their rows',
    what: 'a promise on somebody else’s desk',
    when: 'commit',
    plant: () => promises({ deskPk: 'STORE#S01#DESK#person%23ana' }),
  },
  {
    law: 'lists follow their rows',
    what: 'a promise that was kept and is still on the board',
    when: 'commit',
    plant: () => promises({ state: 'KEPT', endedAt: at }),
  },
  {
    law: 'lists follow their rows',
    what: 'a run that is asleep and on no board',
    when: 'commit',
    plant: () => commit([next({ state: 'PARKED' })], { now: among([]) }),
  },
];

/** Commits that claim, or write where they must not. */
export const claimPlantings: readonly Planting[] = [...claimed, ...places];
