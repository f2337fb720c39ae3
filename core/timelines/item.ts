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

/**
 * Puts lines of one instant, newest first, in the order in which each entity lived through them. Ids sort by time, but two doors that
 * wrote within one millisecond made theirs by chance. Lines of different entities keep their places.
 */
export function inOrder<Line extends Told>(lines: readonly Line[]): Line[] {
  const placed = [...lines];
  const groups = Map.groupBy(placed.keys(), (place) => {
    const { at, entity, entityId } = placed[place] ?? {};
    return [at, entity, entityId].join('\n');
  });
  for (const places of groups.values()) {
    const versions = places.flatMap((place) => lines[place] ?? []);
    versions.sort((a, b) => b.entityVersion - a.entityVersion);
    for (const [index, place] of places.entries()) {
      const line = versions[index];
      if (line !== undefined) placed[place] = line;
    }
  }
  return placed;
}

type Told = Pick<z.input<typeof timelineItem>, 'at' | 'entity' | 'entityId' | 'entityVersion'>;

/** The line that a row of a log tells; undefined for rows of other kinds. */
export function timelineItemOf(row: Row, reading: Reading = {}): TimelineItem | undefined {
  if (row.kind !== 'outbox') return undefined;
  const event = envelope.parse(row.event);
  const { id, at, type, actor: by, entity, entityId, entityVersion } = event;
  return { id, at, type, says: says(event, reading), actor: by, entity, entityId, entityVersion };
}
