/** What happens to alerts. The sentence stays in the table. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';
import { owner } from '../kernel/owner.ts';
import { alertAbout } from './alert.ts';

export const alertRaised = defineEvent('alert.raised', 1, {
  means: 'Somebody was told something that matters now.',
  data: z.object({ to: owner, about: alertAbout, promiseId: z.string().optional() }),
  example: { to: { kind: 'person', staffId: 'ana' }, about: { kind: 'repair-order', id: '10233' } },
});

export const alertSeen = defineEvent('alert.seen', 1, {
  means: 'It was read by the person it was for, or by the first of the queue.',
  data: z.object({ to: owner, about: alertAbout, promiseId: z.string().optional() }),
  example: { to: { kind: 'queue', role: 'advisor' }, about: { kind: 'repair-order', id: '10233' } },
});

/** All of them, for the contracts. */
export const alertEvents = [alertRaised, alertSeen];
