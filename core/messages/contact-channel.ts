/**
 * Which channel a message may take: what the customer can be reached by, prefers, allowed and forbade (domain page,
 * section 5). Each channel holds the message against its rules in a fixed order; the first that refuses is on record.
 */
import type { Instant, TimeZone } from '../kernel/time.ts';
import type { Channel, ContactCategory, Recipient } from './recipient.ts';
import { type MailParts, marketingMailParts, revokedEmail } from './rules/email.ts';
import type { ChannelRefusal } from './rules/refusal.ts';
import { companyDoNotCall, nationalRegistry, revokedSms, writtenConsent } from './rules/sms.ts';

/** How one channel stood: where it leads, or why it is closed. */
export type ChannelView = { channel: Channel; to: string } | { channel: Channel; refused: ChannelRefusal };

/** What is asked of both channels. */
export interface ChannelAsked {
  readonly customer: Recipient;
  readonly category: ContactCategory;
  readonly mail: MailParts;
  readonly now: Instant;
  /** The store's clock. */
  readonly zone: TimeZone;
}

const primaryFirst = <P extends { readonly primary?: boolean | undefined }>(phones: readonly P[]): readonly P[] =>
  phones.toSorted((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false));

/** The number that speaks for the customer: the primary one, else a mobile, else any. */
export function leadingNumber({ phones }: Recipient): string | undefined {
  const found = phones.find(({ primary }) => primary) ?? phones.find(({ kind }) => kind === 'mobile') ?? phones[0];
  return found?.number;
}

/** Whether SMS is open, and to which number: the primary mobile first; for marketing the one that consent names. */
function sms({ customer, category, now, zone }: ChannelAsked): ChannelView {
  const channel = 'sms';
  const mobiles = primaryFirst(customer.phones.filter(({ kind }) => kind === 'mobile'));
  const agreed = mobiles.find(({ number }) => number === customer.consent.marketingSms?.number);
  const to = (category === 'marketing' ? (agreed ?? mobiles[0]) : mobiles[0])?.number;
  if (to === undefined) return { channel, refused: 'no-channel' };
  const revoked = revokedSms(customer, category);
  const refused =
    category === 'marketing'
      ? (revoked ??
        companyDoNotCall(customer, now) ??
        nationalRegistry(customer, now, zone) ??
        writtenConsent(customer, to, now))
      : revoked;
  return refused === undefined ? { channel, to } : { channel, refused };
}

function email({ customer, category, mail }: ChannelAsked): ChannelView {
  const channel = 'email';
  const [to] = customer.emails;
  if (to === undefined) return { channel, refused: 'no-channel' };
  const revoked = revokedEmail(customer, category);
  const refused = revoked ?? (category === 'marketing' ? marketingMailParts(mail) : undefined);
  return refused === undefined ? { channel, to } : { channel, refused };
}

/**
 * Both channels in the order in which the customer wants them; SMS comes first where nothing is said, because a car
 * that is ready is read about sooner there. A customer who prefers none has both closed, except for an answer in a
 * conversation the customer is having.
 */
export function channelViews(asked: ChannelAsked): readonly [ChannelView, ChannelView] {
  const { preferredChannel, mergedInto } = asked.customer;
  if (mergedInto !== undefined) {
    return [
      { channel: 'sms', refused: 'merged' },
      { channel: 'email', refused: 'merged' },
    ];
  }
  if (preferredChannel === 'none' && asked.category !== 'conversational') {
    return [
      { channel: 'sms', refused: 'prefers-no-messages' },
      { channel: 'email', refused: 'prefers-no-messages' },
    ];
  }
  return preferredChannel === 'email' ? [email(asked), sms(asked)] : [sms(asked), email(asked)];
}
