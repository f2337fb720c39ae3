/** Customers with cars that give reason to write: the next service, a lease, a recall, and what makes it wrong to write. */
import { closeOut } from './counter.ts';
import {
  ask,
  type Common,
  casts,
  dayOn,
  type Errand,
  minute,
  numberOf,
  people,
  register,
  someTime,
  storeIds,
} from './folk.ts';

/** One car and whose it is. */
interface Driver extends Errand {
  readonly line: string;
  readonly vehicleId: string;
  /** How often something becomes known about it. */
  readonly rounds: number;
  /** Days ago of its last service, one of these. */
  readonly daysSinceService: readonly number[];
}

const customerPath = ({ storeId, customerId }: Driver): string => `/stores/${storeId}/customers/${customerId}`;

const carPath = (driver: Driver): string => `${customerPath(driver)}/vehicles/${driver.vehicleId}`;

async function agree(driver: Driver): Promise<void> {
  const allows = {
    channel: 'marketing-sms',
    optedOut: false,
    wording: 'Yes, text me about service and offers.',
    source: 'counter',
    number: numberOf(driver, driver.line),
  };
  await ask(driver, people[driver.storeId].boss, 'PUT', `${customerPath(driver)}/consent`, allows);
}

/** Something becomes known about the car or its driver. */
async function learn(driver: Driver): Promise<void> {
  const { luck, storeId, customerId, town } = driver;
  const { boss, administrator, advisors } = people[storeId];
  const car = carPath(driver);
  const happens = luck.next();
  if (happens < 0.15) {
    const reading = { miles: luck.between(20_000, 60_000), at: new Date(town.clock.now()).toISOString() };
    await ask(driver, boss, 'POST', `${car}/odometer`, reading);
  } else if (happens < 0.3)
    await ask(driver, boss, 'PUT', `${car}/terms`, { leaseEndsOn: dayOn(driver, luck.between(60, 200)) });
  else if (happens < 0.4) await ask(driver, boss, 'PUT', `${car}/recalls/24V-1`, { openSince: dayOn(driver, -3) });
  else if (happens < 0.5) {
    await ask(driver, boss, 'PUT', `${customerPath(driver)}/complaint`, { open: luck.chance(0.5) });
  } else if (happens < 0.55) {
    await ask(driver, administrator, 'PUT', `${car}/funding-problem`, { problem: luck.chance(0.5) });
  } else if (happens < 0.6) {
    await ask(driver, boss, 'PUT', `${car}/ownership`, { status: 'sold', since: dayOn(driver, 0) });
  } else if (happens < 0.65) {
    await ask(driver, boss, 'PUT', `${car}/outreach`, { quietUntil: dayOn(driver, luck.between(5, 90)) });
  } else if (happens < 0.8) {
    const roNumber = `V${driver.vehicleId.replaceAll(/\D/g, '')}${Math.floor(town.clock.now() / minute)}`;
    const order = { roNumber, customerId, advisorId: luck.pick(advisors), vehicleId: driver.vehicleId };
    await ask(driver, boss, 'POST', `/stores/${storeId}/repair-orders`, order);
    await town.post.pass(luck.between(60, 48 * 60) * minute);
    await closeOut(driver, roNumber);
  } else {
    town.letters.text(
      numberOf(driver, driver.line),
      luck.pick(['How much is it?', 'Not now', 'STOP', 'Tomorrow at nine?']),
    );
  }
}

/** A car is written down, with the day of its last service. */
async function writeDown(driver: Driver, at: string): Promise<void> {
  const { boss } = people[driver.storeId];
  const vehicle = { vehicleId: driver.vehicleId, make: 'Honda', model: 'Accord' };
  await ask(driver, boss, 'POST', `${customerPath(driver)}/vehicles`, vehicle);
  await ask(driver, boss, 'POST', `${carPath(driver)}/services`, { at });
}

/** The customer and the car are written down; some have two that are always serviced together, and so due together. */
async function meet(driver: Driver): Promise<void> {
  const { luck, vehicleId } = driver;
  await register(driver, driver.line);
  if (luck.chance(0.7)) await agree(driver);
  const last = `${dayOn(driver, -luck.pick(driver.daysSinceService))}T15:00:00.000Z`;
  await writeDown(driver, last);
  if (luck.chance(0.6)) await writeDown({ ...driver, vehicleId: `${vehicleId}-2` }, last);
}

async function live(driver: Driver): Promise<void> {
  const { luck, vehicleId } = driver;
  casts(driver, `vh-${vehicleId}`, () => learn({ ...driver, luck: luck.for(`meddling ${driver.town.clock.now()}`) }));
  await meet(driver);
  for (let round = 0; round < driver.rounds; round += 1) {
    await someTime(driver, luck.between(0, 9));
    await learn(driver);
  }
}

/** Cars of one sort: how much happens to them, and how long ago they were last in service. */
interface Sort {
  readonly count: number;
  readonly first: number;
  readonly rounds: number;
  readonly daysSinceService: readonly number[];
}

/** Sets so many cars going: some about which much becomes known, and many that only drive. */
export function drive({ town, luck, ends, cast }: Common, cars: number, quietCars: number, days: number): void {
  const sorts: readonly Sort[] = [
    { count: cars, first: 600, rounds: 6, daysSinceService: [100, 160, 170, 180, 300, 500] },
    { count: quietCars, first: 2000, rounds: 0, daysSinceService: [10, 30, 50, 70, 90, 100, 110, 140] },
  ];
  for (const { count, first, ...sort } of sorts) {
    for (let at = first; at < first + count; at += 1) {
      const its = luck.for(`car ${at}`);
      const driver: Driver = {
        ...sort,
        town,
        luck: its,
        ends,
        cast,
        storeId: its.pick(storeIds),
        customerId: `C-${at}`,
        line: String(6400 + at).padStart(5, '5'),
        vehicleId: `V-${at}`,
      };
      const latest = sort.rounds === 0 ? days * 0.1 : days * 0.5;
      town.post.send(its.between(0, Math.floor(latest * 24 * 60)) * minute, () => live(driver));
    }
  }
}
