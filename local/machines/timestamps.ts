/** Timestamps (states-language.net, "Timestamps"): RFC 3339 with an uppercase T, and Z or an offset. */
import type { Millis } from '../clock/clock.ts';

const SHAPE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds since the epoch, or undefined when the text is not a timestamp. */
export function parseTimestamp(text: string): Millis | undefined {
  const instant = SHAPE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}

/** As the Context Object and descriptions show an instant. */
export const showTimestamp = (instant: Millis): string => new Date(instant).toISOString();
