/** What the providers tell us, once their shapes are taken off: somebody wrote, or a message of ours fared so. */
import type { Instant } from '../kernel/time.ts';

/** Something that somebody sent to us, before anybody tried to understand it. */
export interface Letter {
  readonly channel: 'sms' | 'email';
  /** The provider's id: the same letter twice has it twice. */
  readonly letterId: string;
  /** Number (E.164, or a short code) or mail address (lower case) of the sender. */
  readonly from: string;
  /** Number or address it was sent to, if that is known. */
  readonly to?: string;
  /** When the provider had it. */
  readonly at: Instant;
  /** Whole, as it came in; a mail is MIME, perhaps in base64. */
  readonly raw: string;
  /** The text of an SMS; a mail must be opened first. */
  readonly text?: string;
  /** Whether the provider vouches for the sender: always for a number, for a mail address by SPF or DKIM. */
  readonly vouched: boolean;
  /** The provider holds it for spam, or found a virus. */
  readonly suspicious: boolean;
}

/** A letter after opening. */
export interface Opened {
  readonly text: string;
  /** The subject of a mail. */
  readonly title?: string;
  /** No person wrote it: an out-of-office reply, a mailing list, a robot. */
  readonly automatic: boolean;
}

/** How a message of ours fared after the provider took it. */
export interface Receipt {
  /** Our reference of the message, as it went out with it and came back. */
  readonly reference: string;
  readonly fared: 'delivered' | 'failed' | 'complained';
  /** The provider's word for why it failed. */
  readonly reason?: string;
}

/** One notice of a provider. */
export type Notice =
  | { readonly kind: 'letter'; readonly letter: Letter }
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  /** Nothing that changes anything: a message on its way, a topic that was set up. */
  | { readonly kind: 'nothing' }
  /** Nobody knows what it is: kept, and a person looks. */
  | { readonly kind: 'unreadable'; readonly letterId: string; readonly at: Instant; readonly raw: string };
