/** Which words a customer gets, and what becomes of a text that cannot be rendered. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { liquid } from '../../adapters/liquid.ts';
import { writtenPhone } from '../kernel/phone.ts';
import { parseInstant } from '../kernel/time.ts';
import { createStore, type Store, storeSettingsOf } from '../stores/index.ts';
import { type LetterPlan, letterOf } from './letter.ts';
import type { OwnText } from './own-text.ts';
import { defineTemplate, filled } from './template.ts';

const now = parseInstant('2026-03-10T14:30:00Z');
const settings = {
  name: 'Elm Street Motors',
  timeZone: 'America/Chicago',
  address: { street: '1 Elm Street', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' },
  hours: {},
};
const store = (more: object = {}): Store =>
  createStore('S01', z.object(storeSettingsOf(writtenPhone)).parse({ ...settings, ...more }), {
    now,
    newId: () => 'id',
    actor: { kind: 'system', id: 'test' },
    cause: 'test',
  }).state;

const plan = {
  name: 'hello',
  department: 'service',
  means: 'Says hello.',
  data: z.object({ parts: z.int(), visit: z.string().optional() }),
  example: { parts: 2, visit: '2026-03-19T14:00:00Z' },
  texts: {
    en: { title: 'Hello from {{ store.name }}', text: '{{ parts }} here.' },
    es: { title: 'Hola', text: '{{ parts }} aquí.' },
  },
} as const;
const hello = defineTemplate({ ...plan, category: 'transactional' });
const own = (language: string, text: string, more: Partial<OwnText> = {}): OwnText => ({
  storeId: 'S01',
  name: 'hello',
  language,
  state: 'OWN',
  title: 'Own',
  text,
  version: 4,
  createdAt: now,
  updatedAt: now,
  ...more,
});

const say = (
  plan: Partial<LetterPlan> = {},
  { language, texts = [], at = store() }: { language?: string; texts?: readonly OwnText[]; at?: Store } = {},
) =>
  letterOf(
    { ...filled(hello, { parts: 2 }), channel: 'sms', ...plan },
    { store: at, language, own: texts },
    liquid.render,
  );

describe('the words', () => {
  it.each([
    ['in English where nobody said anything', undefined, undefined, [], 'en', '2 here.'],
    ['in the customer’s language', 'es', undefined, [], 'es', '2 aquí.'],
    ['in the wider one where there is no nearer', 'es-MX', undefined, [], 'es', '2 aquí.'],
    ['in the nearer one where the store has it', 'es-MX', undefined, [own('es-MX', 'Mx.')], 'es-MX', 'Mx.'],
    ['in the store’s where the customer’s is unknown', undefined, 'es', [], 'es', '2 aquí.'],
    ['in the store’s where the customer’s has no text', 'fr', 'es', [], 'es', '2 aquí.'],
    ['in English where neither has', 'fr', 'vi', [], 'en', '2 here.'],
    ['of the store in a language that is not ours', 'vi', undefined, [own('vi', 'Vn.')], 'vi', 'Vn.'],
    ['of the store before ours', 'en', undefined, [own('en', 'Own {{ parts }}.')], 'en', 'Own 2.'],
    ['of ours once the store’s are given up', 'en', undefined, [own('en', 'Own', { state: 'RESET' })], 'en', '2 here.'],
  ])('are %s', (_, language, spoken, texts, expected, text) => {
    const at = store(spoken === undefined ? {} : { language: spoken });
    const letter = say({ channel: 'email' }, { ...(language === undefined ? {} : { language }), texts, at });
    expect([letter.language, letter.text]).toEqual([expected, text]);
    expect(letter.ownVersion).toBe(texts.some(({ state }) => state === 'OWN') ? 4 : undefined);
    expect(letter.fault).toBeUndefined();
  });

  it.each([
    ['names what is not there', '{{ visit | day }}', 'There is no visit here'],
    ['cannot be read', '{% if %}', 'Mend the template'],
    ['says nothing', '{% if visit %}x{% endif %} ', 'says nothing'],
    ['is too long for an SMS', 'x'.repeat(1580), 'more than 1600 characters'],
  ])('are ours when the store’s text %s, and the message says why', (_, text, fault) => {
    const letter = say({}, { texts: [own('en', text)] });
    expect(letter).toMatchObject({ text: '2 here. Reply STOP to get no more texts.', language: 'en' });
    expect(letter.ownVersion).toBeUndefined();
    expect(letter.fault).toContain(fault);
  });

  it('are none when the data does not fit: nothing half-said goes out', () => {
    expect(() => say({ data: { parts: 'two' } })).toThrow('The data of hello does not fit its template.');
  });

  it('have a title of one line', () => {
    expect(say({}, { texts: [own('en', 'x', { title: ' a \n b ' })] }).title).toBe('a b');
  });
});

describe('the ending', () => {
  it('of an SMS is the word STOP in its language, except in a conversation or where the template has its own', () => {
    const chat = defineTemplate({ ...plan, category: 'conversational' });
    const bye = defineTemplate({ ...plan, category: 'transactional', saysOptOut: false });
    expect(say().text).toBe('2 here. Reply STOP to get no more texts.');
    expect(say({}, { language: 'es' }).text).toBe('2 aquí. Responda STOP para no recibir mensajes.');
    for (const template of [chat, bye]) expect(say(filled(template, { parts: 1 })).text).toBe('1 here.');
  });

  it('of a mail that advertises is the store’s address and the way out', () => {
    const offer = defineTemplate({ ...plan, category: 'marketing' });
    const link = 'https://example.com/l/1';
    expect(say({ ...filled(offer, { parts: 1 }), channel: 'email', optOutLink: link }).text.split('\n')).toEqual([
      '1 here.',
      '',
      '--',
      'Elm Street Motors, 1 Elm Street, Springfield, IL 62701, US',
      `No more mail like this: ${link}`,
    ]);
    expect(say({ channel: 'email', optOutLink: link }).text).toBe('2 here.');
  });
});
