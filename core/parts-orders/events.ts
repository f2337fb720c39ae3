/** What happens to parts orders. Each event shows the lines it is about as they are after it. */
import * as z from 'zod';
import { defineEvent } from '../kernel/event.ts';
import { calendarDate } from '../kernel/time.ts';
import { partsLineStatus } from './parts-order.ts';

const data = z.object({
  partsOrderId: z.string(),
  roNumber: z.string(),
  /** The lines that changed. */
  lines: z.array(
    z.object({ lineId: z.string(), status: partsLineStatus, eta: calendarDate.optional(), receivedQuantity: z.int() }),
  ),
});

type Line = z.infer<typeof data>['lines'][number];

const example = (line: Omit<Line, 'lineId'>) => ({
  partsOrderId: 'P-1',
  roNumber: '10233',
  lines: [{ lineId: '1', ...line }],
});

const day = calendarDate.parse('2026-03-20');

export const partsOrderRequested = defineEvent('parts-order.requested', 1, {
  means: 'Parts were asked for; nobody knows yet when they come.',
  data,
  example: example({ status: 'REQUESTED', receivedQuantity: 0 }),
});

export const partsOrderOrdered = defineEvent('parts-order.ordered', 1, {
  means: 'Lines were ordered from a supplier, with or without an ETA.',
  data,
  example: example({ status: 'ORDERED', eta: day, receivedQuantity: 0 }),
});

export const partsOrderEtaChanged = defineEvent('parts-order.eta-changed', 1, {
  means: 'The day on which lines are expected was named or moved.',
  data,
  example: example({ status: 'ORDERED', eta: day, receivedQuantity: 0 }),
});

export const partsOrderBackordered = defineEvent('parts-order.backordered', 1, {
  means: 'The supplier is out of lines; an ETA from before no longer holds.',
  data,
  example: example({ status: 'BACKORDERED', receivedQuantity: 0 }),
});

export const partsOrderReceived = defineEvent('parts-order.received', 1, {
  means: 'Pieces arrived; a line is RECEIVED when its last piece has.',
  data,
  example: example({ status: 'RECEIVED', eta: day, receivedQuantity: 2 }),
});

export const partsOrderInstalled = defineEvent('parts-order.installed', 1, {
  means: 'Parts went into the car.',
  data,
  example: example({ status: 'INSTALLED', eta: day, receivedQuantity: 2 }),
});

export const partsOrderReturned = defineEvent('parts-order.returned', 1, {
  means: 'Parts went back to the supplier or to stock.',
  data,
  example: example({ status: 'RETURNED', eta: day, receivedQuantity: 2 }),
});

export const partsOrderCancelled = defineEvent('parts-order.cancelled', 1, {
  means: 'Lines are no longer wanted.',
  data,
  example: example({ status: 'CANCELLED', receivedQuantity: 0 }),
});

export const partsOrderSubstituted = defineEvent('parts-order.substituted', 1, {
  means: 'Another part takes the place of a line; both lines are shown.',
  data,
  example: {
    partsOrderId: 'P-1',
    roNumber: '10233',
    lines: [
      { lineId: '1', status: 'SUBSTITUTED', receivedQuantity: 0 },
      { lineId: '1-B', status: 'ORDERED', eta: day, receivedQuantity: 0 },
    ],
  },
});

export const partsOrderChanged = defineEvent('parts-order.changed', 1, {
  means: 'The supplier or the person who looks after the order changed; no line did.',
  data,
  example: { partsOrderId: 'P-1', roNumber: '10233', lines: [] },
});

/** All of them, for the contracts. */
export const partsOrderEvents = [
  partsOrderRequested,
  partsOrderOrdered,
  partsOrderEtaChanged,
  partsOrderBackordered,
  partsOrderReceived,
  partsOrderInstalled,
  partsOrderReturned,
  partsOrderCancelled,
  partsOrderSubstituted,
  partsOrderChanged,
];
