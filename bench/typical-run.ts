/**
 * A typical parts ETA: the car drives, parts are requested, ordered with a day an hour later, received on that day, the
 * visit is booked, the parts go in. What it took on the rendered machine, from the first command to the end.
 */
import { parseInstant } from '../core/kernel/time.ts';
import { play, type Stage, type TypicalRun, takenBy } from './play.ts';

const job = {
  lineId: 'A',
  description: 'Coolant leak: replace the water pump and the thermostat',
  payType: 'CUSTOMER_PAY',
  status: 'APPROVED',
  amountCents: 86_450,
};

const parts = [
  { partNumber: '19200-5A2-A01', description: 'Water pump', roLineId: 'A' },
  { partNumber: '19301-PAA-306', description: 'Thermostat', roLineId: 'A' },
];

const bothLines = (update: object) => ({ lines: ['1', '2'].map((lineId) => ({ lineId, ...update })) });

const update =
  (by: string, ifMatch: number, change: object): Stage[1] =>
  ({ ask }, roNumber) =>
    ask('updatePartsLines', { by, at: { roNumber, partsOrderId: 'P-1' }, body: bothLines(change), ifMatch });

/** What people do, and when. */
const stages: readonly Stage[] = [
  [
    '2026-03-09T14:30:00Z',
    async ({ ask }, roNumber) => {
      const order = { roNumber, customerId: 'C-1', advisorId: 'ana', carAt: 'with-customer', lines: [job] };
      await ask('openRepairOrder', { by: 'ana', body: order });
      const body = { partsOrderId: 'P-1', partsPersonId: 'pat', supplier: 'Factory warehouse', lines: parts };
      await ask('placePartsOrder', { by: 'ana', at: { roNumber }, body });
    },
  ],
  ['2026-03-09T15:30:00Z', update('pat', 1, { do: 'order', eta: '2026-03-16' })],
  ['2026-03-16T15:00:00Z', update('pat', 2, { do: 'receive' })],
  [
    '2026-03-16T16:30:00Z',
    ({ ask }, roNumber) =>
      ask('bookReturnVisit', { by: 'ana', at: { roNumber }, body: { startsAt: '2026-03-18T14:00:00Z' } }),
  ],
  [
    '2026-03-18T14:00:00Z',
    ({ ask }, roNumber) => ask('moveCar', { by: 'ana', at: { roNumber }, body: { carAt: 'in-shop' } }),
  ],
  ['2026-03-18T17:00:00Z', update('pat', 3, { do: 'install' })],
];

/** Midnight after the last stage: by then every run has ended. */
const endAt = parseInstant('2026-03-19T05:00:00Z');

/** Plays one typical parts ETA and says what it took. */
export const measureTypicalRun = async (): Promise<TypicalRun> => takenBy(await play({ stages, endAt }));
