/** What happens in a story, in the order in which it happens: the same record whatever world the story is played in. */
import { alerts } from '../../core/alerts/index.ts';
import { type Envelope, envelope } from '../../core/kernel/event.ts';
import { ProviderRefused } from '../../core/kernel/ports.ts';
import type { Row, Table } from '../../core/kernel/table.ts';
import type { Instant } from '../../core/kernel/time.ts';
import type { Reviewed } from '../../core/run/index.ts';

/** One thing that happened. */
export type Happened = {
  readonly at: Instant;
  /** The follow-up that did it; nothing when a person did. */
  readonly by?: string;
} & (
  | { readonly is: 'person'; readonly says: string }
  /** A state of the machine, and what Review said when it sent the run there. */
  | { readonly is: 'step'; readonly label: string; readonly because: string; readonly until?: Instant }
  | { readonly is: 'event'; readonly event: Envelope }
  | { readonly is: 'alert'; readonly alert: ReturnType<typeof alerts.read> }
  | { readonly is: 'text'; readonly channel: string; readonly text: string }
);

/** How the provider behaves from now on: takes messages, refuses them, or takes them and never answers. */
export type Provider = 'takes' | 'refuses' | 'is-silent';

/** The follow-up whose transaction it is, by the actor of its events. */
function byWhom(rows: readonly Row[]): { readonly by?: string } {
  for (const { kind, event } of rows) {
    const actor = kind === 'outbox' ? envelope.parse(event).actor : undefined;
    if (actor?.kind === 'system') return { by: actor.id };
  }
  return {};
}

/** A record that is being written. */
export function openRecord(now: () => Instant) {
  const happened: Happened[] = [];
  let provider: Provider = 'takes';
  return {
    happened,
    person: (says: string): void => {
      happened.push({ at: now(), is: 'person', says });
    },
    step: (by: string, { next, because, until }: Reviewed): void => {
      happened.push({ at: now(), by, is: 'step', label: next, because, ...(until === undefined ? {} : { until }) });
    },
    /** The table, with an ear on what is committed to it. */
    table: (inner: Table): Table => ({
      get: (key) => inner.get(key),
      query: (query) => inner.query(query),
      async write(writes) {
        await inner.write(writes);
        const puts = writes.flatMap((write) => ('put' in write ? [write.put] : []));
        const by = byWhom(puts);
        for (const row of puts) {
          if (row.kind === 'outbox') happened.push({ at: now(), ...by, is: 'event', event: envelope.parse(row.event) });
          if (row.kind === 'alert' && row.version === 1)
            happened.push({ at: now(), ...by, is: 'alert', alert: alerts.read(row) });
        }
      },
    }),
    setProvider: (to: Provider): void => {
      provider = to;
    },
    /** Takes a message, or throws as the provider does. */
    async deliver(channel: string, text: string): Promise<void> {
      if (provider === 'refuses') throw new ProviderRefused('DESTINATION_PHONE_NUMBER_INVALID');
      // The claim was written just before, by the same act.
      const by = happened.at(-1)?.by;
      happened.push({ at: now(), ...(by === undefined ? {} : { by }), is: 'text', channel, text });
      if (provider === 'is-silent') throw new Error('socket hang up');
    },
  };
}

/** A record that is being written. */
export type Recording = ReturnType<typeof openRecord>;
