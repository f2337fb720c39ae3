/** The story that the whole cloud is tried with: a part is asked for, named, received, booked and built in. */
import { textOf } from '../../demo/fields.ts';
import type { Client, Person } from './client.ts';

/** Half past ten in Chicago, on a Tuesday: parts, service and the contact window are open. */
export const morning = '2026-03-10T15:30:00.000Z';

/** The path of a repair order of the first store. */
export const repairOrder = (roNumber: string): string => `/stores/S01/repair-orders/${roNumber}`;

/** The name of its first execution. */
export const execution = (roNumber: string, generation = 1): string => `parts-eta-S01-ro-${roNumber}-g${generation}`;

/** The machine of the story's follow-up, among those of all. */
export const storyMachine = <Machine extends { readonly name: string }>(machines: readonly Machine[]): Machine => {
  const found = machines.find(({ name }) => name.endsWith('-parts-eta'));
  if (found === undefined) throw new Error('The stacks have no machine of parts-eta.');
  return found;
};

/** A customer with a mobile phone in Chicago. */
export const robin = {
  name: { first: 'Robin', last: 'Vale' },
  phones: [{ number: '+13125550123', kind: 'mobile' }],
  emails: [],
  address: { state: 'IL', postalCode: '60647', country: 'US' },
};

/** What may be different about a part that is asked for. */
export interface PartPlan {
  readonly customer?: Readonly<Record<string, unknown>>;
  readonly part?: Readonly<Record<string, unknown>>;
}

/** A customer comes in and drives off again. */
export async function takeIn(advisor: Person, roNumber: string, { customer = robin }: PartPlan = {}): Promise<void> {
  const customerId = `C-${roNumber}`;
  await advisor.post('/stores/S01/customers', { customerId, ...customer });
  const car = { advisorId: 'advisor-sam', carAt: 'with-customer' };
  await advisor.post('/stores/S01/repair-orders', { roNumber, customerId, ...car });
}

/** One part is asked for. */
export async function askForPart(person: Person, roNumber: string, { part = {} }: PartPlan = {}): Promise<void> {
  const line = { lineId: '1', partNumber: '19200-5A2-A01', description: 'Water pump', ...part };
  await person.post(`${repairOrder(roNumber)}/parts-orders`, { partsOrderId: 'P-1', lines: [line] });
}

/** Something happened to the part. */
export async function tellOfPart(person: Person, roNumber: string, update: Readonly<Record<string, unknown>>) {
  const order = `${repairOrder(roNumber)}/parts-orders/P-1`;
  await person.patch(order, '/lines', { lines: [{ lineId: '1', ...update }] });
}

/** What remains of a story: how its promises ended, what the customer read, and the states of the execution. */
export interface Account {
  readonly promises: readonly string[];
  readonly messages: readonly string[];
  readonly path: readonly string[];
  readonly ended: string;
}

const sentences = new Set(['It began', 'It waits for news', 'The deadline came', 'It ended well']);

async function accountOf(client: Client, roNumber: string): Promise<Account> {
  const manager = await client.as('service-manager');
  const lists = ['', '?state=KEPT', '?state=CANCELLED'].map((query) => manager.list(`/stores/S01/promises${query}`));
  const told = await client.told(execution(roNumber));
  const story = Array.isArray(told['story']) ? told['story'] : [];
  return {
    promises: (await Promise.all(lists))
      .flat()
      .filter((promise) => promise['subject'] === `ro-${roNumber}`)
      .map((promise) => `${textOf(promise, 'type')} ${textOf(promise, 'state')}`)
      .toSorted(),
    messages: (await client.outbox()).map((message) => textOf(message, 'text')),
    path: story.map((line) => String(line.what)).filter((what) => !sentences.has(what)),
    ended: `${textOf(told, 'status')} in ${textOf(told, 'state')}`,
  };
}

/** Sees a part through from the request to its end, as the people of the first store do. */
export async function seeThrough(client: Client, roNumber: string, plan: PartPlan = {}): Promise<Account> {
  const [sam, lee] = await Promise.all([client.as('advisor'), client.as('parts')]);
  await takeIn(sam, roNumber, plan);
  await askForPart(sam, roNumber, plan);
  await client.run({ advanceBy: 'PT20M' });
  await tellOfPart(lee, roNumber, { do: 'order', eta: '2026-03-13' });
  await client.run({ to: '2026-03-13T16:00:00Z' });
  await tellOfPart(lee, roNumber, { do: 'receive' });
  await client.run({ advanceBy: 'PT10M' });
  await sam.put(`${repairOrder(roNumber)}/return-visit`, { startsAt: '2026-03-16T14:00:00Z' });
  await client.run({ to: '2026-03-16T14:00:00Z' });
  await sam.put(`${repairOrder(roNumber)}/car`, { carAt: 'in-shop' });
  await client.run({ advanceBy: 'PT10M' });
  await tellOfPart(lee, roNumber, { do: 'install' });
  await client.run({ advanceBy: 'PT10M' });
  return accountOf(client, roNumber);
}

const rounds = (...states: readonly string[]): readonly string[] =>
  states.flatMap((state) => ['Review', 'What next?', state]);

/** How it goes when everything is right. */
export const wellTold: Account = {
  promises: ['advisor-word', 'advisor-word', 'booking', 'customer-word', 'customer-word', 'eta'].map(
    (type) => `${type} KEPT`,
  ),
  messages: [
    'Lakeside Motors: The part for your vehicle should be here by Friday, March 13. We will tell you if the day changes. Reply STOP to get no more texts.',
    'Lakeside Motors: The part for your vehicle is here. Please call us to set a time that suits you. Reply STOP to get no more texts.',
  ],
  path: rounds(
    'Wait for an ETA from parts',
    'Tell the advisor what changed',
    'Tell the customer the new ETA',
    'Wait for the part',
    'Tell the advisor what changed',
    'Tell the customer the parts are here',
    'Wait for the booking',
    'Wait for the visit or the work',
    'Wait for the visit or the work',
    'Done: no part is open',
  ),
  ended: 'SUCCEEDED in Done: no part is open',
};
