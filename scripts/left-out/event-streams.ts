/** Stands in the bundles for `@smithy/core/event-streams` (15 kB): no call that a function makes streams events. */
throw new Error('Event streams are left out of the bundles (scripts/left-out.ts).');
