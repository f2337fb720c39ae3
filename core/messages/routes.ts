/** The routes of messages: what was said to a customer, what was not, and why. */
import * as z from 'zod';
import { customerAt } from '../customers/index.ts';
import { externalId, storeId } from '../kernel/fields.ts';
import { pageOf, pageQuery, readPage } from '../kernel/page.ts';
import { defineRoute, notFound, type Route } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import { messagesOfCustomer, readReference } from './keys.ts';
import { decisionRecord, type Message, message, messages } from './message.ts';
import { findMessage } from './read.ts';

const tag = 'Messages';
const onePath = '/stores/{storeId}/messages/{messageId}';
const oneMessage = z.object({ storeId, messageId: z.string().max(200) });

const decision: z.input<typeof decisionRecord> = {
  rule: 'allowed',
  result: 'send',
  at: '2026-03-10T15:00:00.000Z',
  inputs: { zones: ['America/Chicago'], localTimes: ['10:00'] },
};

const example: z.input<typeof message> = {
  messageId: 'parts-eta.ro-10233.tell-customer-eta.v7',
  storeId: 'S01',
  customerId: 'C-1001',
  subject: 'ro-10233',
  followUp: 'parts-eta',
  act: 'tell-customer-eta',
  occasion: 'v7',
  template: 'parts-eta-new',
  category: 'transactional',
  state: 'ACCEPTED',
  channel: 'sms',
  to: '+13125550123',
  title: 'Your part',
  text: 'Your water pump is expected on Fri, Mar 20.',
  told: { eta: '2026-03-20' },
  decision,
  claimedAt: '2026-03-10T15:00:00.000Z',
  providerId: 'm-1',
  endedAt: '2026-03-10T15:00:01.000Z',
  version: 2,
};

const list = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/messages',
  name: 'listMessages',
  tag,
  means: 'The messages of the store to one customer, those that were refused included.',
  roles: 'any',
  params: z.object({ storeId }),
  query: z.object({ ...pageQuery, customerId: externalId }),
  output: pageOf(message),
  example: { output: { items: [example] } },
  handle: async ({ reader, params, query }) => {
    await customerAt(reader, params.storeId, query.customerId);
    const found = messagesOfCustomer.query(params.storeId, query.customerId);
    return { body: await readPage(reader, found, query, (row) => messages.read(row)) };
  },
});

async function messageAt(reader: Reader, of: z.output<typeof oneMessage>): Promise<Message> {
  const found = await findMessage(reader, of.storeId, of.messageId);
  if (found === undefined) throw notFound('message');
  return found;
}

const read = defineRoute({
  method: 'GET',
  path: onePath,
  name: 'readMessage',
  tag,
  means: 'A message: its text, where it went, and what became of it.',
  roles: 'any',
  params: oneMessage,
  output: message,
  example: { output: example },
  handle: async ({ reader, params }) => {
    const body = await messageAt(reader, params);
    return { body, version: body.version };
  },
});

const why = defineRoute({
  method: 'GET',
  path: `${onePath}/decision`,
  name: 'readDecision',
  tag,
  means: 'Why a message went out or did not: the rule, what it looked at, and the result.',
  roles: 'any',
  params: oneMessage,
  output: decisionRecord,
  example: { output: decision },
  handle: async ({ reader, params }) => ({ body: (await messageAt(reader, params)).decision }),
});

const whyByReference = defineRoute({
  method: 'GET',
  path: '/messages/{messageId}/decision',
  name: 'readDecisionByReference',
  tag,
  means:
    'The same, for who has the reference that providers report with: the store, a dot and the id, such as S01.parts-eta.ro-10233.tell-customer-eta.v7. An id alone does not say its store.',
  roles: 'any',
  params: z.object({ messageId: z.string().max(200) }),
  output: decisionRecord,
  example: { output: decision },
  handle: async ({ reader, params, caller }) => {
    const named = readReference(params.messageId);
    // The store is not in the path here, so nobody else has looked whether it is the caller's.
    if (named === undefined || !Object.hasOwn(caller.roles, named.storeId)) throw notFound('message');
    return { body: (await messageAt(reader, named)).decision };
  },
});

/** The routes of messages. */
export const messageRoutes: readonly Route[] = [list, read, why, whyByReference];
