/** The act door puts a draft into words: whose, in which language, and what becomes of a message that has none. */
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { liquid } from '../../adapters/liquid.ts';
import { openWorld, type World } from '../../test/door/world.ts';
import { partsEta } from '../follow-ups/parts-eta/parts-eta.ts';
import type { Mail, Sms } from '../kernel/ports.ts';
import { parseInstant, plus } from '../kernel/time.ts';
import type { Link, LinkFor } from '../links/index.ts';
import { type ContactCategory, type ContactDecision, claimKey, messageId, messages } from '../messages/index.ts';
import { defineTemplate, filled, type Template } from '../templates/index.ts';
import { type Acted, act } from './act.ts';
import type { ActingFollowUp, MessageDraft } from './declaration.ts';
import { openRow } from './row.ts';

const run = { followUp: 'parts-eta', storeId: 'S01', subject: 'ro-1' };
const asked = { act: 'tell-customer', occasion: 'v1' };
const now = parseInstant('2026-03-10T15:00:00Z');
const here = '/stores/S01/templates/parts-are-here';

const template = (category: ContactCategory, texts: Template['texts'] = { en, es }): Template =>
  defineTemplate({
    name: 'parts-are-here',
    category,
    department: 'service',
    means: 'Says that parts are here.',
    data: z.object({ parts: z.int(), visit: z.string().optional() }),
    example: { parts: 2 },
    texts,
  });
const en = { title: 'News', text: '{{ store.name }}: {{ parts }} here.' };
const es = { title: 'Noticias', text: '{{ store.name }}: {{ parts }} aquí.' };
const ours = template('transactional');

type Sent = Parameters<Sms['send']>[0] | Parameters<Mail['send']>[0];

let world: World;
let asks: Link[];
let sent: Sent[];

const answer = (channel: 'sms' | 'email'): ContactDecision => ({
  answer: 'send',
  channel,
  to: channel === 'sms' ? '+13125550123' : 'robin@example.com',
  zones: [],
  record: { rule: 'allowed', result: 'send', at: now, inputs: {} },
});

/** A follow-up that always has this one thing to say. */
const saying = (draft: MessageDraft, channel: 'sms' | 'email'): ActingFollowUp => ({
  ...partsEta,
  look: async () => {
    const look: Awaited<ReturnType<ActingFollowUp['look']>> = {
      step: { does: 'act', ...asked, because: 'It is time.', promises: [] },
      facts: [],
      owed: [],
      playbookVersion: 0,
      mode: async () => 'automate',
      perform: () => ({ kind: 'message', draft, contact: () => answer(channel) }),
      once: () => look,
    };
    return look;
  },
});

async function say(
  draft: Partial<MessageDraft> = {},
  channel: 'sms' | 'email' = 'sms',
  linkFor: LinkFor = async (wanted) => `https://example.com/l/${asks.push(wanted)}`,
): Promise<Acted> {
  const whole = { customerId: 'C-1', told: {}, ...filled(ours, { parts: 2 }), ...draft };
  const send = async (message: Sent) => ({ providerId: `p-${sent.push(message)}` });
  return act(saying(whole, channel), run, 1, asked, {
    table: world.table,
    sms: { send },
    mail: { send },
    render: liquid.render,
    linkFor,
    pause: async () => {},
    now: () => now,
    moment: () => ({ ...world.moment(), now }),
  });
}

async function message() {
  const row = await world.table.get(claimKey({ ...run, ...asked }));
  return row === undefined ? undefined : messages.read(row);
}

const write = (language: string, text: string) =>
  world.send('PUT', `${here}/${language}`, { by: 'ana', body: { title: 'Own', text } });

beforeEach(async () => {
  world = await openWorld();
  sent = [];
  asks = [];
  await world.send('POST', '/stores/S01/customers', {
    by: 'ana',
    body: { customerId: 'C-1', name: { first: 'Robin' }, phones: [], emails: [], language: 'es-MX' },
  });
  await world.table.write([openRow(run, { heard: {}, because: 'It began.' }, now)]);
});

describe('a message', () => {
  test('goes out in the customer’s language, and its row says so', async () => {
    expect((await say()).result).toBe('sent');
    expect(sent).toMatchObject([{ text: 'Elm Street Motors: 2 aquí. Responda STOP para no recibir mensajes.' }]);
    expect(await message()).toMatchObject({ state: 'ACCEPTED', language: 'es', template: 'parts-are-here' });
    expect(await message()).not.toHaveProperty('ownVersion');
  });

  test('goes out in the store’s own words, and its row says which', async () => {
    expect((await write('es', 'Ya: {{ parts }}')).status).toBe(200);
    await say();
    expect(sent).toMatchObject([{ text: 'Ya: 2 Responda STOP para no recibir mensajes.' }]);
    expect(await message()).toMatchObject({ title: 'Own', ownVersion: 1 });
  });

  test('goes out in ours when the store’s words break after all, and its row says why', async () => {
    // Fine in its review: no example is as long as this one.
    expect((await write('es', '{{ parts }}{% if visit %} {{ visit }}{% endif %}')).status).toBe(200);
    await say(filled(ours, { parts: 2, visit: 'x'.repeat(1600) }));
    expect(sent).toMatchObject([{ text: expect.stringContaining('2 aquí') }]);
    expect(await message()).toMatchObject({ state: 'ACCEPTED', textFault: expect.stringContaining('1600') });
  });

  test('without any words is not lost: it failed, with the reason, and nothing was sent', async () => {
    expect(await say({ data: { parts: 'two' } })).toEqual({ result: 'failed', because: 'There are no words for it.' });
    expect(sent).toEqual([]);
    expect(await message()).toMatchObject({ state: 'FAILED', reason: 'template-fault', text: '' });
  });

  test('that advertises by mail goes with the way out, in the text and for the mail program', async () => {
    await say(filled(template('marketing'), { parts: 2 }), 'email');
    expect(asks).toMatchObject([
      {
        actions: ['unsubscribe'],
        customerId: 'C-1',
        messageId: messageId({ ...run, ...asked }),
        expiresAt: plus(now, { days: 400 }),
      },
    ]);
    expect(sent).toMatchObject([
      {
        subject: 'Noticias',
        category: 'marketing',
        text: expect.stringMatching(
          /aquí\.\n\n--\nElm Street Motors, Springfield.*\nNo recibir.*: https:\/\/example\.com\/l\/1$/,
        ),
        headers: {
          'List-Unsubscribe': '<https://example.com/l/1>',
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      },
    ]);
  });

  test('gets the links that it names, in its words; a mail’s say which message they came with', async () => {
    const links = { visit: { actions: ['confirm', 'cancel'], expiresAt: plus(now, { days: 2 }) } } as const;
    const withLink = (text: string) => `${text}{% if visit %} {{ visit }}{% endif %}`;
    const texts = { en: { ...en, text: withLink(en.text) }, es: { ...es, text: withLink(es.text) } };
    await say({ ...filled(template('transactional', texts), { parts: 2 }), links });
    expect(sent).toMatchObject([{ text: expect.stringContaining('2 aquí. https://example.com/l/1') }]);
    const { storeId, subject } = run;
    expect(asks).toEqual([{ storeId, subject, ...links.visit }]);
  });

  test('whose link cannot be signed now is not claimed, so that it can be tried again', async () => {
    const broken = () => Promise.reject(new Error('no keys today'));
    const links = { visit: { actions: ['confirm'], expiresAt: plus(now, { days: 2 }) } } as const;
    await expect(say({ links }, 'sms', broken)).rejects.toThrow('no keys today');
    expect([sent, await message()]).toEqual([[], undefined]);
  });

  test('takes its files along by mail', async () => {
    const attachments = [{ name: 'visit.ics', type: 'text/calendar', content: 'BEGIN:VCALENDAR' }];
    await say({ attachments }, 'email');
    expect(sent).toMatchObject([{ attachments, headers: {} }]);
  });
});
