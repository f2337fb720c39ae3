/**
 * Events: what happened, said once, in the same transaction as the state it happened to. The log of an entity is
 * its outbox: rows stay, so timelines read them, and `publish` sends each of them to the bus.
 */
import * as z from 'zod';
import { type DueKey, dueKey, sortKey } from './keys.ts';
import type { Write } from './table.ts';
import { type Instant, instant, plus } from './time.ts';

/** Who did it: a person, a part of the system (by name), a partner’s feed, or the customer (by a link or a reply). */
export const actor = z.object({
  kind: z.enum(['staff', 'system', 'partner', 'customer']),
  id: z.string().min(1).max(80),
});
export type Actor = z.infer<typeof actor>;

/** What a decision is handed instead of a clock, chance and an identity: one request, one moment. */
export interface Moment {
  readonly now: Instant;
  readonly newId: () => string;
  readonly actor: Actor;
  /** The id of the event or request that caused this. */
  readonly cause: string;
}

/** The envelope of every event. Ids only: no names, phones, addresses or VINs (they are read from the table). */
export const envelope = z.object({
  id: z.string(),
  type: z.string(),
  /** The version of the event's own schema; it rises by addition only. */
  schema: z.int().positive(),
  at: instant,
  /** The store it happened at; absent for what the stores of a group share. */
  storeId: z.string().optional(),
  entity: z.string(),
  entityId: z.string(),
  /** The version that the entity reached with this event. */
  entityVersion: z.int().positive(),
  /** The follow-up subject it belongs to, such as `ro-10233`. */
  subject: z.string().optional(),
  customerId: z.string().optional(),
  actor,
  cause: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type Envelope = z.infer<typeof envelope>;

/** An event type: its name, the version of its schema, what it means in one sentence, and its data. */
export interface EventDefinition<Data extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  readonly schema: number;
  readonly means: string;
  readonly data: Data;
  readonly example: z.infer<Data>;
}

/** Defines an event type; the contract, the outbox row and the bus pattern all come from it. */
export const defineEvent = <Data extends z.ZodObject>(
  type: string,
  schema: number,
  about: { readonly means: string; readonly data: Data; readonly example: z.infer<Data> },
): EventDefinition<Data> => ({ type, schema, ...about });

/** An event about to be written: its type and its data, checked against each other. */
export interface Happening {
  readonly type: string;
  readonly schema: number;
  readonly data: Record<string, unknown>;
}

/** Says that an event happened. Throws when the data does not fit the type (a mistake in core). */
export const happened = <Data extends z.ZodObject>(
  definition: EventDefinition<Data>,
  data: z.infer<Data>,
): Happening => ({
  type: definition.type,
  schema: definition.schema,
  data: definition.data.parse(data),
});

/** How long after its commit an unpublished outbox row falls due to the sweeper. Publishing takes about a second. */
const publishGraceMinutes = 2;

/** The attributes of an outbox row that is still to be published. */
export const outboxDue = (at: Instant, eventId: string): DueKey =>
  dueKey(plus(at, { minutes: publishGraceMinutes }), 'outbox', eventId);

/** The outbox row of an event: a line of its entity's log, of the customer's story, and due until it is published. */
export function outboxWrite(event: Envelope, logPartition: string, story: Readonly<Record<string, string>>): Write {
  return {
    put: {
      pk: logPartition,
      sk: sortKey('EVENT', event.at, event.id),
      kind: 'outbox',
      ...story,
      ...outboxDue(event.at, event.id),
      event,
    },
    when: { absent: true },
  };
}
