/** What happens to repair orders. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';
import { instant } from '../kernel/time.ts';
import { carAt } from './repair-order.ts';

const base = { roNumber: z.string() };
const example = { roNumber: '10233' };

export const repairOrderOpened = defineEvent('repair-order.opened', 1, {
  means: 'A car came in and work was written up.',
  data: z.object({
    ...base,
    carAt,
    advisorId: z.string().optional(),
    appointmentId: z.string().optional(),
    promisedAt: instant.optional(),
  }),
  example: { ...example, carAt: 'in-shop', advisorId: 'ana' },
});

export const repairOrderChanged = defineEvent('repair-order.changed', 1, {
  means: 'Facts of the order changed; `fields` names them. The car and the advisor may be among them.',
  data: z.object({ ...base, fields: z.array(z.string()) }),
  example: { ...example, fields: ['promisedAt', 'lines'] },
});

export const repairOrderCarMoved = defineEvent('repair-order.car-moved', 1, {
  means: 'The car left the shop or came back.',
  data: z.object({ ...base, carAt }),
  example: { ...example, carAt: 'with-customer' },
});

export const repairOrderClosed = defineEvent('repair-order.closed', 1, {
  means: 'The order was invoiced. Parts may still come for it.',
  data: z.object(base),
  example,
});

export const repairOrderReopened = defineEvent('repair-order.reopened', 1, {
  means: 'A closed order is worked on again.',
  data: z.object(base),
  example,
});

export const repairOrderVoided = defineEvent('repair-order.voided', 1, {
  means: 'The order is void: nothing is owed for it any more.',
  data: z.object(base),
  example,
});

export const repairOrderAdvisorChanged = defineEvent('repair-order.advisor-changed', 1, {
  means: 'Another advisor has the order; without `advisorId` nobody has.',
  data: z.object({ ...base, advisorId: z.string().optional() }),
  example: { ...example, advisorId: 'ben' },
});

export const returnVisitBooked = defineEvent('repair-order.return-visit-booked', 1, {
  means: 'The customer comes back for the parts at this time; a booking before it is replaced.',
  data: z.object({ ...base, startsAt: instant }),
  example: { ...example, startsAt: instant.parse('2026-03-20T14:00:00Z') },
});

export const returnVisitCancelled = defineEvent('repair-order.return-visit-cancelled', 1, {
  means: 'The customer does not come back at the booked time.',
  data: z.object(base),
  example,
});

export const partsRequested = defineEvent('repair-order.parts-requested', 1, {
  means: 'A parts order was placed for this repair order.',
  data: z.object({ ...base, partsOrderId: z.string() }),
  example: { ...example, partsOrderId: 'P-1' },
});

/** All of them, for the contracts. */
export const repairOrderEvents = [
  repairOrderOpened,
  repairOrderChanged,
  repairOrderCarMoved,
  repairOrderClosed,
  repairOrderReopened,
  repairOrderVoided,
  repairOrderAdvisorChanged,
  returnVisitBooked,
  returnVisitCancelled,
  partsRequested,
];
