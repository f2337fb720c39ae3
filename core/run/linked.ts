/**
 * The links of a message. A decision is pure and can sign nothing: a draft names the links that it wants, by the fields of
 * its data, and the act door makes them once the rules have said that it goes, and how.
 */
import { type Instant, plus } from '../kernel/time.ts';
import type { Link, LinkAction, LinkFor } from '../links/index.ts';
import { type ClaimPlace, messageId } from '../messages/index.ts';
import type { MessageDraft } from './declaration.ts';

/** A link that a message wants: what can be tapped about the run's appointment, and until when. */
export interface LinkWish {
  readonly actions: readonly Exclude<LinkAction, 'unsubscribe'>[];
  readonly expiresAt: Instant;
}

/** A draft with its links in its data; mail that advertises has its way out. */
export interface Linked {
  readonly draft: MessageDraft;
  readonly optOutLink?: string;
}

/** The law asks for thirty days (15 USC 7704(a)(3)(A)(ii)); people keep mail longer than that. */
const optOutDays = 400;

/** Makes the links of a message that goes by this channel. A mail has room for the message's id, which says why. */
export async function linked(
  place: ClaimPlace,
  draft: MessageDraft,
  channel: 'sms' | 'email',
  now: Instant,
  linkFor: LinkFor,
): Promise<Linked> {
  const { storeId, subject } = place;
  const { template, customerId, links = {} } = draft;
  const about = { storeId, subject, ...(channel === 'email' ? { messageId: messageId(place) } : {}) };
  const make = async ([field, { actions, expiresAt }]: [string, LinkWish]): Promise<[string, string]> => {
    const wanted: Link = { ...about, actions: [...actions], expiresAt };
    return [field, await linkFor(wanted)];
  };
  const data = { ...draft.data, ...Object.fromEntries(await Promise.all(Object.entries(links).map(make))) };
  const advertises = channel === 'email' && template.category === 'marketing';
  if (!advertises) return { draft: { ...draft, data } };
  const expiresAt = plus(now, { days: optOutDays });
  const optOutLink = await linkFor({ ...about, customerId, actions: ['unsubscribe'], expiresAt });
  return { draft: { ...draft, data }, optOutLink };
}
