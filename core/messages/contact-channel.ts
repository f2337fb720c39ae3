/**
 * Which channel a message may take: what the customer can be reached by, prefers, allowed and forbade (domain page,
 * section 5). Opt-outs hold whatever the message is about; consent is asked for marketing.
 */
import { type Instant, isAfter } from '../kernel/time.ts';

/** What a template is for; fixed with the template. */
export type ContactCategory = 'transactional' | 'marketing' | 'conversational';

/** The two ways out. */
export type Channel = 'sms' | 'email';

/** A customer, as far as the contact rules look; the customer noun satisfies it. */
export interface Recipient {
  readonly customerId: string;
  readonly phones: readonly {
    /** E.164. */
    readonly number: string;
    readonly kind: 'mobile' | 'home' | 'work';
    readonly primary?: boolean | undefined;
  }[];
  readonly emails: readonly string[];
  readonly preferredChannel?: Channel | 'none' | undefined;
  readonly consent: {
    readonly smsOptOutAt?: Instant | undefined;
    readonly emailOptOutAt?: Instant | undefined;
    /** Written consent to automated marketing by SMS: to these words, for this number. */
    readonly marketingSms?:
      | { readonly wording: string; readonly number: string; readonly at: Instant; readonly source: string }
      | undefined;
    readonly doNotCallUntil?: Instant | undefined;
  };
  readonly address?:
    | {
        readonly state?: string | undefined;
        readonly postalCode?: string | undefined;
        readonly country?: string | undefined;
      }
    | undefined;
}

/** Why a channel, or the whole message, is refused. */
export type Refusal =
  /** The customer wants no automated messages at all. */
  | 'prefers-no-messages'
  /** No mobile number, or no mail address. */
  | 'no-channel'
  /** Opted out of every channel there is, or of this one. */
  | 'opted-out'
  /** On the group's do-not-call list. */
  | 'do-not-call'
  /** No stored written consent to marketing by SMS for this number. */
  | 'no-marketing-consent'
  /** The windows of the places the recipient may be in never meet. */
  | 'no-common-window';

/** How one channel stood: where it leads, or why it is closed. */
export type ChannelView = { channel: Channel; to: string } | { channel: Channel; refused: Refusal };

const primaryFirst = <P extends { readonly primary?: boolean | undefined }>(phones: readonly P[]): readonly P[] =>
  phones.toSorted((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false));

/** The number that speaks for the customer: the primary one, else a mobile, else any. */
export function leadingNumber({ phones }: Recipient): string | undefined {
  const found = phones.find(({ primary }) => primary) ?? phones.find(({ kind }) => kind === 'mobile') ?? phones[0];
  return found?.number;
}

/** Whether SMS is open, and to which number: the primary mobile first; for marketing only the one consent names. */
function sms({ phones, consent }: Recipient, category: ContactCategory, now: Instant): ChannelView {
  const channel = 'sms';
  const mobiles = primaryFirst(phones.filter(({ kind }) => kind === 'mobile'));
  const [first] = mobiles;
  if (first === undefined) return { channel, refused: 'no-channel' };
  if (consent.smsOptOutAt !== undefined) return { channel, refused: 'opted-out' };
  if (category !== 'marketing') return { channel, to: first.number };
  if (consent.doNotCallUntil !== undefined && isAfter(consent.doNotCallUntil, now)) {
    return { channel, refused: 'do-not-call' };
  }
  const agreed = consent.marketingSms;
  const allowed = mobiles.find(({ number }) => number === agreed?.number);
  if (agreed === undefined || allowed === undefined || isAfter(agreed.at, now)) {
    return { channel, refused: 'no-marketing-consent' };
  }
  return { channel, to: allowed.number };
}

function email({ emails, consent }: Recipient): ChannelView {
  const [to] = emails;
  if (to === undefined) return { channel: 'email', refused: 'no-channel' };
  return consent.emailOptOutAt === undefined ? { channel: 'email', to } : { channel: 'email', refused: 'opted-out' };
}

/**
 * Both channels in the order in which the customer wants them; SMS comes first where nothing is said, because a car
 * that is ready is read about sooner there. A customer who prefers none has both closed, except for an answer in a
 * conversation the customer is having.
 */
export function channelViews(
  of: Recipient,
  category: ContactCategory,
  now: Instant,
): readonly [ChannelView, ChannelView] {
  if (of.preferredChannel === 'none' && category !== 'conversational') {
    return [
      { channel: 'sms', refused: 'prefers-no-messages' },
      { channel: 'email', refused: 'prefers-no-messages' },
    ];
  }
  const [bySms, byMail] = [sms(of, category, now), email(of)];
  return of.preferredChannel === 'email' ? [byMail, bySms] : [bySms, byMail];
}
