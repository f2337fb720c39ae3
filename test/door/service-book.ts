/** A store's service book at the door: one customer an hour, two customers, an advisor who writes. */
import { type Got, openWorld, type World } from './world.ts';

/** The path of the store's appointments. */
export const all = '/stores/S01/appointments';
/** The path of the capacity of service. */
export const capacity = '/stores/S01/departments/service/capacity';
/** One customer an hour. */
export const limits = { slotMinutes: 60, perSlot: 1 };
/** The third slot of Thursday. */
export const nine = '2026-03-12T09:30:00-05:00';
/** Why and to whom the customer comes. */
export const visit = { customerId: 'C-1', department: 'service', purpose: 'service' };

/** The fields that a refusal names. */
export const fieldsOf = ({ body }: Got): readonly string[] =>
  ((body.fields ?? []) as { field: string }[]).map(({ field }) => field);

type Words = Readonly<Record<string, string>>;

/** The book, and the people around it: `abe` and `ben` are advisors, `mia` heads the department. */
export interface ServiceBook {
  readonly world: World;
  /** Sends as the advisor `abe`, unless said. */
  send(method: string, path: string, body?: unknown, headers?: Words, by?: string): Promise<Got>;
  /** The availability of Thursday, unless said. */
  ask(query: Words): Promise<Got>;
  /** What is left of each slot, by its time on the wall. */
  free(query?: Words): Promise<Readonly<Record<string, number>>>;
  /** Books Thursday's third slot as A-1, unless said. */
  book(more?: object): Promise<Got['body']>;
}

/** Opens the book on an empty table. */
export async function openServiceBook(): Promise<ServiceBook> {
  const world = await openWorld();
  const opened: ServiceBook = {
    world,
    send: (method, path, body, headers = {}, by = 'abe') => world.send(method, path, { by, body, headers }),
    ask: (query) =>
      world.send('GET', '/stores/S01/availability', {
        by: 'abe',
        query: { department: 'service', date: '2026-03-12', ...query },
      }),
    free: async (query = {}) => {
      const { slots } = (await opened.ask(query)).body;
      return Object.fromEntries((slots as { time: string; free: number }[]).map((slot) => [slot.time, slot.free]));
    },
    book: async (more = {}) =>
      (await opened.send('POST', all, { appointmentId: 'A-1', ...visit, startsAt: nine, ...more })).body,
  };
  await world.hire('abe', 'S01', ['advisor']);
  await world.hire('ben', 'S01', ['advisor']);
  await world.hire('mia', 'S01', ['service-manager']);
  for (const customerId of ['C-1', 'C-2']) {
    const customer = { customerId, name: { first: 'Sam', last: 'Lee' }, phones: [], emails: [] };
    await opened.send('POST', '/stores/S01/customers', customer);
  }
  await opened.send('PUT', capacity, limits, {}, 'mia');
  return opened;
}
