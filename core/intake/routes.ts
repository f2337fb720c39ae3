/** The routes of the intake: the review queue, and saying who a stranger is. */
import * as z from 'zod';
import {
  attachConversation,
  conversation,
  conversationAt,
  findConversation,
  type Line,
  recentLines,
} from '../conversations/index.ts';
import { type Customer, changeConsent, keptCustomerAt } from '../customers/index.ts';
import type { Moment } from '../kernel/event.ts';
import { bodyOf, externalId, prose, storeId } from '../kernel/fields.ts';
import { pageOf, pageQuery, readPage } from '../kernel/page.ts';
import { sorters } from '../kernel/role.ts';
import { checkVersion, defineRoute, notFound, type Route } from '../kernel/route.ts';
import { allRows, type Reader, type Write } from '../kernel/table.ts';
import { resolveItem } from './decide.ts';
import { type IntakeItem, intakeItem, intakeItems } from './item.ts';
import { itemKey, itemsToReview } from './keys.ts';

const tag = 'Intake';
const onePath = '/stores/{storeId}/intake/{itemId}';
const oneItem = z.object({ storeId, itemId: externalId });

const roles = sorters;

const example: z.input<typeof intakeItem> = {
  itemId: '01JP0000000000000000000000',
  storeId: 'S01',
  reason: 'unknown-sender',
  channel: 'sms',
  conversationId: '01JP0000000000000000000001',
  raw: { pk: 'CONTACT#+13125550177', sk: 'RAW#2026-03-10T15:20:00.000Z#cae173d2' },
  at: '2026-03-10T15:20:01.000Z',
  version: 1,
};

async function itemAt(reader: Reader, at: z.output<typeof oneItem>): Promise<IntakeItem> {
  const row = await reader.get(itemKey(at.storeId, at.itemId));
  if (row === undefined) throw notFound('intake item');
  return intakeItems.read(row);
}

const list = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/intake',
  name: 'listIntakeItems',
  tag,
  means: 'The review queue: what came in and could not be understood, or nobody knows from whom; oldest first.',
  roles,
  params: z.object({ storeId }),
  query: z.object(pageQuery),
  output: pageOf(intakeItem),
  example: { output: { items: [example] } },
  handle: async ({ reader, params, query }) => ({
    body: await readPage(reader, itemsToReview.query(params.storeId), query, (row) => intakeItems.read(row)),
  }),
});

const kept = z.object({ raw: z.string(), cut: z.boolean() });

const read = defineRoute({
  method: 'GET',
  path: onePath,
  name: 'readIntakeItem',
  tag,
  means: 'An item of the review queue with the letter as it came in; `cut` says that it was longer than is kept.',
  roles,
  params: oneItem,
  output: z.object({ item: intakeItem, letter: kept.optional() }),
  example: { output: { item: example, letter: { raw: '{"messageBody":"Hi, is it ready?"}', cut: false } } },
  handle: async ({ reader, params }) => {
    const item = await itemAt(reader, params);
    const row = await reader.get(item.raw);
    return { body: { item, ...(row === undefined ? {} : { letter: kept.parse(row) }) }, version: item.version };
  },
});

const resolve = defineRoute({
  method: 'POST',
  path: `${onePath}/resolve`,
  name: 'resolveIntakeItem',
  tag,
  means: 'A person has looked at it and done what was to do; `found` says in their words what it was.',
  roles,
  params: oneItem,
  body: bodyOf({ found: prose('what it was', 500).optional() }),
  output: intakeItem,
  example: {
    body: { found: 'A supplier; answered by phone.' },
    output: { ...example, resolvedAt: '2026-03-10T16:00:00.000Z', resolvedBy: 'ana', version: 2 },
  },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await itemAt(reader, params);
    checkVersion(ifMatch, before.version);
    const change = resolveItem(before, body.found, moment);
    if (change === undefined) return { body: before, version: before.version };
    return { body: change.state, version: change.state.version, writes: change.writes };
  },
});

/** A stranger's stop counts for the customer who the stranger turns out to be, unless they took it back. */
function stopAlong(customer: Customer, lines: readonly Line[], moment: Moment): readonly Write[] {
  const last = lines.find(({ meaning }) => meaning === 'opt-out' || meaning === 'opt-in');
  if (last?.meaning !== 'opt-out') return [];
  return changeConsent(customer, { channel: last.channel, optedOut: true }, moment)?.writes ?? [];
}

/** What waits in the review queue because of this conversation is done with it. At most so many in one transaction. */
const itemsAtOnce = 10;

async function itemsOf(reader: Reader, at: string, conversationId: string): Promise<readonly IntakeItem[]> {
  const open = (await allRows(reader, itemsToReview.query(at))).map(intakeItems.read);
  return open.filter((item) => item.conversationId === conversationId).slice(0, itemsAtOnce);
}

const attach = defineRoute({
  method: 'POST',
  path: '/stores/{storeId}/conversations/{conversationId}/attach',
  name: 'attachConversation',
  tag: 'Conversations',
  means:
    'Says who a stranger is: the conversation goes on in the customer’s own, with what waits for an answer. A stop that the stranger said counts for the customer.',
  roles,
  params: z.object({ storeId, conversationId: externalId }),
  body: bodyOf({ customerId: externalId }),
  output: conversation,
  example: {
    body: { customerId: 'C-1001' },
    output: {
      conversationId: 'C-1001',
      storeId: 'S01',
      customerId: 'C-1001',
      channel: 'sms',
      lastInboundAt: '2026-03-10T15:20:00.000Z',
      waitingSince: '2026-03-10T16:00:00.000Z',
      answers: 0,
      version: 1,
      createdAt: '2026-03-10T16:00:00.000Z',
      updatedAt: '2026-03-10T16:00:00.000Z',
    },
  },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const stranger = await conversationAt(reader, params.storeId, params.conversationId);
    checkVersion(ifMatch, stranger.version);
    const customer = await keptCustomerAt(reader, params.storeId, body.customerId);
    const [lines, own, items] = await Promise.all([
      recentLines(reader, params.storeId, params.conversationId),
      findConversation(reader, params.storeId, body.customerId),
      itemsOf(reader, params.storeId, params.conversationId),
    ]);
    const change = attachConversation(stranger, lines, body.customerId, own, moment);
    const resolved = items.flatMap((item) => resolveItem(item, undefined, moment)?.writes ?? []);
    return {
      body: change.state,
      version: change.state.version,
      writes: [...change.writes, ...stopAlong(customer, lines, moment), ...resolved],
    };
  },
});

/** The routes of the intake. */
export const intakeRoutes: readonly Route[] = [list, read, resolve, attach];
