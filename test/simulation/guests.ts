/** Customers who come by appointment, or do not: booked, held, moved, cancelled, confirmed by reply, late, missed, saved. */
import {
  ask,
  type Common,
  casts,
  dayOn,
  type Errand,
  hour,
  minute,
  numberOf,
  people,
  register,
  someTime,
  storeIds,
  tendPromises,
  unlessOver,
} from './folk.ts';

/** One customer and what brings them. */
interface Guest extends Errand {
  /** The end of their number. Two of a household share it. */
  readonly line: string;
  readonly department: 'service' | 'sales';
}

interface Visit {
  readonly appointmentId: string;
  readonly status: string;
  readonly startsAt?: string;
}

/** What people write back, right answers more often than others. */
const replies = [
  'C',
  'C',
  'C',
  'c ',
  'Yes',
  'R',
  'R',
  'X',
  'STOP',
  'Stop.',
  'CANCEL',
  'START',
  'HELP',
  'Can I bring my dog?',
  'On my way',
];

const all = ({ storeId }: Guest): string => `/stores/${storeId}/appointments`;

const deskOf = ({ storeId, department }: Guest): string =>
  department === 'sales' ? people[storeId].seller : people[storeId].boss;

const hostsOf = ({ storeId, department }: Guest): readonly string[] =>
  department === 'sales' ? people[storeId].salespeople : people[storeId].advisors;

/** A slot of a day of the next two weeks, not always one that is free. */
async function aSlot(guest: Guest): Promise<string | undefined> {
  const { luck, storeId, department } = guest;
  const date = dayOn(guest, luck.pick([0, 1, 1, 2, 3, 5, 8, 12]));
  const path = `/stores/${storeId}/availability?department=${department}&date=${date}`;
  const { body } = await ask(guest, deskOf(guest), 'GET', path);
  const slots: readonly { startsAt: string; free: number }[] = body.slots ?? [];
  const some = luck.chance(0.8) ? slots.filter(({ free }) => free > 0) : slots;
  return some.length === 0 ? undefined : luck.pick(some).startsAt;
}

/** What is asked for: a day, a held slot, or a booked one. */
async function make(guest: Guest, appointmentId: string, rebooks?: string): Promise<void> {
  const { luck, customerId, department } = guest;
  const common = {
    appointmentId,
    customerId,
    department,
    purpose: department === 'sales' ? luck.pick(['test-drive', 'sales-visit', 'delivery']) : 'service',
    ...(luck.chance(0.6) ? { staffId: luck.pick(hostsOf(guest)) } : {}),
    ...(department === 'sales' && luck.chance(0.7) ? { stock: 'P1044' } : {}),
  };
  const instead = rebooks === undefined ? {} : { rebooks };
  if (luck.chance(0.15)) {
    await ask(guest, deskOf(guest), 'POST', all(guest), {
      ...common,
      ...instead,
      date: dayOn(guest, luck.between(1, 9)),
    });
    return;
  }
  const startsAt = await aSlot(guest);
  if (startsAt === undefined) return;
  const how = luck.chance(0.2) ? { hold: true } : instead;
  await ask(guest, deskOf(guest), 'POST', all(guest), { ...common, startsAt, ...how });
}

async function read(guest: Guest, appointmentId: string): Promise<Visit | undefined> {
  const { body, status } = await ask(guest, deskOf(guest), 'GET', `${all(guest)}/${appointmentId}`);
  return status === 200 ? body : undefined;
}

const command = (guest: Guest, id: string, verb: string, body?: object, who = deskOf(guest)) =>
  ask(guest, who, 'POST', `${all(guest)}/${id}/${verb}`, body);

/** The customer writes: in answer to what came, or out of the blue. */
async function write(guest: Guest): Promise<void> {
  await unlessOver(guest);
  guest.town.letters.text(numberOf(guest, guest.line), guest.luck.pick(replies));
}

/** Something happens before the day. */
async function meanwhile(guest: Guest, id: string): Promise<void> {
  const { luck } = guest;
  const happens = luck.next();
  if (happens < 0.4) return write(guest);
  if (happens < 0.48) {
    const startsAt = await aSlot(guest);
    if (startsAt !== undefined) await command(guest, id, 'move', { startsAt });
  } else if (happens < 0.52) await command(guest, id, 'cancel', { reason: 'Out of town' });
  else if (happens < 0.56) await command(guest, id, 'confirm', {});
  else if (happens < 0.6) await command(guest, id, 'ask-to-move', {});
  else if (happens < 0.68) await command(guest, id, 'assign', { staffId: luck.pick([...hostsOf(guest), null]) });
  else if (happens < 0.74) await command(guest, id, 'accept');
  else if (happens < 0.8) await command(guest, id, 'pull-car');
  else await tendPromises(guest, `ap-${id}`);
}

/** The customer is at the door. Service sometimes writes up the order and notes no arrival. */
async function come(guest: Guest, id: string): Promise<void> {
  const { luck, storeId, customerId, town } = guest;
  if (guest.department === 'service' && luck.chance(0.3)) {
    const order = {
      roNumber: `R${id.replaceAll(/\D/g, '')}`,
      customerId,
      advisorId: luck.pick(hostsOf(guest)),
      lines: [],
    };
    await ask(guest, deskOf(guest), 'POST', `/stores/${storeId}/repair-orders`, order);
    return;
  }
  await command(guest, id, 'arrive');
  await town.post.pass(luck.between(0, 20) * minute);
  if (luck.chance(0.8)) await command(guest, id, 'greet');
  else await tendPromises(guest, `ap-${id}`);
}

/** From a booking to the hour: some days with things happening in between, or a leap to the hour itself. */
async function beforeTheHour(guest: Guest, { appointmentId, startsAt = '' }: Visit): Promise<void> {
  const { luck, town } = guest;
  const left = Date.parse(startsAt) - town.clock.now();
  if (left > hour && luck.chance(0.7)) {
    await town.post.pass(Math.min(left - hour, luck.between(1, 30 * 60) * minute));
    return meanwhile(guest, appointmentId);
  }
  await town.post.pass(Math.max(0, left + luck.between(-20, 40) * minute));
  const fares = luck.next();
  if (fares < 0.5) return come(guest, appointmentId);
  if (fares < 0.6) await command(guest, appointmentId, 'miss');
  else await town.post.pass(luck.between(20, 200) * minute);
}

/** Nobody came: they come late, are called, write, or nobody does anything. Answers whether another visit was asked for. */
async function afterwards(guest: Guest, id: string, next: string): Promise<boolean> {
  const { luck, town } = guest;
  await town.post.pass(luck.between(0, 300) * minute);
  const fares = luck.next();
  if (fares < 0.15) await come(guest, id);
  else if (fares < 0.25) await command(guest, id, 'decline', {});
  else if (fares < 0.4) await write(guest);
  else if (fares < 0.55) await tendPromises(guest, `ap-${id}`);
  else if (fares < 0.9) {
    await make(guest, next, luck.chance(0.7) ? id : undefined);
    return true;
  }
  return false;
}

async function soon(guest: Guest, { appointmentId: id, status }: Visit): Promise<void> {
  const { luck, town } = guest;
  await town.post.pass(luck.between(0, status === 'HELD' ? 15 : 600) * minute);
  if (luck.chance(0.2)) return tendPromises(guest, `ap-${id}`);
  const startsAt = status === 'HELD' ? undefined : await aSlot(guest);
  await command(guest, id, 'book', startsAt === undefined ? {} : { startsAt });
}

/** From the first wish to the greeting, or until nobody tries any more. */
async function live(guest: Guest, first: string): Promise<void> {
  const { luck } = guest;
  await register(guest, guest.line);
  let id = first;
  await make(guest, id);
  const meddles = () => {
    const mischief = { ...guest, luck: luck.for(`meddling ${guest.town.clock.now()}`) };
    return meanwhile(mischief, id);
  };
  casts(guest, `cv-${guest.customerId}`, meddles);
  for (let round = 0; round < 12; round += 1) {
    casts(guest, `ap-${id}`, meddles);
    const visit = await read(guest, id);
    if (visit === undefined) return;
    const next = `${first}-${round}`;
    if (visit.status === 'BOOKED') await beforeTheHour(guest, visit);
    else if (visit.status === 'REQUESTED' || visit.status === 'HELD') await soon(guest, visit);
    else if (visit.status === 'MISSED') id = (await afterwards(guest, id, next)) ? next : id;
    else if (visit.status === 'ARRIVED') {
      await someTime(guest, luck.between(0, 2));
      return luck.chance(0.3) ? write(guest) : undefined;
    } else if (luck.chance(0.4)) return;
    else {
      await make(guest, next, visit.status === 'CANCELLED' ? id : undefined);
      id = next;
    }
  }
}

/** Somebody answers what customers wrote, some times a day, or says that no answer is needed. */
async function answer(desk: Errand): Promise<void> {
  const { town, luck, storeId } = desk;
  const { caller } = people[storeId];
  for (;;) {
    await town.post.pass(luck.between(30, 20 * 60) * minute);
    const { body } = await ask(desk, caller, 'GET', `/stores/${storeId}/conversations`);
    for (const { conversationId } of body.items ?? []) {
      const path = `/stores/${storeId}/conversations/${conversationId}`;
      const does = luck.next();
      if (does < 0.5) await ask(desk, caller, 'POST', `${path}/answers`, { text: 'Yes, of course.' });
      else if (does < 0.7) await ask(desk, caller, 'POST', `${path}/done`, { how: 'answered-elsewhere' });
      else if (does < 0.8) await tendPromises(desk, `cv-${conversationId}`);
      else if (does < 0.85) await ask(desk, caller, 'POST', `${path}/attach`, { customerId: 'C-300' });
    }
  }
}

/** Few customers at a time, so that slots and people run full. */
async function openTheBook(errand: Pick<Errand, 'town' | 'ends'>): Promise<void> {
  const { town, ends } = errand;
  const limits = { slotMinutes: 60, perSlot: 2, perPerson: 1, daysAhead: 30 };
  for (const [storeId, who, department] of [
    ['S01', 'sam', 'service'],
    ['S01', 'sue', 'sales'],
    ['S02', 'zoe', 'service'],
    ['S02', 'zoe', 'sales'],
  ] as const) {
    await ask({ town, ends }, who, 'PUT', `/stores/${storeId}/departments/${department}/capacity`, limits);
  }
}

/** Sets so many customers going, and those who answer them. */
export function invite(errand: Common, count: number, days: number): void {
  const { town, luck, ends, cast } = errand;
  if (count === 0) return;
  town.post.send(0, () => openTheBook(errand));
  for (const storeId of ['S01', 'S02'] as const) {
    const desk: Errand = { town, luck: luck.for(`desk of ${storeId}`), ends, cast, storeId, customerId: 'C-300' };
    town.post.send(0, () => answer(desk));
  }
  for (let at = 0; at < count; at += 1) {
    const its = luck.for(`guest ${at}`);
    // One in eight has the number of the one before: a household.
    const line = String(6300 + at - (at % 8 === 7 ? 1 : 0)).padStart(5, '5');
    const guest: Guest = {
      town,
      luck: its,
      ends,
      cast,
      storeId: its.pick(storeIds),
      customerId: `C-${300 + at}`,
      line,
      department: its.pick(['service', 'service', 'sales']),
    };
    town.post.send(its.between(10, Math.floor(days * 0.7 * 24 * 60)) * minute, () => live(guest, `A${300 + at}`));
  }
}
