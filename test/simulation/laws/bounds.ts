/**
 * The times and sizes by which the laws measure, stated here once more and not imported: a law that asked the product for
 * its own bounds would agree with whatever the product says.
 */

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The longest that a door works on one call, with the machine's own patience on top (design section 4: at most 60 s). */
export const doorMillis = 70 * second;

/** After this long without a sign of life a run is looked up. */
export const graceMillis = 10 * minute;

/** An event that is not published by then is due to the sweeper. */
export const publishMillis = 2 * minute;

/** A provider's answer may stay away so long; then the message is unknown. */
export const resultMillis = 15 * minute;

/** The longest that a machine waits at once. */
export const longestWaitMillis = 30 * day;

/** An execution's name, and what an execution is given or answered. AWS allows 80 characters and 256 kB. */
export const mostNameLength = 80;
export const mostPayloadBytes = 4 * 1024;

/** One event. EventBridge takes 256 kB. */
export const mostEventBytes = 4 * 1024;

/** One row. DynamoDB takes 400 kB; a run's row is read at every step. */
export const mostRowBytes = 32 * 1024;

/** Writes of one transaction. DynamoDB takes 100. */
export const mostWrites = 50;

/** History events of one execution. AWS allows 25,000; half a year of daily slips stays below a third of that. */
export const mostHistoryEvents = 8000;

/** Marketing that one customer may get in 7 days and in 30 (domain row 29), where nobody set anything else. */
export const mostMarketing = { week: 1, month: 4 } as const;

/** How often the sweeper brings back a run that gets nowhere. */
export const mostRevivals = 5;
