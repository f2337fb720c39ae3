/** The customers' side of messages: what is on their phone, what they write back, and the link that they tap. */
import type { Send } from './api.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';

/** What can be tapped on the page of an appointment. */
export type Tap = 'confirm' | 'move' | 'cancel';

/** Everybody's phones and mailboxes. A contact is a number or an address. */
export interface Phones {
  /** All contacts that got a message. */
  reached(): Promise<ReadonlySet<string>>;
  /** The last message to a contact; undefined when it got none. */
  last(contact: string): Promise<Fields | undefined>;
  /** Answers the last message to the contact. False when there is none to answer. */
  answer(contact: string, text: string): Promise<boolean>;
  /** Opens the link in the last message, reads the page, and taps. False when there is no link, or nothing to tap. */
  tap(contact: string, what: Tap): Promise<boolean>;
  /** Unsubscribes by the one click that the mail program offers (RFC 8058). False when no mail offers it. */
  unsubscribe(contact: string): Promise<boolean>;
  /** Texts the house without being asked. */
  write(from: string, text: string): Promise<void>;
}

async function accepted(answer: Response, what: string): Promise<void> {
  if (!answer.ok) throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

const asJson = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

const asForm = (fields: Readonly<Record<string, string>>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

const linkIn = (text: string): string | undefined => /https?:\/\/\S+\/links\/[^\s<>]+/.exec(text)?.[0];

/** What the page's form for a tap would send; undefined when the page does not offer it. */
function formFor(page: string, what: Tap): Record<string, string> | undefined {
  const form = page.split('<form').find((part) => part.includes(`name="action" value="${what}"`));
  if (form === undefined) return undefined;
  const seen = /name="seen" value="([^"]*)"/.exec(form)?.[1];
  return { action: what, ...(seen === undefined ? {} : { seen }) };
}

/** Opens them. */
export function openPhones(awsUrl: string, send: Send = fetch): Phones {
  async function all(): Promise<readonly Fields[]> {
    const answer: unknown = await (await send(`${awsUrl}/_local/outbox`)).json();
    return listOf(fieldsOf(answer)['messages']).map(fieldsOf);
  }
  const last = async (contact: string) => (await all()).findLast(({ to }) => to === contact);
  return {
    last,
    reached: async () => new Set((await all()).map(({ to }) => String(to))),
    async answer(contact, text) {
      const message = await last(contact);
      if (message === undefined) return false;
      await accepted(await send(`${awsUrl}/_local/outbox/${textOf(message, 'id')}/reply`, asJson({ text })), 'reply');
      return true;
    },
    async tap(contact, what) {
      const message = await last(contact);
      const link = message === undefined ? undefined : linkIn(textOf(message, 'text'));
      if (link === undefined) return false;
      const form = formFor(await (await send(link)).text(), what);
      if (form === undefined) return false;
      await accepted(await send(link, asForm(form)), `tap ${what}`);
      return true;
    },
    async unsubscribe(contact) {
      const headers = fieldsOf((await last(contact))?.['headers']);
      const link = /<(https?:[^>]+)>/.exec(textOf(headers, 'List-Unsubscribe'))?.[1];
      if (link === undefined) return false;
      await accepted(await send(link, asForm({ 'List-Unsubscribe': 'One-Click' })), 'unsubscribe');
      return true;
    },
    async write(from, text) {
      await accepted(await send(`${awsUrl}/_local/inbound`, asJson({ channel: 'sms', from, text })), 'inbound');
    },
  };
}
