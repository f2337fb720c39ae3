/** The clock: the one file that reads it. Doors read it when something is decided and hand the instant in. */
import { fromEpochMillis, type Instant } from '../core/kernel/time.ts';

/** Now. */
export const now = (): Instant => fromEpochMillis(Date.now());
