/** Every command of the API once, on a store that is at work, and what each consumed. POSTs carry an idempotency key. */
import * as z from 'zod';
import { stuckState } from '../core/kernel/machine.ts';
import { plus } from '../core/kernel/time.ts';
import { routes } from '../core/routes.ts';
import { changeRow, readRun, runKey } from '../core/run/row.ts';
import type { Answered } from '../test/simulation/gateway.ts';
import { serviceHours, stores } from '../test/simulation/people.ts';
import type { Spent } from './ledger.ts';
import { openPlace, type Place, startAt } from './place.ts';

const ro = { roNumber: '10233' };
const order = { ...ro, partsOrderId: 'P-1' };
const customer = { customerId: 'C-9' };

const profile = {
  name: { first: 'Samantha', last: 'Lee-Hernandez' },
  phones: [{ number: '+13125550123', kind: 'mobile', primary: true }],
  emails: ['sam.lee@example.com'],
  address: { street: '1400 Lake Shore Drive', city: 'Chicago', state: 'IL', postalCode: '60601', country: 'US' },
};

const car = {
  vin: '1HGCM82633A004352',
  year: 2021,
  make: 'Honda',
  model: 'Accord',
  odometer: { miles: 48_210, at: startAt },
};

const line = {
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

async function storeAndStaff({ ask }: Place): Promise<void> {
  const person = { name: 'Nora Novak', roles: ['technician'], department: 'service' };
  const nora = { staffId: 'nora' };
  await ask('readMyself', { by: 'ada' });
  await ask('listStores', { by: 'ada' });
  await ask('readStore', { by: 'ada' });
  await ask('changeStore', {
    by: 'ada',
    ifMatch: 1,
    body: { ...stores.S01, hours: { service: serviceHours, parts: serviceHours } },
  });
  await ask('createStore', { by: 'ada', body: { storeId: 'S03', ...stores.S02 } });
  await ask('listStaff', { by: 'ada' });
  await ask('addStaff', { by: 'ada', body: { ...nora, ...person } });
  await ask('readStaff', { by: 'ada', at: nora });
  await ask('changeStaff', { by: 'ada', at: nora, ifMatch: 1, body: { ...person, name: 'Nora Nowak' } });
  await ask('deactivateStaff', { by: 'ada', at: nora });
  await ask('reactivateStaff', { by: 'ada', at: nora });
}

async function customersAndCars({ ask }: Place): Promise<void> {
  const vehicle = { ...customer, vehicleId: 'V-77' };
  await ask('createCustomer', { by: 'ana', body: { ...customer, ...profile } });
  await ask('findCustomers', { by: 'ana', query: { phone: '+13125550123' } });
  await ask('readCustomer', { by: 'ana', at: customer });
  await ask('changeCustomer', { by: 'ana', at: customer, ifMatch: 1, body: { ...profile, preferredChannel: 'sms' } });
  await ask('changeConsent', { by: 'ana', at: customer, body: { channel: 'email', optedOut: true } });
  await ask('addVehicle', { by: 'ana', at: customer, body: { vehicleId: 'V-77', ...car } });
  await ask('listVehicles', { by: 'ana', at: customer });
  await ask('readVehicle', { by: 'ana', at: vehicle });
  await ask('changeVehicle', {
    by: 'ana',
    at: vehicle,
    ifMatch: 1,
    body: { ...car, odometer: { miles: 48_700, at: startAt } },
  });
}

async function orders({ ask, town }: Place): Promise<void> {
  const open = { ...ro, ...customer, vehicleId: 'V-77', advisorId: 'ana', carAt: 'with-customer', lines: [line] };
  await ask('openRepairOrder', { by: 'ana', body: open });
  const placed = { partsOrderId: 'P-1', partsPersonId: 'pat', supplier: 'Factory warehouse', lines: parts };
  await ask('placePartsOrder', { by: 'ana', at: ro, body: placed });
  await town.until(plus(startAt, { minutes: 20 }));
  const ordered = parts.map((_, at) => ({ do: 'order', lineId: String(at + 1), eta: '2026-03-16' }));
  await ask('updatePartsLines', { by: 'pat', at: order, ifMatch: 1, body: { lines: ordered } });
  await town.until(plus(startAt, { minutes: 40 }));
  await ask('listPartsOrders', { by: 'ana', at: ro });
  await ask('readPartsOrder', { by: 'ana', at: order });
  await ask('changePartsOrder', { by: 'pat', at: order, ifMatch: 2, body: { supplier: 'City parts' } });
  await ask('listRepairOrders', { by: 'ana' });
  await ask('readRepairOrder', { by: 'ana', at: ro });
  await ask('changeRepairOrder', { by: 'ana', at: ro, ifMatch: 2, body: { promisedAt: '2026-03-18T22:00:00Z' } });
  await ask('bookReturnVisit', { by: 'ana', at: ro, body: { startsAt: '2026-03-18T14:00:00Z' } });
  await ask('cancelReturnVisit', { by: 'ana', at: ro });
  await ask('moveCar', { by: 'ana', at: ro, body: { carAt: 'in-shop' } });
}

const items = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

/** A field of the first item that a list answered with. */
function first({ body }: Answered, field: string): string {
  const value = items.parse(body).items[0]?.[field];
  if (typeof value === 'string') return value;
  throw new Error(`The list holds no ${field}.`);
}

async function desks({ ask, town }: Place): Promise<void> {
  // Parts requested and no day named, for this repair order and for another: two promises of a day are owed.
  const other = { roNumber: '10234' };
  await ask('openRepairOrder', { by: 'ana', body: { ...other, ...customer, advisorId: 'ana', lines: [line] } });
  const body = { partsOrderId: 'P-2', lines: [{ partNumber: '17220-5A2-A00', description: 'Air filter' }] };
  for (const at of [ro, other]) await ask('placePartsOrder', { by: 'ana', at, body });
  await town.until(plus(startAt, { minutes: 60 }));
  const alertId = first(await ask('listAlerts', { by: 'ana' }), 'alertId');
  await ask('seeAlert', { by: 'ana', at: { alertId } });
  const promise = { promiseId: first(await ask('listPromises', { by: 'gil', query: { type: 'eta' } }), 'promiseId') };
  await ask('listMyPromises', { by: 'ana' });
  await ask('listPromisesOfQueue', { by: 'pat', at: { role: 'parts' } });
  await ask('readPromise', { by: 'gil', at: promise });
  await ask('acknowledgePromise', { by: 'gil', at: promise });
  await ask('reassignPromise', { by: 'gil', at: promise, body: { to: { kind: 'person', staffId: 'pat' } } });
  await ask('keepPromise', { by: 'pat', at: promise, body: { note: 'The supplier named a day by telephone' } });
  const second = { promiseId: first(await ask('listPromises', { by: 'gil', query: { type: 'eta' } }), 'promiseId') };
  await ask('cancelPromise', { by: 'gil', at: second, body: { reason: 'The customer called by themselves' } });
  const messageId = first(await ask('listMessages', { by: 'ana', query: customer }), 'messageId');
  await ask('readMessage', { by: 'ana', at: { messageId } });
  await ask('readDecision', { by: 'ana', at: { messageId } });
}

async function storiesAndEnds({ ask }: Place): Promise<void> {
  await ask('readStory', { by: 'ana', at: customer });
  await ask('readCustomerTimeline', { by: 'ana', at: customer });
  await ask('readRepairOrderTimeline', { by: 'ana', at: ro });
  await ask('closeRepairOrder', { by: 'ana', at: ro });
  await ask('reopenRepairOrder', { by: 'ana', at: ro });
  await ask('voidRepairOrder', { by: 'sam', at: ro, body: { reason: 'Written up twice' } });
}

const stuck = { followUp: 'parts-eta', storeId: 'S01', subject: 'ro-10234' };

/** A run is made stuck by hand: by itself it would take half a year, or an outage. */
async function followUps({ ask, town, kept }: Place): Promise<void> {
  const row = await kept.get(runKey(stuck));
  if (row === undefined) throw new Error('The run that should be stuck is not there.');
  const set = { state: 'STUCK', endedAs: stuckState, because: 'A person must look.' } as const;
  await town.table.write([changeRow(readRun(row), set, ['token', 'duePk', 'dueSk'])]);
  await ask('listFollowUps', { by: 'sam' });
  await ask('readFollowUp', { by: 'sam', at: stuck });
  await ask('resumeFollowUp', { by: 'sam', at: stuck });
}

/** What each command consumed, and which commands nobody asked for. */
export interface CommandUnits {
  readonly spent: Readonly<Record<string, Spent>>;
  readonly unmeasured: readonly string[];
}

/** Asks for every command and says what it consumed. */
export async function measureCommands(): Promise<CommandUnits> {
  const place = await openPlace();
  for (const part of [storeAndStaff, customersAndCars, orders, desks, followUps, storiesAndEnds]) await part(place);
  const names = routes.map(({ name }) => name);
  const spent = place.ledger.spent();
  return {
    spent: Object.fromEntries(names.flatMap((name) => (spent[name] === undefined ? [] : [[name, spent[name]]]))),
    unmeasured: names.filter((name) => spent[name] === undefined),
  };
}
