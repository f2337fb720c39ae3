/** How an event becomes a sentence: its data are read by its own schema, then said. */
import type * as z from 'zod';
import type { EventDefinition } from '../kernel/event.ts';
import type { Reading } from './words.ts';

/** Says an event's data as one sentence; undefined when they do not fit the event's schema. */
export type Saying = (data: unknown, reading: Reading) => string | undefined;

/** Pairs an event type with its sentence. */
export const saying = <Data extends z.ZodObject>(
  { type, data: schema }: Pick<EventDefinition<Data>, 'type' | 'data'>,
  says: (data: z.output<Data>, reading: Reading) => string,
): readonly [string, Saying] => [
  type,
  (data, reading) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? says(parsed.data, reading) : undefined;
  },
];
