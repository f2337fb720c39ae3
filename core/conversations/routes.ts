/** The routes of conversations: what customers wrote, and what people of the store answer. */
import * as z from 'zod';
import { whoIs } from '../customers/index.ts';
import { bodyOf, externalId, prose, storeId } from '../kernel/fields.ts';
import { pageOf, pageQuery, readPage } from '../kernel/page.ts';
import { Problem } from '../kernel/problem.ts';
import { type Answer as Answered, checkVersion, defineRoute, notFound, type Route } from '../kernel/route.ts';
import type { Reader } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';
import { CONTACT_WINDOWS, decideContact, planned } from '../messages/index.ts';
import { storeKey, stores } from '../stores/index.ts';
import { type Conversation, conversation, conversations } from './conversation.ts';
import { answerConversation, settleConversation } from './decide.ts';
import { settledHow } from './events.ts';
import { conversationsWaiting, linesOfConversation } from './keys.ts';
import { line, lineChannel, readLine } from './line.ts';
import { conversationAt } from './read.ts';

const tag = 'Conversations';
const onePath = '/stores/{storeId}/conversations/{conversationId}';
const oneConversation = z.object({ storeId, conversationId: externalId });

const example: z.input<typeof conversation> = {
  conversationId: 'C-1001',
  storeId: 'S01',
  customerId: 'C-1001',
  channel: 'sms',
  regards: 'ro-10233',
  lastInboundAt: '2026-03-10T15:20:00.000Z',
  waitingSince: '2026-03-10T15:20:01.000Z',
  answers: 0,
  version: 1,
  createdAt: '2026-03-10T15:20:01.000Z',
  updatedAt: '2026-03-10T15:20:01.000Z',
};

const inbound: z.input<typeof line> = {
  lineId: 'cae173d2-66b9-564c-8309-21f858e9fb84',
  at: '2026-03-10T15:20:00.000Z',
  direction: 'inbound',
  channel: 'sms',
  text: 'Can I have a loaner?',
  meaning: 'free-text',
  answers: 'parts-eta.ro-10233.tell-customer-eta.v7',
};

const { waitingSince: _, ...quiet } = example;

const answered = (state: Conversation): Answered<Conversation> => ({ body: state, version: state.version });

const list = defineRoute({
  method: 'GET',
  path: '/stores/{storeId}/conversations',
  name: 'listConversations',
  tag,
  means: 'The conversations of the store that wait for an answer, longest first.',
  roles: 'any',
  params: z.object({ storeId }),
  query: z.object(pageQuery),
  output: pageOf(conversation),
  example: { output: { items: [example] } },
  handle: async ({ reader, params, query }) => ({
    body: await readPage(reader, conversationsWaiting.query(params.storeId), query, (row) => conversations.read(row)),
  }),
});

const read = defineRoute({
  method: 'GET',
  path: onePath,
  name: 'readConversation',
  tag,
  means: 'A conversation: with whom, since when it waits for an answer, and what it is about.',
  roles: 'any',
  params: oneConversation,
  output: conversation,
  example: { output: example },
  handle: async ({ reader, params }) => answered(await conversationAt(reader, params.storeId, params.conversationId)),
});

const lines = defineRoute({
  method: 'GET',
  path: `${onePath}/lines`,
  name: 'listLines',
  tag,
  means:
    'What was said in a conversation, newest first: what came in, and the answers that people wrote. `answers` is the message of ours before it.',
  roles: 'any',
  params: oneConversation,
  query: z.object(pageQuery),
  output: pageOf(line),
  example: { output: { items: [inbound] } },
  handle: async ({ reader, params, query }) => {
    await conversationAt(reader, params.storeId, params.conversationId);
    const asked = linesOfConversation.query(params.storeId, params.conversationId);
    return { body: await readPage(reader, asked, query, readLine) };
  },
});

/** Refuses (409) an answer that the contact rules would not let out, before the writer has turned away. */
async function refuseUnsendable(
  reader: Reader,
  of: Conversation,
  channel: 'sms' | 'email',
  now: Instant,
): Promise<void> {
  if (of.customerId === undefined) return;
  const [{ customer }, row] = await Promise.all([whoIs(reader, of.customerId), reader.get(storeKey(of.storeId))]);
  if (row === undefined) throw notFound('store');
  if (customer === undefined) throw notFound('customer');
  const decision = decideContact({
    category: 'conversational',
    template: 'answer',
    customer: { ...customer, preferredChannel: channel },
    store: stores.read(row),
    windows: CONTACT_WINDOWS,
    sending: planned,
    marginSeconds: 0,
    now,
  });
  if (decision.answer !== 'refused') return;
  throw new Problem('conflict', `No message may go to this customer (${decision.rule}): call them instead.`);
}

/** An answer that a customer can see: signs without width are none. An empty one is named by the line's own rule. */
const words = prose('the answer', 1000).refine((text) => text === '' || /[^\s\p{Cf}\p{Cc}]/u.test(text), {
  error: 'Send words or signs that can be seen.',
});

const writeAnswer = defineRoute({
  method: 'POST',
  path: `${onePath}/answers`,
  name: 'answerConversation',
  tag,
  means:
    'A person answers in their own words, by the channel on which the customer wrote unless said; it is sent at once, and the wait is over. Send an Idempotency-Key: without one the same answer twice is two answers.',
  roles: 'any',
  params: oneConversation,
  body: bodyOf({ text: words, channel: lineChannel.optional() }),
  output: conversation,
  status: 201,
  example: { body: { text: 'Yes, one is waiting for you.' }, output: { ...quiet, answers: 1, version: 2 } },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await conversationAt(reader, params.storeId, params.conversationId);
    checkVersion(ifMatch, before.version);
    const { text, channel = before.channel } = body;
    const change = answerConversation(before, { text, channel }, moment);
    await refuseUnsendable(reader, before, channel, moment.now);
    return { ...answered(change.state), writes: change.writes };
  },
});

const settle = defineRoute({
  method: 'POST',
  path: `${onePath}/done`,
  name: 'settleConversation',
  tag,
  means: 'No written answer is owed any more: none is needed, or it was given by phone or at the counter.',
  roles: 'any',
  params: oneConversation,
  body: bodyOf({ how: settledHow }),
  output: conversation,
  example: { body: { how: 'answered-elsewhere' }, output: { ...quiet, version: 2 } },
  handle: async ({ reader, params, body, moment, ifMatch }) => {
    const before = await conversationAt(reader, params.storeId, params.conversationId);
    checkVersion(ifMatch, before.version);
    const change = settleConversation(before, body.how, moment);
    return change === undefined ? answered(before) : { ...answered(change.state), writes: change.writes };
  },
});

/** The routes of conversations. */
export const conversationRoutes: readonly Route[] = [list, read, lines, writeAnswer, settle];
