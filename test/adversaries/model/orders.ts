/** What a clerk may do about repair orders and the parts that they wait for. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { ask, type Desk, type Errand, errand, expectStatus, ifMatch, ifMatches, nowOf } from './clerk.ts';
import { anybody } from './customers.ts';
import { namesOf, type Order, type Part } from './record.ts';

const ids = fc.constantFrom('R-1', 'R-1', 'R-2');
const partsIds = fc.constantFrom('P-1', 'P-1', 'P-2');
const visitIds = fc.constantFrom('A-1', 'A-1', 'A-2', 'A-3');

const open = errand(
  'open',
  fc.tuple(ids, anybody, fc.option(visitIds, { freq: 2 })),
  async (model, desk, [id, customer, visitId]) => {
    const came = visitId === null ? {} : { appointmentId: visitId };
    const order = { roNumber: id, customerId: customer, advisorId: 'ana', carAt: 'with-customer', lines: [], ...came };
    const got = await ask(desk, 'POST', '/repair-orders', order);
    const person = model.people.get(customer);
    const visit = visitId === null ? undefined : model.visits.get(visitId);
    const theirs =
      visitId === null || (visit !== undefined && person !== undefined && namesOf(person).includes(visit.customer));
    const refusal = (): number | undefined => {
      if (person === undefined) return 404;
      if (person.mergedInto !== undefined) return 409;
      if (!theirs) return 422;
      return model.orders.has(id) ? 409 : undefined;
    };
    expectStatus(got, refusal() ?? 201);
    if (got.status !== 201) return;
    model.orders.set(id, { id, customer, version: 1, status: 'OPEN', parts: new Map() });
    if (visit?.status === 'BOOKED' || visit?.status === 'MISSED') {
      Object.assign(visit, { status: 'ARRIVED', callback: false, declined: false, version: visit.version + 1 });
    }
  },
);

const command = (
  verb: string,
  body: unknown,
  from: readonly Order['status'][],
  to: Order['status'],
): fc.Arbitrary<Errand> =>
  errand(verb, fc.tuple(ids, ifMatches), async (model, desk, [id, says]) => {
    const order = model.orders.get(id);
    const got = await ask(desk, 'POST', `/repair-orders/${id}/${verb}`, body, ifMatch(says, order?.version ?? 1));
    const possible = order !== undefined && from.includes(order.status);
    expectStatus(got, order === undefined ? 404 : says === 'old' ? 412 : possible ? 200 : 409);
    if (got.status !== 200 || order === undefined) return;
    Object.assign(order, { status: to, version: order.version + 1 });
  });

const place = errand('place', fc.tuple(ids, partsIds), async (model, desk, [id, partsOrderId]) => {
  const lines = [{ partNumber: 'X1', description: 'Water pump' }];
  const got = await ask(desk, 'POST', `/repair-orders/${id}/parts-orders`, { partsOrderId, lines });
  const order = model.orders.get(id);
  const taken = order?.status === 'VOIDED' || order?.parts.has(partsOrderId) === true;
  expectStatus(got, order === undefined ? 404 : taken ? 409 : 201);
  if (got.status !== 201 || order === undefined) return;
  order.parts.set(partsOrderId, { version: 1, status: 'REQUESTED', eta: undefined });
  order.version += 1;
});

const dayOn = (desk: Desk, days: number): string =>
  new Date(nowOf(desk) + days * 86_400_000).toISOString().slice(0, 10);

/** What a word about a line makes of it; 409 where it does not follow from where the line is, 'same' when it says nothing new. */
function said(part: Part, word: string, eta: string): 409 | 'same' | Partial<Part> {
  const awaited = part.status === 'REQUESTED' || part.status === 'ORDERED';
  switch (word) {
    case 'order':
      return part.status === 'REQUESTED' ? { status: 'ORDERED', eta } : 409;
    case 'eta':
      return awaited ? (part.eta === eta ? 'same' : { eta }) : 409;
    case 'receive':
      return awaited ? { status: 'RECEIVED' } : 409;
    case 'install':
      return part.status === 'RECEIVED' ? { status: 'INSTALLED' } : 409;
    default:
      return awaited ? { status: 'CANCELLED' } : 409;
  }
}

const words = fc.constantFrom('order', 'order', 'eta', 'receive', 'install', 'cancel');

const update = errand(
  'say of a part',
  fc.tuple(ids, partsIds, words, fc.integer({ min: 2, max: 9 }), ifMatches),
  async (model, desk, args) => {
    const [id, partsOrderId, word, days, says] = args;
    const part = model.orders.get(id)?.parts.get(partsOrderId);
    const eta = dayOn(desk, days);
    const line = { lineId: '1', do: word, ...(word === 'order' || word === 'eta' ? { eta } : {}) };
    const path = `/repair-orders/${id}/parts-orders/${partsOrderId}/lines`;
    const got = await ask(desk, 'PATCH', path, { lines: [line] }, ifMatch(says, part?.version ?? 1));
    const after = part === undefined ? 409 : said(part, word, eta);
    expectStatus(
      got,
      says === 'none' ? 428 : part === undefined ? 404 : says === 'old' ? 412 : after === 409 ? 409 : 200,
    );
    if (got.status !== 200 || part === undefined || typeof after !== 'object') return;
    Object.assign(part, after, { version: part.version + 1 });
  },
);

const look = errand('look at', ids, async (model, desk, id) => {
  const got = await ask(desk, 'GET', `/repair-orders/${id}`);
  const order = model.orders.get(id);
  expectStatus(got, order === undefined ? 404 : 200);
  if (order === undefined) return;
  expect(got.body).toMatchObject({
    status: order.status,
    version: order.version,
    partsOrders: [...order.parts.keys()],
  });
  const { body } = await ask(desk, 'GET', `/repair-orders/${id}/parts-orders`);
  const found = body.items.map((each: { version: number; lines: readonly Part[] }) => [
    each.version,
    each.lines[0]?.status,
  ]);
  expect(found).toEqual([...order.parts.values()].map(({ version, status }) => [version, status]));
});

/** All of it. */
export const orderErrands: readonly fc.Arbitrary<Errand>[] = [
  open,
  open,
  command('close', undefined, ['OPEN'], 'CLOSED'),
  command('reopen', undefined, ['CLOSED'], 'OPEN'),
  command('void', { reason: 'Written up twice' }, ['OPEN', 'CLOSED'], 'VOIDED'),
  place,
  place,
  update,
  update,
  update,
  look,
];
