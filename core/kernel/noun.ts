/**
 * A noun of the business: its schema, where its rows lie, and the one way its state changes. Every change is a
 * new version and exactly one event, in one transaction under the version that was read.
 */
import type * as z from 'zod';
import { type Envelope, type Happening, type Moment, outboxWrite } from './event.ts';
import { customerPartition, type Key, sortKey } from './keys.ts';
import type { Row, Write } from './table.ts';

/** What every entity carries. `version` begins at 1 and rises by one with each change. */
export interface Versioned {
  readonly version: number;
}

/** How a noun lies in the table. */
export interface NounPlan<Schema extends z.ZodObject> {
  /** As the field calls it: `repair-order`. */
  readonly name: string;
  readonly schema: Schema;
  readonly id: (state: z.output<Schema>) => string;
  readonly key: (state: z.output<Schema>) => Key;
  /** The partition of the log that tells this entity's story. */
  readonly log: (state: z.output<Schema>) => string;
  /** The store it belongs to, the follow-up subject and the customer, where it has them. */
  readonly about: (state: z.output<Schema>) => {
    readonly storeId?: string;
    readonly subject?: string;
    readonly customerId?: string;
  };
  /** Its attributes in the indexes desk and board. */
  readonly indexes?: (state: z.output<Schema>) => Readonly<Record<string, string>>;
}

/** One change of one entity: the new state, its event, and the writes that make both true at once. */
export interface Change<State> {
  readonly state: State;
  readonly event: Envelope;
  readonly writes: readonly Write[];
}

export interface Noun<Schema extends z.ZodObject> extends NounPlan<Schema> {
  /** Reads a row. Throws when the row does not fit the schema (a mistake of ours, not of a client). */
  readonly read: (row: Row) => z.output<Schema>;
  /** The first version. `state` carries version 1. */
  readonly create: (state: z.output<Schema>, event: Happening, moment: Moment) => Change<z.output<Schema>>;
  /** The next version. `after` carries the version of `before`; it is raised here. */
  readonly change: (
    before: Versioned,
    after: z.output<Schema>,
    event: Happening,
    moment: Moment,
  ) => Change<z.output<Schema>>;
}

/** The story index: everything about one customer is one query, newest knowledge in order of its sort key. */
export const storyKey = (
  customerId: string,
  storeId: string,
  ...parts: readonly string[]
): Readonly<Record<string, string>> => ({
  storyPk: customerPartition(customerId),
  storySk: sortKey(storeId, ...parts),
});

/** The store part of the story index for what all stores of the group share; sorts before every store. */
export const sharedStory = '!';

/** Defines a noun. */
export function defineNoun<Schema extends z.ZodObject>(plan: NounPlan<Schema>): Noun<Schema> {
  const commit = (
    state: z.output<Schema>,
    version: number,
    when: { readonly absent: true } | { readonly equals: { readonly version: number } },
    what: Happening,
    moment: Moment,
  ): Change<z.output<Schema>> => {
    const { storeId, subject, customerId } = plan.about(state);
    const entityId = plan.id(state);
    const event: Envelope = {
      id: moment.newId(),
      type: what.type,
      schema: what.schema,
      at: moment.now,
      ...(storeId === undefined ? {} : { storeId }),
      entity: plan.name,
      entityId,
      entityVersion: version,
      ...(subject === undefined ? {} : { subject }),
      ...(customerId === undefined ? {} : { customerId }),
      actor: moment.actor,
      cause: moment.cause,
      data: what.data,
    };
    const story = (...parts: readonly string[]) =>
      customerId === undefined ? {} : storyKey(customerId, storeId ?? sharedStory, ...parts);
    const next = { ...state, version };
    const row: Row = {
      ...next,
      ...plan.key(state),
      kind: plan.name,
      ...story(plan.name, entityId),
      ...plan.indexes?.(state),
    };
    return {
      state: next,
      event,
      writes: [{ put: row, when }, outboxWrite(event, plan.log(state), story('event', event.at, event.id))],
    };
  };
  /** A row never changes once it was read, and one look reads some of them several times. */
  const known = new WeakMap<Row, z.output<Schema>>();
  const read = (row: Row): z.output<Schema> => {
    const state = known.get(row) ?? plan.schema.parse(row);
    known.set(row, state);
    return state;
  };
  return {
    ...plan,
    read,
    create: (state, event, moment) => commit(state, 1, { absent: true }, event, moment),
    change: (before, after, event, moment) =>
      commit(after, before.version + 1, { equals: { version: before.version } }, event, moment),
  };
}
