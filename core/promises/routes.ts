/** The routes of promises: a store's, the caller's, a queue's; and what a person does about one. */
import * as z from 'zod';
import { bodyOf, prose, storeId } from '../kernel/fields.ts';
import { type Owner, owner } from '../kernel/owner.ts';
import { pageOf, pageQuery, readPage } from '../kernel/page.ts';
import { Problem } from '../kernel/problem.ts';
import { role } from '../kernel/role.ts';
import { type Answer, type Call, checkVersion, defineRoute, notFound, type Route } from '../kernel/route.ts';
import type { Query, Reader } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { memberKey, readMember } from '../staff/index.ts';
import { refuseOtherOwner, refuseOtherQueue } from './access.ts';
import { changePromise, type PromiseCommand } from './decide.ts';
import { isPromiseId, promiseKey, promisesEnded, promisesObserved, promisesOfOwner, promisesOwed } from './keys.ts';
import { isOwed, type Promised, promise, promiseState, promises } from './promise.ts';

const tag = 'Promises';
const roles = 'any';
const allPath = '/stores/{storeId}/promises';
const onePath = `${allPath}/{promiseId}`;
const atStore = z.object({ storeId });
const onePromise = z.object({ storeId, promiseId: z.string().max(120) });

const example: z.input<typeof promise> = {
  promiseId: 'parts-eta.ro-10233.eta.1',
  type: 'eta',
  storeId: 'S01',
  subject: 'ro-10233',
  followUp: 'parts-eta',
  customerId: 'C-1001',
  owner: { kind: 'queue', role: 'parts' },
  owes: 'An ETA for every open part of RO 10233.',
  openedAt: '2026-03-10T14:30:00.000Z',
  dueAt: '2026-03-10T16:30:00.000Z',
  state: 'OPEN',
  rung: 0,
  playbookVersion: 0,
  cause: '01JP0000000000000000000000',
  history: [
    {
      at: '2026-03-10T14:30:00.000Z',
      actor: { kind: 'system', id: 'parts-eta' },
      what: 'Opened: An ETA for every open part of RO 10233.',
    },
  ],
  version: 1,
};

const filters = {
  type: z
    .string()
    .regex(/^[a-z-]{1,24}$/, { error: 'Send a type of promise, such as eta' })
    .optional(),
  dueBefore: instant.optional(),
};

interface Filter {
  readonly type?: string | undefined;
  readonly dueBefore?: string | undefined;
  readonly state?: string | undefined;
}

const passes = (of: Promised, { type, dueBefore, state }: Filter): boolean =>
  (type === undefined || of.type === type) &&
  (dueBefore === undefined || of.dueAt < dueBefore) &&
  (state === undefined || of.state === state);

const listed = (
  reader: Reader,
  query: Query,
  asked: Filter & { readonly limit: number; readonly cursor?: string | undefined },
) =>
  readPage(reader, query, asked, (row) => {
    const found = row.kind === promises.name ? promises.read(row) : undefined;
    return found !== undefined && passes(found, asked) ? found : undefined;
  });

const list = defineRoute({
  method: 'GET',
  path: allPath,
  name: 'listPromises',
  tag,
  means:
    'The store’s owed promises, soonest due first. With state KEPT or CANCELLED: those that ended so in `month` (UTC), ' +
    'the running month unless said. With shadow: those that would be owed if their lifecycles did more than observe.',
  roles,
  params: atStore,
  query: z.object({
    ...pageQuery,
    ...filters,
    state: promiseState.optional(),
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'Send a month such as 2026-03' })
      .optional(),
    shadow: z.literal('true', { error: 'Send true, or leave it out.' }).optional(),
  }),
  output: pageOf(promise),
  example: { output: { items: [example] } },
  handle: async ({ reader, params, query, moment }) => {
    const ended = query.state !== undefined && !isOwed({ state: query.state });
    const { dueBefore, month = moment.now.slice(0, 7) } = query;
    const owed = query.shadow === undefined ? promisesOwed : promisesObserved;
    const found = ended
      ? promisesEnded.query(params.storeId, month)
      : { ...owed.query(params.storeId), ...(dueBefore === undefined ? {} : { upTo: dueBefore }) };
    return { body: await listed(reader, found, query) };
  },
});

const mine = defineRoute({
  method: 'GET',
  path: `${allPath}/mine`,
  name: 'listMyPromises',
  tag,
  means: 'What the caller owes, soonest due first.',
  roles,
  params: atStore,
  query: z.object({ ...pageQuery, ...filters }),
  output: pageOf(promise),
  example: { output: { items: [{ ...example, owner: { kind: 'person', staffId: 'b7d1c6de-0001' } }] } },
  handle: async ({ reader, params, query, caller }) => ({
    body: await listed(
      reader,
      promisesOfOwner.query(params.storeId, { kind: 'person', staffId: caller.staffId }),
      query,
    ),
  }),
});

const queue = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/queues/{role}/promises',
  name: 'listPromisesOfQueue',
  tag,
  means: 'What a role’s queue owes, soonest due first; for whoever has the role or leads it.',
  roles,
  params: z.object({ storeId, role }),
  query: z.object({ ...pageQuery, ...filters }),
  output: pageOf(promise),
  example: { output: { items: [example] } },
  handle: async ({ reader, params, query, caller }) => {
    refuseOtherQueue(caller, params.storeId, params.role);
    const found = promisesOfOwner.query(params.storeId, { kind: 'queue', role: params.role });
    return { body: await listed(reader, found, query) };
  },
});

async function promiseAt(reader: Reader, of: z.output<typeof onePromise>): Promise<Promised> {
  const row = isPromiseId(of.promiseId) ? await reader.get(promiseKey(of.storeId, of.promiseId)) : undefined;
  if (row === undefined) throw notFound('promise');
  return promises.read(row);
}

const read = defineRoute({
  method: 'GET',
  path: onePath,
  name: 'readPromise',
  tag,
  means: 'A promise with its latest history; all of it is in the timeline of what it is about.',
  roles,
  params: onePromise,
  output: promise,
  example: { output: example },
  handle: async ({ reader, params }) => {
    const body = await promiseAt(reader, params);
    return { body, version: body.version };
  },
});

/** Does a command to the promise that the caller named, if it is theirs to do. */
async function answered(
  {
    reader,
    params,
    caller,
    moment,
    ifMatch,
  }: Omit<Call<z.output<typeof onePromise>, unknown, unknown>, 'query' | 'body'>,
  command: PromiseCommand,
): Promise<Answer<Promised>> {
  const before = await promiseAt(reader, params);
  checkVersion(ifMatch, before.version);
  refuseOtherOwner(caller, params.storeId, before.owner);
  const { state, writes } = changePromise(before, command, moment);
  return { body: state, version: state.version, writes };
}

const acknowledge = defineRoute({
  method: 'POST',
  path: `${onePath}/acknowledge`,
  name: 'acknowledgePromise',
  tag,
  means: 'The owner has seen it and will do it.',
  roles,
  params: onePromise,
  output: promise,
  example: { output: { ...example, state: 'ACKED', version: 2 } },
  handle: (call) => answered(call, { does: 'acknowledge' }),
});

/** Refuses (422) an owner who cannot owe: a person who does not work at the store, or no longer. */
async function refuseAbsent(reader: Reader, at: string, to: Owner): Promise<void> {
  if (to.kind === 'queue') return;
  const row = await reader.get(memberKey(at, to.staffId));
  if (row !== undefined && readMember(row)?.active === true) return;
  const fix = 'Send an active member of this store’s staff, or a queue.';
  throw new Problem('invalid-input', `to.staffId: ${fix}`, [{ field: 'to.staffId', fix }]);
}

const reassign = defineRoute({
  method: 'POST',
  path: `${onePath}/reassign`,
  name: 'reassignPromise',
  tag,
  means: 'Another person or queue owes it from now on; taking it from a queue is reassigning it to oneself.',
  roles,
  params: onePromise,
  body: bodyOf({ to: owner, note: prose('a note', 300).optional() }),
  output: promise,
  example: {
    body: { to: { kind: 'person', staffId: 'b7d1c6de-0001' } },
    output: { ...example, owner: { kind: 'person', staffId: 'b7d1c6de-0001' }, version: 2 },
  },
  handle: async (call) => {
    const { to, note } = call.body;
    await refuseAbsent(call.reader, call.params.storeId, to);
    const because = 'A person reassigned it.';
    return answered(call, { does: 'hand-over', to, because, ...(note === undefined ? {} : { note }) });
  },
});

const cancel = defineRoute({
  method: 'POST',
  path: `${onePath}/cancel`,
  name: 'cancelPromise',
  tag,
  means: 'It is no longer owed, for this reason.',
  roles,
  params: onePromise,
  body: bodyOf({ reason: prose('the reason', 300) }),
  output: promise,
  example: {
    body: { reason: 'Written up twice' },
    output: { ...example, state: 'CANCELLED', endedAt: '2026-03-10T15:00:00.000Z', version: 2 },
  },
  handle: (call) => answered(call, { does: 'cancel', reason: 'A person cancelled it.', note: call.body.reason }),
});

const keep = defineRoute({
  method: 'POST',
  path: `${onePath}/keep`,
  name: 'keepPromise',
  tag,
  means: 'A person did what was owed; the note says how.',
  roles,
  params: onePromise,
  body: bodyOf({ note: prose('how it was kept', 300) }),
  output: promise,
  example: {
    body: { note: 'Called and left word with the spouse' },
    output: { ...example, state: 'KEPT', endedAt: '2026-03-10T15:00:00.000Z', version: 2 },
  },
  handle: (call) => answered(call, { does: 'keep', reason: 'A person did it.', note: call.body.note }),
});

/** The routes of promises. */
export const promiseRoutes: readonly Route[] = [list, mine, queue, read, acknowledge, reassign, cancel, keep];
