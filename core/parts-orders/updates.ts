/** What a person, a DMS or a supplier says about the lines of a parts order, as it comes in at a door. */
import * as z from 'zod';
import { calendarDate, instant, type LocalDate, localDate, type TimeZone } from '../kernel/time.ts';
import { partDescription, partNumber, partQuantity, partsLineId } from './parts-order.ts';

/** A day on the store's calendar, or an instant of which the store's day counts. */
export const eta = z.union([calendarDate, instant], {
  error: 'Send a day such as 2026-03-20, or an instant with Z or an offset',
});
/** An ETA as it comes in. */
export type Eta = z.infer<typeof eta>;

/** The day that an ETA means on the store's calendar. */
export function etaDay(of: Eta, zone: TimeZone): LocalDate {
  const day = calendarDate.safeParse(of);
  return day.success ? day.data : localDate(instant.parse(of), zone);
}

/** A line asked for when an order is placed. */
export const newPartsLine = z.object({
  /** Its place in the order, from 1, when left out. */
  lineId: partsLineId.optional(),
  partNumber,
  description: partDescription,
  quantity: partQuantity.default(1),
  /** REQUESTED: parts looks for it. ORDERED: a supplier has the order already. */
  status: z.enum(['REQUESTED', 'ORDERED'], { error: 'Send REQUESTED or ORDERED' }).default('REQUESTED'),
  eta: eta.optional(),
  roLineId: z
    .string({ error: 'Send the id of a line of the repair order' })
    .max(40, 'At most 40 characters')
    .optional(),
});
/** A line asked for. */
export type NewPartsLine = z.infer<typeof newPartsLine>;

const one = { lineId: partsLineId };

/** The part that takes the place of another. */
const replacement = z.object({
  lineId: partsLineId,
  partNumber,
  description: partDescription,
  /** The pieces that have not arrived yet, when left out. */
  quantity: partQuantity.optional(),
  /** With an ETA the new line is ORDERED, without it is REQUESTED. */
  eta: eta.optional(),
});

/** What happened to one line; `do` says what. */
export const partsLineUpdate = z.discriminatedUnion(
  'do',
  [
    z.object({ do: z.literal('order'), ...one, eta: eta.optional() }),
    z.object({ do: z.literal('eta'), ...one, eta }),
    /** Without an ETA the supplier has named none, and the one from before is dropped. */
    z.object({ do: z.literal('backorder'), ...one, eta: eta.optional() }),
    /** All pieces that are at the store by now, those from before included; everything, when left out. */
    z.object({
      do: z.literal('receive'),
      ...one,
      receivedQuantity: partQuantity.optional(),
    }),
    z.object({ do: z.literal('install'), ...one }),
    z.object({ do: z.literal('return'), ...one }),
    z.object({ do: z.literal('cancel'), ...one }),
    z.object({ do: z.literal('substitute'), ...one, by: replacement }),
  ],
  { error: 'Send do: order, eta, backorder, receive, install, return, cancel or substitute' },
);
/** What happened to one line. */
export type PartsLineUpdate = z.infer<typeof partsLineUpdate>;
