/** What happens to staff. `stores` are all the person's stores, so that each can look after what they owned there. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';

const who = { staffId: z.string(), stores: z.array(z.string()) };
const example = { staffId: 'b7d1c6de-0001', stores: ['S01'] };

/** Somebody joined. */
export const staffAdded = defineEvent('staff.added', 1, {
  means: 'Somebody joined the staff.',
  data: z.object(who),
  example,
});

/** Roles, stores, shifts or the like of a person changed. `stores` also names a store that was left. */
export const staffChanged = defineEvent('staff.changed', 1, {
  means: 'Roles, stores, shifts or contact details of a person changed.',
  data: z.object({ ...who, fields: z.array(z.string()) }),
  example: { ...example, fields: ['assignments'] },
});

/** Somebody left: no door lets them in from now on, and what they owned needs another owner. */
export const staffDeactivated = defineEvent('staff.deactivated', 1, {
  means: 'Somebody left; what they owned needs another owner.',
  data: z.object(who),
  example,
});

/** Somebody came back. */
export const staffReactivated = defineEvent('staff.reactivated', 1, {
  means: 'Somebody who had left came back.',
  data: z.object(who),
  example,
});
