/** What happens to the parts of a repair order, from the truck that is on time to the part that nobody wants any more. */

/** What the DMS says about one part. Days count Monday to Friday from the day on which the repair order was opened. */
export interface PartNews {
  readonly line: string;
  readonly says:
    | 'ORDERED'
    | 'ETA_REVISED'
    | 'BACKORDERED'
    | 'PARTIALLY_RECEIVED'
    | 'RECEIVED'
    | 'CANCELLED'
    | 'SUPERSEDED'
    | 'INSTALLED'
    | 'RETURNED';
  /** The day on which it is expected. */
  readonly arrives?: number;
  /** Pieces that are there by now. */
  readonly pieces?: number;
  /** The line that takes its place. */
  readonly by?: string;
}

/** One message of the DMS about a parts order. On day 0 `at` is minutes after the request. */
export interface News {
  readonly day: number;
  readonly at: string | number;
  /** Which parts order; the first one unless said. */
  readonly order?: number;
  readonly parts: readonly PartNews[];
}

/** A course of things. */
export interface Story {
  readonly name: string;
  /** How many repair orders of a store go this way. */
  readonly times: number;
  /** Where the car is meanwhile. */
  readonly car: 'in-shop' | 'with-customer';
  /** Pieces of each part that is asked for. */
  readonly wants: readonly number[];
  readonly news: readonly News[];
  /** A second order, asked for later. */
  readonly more?: { readonly day: number; readonly at: string; readonly wants: readonly number[] };
  /** The day on which the repair order is voided. */
  readonly voided?: number;
  /** The visit is booked before the parts are there, on `day` for `visit`, and moved on `moved` for `to`. */
  readonly ahead?: { readonly day: number; readonly visit: number; readonly moved: number; readonly to: number };
  /** The customer never finds the time. */
  readonly nobodyBooks?: true;
  /** Must begin in the first days, because it takes all month. */
  readonly early?: true;
}

const ordered = (line: string, arrives?: number): PartNews =>
  arrives === undefined ? { line, says: 'ORDERED' } : { line, says: 'ORDERED', arrives };
const here = (line: string): PartNews => ({ line, says: 'RECEIVED' });
const told = (day: number, at: string | number, ...parts: readonly PartNews[]): News => ({ day, at, parts });

/** All courses; one month of one store. */
export const stories: readonly Story[] = [
  {
    name: 'on time',
    times: 2,
    car: 'with-customer',
    wants: [1],
    news: [told(0, 45, ordered('1', 4)), told(4, '09:05', here('1'))],
  },
  {
    name: 'late',
    times: 2,
    car: 'with-customer',
    wants: [1],
    news: [
      told(0, 30, ordered('1', 3)),
      told(2, '16:10', { line: '1', says: 'ETA_REVISED', arrives: 6 }),
      told(6, '09:20', here('1')),
    ],
  },
  {
    name: 'slips at night',
    times: 1,
    car: 'with-customer',
    wants: [2],
    news: [
      told(0, 95, ordered('1', 3)),
      told(2, '22:40', { line: '1', says: 'ETA_REVISED', arrives: 5 }),
      told(4, '05:40', { line: '1', says: 'ETA_REVISED', arrives: 7 }),
      told(7, '08:50', here('1')),
    ],
  },
  {
    name: 'early',
    times: 1,
    car: 'with-customer',
    wants: [1],
    news: [
      told(0, 60, ordered('1', 8)),
      told(2, '11:25', { line: '1', says: 'ETA_REVISED', arrives: 3 }),
      told(3, '09:10', here('1')),
    ],
  },
  {
    name: 'in two shipments',
    times: 1,
    car: 'with-customer',
    wants: [4],
    news: [
      told(0, 50, ordered('1', 3)),
      told(
        3,
        '09:15',
        { line: '1', says: 'PARTIALLY_RECEIVED', pieces: 2 },
        { line: '1', says: 'ETA_REVISED', arrives: 6 },
      ),
      told(6, '09:30', here('1')),
    ],
  },
  {
    name: 'one here, one to come',
    times: 1,
    car: 'with-customer',
    wants: [1, 1],
    news: [told(0, 40, ordered('1', 2), ordered('2', 5)), told(2, '09:00', here('1')), told(5, '13:45', here('2'))],
  },
  {
    name: 'one cancelled',
    times: 1,
    car: 'with-customer',
    wants: [1, 1],
    news: [
      told(0, 70, ordered('1', 4), ordered('2', 9)),
      told(2, '15:20', { line: '2', says: 'CANCELLED' }),
      told(4, '09:25', here('1')),
    ],
  },
  {
    name: 'all cancelled',
    times: 1,
    car: 'with-customer',
    wants: [1],
    news: [told(0, 35, ordered('1', 5)), told(3, '10:40', { line: '1', says: 'CANCELLED' })],
  },
  {
    name: 'on back order',
    times: 1,
    car: 'with-customer',
    wants: [1],
    news: [
      told(0, 55, ordered('1', 3)),
      told(1, '14:35', { line: '1', says: 'BACKORDERED' }),
      told(2, '10:50', { line: '1', says: 'ETA_REVISED', arrives: 9 }),
      told(9, '09:40', here('1')),
    ],
  },
  {
    name: 'substituted',
    times: 1,
    car: 'with-customer',
    wants: [1],
    news: [
      told(0, 65, ordered('1', 7)),
      told(3, '11:10', { line: '1', says: 'SUPERSEDED', by: '1B', arrives: 5 }),
      told(5, '09:35', here('1B')),
    ],
  },
  {
    name: 'nobody names a day',
    times: 1,
    car: 'with-customer',
    wants: [1],
    news: [
      told(0, 25, ordered('1')),
      told(2, '10:20', { line: '1', says: 'ETA_REVISED', arrives: 5 }),
      told(5, '09:45', here('1')),
    ],
  },
  {
    name: 'the day passes',
    times: 1,
    car: 'with-customer',
    wants: [1],
    news: [
      told(0, 80, ordered('1', 2)),
      told(4, '09:50', { line: '1', says: 'ETA_REVISED', arrives: 7 }),
      told(7, '09:00', here('1')),
    ],
  },
  {
    name: 'the car waits in the shop',
    times: 1,
    car: 'in-shop',
    wants: [1, 2],
    news: [
      told(0, 30, ordered('1', 2), ordered('2', 2)),
      told(2, '09:05', here('1'), here('2')),
      told(3, '10:30', { line: '1', says: 'INSTALLED' }, { line: '2', says: 'INSTALLED' }),
    ],
  },
  {
    name: 'booked ahead, then late',
    times: 1,
    car: 'with-customer',
    wants: [1],
    news: [
      told(0, 45, ordered('1', 4)),
      told(3, '15:05', { line: '1', says: 'ETA_REVISED', arrives: 8 }),
      told(8, '09:10', here('1')),
    ],
    ahead: { day: 1, visit: 5, moved: 4, to: 9 },
  },
  {
    name: 'far away',
    times: 1,
    car: 'with-customer',
    wants: [1],
    news: [told(0, 90, ordered('1', 26)), told(25, '09:20', here('1'))],
    early: true,
  },
  {
    name: 'voided',
    times: 1,
    car: 'with-customer',
    wants: [1],
    news: [told(0, 45, ordered('1', 5))],
    voided: 1,
  },
  {
    name: 'nobody comes',
    times: 1,
    car: 'with-customer',
    wants: [1],
    news: [told(0, 45, ordered('1', 1)), told(1, '09:30', here('1'))],
    nobodyBooks: true,
    early: true,
  },
  {
    name: 'another part',
    times: 1,
    car: 'with-customer',
    wants: [1],
    news: [
      told(0, 45, ordered('1', 3)),
      told(3, '09:15', here('1')),
      { ...told(4, '11:40', ordered('1', 7)), order: 1 },
      { ...told(7, '09:15', here('1')), order: 1 },
    ],
    more: { day: 4, at: '10:55', wants: [1] },
  },
];
