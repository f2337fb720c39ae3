/** The names of the rules that can refuse a message. Decision records, events and timelines say them. */

/** Why a channel is closed. */
export type ChannelRefusal =
  /** A duplicate: whatever is to be said is said to the customer who is kept (row 31). */
  | 'merged'
  /** The customer wants no automated messages at all. */
  | 'prefers-no-messages'
  /** No mobile number, or no mail address. */
  | 'no-channel'
  /** Opted out of the channel (rules 5 and 14). */
  | 'opted-out'
  /** Opted out of this kind of message on the channel (rule 6). */
  | 'category-revoked'
  /** On the group's do-not-call list (rule 9). */
  | 'do-not-call'
  /** On the national registry, without permission, a recent purchase or a recent inquiry (rule 9). */
  | 'national-registry'
  /** No stored written consent to marketing by SMS for this number (rule 8). */
  | 'no-marketing-consent'
  /** The store's postal address is not known, and marketing by mail carries one (rule 12). */
  | 'no-postal-address'
  /** A marketing mail cannot carry its opt-out without a login (rule 12). */
  | 'no-opt-out-link';

/** Why marketing is not wanted now, whatever the channel: what the customer and the car have become (row 30). */
export type Suppression =
  | 'vehicle-sold'
  | 'bought-elsewhere'
  | 'open-repair-order'
  | 'open-complaint'
  | 'appointment-ahead'
  | 'funding-problem';

/** Why the whole message is refused. */
export type Refusal =
  | ChannelRefusal
  | Suppression
  /** The windows of the places the recipient may be in never meet (rule 3). */
  | 'no-common-window'
  /** As much marketing in 24 hours as the recipient's state allows (rule 10). */
  | 'state-cap'
  /** As much marketing in a week, or a month, as the group allows (row 29). */
  | 'weekly-cap'
  | 'monthly-cap'
  /** The assistant's first text does not say that it is automated, or a text denies it (rule 11). */
  | 'not-disclosed';
