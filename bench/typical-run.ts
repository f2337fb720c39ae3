/**
 * A typical parts ETA: the car drives, parts are requested, ordered with a day an hour later, received on that day, the
 * visit is booked, the parts go in. What it took on the rendered machine, from the first command to the end.
 */
import type { Row } from '../core/kernel/table.ts';
import { parseInstant, toEpochMillis } from '../core/kernel/time.ts';
import { promises } from '../core/promises/index.ts';
import { routes } from '../core/routes.ts';
import { readRun } from '../core/run/index.ts';
import type { Spent } from './ledger.ts';
import { openPlace, type Place } from './place.ts';

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

type Stage = (place: Place, roNumber: string) => Promise<unknown>;

const update =
  (by: string, ifMatch: number, change: object): Stage =>
  ({ ask }, roNumber) =>
    ask('updatePartsLines', { by, at: { roNumber, partsOrderId: 'P-1' }, body: bothLines(change), ifMatch });

/** What people do, and when. */
const stages: readonly (readonly [at: string, stage: Stage])[] = [
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
  ['2026-03-18T21:00:00Z', ({ ask }, roNumber) => ask('closeRepairOrder', { by: 'ana', at: { roNumber } })],
];

/** Midnight after the last stage: by then every run has ended. */
const endAt = parseInstant('2026-03-19T05:00:00Z');

/** Plays so many repair orders side by side. */
async function play(count: number): Promise<Place> {
  const place = await openPlace();
  for (const [at, stage] of stages) {
    await place.town.until(parseInstant(at));
    for (let n = 1; n <= count; n += 1) await stage(place, String(10_000 + n));
  }
  await place.town.until(endAt);
  return place;
}

const rowsOf = ({ kept }: Place, kind: string): readonly Row[] => kept.rows().filter((row) => row['kind'] === kind);

/** Follow-up → how many of its runs have ended. Throws when one has not: then this is no typical run any more. */
function finished(place: Place): ReadonlyMap<string, number> {
  const runs = rowsOf(place, 'follow-up').map(readRun);
  const left = runs.filter(({ state }) => state !== 'ENDED');
  if (runs.length === 0 || left.length > 0) {
    throw new Error(`The typical run did not end: ${left.map(({ because }) => because).join(' ')}`);
  }
  return new Map([...Map.groupBy(runs, ({ followUp }) => followUp)].map(([name, all]) => [name, all.length]));
}

const isCommand = (name: string): boolean => routes.some((route) => route.name === name);

/** What one typical run took. */
export interface TypicalRun {
  /** State transitions per finished follow-up, as Step Functions bills them: states entered and retries. */
  readonly transitions: Readonly<Record<string, number>>;
  /** Units of the commands that fed the run. */
  readonly commands: Readonly<Record<string, Spent>>;
  /** Units of the doors, and of the machine's own writes when it waits. */
  readonly doors: Readonly<Record<string, Spent>>;
  /** Messages that a provider took. */
  readonly messages: number;
}

/** Plays one typical run and says what it took. */
export async function measureTypicalRun(): Promise<TypicalRun> {
  const place = await play(1);
  const { town, ledger } = place;
  const done = finished(place);
  const transitions = Object.fromEntries(
    [...done].map(([followUp, runs]) => {
      const figures = town.machines.figures().filter(({ machine }) => machine === followUp);
      return [followUp, figures.reduce((sum, each) => sum + each.transitions, 0) / runs];
    }),
  );
  await ledger.command('sweep: idle', town.doors.sweep);
  const spent = Object.entries(ledger.spent());
  return {
    transitions,
    commands: Object.fromEntries(spent.filter(([name]) => isCommand(name))),
    doors: Object.fromEntries(spent.filter(([name]) => !isCommand(name))),
    messages: town.sent.length,
  };
}

/** How fast promises are simulated. */
export interface SimulationSpeed {
  readonly promises: number;
  /** Years that promises were owed in the simulation, all together, per second of this machine. */
  readonly promiseYearsPerSecond: number;
}

const yearMillis = 365.25 * 24 * 3600 * 1000;

/** Plays typical runs side by side against this machine's clock. */
export async function measureSimulation(count = 40): Promise<SimulationSpeed> {
  const began = performance.now();
  const place = await play(count);
  const seconds = (performance.now() - began) / 1000;
  finished(place);
  const all = rowsOf(place, 'promise').map(promises.read);
  const owed = all.reduce(
    (sum, { openedAt, endedAt = endAt }) => sum + toEpochMillis(endedAt) - toEpochMillis(openedAt),
    0,
  );
  return { promises: all.length, promiseYearsPerSecond: Number((owed / yearMillis / seconds).toPrecision(2)) };
}
