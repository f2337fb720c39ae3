/**
 * A link as one word of an address, with the signature of one of our keys:
 *
 *   1.tbwq2o.7.S01.ap-01JNZ8R6QK4YQ2V1W9T3H5M7XC..N2hVx…Q
 *   key, end (seconds, base 36), actions (bits, base 36), store, subject, customer, message where there is one, signature
 *
 * Ids are written as they are: they need no encoding, and base64 over all would add a third. The signature is the whole
 * one, 43 characters: so the key service itself can check it, and the public door needs no leave to make one. An
 * appointment's token at a store `S01` has 89 characters, one with a customer's ULID 115, so each fits one text message.
 */
import type { SignatureCheck, Signer } from '../kernel/ports.ts';
import { fromEpochMillis, type Instant, isBefore, toEpochMillis } from '../kernel/time.ts';
import { type Link, type LinkAction, link, linkActions } from './link.ts';

/** What came of reading a token. Of an expired one it is known that we made it, so its page may name the store. */
export type ReadLink =
  | { readonly is: 'good' | 'expired'; readonly link: Link }
  | { readonly is: 'malformed' }
  | { readonly is: 'forged' };

/** No token of ours is longer: one with a message's id has about 250 characters. */
const longest = 500;

const bitsOf = (actions: readonly LinkAction[]): string =>
  linkActions.reduce((bits, action, at) => (actions.includes(action) ? bits | (1 << at) : bits), 0).toString(36);

const actionsOf = (bits: string): readonly LinkAction[] =>
  linkActions.filter((_, at) => (Number.parseInt(bits, 36) & (1 << at)) !== 0);

const secondsOf = (at: Instant): number => Math.floor(toEpochMillis(at) / 1000);

/** What is signed: the token without its signature. One link has one text, so it can be read in one way only. */
function textOf(key: string, { expiresAt, actions, storeId, subject, customerId, messageId }: Link): string {
  const parts = [key, secondsOf(expiresAt).toString(36), bitsOf(actions), storeId, subject, customerId ?? ''];
  return [...parts, ...(messageId === undefined ? [] : [messageId])].join('.');
}

/** Signs a link. Its end is kept to the second, rounded down. Throws ZodError for what is no link (a mistake of ours). */
export async function makeLink(wanted: Link, signer: Signer): Promise<string> {
  const text = textOf(signer.key, link.parse(wanted));
  return `${text}.${await signer.sign(text)}`;
}

interface Parts {
  readonly key: string;
  readonly text: string;
  readonly signature: string;
  readonly link: Link;
}

/** A token taken apart; undefined when no link of ours has this form. */
function partsOf(token: string): Parts | undefined {
  const cut = token.lastIndexOf('.');
  const text = token.slice(0, cut);
  const signature = token.slice(cut + 1);
  if (token.length > longest || cut < 0 || !/^[A-Za-z0-9_-]{43}$/.test(signature)) return undefined;
  const [key = '', end = '', bits = '', storeId, subject, customerId = '', ...message] = text.split('.');
  if (!/^[a-z0-9]{1,4}$/.test(key) || !/^[a-z0-9]{1,8}$/.test(end) || !/^[a-z0-9]{1,4}$/.test(bits)) return undefined;
  const seconds = Number.parseInt(end, 36);
  // The last second of the year 9999: beyond it there is no instant to speak of.
  if (seconds > 253_402_300_799) return undefined;
  const read = link.safeParse({
    storeId,
    subject,
    actions: actionsOf(bits),
    ...(customerId === '' ? {} : { customerId }),
    ...(message.length === 0 ? {} : { messageId: message.join('.') }),
    expiresAt: fromEpochMillis(seconds * 1000),
  });
  // Written in any other way than we would write it (a leading zero, an unknown action), it is none of ours.
  if (!read.success || textOf(key, read.data) !== text) return undefined;
  return { key, text, signature, link: read.data };
}

/**
 * Reads a token that came from outside. What has not even the form of a link costs no call of the key service; whether a
 * link has expired is said only of those that we made.
 */
export async function readLink(token: string, now: Instant, check: SignatureCheck): Promise<ReadLink> {
  const parts = partsOf(token);
  if (parts === undefined) return { is: 'malformed' };
  if (!(await check.isGenuine(parts.key, parts.text, parts.signature))) return { is: 'forged' };
  return { is: isBefore(now, parts.link.expiresAt) ? 'good' : 'expired', link: parts.link };
}
