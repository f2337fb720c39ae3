/** The question that the contact rules answer, and their answer. */
import type { Instant, TimeZone } from '../kernel/time.ts';
import type { Editions } from './data/contact-windows.ts';
import type { Channel, ContactCategory, Recipient } from './recipient.ts';
import type { AssistantText } from './rules/assistant.ts';
import type { Caps, MarketingContact } from './rules/caps.ts';
import type { Refusal, Suppression } from './rules/refusal.ts';

/** What is known only where a message is sent: the act door looks it up for marketing and hands it in. */
export interface SendingFacts {
  /** The marketing that this customer got lately, from the ledger of contacts. */
  readonly history: readonly MarketingContact[];
  /** Whether the mail can carry its signed one-click opt-out. */
  readonly optOutLink: boolean;
}

/** For planning, and for what is no marketing: caps and links are looked at when a message is sent, not before. */
export const planned: SendingFacts = { history: [], optOutLink: true };

/** What is to be decided. */
export interface ContactRequest {
  readonly category: ContactCategory;
  /** Name of the template, for the record. */
  readonly template: string;
  readonly customer: Recipient;
  /** The store: stands in where neither address nor area code says where the customer is. */
  readonly store: {
    readonly timeZone: TimeZone;
    readonly address: { readonly state: string; readonly street?: string | undefined };
  };
  readonly windows: Editions;
  readonly now: Instant;
  /** Seconds before a window's end at which it counts as closed: as long as the act door may take. */
  readonly marginSeconds: number;
  readonly sending: SendingFacts;
  /** The group's caps on marketing; one a week and four a month unless said. */
  readonly caps?: Caps | undefined;
  /** Why marketing is not wanted now, and what that was read from: ids and dates, nothing personal (row 30). */
  readonly suppressed?: { readonly rule: Suppression; readonly inputs: Readonly<Record<string, unknown>> } | undefined;
  /** Set when an assistant wrote the text. */
  readonly assistant?: AssistantText | undefined;
  /** Set for the confirmation of an opt-out, which goes to the number that said it (E.164). */
  readonly confirmsOptOut?: { readonly to: string } | undefined;
}

/** The rule that decided. */
export type ContactRule = 'allowed' | 'opt-out-confirmation' | 'outside-window' | Refusal;

/** Why a message went or did not go. Holds no number, address or name, so it may be logged. */
export interface ContactRecord {
  readonly rule: ContactRule;
  readonly result: 'send' | 'refused' | 'notBefore';
  readonly at: Instant;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The answer. `zones` are those whose clocks were asked; empty where no window applies. */
export type ContactDecision =
  | { answer: 'send'; channel: Channel; to: string; zones: readonly TimeZone[]; record: ContactRecord }
  | { answer: 'refused'; rule: Refusal; record: ContactRecord }
  | { answer: 'notBefore'; until: Instant; rule: 'outside-window'; record: ContactRecord };
