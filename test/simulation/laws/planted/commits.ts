import {
  at,
  claims,
  commit,
  customer,
  image,
  next,
  opened,
  type Planting,
  pk,
  promise,
  promises,
  run,
  sleeps,
} from './kit.ts';

const staff = { by: { door: 'staff' as const } };
const waits = { by: { door: 'wait' as const, storeId: 'S01', followUp: 'parts-eta', generation: 2 } };
const hears = { by: { door: 'hear' as const } };

/** Commits that keep every law. */
export const clean = [
  promises(),
  claims(),
  commit([sleeps()], waits),
  commit([image(run({ version: 5, news: 4, heard: { a: 3 } }), run())], hears),
] as const;

const versions: readonly Planting[] = [
  {
    law: 'one event per version',
    what: 'a change without an event',
    when: 'commit',
    plant: () => commit([next(), image(promise())]),
  },
  {
    law: 'one event per version',
    what: 'an event without a change',
    when: 'commit',
    plant: () => commit([next(), opened()]),
  },
  {
    law: 'the log has no gaps',
    what: 'a version that nobody told of',
    when: 'commit',
    plant: () =>
      commit([next(), image(promise({ version: 3 }), promise({ version: 2 })), opened({ entityVersion: 3 })]),
  },
  {
    law: 'events fall due',
    what: 'an event that is not due',
    when: 'commit',
    plant: () => commit([next(), image(promise()), opened({}, { dueSk: undefined })]),
  },
  {
    law: 'events fall due',
    what: 'an event that stays due when it is out',
    when: 'commit',
    plant: () => commit([opened({}, { publishedAt: at })], staff),
  },
  {
    law: 'nothing goes back',
    what: 'a version that skipped one',
    when: 'commit',
    plant: () => commit([next({ version: 6 })]),
  },
  {
    law: 'nothing goes back',
    what: 'a generation that fell',
    when: 'commit',
    plant: () => commit([next({ generation: 1 })]),
  },
  {
    law: 'nothing goes back',
    what: 'an entity that was forgotten',
    when: 'commit',
    plant: () => commit([next({ heard: {} })]),
  },
  {
    law: 'nothing is written over unread',
    what: 'a row that moved since the door read it',
    when: 'commit',
    plant: () => commit([next()], { read: new Map([[`${pk} / FOLLOWUP#parts-eta`, run({ version: 3 })]]) }),
  },
  {
    law: 'a stale command changes nothing',
    what: 'yesterday’s command, carried out again',
    when: 'commit',
    plant: () => commit([image(customer())], { by: { door: 'staff', stale: true } }),
  },
  {
    law: 'everything is signed',
    what: 'an event by nobody',
    when: 'commit',
    plant: () => commit([next(), image(promise()), opened({ actor: {} })]),
  },
  {
    law: 'everything is signed',
    what: 'an event from another hour',
    when: 'commit',
    plant: () => commit([next(), image(promise()), opened({ at: '2026-03-03T15:00:00.000Z' })]),
  },
  {
    law: 'everything is signed',
    what: 'a run that signs for another',
    when: 'commit',
    plant: () => commit([next(), image(promise()), opened({ actor: { kind: 'system', id: 'answer' } })]),
  },
];

const runs: readonly Planting[] = [
  {
    law: 'one generation writes',
    what: 'a write of the generation before',
    when: 'commit',
    plant: () => commit([next()], { by: { door: 'act', storeId: 'S01', followUp: 'parts-eta', generation: 1 } }),
  },
  {
    law: 'one generation writes',
    what: 'a wait of the generation before',
    when: 'commit',
    plant: () => commit([sleeps()], { by: { ...waits.by, generation: 1 } }),
  },
  {
    law: 'one generation writes',
    what: 'a promise without the row of its run',
    when: 'commit',
    plant: () => commit([image(promise()), opened()]),
  },
  {
    law: 'one generation writes',
    what: 'a machine that writes to what has ended',
    when: 'commit',
    plant: () => commit([image(run({ version: 5 }), run({ state: 'ENDED' }))]),
  },
  {
    law: 'the ball is due',
    what: 'news whose hearer set no time',
    when: 'commit',
    plant: () =>
      commit([image(run({ version: 5, news: 4, heard: { a: 3 }, duePk: undefined, dueSk: undefined }), run())], hears),
  },
  {
    law: 'the ball is due',
    what: 'a ball that was handed over with the time of the wait before',
    when: 'commit',
    plant: () => commit([next({ expectBy: '2026-03-09T16:00:00.000Z', dueSk: '2026-03-09T16:10:00.000Z#x' })]),
  },
  {
    law: 'the ball is due',
    what: 'a wait of forty days',
    when: 'commit',
    plant: () => commit([sleeps({ expectBy: '2026-04-12T16:00:00.000Z', dueSk: '2026-04-12T16:10:00.000Z#x' })], waits),
  },
  {
    law: 'nobody sleeps over news',
    what: 'a wait before the news was seen',
    when: 'commit',
    plant: () => commit([sleeps({ seen: 2 })], waits),
  },
  {
    law: 'nobody sleeps over news',
    what: 'something heard that is no news',
    when: 'commit',
    plant: () => commit([image(run({ version: 5, heard: { a: 3 } }), run())], hears),
  },
  {
    law: 'a token is of a wait',
    what: 'a token that outlives its wait',
    when: 'commit',
    plant: () => commit([image(run({ version: 5, token: 't' }), run({ token: 't' }))]),
  },
  {
    law: 'revivals are few',
    what: 'a run that dies for ever',
    when: 'commit',
    plant: () => commit([next({ revivals: 6 })], { by: { door: 'sweep' } }),
  },
  {
    law: 'budgets suffice',
    what: 'a run that goes round in a circle',
    when: 'commit',
    plant: () => {
      const by = { door: 'review' as const, storeId: 'S01', followUp: 'parts-eta', generation: 2 };
      return commit([next({ state: 'STUCK', duePk: undefined, dueSk: undefined })], { by });
    },
  },
  {
    law: 'who owes has a run',
    what: 'a run that ends and owes',
    when: 'commit',
    plant: () => commit([next({ state: 'ENDED', duePk: undefined, dueSk: undefined })], {}, [], [[image(promise())]]),
  },
  {
    law: 'who owes has a run',
    what: 'a run that is stuck, and nobody is told that it is late',
    when: 'commit',
    plant: () =>
      commit([next({ state: 'STUCK', duePk: undefined, dueSk: undefined })], {}, [promise()], [[image(promise())]]),
  },
  {
    law: 'an owner is somebody',
    what: 'a promise of somebody the store does not know',
    when: 'commit',
    plant: () => promises({ owner: { kind: 'person', staffId: 'who' } }),
  },
];

/** Commits that change versions and runs as they must not. */
export const commitPlantings: readonly Planting[] = [...versions, ...runs];
