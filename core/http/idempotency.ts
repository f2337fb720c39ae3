/**
 * A POST with an `Idempotency-Key` happens once. What was answered is kept in the same transaction as what was done,
 * so there is no moment at which one is true without the other.
 */
import * as z from 'zod';
import { type Key, staffPartition, storePartition } from '../kernel/keys.ts';
import { Problem } from '../kernel/problem.ts';
import type { Condition, Reader, Write } from '../kernel/table.ts';
import { type Instant, plus, toEpochMillis } from '../kernel/time.ts';

/** What was answered. */
export const outcome = z.object({
  status: z.int(),
  /** JSON, as it was sent. */
  text: z.string(),
  version: z.int().optional(),
  location: z.string().optional(),
});

/** What was answered. */
export type Outcome = z.infer<typeof outcome>;

const record = z.object({ hash: z.string(), expiresAt: z.number(), outcome });

/** One key of one person at one store, and the digest of the request it came with. */
export interface Once {
  readonly key: Key;
  readonly hash: string;
}

/** Where the answer to a key is kept; without a store, with the person. */
export const onceKey = (staffId: string, key: string, storeId?: string): Key => ({
  pk: storeId === undefined ? staffPartition(staffId, 'IDEMPOTENCY') : storePartition(storeId, 'IDEMPOTENCY', staffId),
  sk: key,
});

/** How long an answer is given again. */
const keptHours = 24;

const epochSeconds = (at: Instant): number => Math.ceil(toEpochMillis(at) / 1000);

/** What is known of a key: what was answered, or the condition under which the answer is going to be kept. */
export type Known = { readonly replay: Outcome } | { readonly when: Condition };

/** Looks a key up. Throws 422 when it came with another request. */
export async function lookUp(reader: Reader, once: Once, now: Instant): Promise<Known> {
  const row = await reader.get(once.key);
  if (row === undefined) return { when: { absent: true } };
  const kept = record.parse(row);
  // The table removes what has expired within two days; until then it counts as gone.
  if (kept.expiresAt <= epochSeconds(now)) return { when: { equals: { expiresAt: kept.expiresAt } } };
  if (kept.hash === once.hash) return { replay: kept.outcome };
  throw new Problem('invalid-input', 'This Idempotency-Key came with another request: send a new key.', [
    { field: 'Idempotency-Key', fix: 'Send a new key with a new request.' },
  ]);
}

/** Keeps the answer. */
export const keep = (once: Once, answer: Outcome, when: Condition, now: Instant): Write => ({
  put: {
    ...once.key,
    kind: 'idempotency',
    hash: once.hash,
    expiresAt: epochSeconds(plus(now, { hours: keptHours })),
    outcome: answer,
  },
  when,
});
