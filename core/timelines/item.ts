/** One line of a timeline. */
import * as z from 'zod';
import { actor, envelope } from '../kernel/event.ts';
import type { Row } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { says } from './says.ts';
import type { Reading } from './words.ts';

/** One line of a timeline: when, what, by whom, and the entity with the version it reached. */
export const timelineItem = z.object({
  id: z.string(),
  at: instant,
  type: z.string(),
  /** What happened, as one sentence. */
  says: z.string(),
  actor,
  entity: z.string(),
  entityId: z.string(),
  entityVersion: z.int(),
});
/** One line of a timeline. */
export type TimelineItem = z.infer<typeof timelineItem>;

/** The line that a row of a log tells; undefined for rows of other kinds. */
export function timelineItemOf(row: Row, reading: Reading = {}): TimelineItem | undefined {
  if (row.kind !== 'outbox') return undefined;
  const event = envelope.parse(row.event);
  const { id, at, type, actor: by, entity, entityId, entityVersion } = event;
  return { id, at, type, says: says(event, reading), actor: by, entity, entityId, entityVersion };
}
