/** What a clerk may do about appointments. */
import fc from 'fast-check';
import { expect } from 'vitest';
import {
  ask,
  type Desk,
  type Errand,
  errand,
  expectStatus,
  ifMatch,
  ifMatches,
  note,
  nowOf,
  pass,
  perSlot,
  readMail,
} from './clerk.ts';
import { anybody, numbers } from './customers.ts';
import { inSlot, type Notebook, namesOf, newVisit, type Visit, withNumber } from './record.ts';

const ids = fc.constantFrom('A-1', 'A-1', 'A-1', 'A-2', 'A-2', 'A-3');
const slot = fc.nat(5);

const timeOf = ({ slots }: Desk, at: number): string => slots[at] ?? '';
const isPast = (desk: Desk, startsAt: string): boolean => Date.parse(startsAt) <= nowOf(desk);
const isFull = (model: Notebook, startsAt: string): boolean => inSlot(model, startsAt) >= perSlot;

const byId = (a: readonly unknown[], b: readonly unknown[]): number => (String(a[0]) < String(b[0]) ? -1 : 1);

/** Why a slot cannot be had now, if it cannot. */
const slotRefused = (model: Notebook, desk: Desk, startsAt: string): 409 | 422 | undefined =>
  isPast(desk, startsAt) ? 422 : isFull(model, startsAt) ? 409 : undefined;

const book = errand(
  'book',
  fc.tuple(ids, anybody, slot, fc.boolean(), fc.option(ids, { freq: 2 })),
  async (model, desk, args) => {
    const [id, customer, at, hold, instead] = args;
    const startsAt = timeOf(desk, at);
    const rebooks = hold || instead === null ? undefined : instead;
    const body = {
      appointmentId: id,
      customerId: customer,
      department: 'service',
      purpose: 'service',
      startsAt,
      hold,
      ...(rebooks === undefined ? {} : { rebooks }),
    };
    const got = await ask(desk, 'POST', '/appointments', body);
    const person = model.people.get(customer);
    const old = rebooks === undefined ? undefined : model.visits.get(rebooks);
    const refusal = (): number | undefined => {
      if (person === undefined) return 404;
      if (person.mergedInto !== undefined) return 409;
      const full = slotRefused(model, desk, startsAt);
      if (full !== undefined) return full;
      if (rebooks !== undefined && old === undefined) return 404;
      if (old !== undefined && (!namesOf(person).includes(old.customer) || old.id === id)) return 422;
      if (old !== undefined && ((old.status !== 'MISSED' && old.status !== 'CANCELLED') || old.rebooked)) return 409;
      return model.visits.has(id) ? 409 : undefined;
    };
    expectStatus(got, refusal() ?? 201);
    if (got.status !== 201) return;
    if (old !== undefined) {
      old.rebooked = true;
      old.declined = false;
      old.version += 1;
    }
    model.visits.set(id, newVisit(id, customer, startsAt, hold ? 'HELD' : 'BOOKED', nowOf(desk)));
  },
);

/** A command on one appointment: what it takes, and what becomes of it. */
const command = (
  verb: string,
  body: unknown,
  outcome: (visit: Visit, desk: Desk) => 409 | 'same' | Partial<Visit>,
): fc.Arbitrary<Errand> =>
  errand(verb, fc.tuple(ids, ifMatches), async (model, desk, [id, says]) => {
    const visit = model.visits.get(id);
    const got = await ask(desk, 'POST', `/appointments/${id}/${verb}`, body, ifMatch(says, visit?.version ?? 1));
    const after = visit === undefined ? 409 : outcome(visit, desk);
    expectStatus(got, visit === undefined ? 404 : says === 'old' ? 412 : after === 409 ? 409 : 200);
    if (got.status !== 200 || visit === undefined || typeof after !== 'object') return;
    Object.assign(visit, after, { version: visit.version + 1 });
    expect(got.headers['ETag']).toBe(`"${visit.version}"`);
  });

const bookHeld = command('book', {}, ({ status, heldUntil }, desk) =>
  status === 'HELD' && nowOf(desk) < heldUntil ? { status: 'BOOKED' } : 409,
);

const cancel = command('cancel', {}, ({ status }) => {
  if (status === 'CANCELLED') return 'same';
  return status === 'HELD' || status === 'BOOKED' ? { status: 'CANCELLED', callback: false } : 409;
});

const confirm = command('confirm', {}, ({ status, confirmed }) => {
  if (status !== 'BOOKED') return 409;
  return confirmed ? 'same' : { confirmed: true, callback: false };
});

const askToMove = command('ask-to-move', {}, ({ status, callback }) => {
  if (status !== 'BOOKED') return 409;
  return callback ? 'same' : { confirmed: false, callback: true };
});

const arrive = command('arrive', undefined, ({ status }) => {
  if (status === 'ARRIVED') return 'same';
  return status === 'BOOKED' || status === 'MISSED' ? { status: 'ARRIVED', callback: false, declined: false } : 409;
});

const miss = command('miss', undefined, ({ status, startsAt }, desk) => {
  if (status === 'MISSED') return 'same';
  return status === 'BOOKED' && Date.parse(startsAt) <= nowOf(desk) ? { status: 'MISSED', callback: false } : 409;
});

const decline = command('decline', {}, ({ status, declined }) => {
  if (status !== 'MISSED') return 409;
  return declined ? 'same' : { declined: true };
});

const move = errand('move', fc.tuple(ids, slot, ifMatches), async (model, desk, [id, at, says]) => {
  const visit = model.visits.get(id);
  const startsAt = timeOf(desk, at);
  const got = await ask(desk, 'POST', `/appointments/${id}/move`, { startsAt }, ifMatch(says, visit?.version ?? 1));
  const refusal = (): number | undefined => {
    if (visit === undefined) return 404;
    if (says === 'old') return 412;
    if (visit.status !== 'BOOKED') return 409;
    if (isPast(desk, startsAt)) return 422;
    return visit.startsAt !== startsAt && isFull(model, startsAt) ? 409 : undefined;
  };
  expectStatus(got, refusal() ?? 200);
  if (got.status !== 200 || visit === undefined || visit.startsAt === startsAt) return;
  Object.assign(visit, { startsAt, confirmed: false, callback: false, version: visit.version + 1 });
});

const room = errand('look for room on the day of', slot, async (model, desk, at) => {
  const date = timeOf(desk, at).slice(0, 10);
  const { body } = await ask(desk, 'GET', `/availability?department=service&date=${date}`);
  const open: readonly { startsAt: string; free: number }[] = body.slots;
  for (const { startsAt, free } of open) {
    expect([startsAt, free]).toEqual([startsAt, isPast(desk, startsAt) ? 0 : perSlot - inSlot(model, startsAt)]);
  }
});

const list = errand('list the appointments of', anybody, async (model, desk, customer) => {
  const got = await ask(desk, 'GET', `/appointments?customerId=${customer}`);
  expectStatus(got, model.people.has(customer) ? 200 : 404);
  if (got.status !== 200) return;
  const found = got.body.items.map((each: Visit & { appointmentId: string }) => [
    each.appointmentId,
    each.status,
    each.version,
  ]);
  const noted = [...model.visits.values()].filter((visit) => visit.customer === customer);
  expect(found.toSorted(byId)).toEqual(noted.map(({ id, status, version }) => [id, status, version]).toSorted(byId));
});

/** The visit that an answer from a number is about: the one whose present time our last message there told, to this person. */
function asked(model: Notebook, desk: Desk, from: string): Visit | undefined {
  const last = model.last.get(from);
  const visit = model.visits.get(last?.visit ?? '');
  if (last === undefined || visit?.status !== 'BOOKED' || last.told !== visit.startsAt) return undefined;
  const known = withNumber(model, from);
  const whose = known.length === 1 ? known[0] : known.find((person) => namesOf(person).includes(last.customer));
  const theirs = whose !== undefined && namesOf(whose).includes(visit.customer);
  return theirs && !isPast(desk, visit.startsAt) ? visit : undefined;
}

const answers: Readonly<Record<string, (visit: Visit) => Partial<Visit> | undefined>> = {
  C: ({ confirmed }) => (confirmed ? undefined : { confirmed: true, callback: false }),
  R: ({ callback }) => (callback ? undefined : { confirmed: false, callback: true }),
  X: () => ({ status: 'CANCELLED', callback: false }),
};

const answer = errand(
  'answer',
  fc.tuple(numbers, fc.constantFrom('C', 'R', 'X')),
  async (model, desk, [from, word]) => {
    readMail(model, desk);
    const visit = asked(model, desk, from);
    const said = visit === undefined ? undefined : answers[word]?.(visit);
    desk.town.letters.text(from, word);
    if (visit !== undefined && said !== undefined) {
      note(`answer: ${word}`);
      Object.assign(visit, said, { version: visit.version + 1 });
    }
    await pass(desk, 1000);
    readMail(model, desk);
    await catchUp(model, desk);
  },
);

/** All of it. */
export const visitErrands: readonly fc.Arbitrary<Errand>[] = [
  book,
  book,
  book,
  bookHeld,
  cancel,
  confirm,
  askToMove,
  arrive,
  miss,
  decline,
  move,
  move,
  room,
  list,
  answer,
  answer,
];

/** So long after its hour an appointment to which nobody came counts as missed, in milliseconds. */
const missedAfter = 2 * 3_600_000;
const minute = 60_000;

/** What the house does by itself while time passes: it frees what was held for too long, and notes who did not come. */
export async function catchUp(model: Notebook, desk: Desk): Promise<void> {
  const now = nowOf(desk);
  for (const visit of model.visits.values()) {
    const { body } = await ask(desk, 'GET', `/appointments/${visit.id}`);
    const over = visit.status === 'HELD' && visit.heldUntil <= now;
    const late = visit.status === 'BOOKED' && Date.parse(visit.startsAt) + missedAfter <= now;
    if (over && body.status === 'RELEASED') Object.assign(visit, { status: 'RELEASED', version: visit.version + 1 });
    if (late && body.status === 'MISSED')
      Object.assign(visit, { status: 'MISSED', callback: false, version: visit.version + 1 });
    if (over)
      expect(body.status === 'RELEASED' || visit.heldUntil + 3 * minute > now, `${visit.id} is still held`).toBe(true);
    expect({
      status: body.status,
      version: body.version,
      startsAt: body.startsAt,
      confirmed: body.confirmedAt !== undefined,
      callback: body.callbackWanted === true,
    }).toEqual({
      status: visit.status,
      version: visit.version,
      startsAt: visit.startsAt,
      confirmed: visit.confirmed,
      callback: visit.callback,
    });
  }
}
