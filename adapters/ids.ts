/** Ids and digests: what doors make so that core needs neither chance nor node. */
import { createHash } from 'node:crypto';
import { monotonicFactory } from 'ulid';

const ulid = monotonicFactory();

/** A new id (ULID): it sorts by the time it was made, also within one millisecond of one process. */
export const newId = (): string => ulid();

/** SHA-256 in hexadecimal: tells whether two requests are the same without keeping them. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
