/** What violations are planted in: one commit, call, answer or start at S01 that keeps every law, and how to spoil it. */
import type { Image } from '../../../../adapters/memory-table.ts';
import type { Key } from '../../../../core/kernel/keys.ts';
import type { Row } from '../../../../core/kernel/table.ts';
import { parseInstant } from '../../../../core/kernel/time.ts';
import type { Asked, Call, Commit, Ending, Replay, Started } from '../law.ts';
import { keyText } from '../law.ts';
import { openPast } from '../past.ts';

/** A violation on purpose: the law that must find it, what it is, and the step that has it. */
export type Planting = { readonly law: string; readonly what: string } & (
  | { readonly when: 'commit'; readonly plant: () => Commit }
  | { readonly when: 'call'; readonly plant: () => Call }
  | { readonly when: 'answer'; readonly plant: () => Asked }
  | { readonly when: 'start'; readonly plant: () => Started }
  /** In the ending of a quiet month. */
  | { readonly when: 'end'; readonly plant: (quiet: Ending) => Ending }
  | { readonly when: 'replay'; readonly plant: () => Replay }
);

type Fields = Readonly<Record<string, unknown>>;

/** Ten in the morning in Chicago, on a Tuesday. */
export const at = parseInstant('2026-03-03T16:00:00Z');
const inTen = '2026-03-03T16:10:00.000Z';

export const pk = 'STORE#S01#RO#10233';

/** A row that is new, or that changed. */
export const image = (row: Row, old?: Row): Image => ({
  key: { pk: row.pk, sk: row.sk },
  new: row,
  ...(old === undefined ? {} : { old }),
});

/** The run of the order: open, in its second generation, with one piece of news that it has not seen. */
export const run = (more: Fields = {}): Row => ({
  pk,
  sk: 'FOLLOWUP#parts-eta',
  kind: 'follow-up',
  followUp: 'parts-eta',
  storeId: 'S01',
  subject: 'ro-10233',
  state: 'OPEN',
  version: 4,
  generation: 2,
  beganAt: 2,
  news: 3,
  seen: 2,
  heard: { a: 2 },
  expectBy: at,
  duePk: 'DUE#1',
  dueSk: `${inTen}#follow-up#parts-eta-S01-ro-10233-g0`,
  ...more,
});

/** The machine's write to the row, which everything else that it does goes with. */
export const next = (more: Fields = {}): Image => image(run({ version: 5, seen: 3, ...more }), run());

/** A write of the machine when it goes to sleep. */
export const sleeps = (more: Fields = {}): Image =>
  next({ token: 't', expectBy: '2026-03-05T16:00:00.000Z', dueSk: '2026-03-05T16:10:00.000Z#x', ...more });

/** An event, by the run unless said. */
export const event = (entity: string, id: string, more: Fields = {}, row: Fields = {}): Image => {
  const said = {
    id: '1',
    type: `${entity}.opened`,
    at,
    storeId: 'S01',
    entity,
    entityId: id,
    entityVersion: 1,
    subject: 'ro-10233',
    actor: { kind: 'system', id: 'parts-eta' },
    cause: 'parts-eta-S01-ro-10233-g2',
    data: {},
    ...more,
  };
  return image({
    pk: `${pk}#LOG`,
    sk: `EVENT#${at}#1`,
    kind: 'outbox',
    duePk: 'DUE#2',
    dueSk: '2026-03-03T16:02:00.000Z#outbox#1',
    event: said,
    ...row,
  });
};

export const promiseId = 'parts-eta.ro-10233.eta.1';

/** A promise of the run, owed by parts. */
export const promise = (more: Fields = {}): Row => ({
  pk,
  sk: `PROMISE#${promiseId}`,
  kind: 'promise',
  promiseId,
  storeId: 'S01',
  subject: 'ro-10233',
  followUp: 'parts-eta',
  owner: { kind: 'queue', role: 'parts' },
  dueAt: '2026-03-04T16:00:00.000Z',
  state: 'OPEN',
  rung: 0,
  version: 1,
  deskPk: 'STORE#S01#DESK#queue%23parts',
  deskSk: `promise#2026-03-04T16:00:00.000Z#${promiseId}`,
  boardPk: 'STORE#S01#PROMISES#owed',
  boardSk: `2026-03-04T16:00:00.000Z#${promiseId}`,
  ...more,
});

/** Its event. */
export const opened = (more: Fields = {}, row: Fields = {}): Image => event('promise', promiseId, more, row);

export const customer = (more: Fields = {}): Row => ({
  pk: 'CUSTOMER#C-1',
  sk: 'CUSTOMER',
  kind: 'customer',
  customerId: 'C-1',
  stores: ['S01'],
  version: 1,
  consent: {},
  address: { state: 'IL' },
  ...more,
});

const messageId = 'parts-eta.ro-10233.tell-customer-eta.v7';

/** A message about the order that is claimed now. */
export const claim = (more: Fields = {}): Row => ({
  pk,
  sk: 'CLAIM#parts-eta#tell-customer-eta#v7',
  kind: 'message',
  messageId,
  state: 'CLAIMED',
  storeId: 'S01',
  customerId: 'C-1',
  subject: 'ro-10233',
  followUp: 'parts-eta',
  act: 'tell-customer-eta',
  occasion: 'v7',
  category: 'transactional',
  channel: 'sms',
  to: '+13125550101',
  text: 'Your part comes on Friday.',
  claimedAt: at,
  version: 1,
  duePk: 'DUE#3',
  dueSk: `2026-03-03T16:15:00.000Z#claim#${messageId}`,
  decision: { rule: 'allowed', result: 'send', inputs: {}, at },
  ...more,
});

/** Its event. */
export const said = (more: Fields = {}): Image =>
  event(
    'message',
    messageId,
    { customerId: 'C-1', ...more },
    { storyPk: 'CUSTOMER#C-1', storySk: `S01#event#${at}#1` },
  );

/** Rows by their keys, the first of each. */
export const among =
  (rows: readonly Row[]) =>
  (key: Key): Row | undefined =>
    rows.find((row) => keyText(row) === keyText(key));

/** A commit of the act door after whatever was committed `before`, beside rows that lie there. */
export function commit(
  images: readonly Image[],
  more: Partial<Commit> = {},
  rows: readonly Row[] = [customer()],
  before: readonly (readonly Image[])[] = [],
): Commit {
  const past = openPast();
  for (const each of [...before, images]) past.remember(each);
  return {
    at,
    skew: 0,
    by: { door: 'act', storeId: 'S01', followUp: 'parts-eta', generation: 2 },
    images,
    read: new Map(),
    now: among([...images.map((each) => each.new), ...rows, run()]),
    past,
    ...more,
  };
}

/** The claim of the message, with its row and event. */
export const claims = (more: Fields = {}, rows?: readonly Row[], over: Partial<Commit> = {}): Commit =>
  commit([next(), image(claim(more)), said()], over, rows);

/** The promise that a look opens. */
export const promises = (more: Fields = {}, over: Partial<Commit> = {}): Commit =>
  commit([next(), image(promise(more)), opened()], over);

/** The message as a provider gets it. */
export const call = (more: Partial<Call['sent']> = {}, over: Partial<Call> = {}, row: Row = claim()): Call => ({
  at,
  skew: 0,
  past: openPast(),
  now: among([row, customer()]),
  before: 0,
  sent: {
    at,
    channel: 'sms',
    to: '+13125550101',
    text: 'Your part comes on Friday.',
    reference: `S01.${messageId}`,
    ...more,
  },
  ...over,
});

const keys = { followUp: 'parts-eta', storeId: 'S01', followUpId: 'ro-10233' };

/** A machine that asks for a review and is told to wait. */
export const asked = (over: Partial<Asked> = {}): Asked => ({
  at,
  skew: 0,
  past: openPast(),
  now: among([run()]),
  door: 'review',
  payload: { ...keys, generation: 2 },
  answer: { next: 'Wait for the part', because: 'It is ordered.' },
  begun: run(),
  ...over,
});

/** The start of the second generation. */
export const started = (over: Partial<Started> = {}): Started => ({
  at,
  skew: 0,
  past: openPast(),
  now: among([run()]),
  followUp: 'parts-eta',
  name: 'parts-eta-S01-ro-10233-g2',
  input: { storeId: 'S01', followUpId: 'ro-10233', generation: 2 },
  ...over,
});
