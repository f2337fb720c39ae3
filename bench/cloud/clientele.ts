/** Customers with a car each, put into the table by the nouns' own commands; what that sets off is left to happen. */
import { createCustomer } from '../../core/customers/index.ts';
import type { Moment } from '../../core/kernel/event.ts';
import { type Instant, plus } from '../../core/kernel/time.ts';
import { recordService } from '../../core/vehicles/commands.ts';
import { addVehicle } from '../../core/vehicles/decide.ts';
import { cloudStartsAt, eachOf, type Place } from './place.ts';

/** The id of the n-th customer. */
export const customerId = (n: number): string => `C-${n}`;

/** The id of the n-th customer's car. */
export const vehicleId = (n: number): string => `V-${n}`;

/** Where the n-th customer is texted. */
export const numberOf = (n: number): string => `+1312555${1000 + n}`;

/** What the n-th customer is like; numbers are there for 8,999 of them. */
export const profileOf = (n: number) => ({
  name: { first: 'Robin', last: 'Miller' },
  phones: [{ number: numberOf(n), kind: 'mobile' as const }],
  emails: [`robin.${n}@example.com`],
  preferredChannel: 'sms' as const,
  address: { state: 'IL', postalCode: '60601', country: 'US' as const },
});

/** A car that is driven as most are hears of its next service so many days after the last. */
const daysBetweenServices = 138;

/** Within so many days a quarter of the cars falls due: with one campaign for a customer a year, a quarter of a year. */
const quarterDays = 90;

/** When the n-th car was last here: one in four as long ago as lets it fall due within the quarter, the others since. */
function servicedAt(n: number, of: number): Instant {
  const part = (n + 1) / of;
  const since = daysBetweenServices - quarterDays;
  const days = n % 4 === 0 ? since + part * quarterDays : part * since;
  return plus(cloudStartsAt, { minutes: -Math.round(days * 24 * 60) });
}

async function enter(n: number, of: number, { table }: Place): Promise<void> {
  let ids = 0;
  const newId = (): string => {
    ids += 1;
    return `E-${String(n).padStart(6, '0')}-${ids}`;
  };
  const moment: Moment = { now: cloudStartsAt, newId, actor: { kind: 'system', id: 'import' }, cause: 'import' };
  const storeId = 'S01';
  const at = servicedAt(n, of);
  const miles = 20_000 + (n % 40) * 1000;
  const whose = { storeId, customerId: customerId(n), vehicleId: vehicleId(n) };
  const facts = { make: 'Honda', model: 'Accord', year: 2021, odometer: { miles, at } };
  const added = addVehicle(whose, facts, [], moment);
  const serviced = recordService(added.state, { storeId, at, miles }, 'yes', moment);
  const customer = createCustomer(storeId, whose.customerId, profileOf(n), moment);
  await table.write([...customer.writes, ...added.writes]);
  if (serviced !== undefined) await table.write(serviced.writes);
}

/** Puts so many there. */
export async function enterClientele(place: Place, count: number): Promise<void> {
  await eachOf([...Array(count).keys()], 4, (n) => enter(n, count, place));
}
