/** What goes wrong at the providers of messages. */
import type { TownOptions } from '../town.ts';
import { visiting } from '../visit.ts';
import type { Mischief } from './mischief.ts';

/** Providers that refuse, do not answer, lose a message, or let the door that called them die; and their reports. */
export const providerFaults = ({
  profile,
  luck,
  happens,
}: Mischief): Required<Pick<TownOptions, 'carrier' | 'provider'>> => ({
  carrier: () => {
    const fared = happens('not delivered', profile.provider.undelivered) ? 'undelivered' : 'delivered';
    return { after: luck.between(1, 90) * 1000, fared };
  },
  async provider(_message, take) {
    const { refused, unanswered, lost, crash } = profile.provider;
    if (happens('provider refused', refused)) return 'refused';
    if (happens('provider did not answer', unanswered)) return 'taken-unanswered';
    if (happens('provider lost it', lost)) return 'lost';
    if (!happens('crash while sending', crash)) return 'taken';
    if (luck.chance(0.5)) take();
    return (await visiting()?.die()) ?? 'lost';
  },
});
