/** The SMS and mail providers of the town, and who signs its links. They take everything, unless the story says otherwise. */
import { type Mail, ProviderRefused, type Sms } from '../../core/kernel/ports.ts';
import type { Instant } from '../../core/kernel/time.ts';
import type { LinkFor } from '../../core/links/index.ts';

/** A message that a provider was handed. */
export interface Sent {
  readonly at: Instant;
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly text: string;
  readonly reference: string;
}

/** What a provider does with a message: takes it and says so; takes it, and nobody learns of it; takes it not; a definite no. */
type Answer = 'taken' | 'taken-unanswered' | 'lost' | 'refused';

/** Decides about a message. May let the door that called die, and then it never answers. */
export type Provider = (message: Sent, take: () => void) => Promise<Answer | undefined> | Promise<void>;

/** Opens the providers; `taken` hears of every message that one took. */
export function openProviders(
  now: () => Instant,
  decide: Provider = async () => undefined,
  taken: (message: Sent) => void = () => {},
) {
  const sent: Sent[] = [];
  const called: Sent[] = [];
  const deliver = async (message: Sent): Promise<{ providerId: string }> => {
    called.push(message);
    const take = (): void => {
      sent.push(message);
      taken(message);
    };
    const answer = (await decide(message, take)) ?? 'taken';
    if (answer === 'refused') throw new ProviderRefused('INVALID_PARAMETER');
    if (answer !== 'lost') take();
    if (answer !== 'taken') throw new Error('No answer came.');
    return { providerId: `p-${called.length}` };
  };
  const sms: Sms = { send: ({ to, text, reference }) => deliver({ at: now(), channel: 'sms', to, text, reference }) };
  const mail: Mail = {
    send: ({ to, text, reference }) => deliver({ at: now(), channel: 'email', to, text, reference }),
  };
  // The same as in stories that are played without machines, so that both tell the same.
  const linkFor: LinkFor = async () => 'https://example.com/l/1';
  return { sms, mail, linkFor, sent, called };
}
