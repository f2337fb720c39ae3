/** Who takes appointments: looks at what is owed about them, calls people, and answers what customers write. */
import { type Instant, type LocalDate, plusDays, weekday } from '../core/kernel/time.ts';
import { type Caller, Refused } from './api.ts';
import { agree, bookAnew, moveOn, nameHost, pathOf, type Reception } from './appointments.ts';
import { type Fields, textOf } from './fields.ts';
import { later, on, workdays } from './month/calendar.ts';
import { chanceOf } from './month/chance.ts';
import type { Shop } from './month/plan.ts';
import { chanceAbout, type Visit } from './month/visits.ts';

/** Every appointment by its id, those that were made in place of others included. */
export type Visits = Map<string, Visit>;

/** Somebody at the reception on a day at a time. */
interface Look extends Reception {
  readonly shop: Shop;
  readonly caller: Caller;
  readonly day: LocalDate;
  readonly at: Instant;
  readonly visits: Visits;
}

const promisePath = (promise: Fields): string =>
  `/stores/${textOf(promise, 'storeId')}/promises/${textOf(promise, 'promiseId')}`;

const visitOf = ({ visits }: Look, promise: Fields): Visit | undefined =>
  visits.get(textOf(promise, 'subject').replace(/^ap-/, ''));

/** How long before it falls due somebody calls a customer who has not said that they come. */
const callMinutes = 5 * 60;

/** Calls who has not answered: most come, some do not pick up, one cannot. */
async function callBeforeVisit(look: Look, visit: Visit, promise: Fields): Promise<void> {
  if (later(look.at, callMinutes) < textOf(promise, 'dueAt')) return;
  const chance = chanceAbout(visit, `call ${look.at}`);
  if (chance.happens(0.55)) await look.caller.post(`${pathOf(visit)}/confirm`, {});
  else if (chance.happens(0.1))
    await look.caller.post(`${pathOf(visit)}/cancel`, { reason: 'They are away that day.' });
}

/** Calls who did not come. */
async function callAfterMiss(look: Look, visit: Visit): Promise<void> {
  if (!chanceAbout(visit, `save ${look.at}`).happens(0.7)) return;
  switch (visit.story.called) {
    case 'another time': {
      const next = await bookAnew(visit, look.caller, look.day, look);
      look.visits.set(next.appointmentId, next);
      return;
    }
    case 'no':
      await look.caller.post(`${pathOf(visit)}/decline`, {});
      return;
    case undefined:
      return;
  }
}

/** One promise about an appointment. */
async function attend(look: Look, promise: Fields): Promise<void> {
  const visit = visitOf(look, promise);
  if (visit === undefined) return;
  const { caller, day } = look;
  switch (promise['type']) {
    case 'set-time':
      return agree(visit, caller, day, look);
    case 'new-time':
      return moveOn(visit, caller, day, look);
    case 'name-host':
      return nameHost(visit, caller);
    case 'confirmation':
      return callBeforeVisit(look, visit, promise);
    case 'save':
      return callAfterMiss(look, visit);
    case 'did-it-reach':
      await caller.post(`${promisePath(promise)}/keep`, { note: 'Called: they know.' });
      return;
    default:
      return;
  }
}

/** Answers what waits, mostly; who may not be written to is called. */
async function answerPeople({ caller, shop, at }: Look): Promise<void> {
  for (const talk of await caller.list(`/stores/${shop.storeId}/conversations`)) {
    const id = textOf(talk, 'conversationId');
    if (!chanceOf(`answer ${shop.storeId} ${id} ${at}`).happens(0.8)) continue;
    const path = `/stores/${shop.storeId}/conversations/${id}`;
    try {
      await caller.post(`${path}/answers`, { text: 'Yes, gladly. We will see to it.' });
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 409) throw error;
      await caller.post(`${path}/done`, { how: 'answered-elsewhere' });
    }
  }
}

/** What came in from nobody we know. */
async function reviewIntake({ caller, shop }: Look): Promise<void> {
  for (const item of await caller.list(`/stores/${shop.storeId}/intake`)) {
    await caller.post(`/stores/${shop.storeId}/intake/${textOf(item, 'itemId')}/resolve`, { found: 'A wrong number.' });
  }
}

const queues = { service: 'service-bdc', sales: 'bdc' } as const;

/** What lies in a role's queue, and on the own desk: a colleague may have been late with it. */
async function attendAll(look: Look, role: string): Promise<void> {
  const path = `/stores/${look.shop.storeId}`;
  const owed = await look.caller.list(`${path}/queues/${role}/promises`);
  const own = await look.caller.list(`${path}/promises/mine`);
  for (const promise of [...owed, ...own]) await attend(look, promise);
}

async function atTheReception(look: Look, department: keyof typeof queues): Promise<void> {
  await attendAll(look, queues[department]);
  if (department === 'sales') return;
  await answerPeople(look);
  await reviewIntake(look);
}

/** A head may give the word in a salesperson's place, once there is one. */
async function acceptFor(visit: Visit, caller: Caller): Promise<void> {
  const { staffId } = await caller.get(pathOf(visit));
  if (staffId === undefined) await nameHost(visit, caller);
  else await caller.post(`${pathOf(visit)}/accept`);
}

/** What climbed to the head of a department: a call that nobody made, or a word that a salesperson did not give. */
async function atTheHeadsDesk(look: Look, roles: readonly string[]): Promise<void> {
  for (const role of roles) {
    for (const promise of await look.caller.list(`/stores/${look.shop.storeId}/queues/${role}/promises`)) {
      const visit = visitOf(look, promise);
      if (visit !== undefined && promise['type'] === 'accept') await acceptFor(visit, look.caller);
      else await attend(look, promise);
    }
  }
}

/** The reception looks at what is owed twice a day, on working days; the heads once. */
const times = ['09:45', '14:45'] as const;

/** Days in which appointments come and go; then it is enough to look every other morning. */
const busyDays = 50;

/** Puts the looks of everybody at the reception on the agenda. */
export function planReception(
  reception: Reception & { readonly visits: Visits },
  shop: Shop,
  first: LocalDate,
  end: LocalDate,
): void {
  const look = (who: string, day: LocalDate, time: string, does: (look: Look) => Promise<void>): void => {
    const at = on(day, time, shop.zone);
    reception.agenda.look(at, async () => does({ ...reception, shop, day, at, caller: await reception.api.as(who) }));
  };
  for (const day of workdays(first, end)) {
    const busy = day < plusDays(first, busyDays);
    if (!busy && !['mon', 'wed', 'fri'].includes(weekday(day))) continue;
    for (const time of busy ? times : times.slice(0, 1)) {
      look(shop.bdc, day, time, (one) => atTheReception(one, 'service'));
      look(shop.salesBdc, day, time, (one) => atTheReception(one, 'sales'));
    }
    look(shop.salesManager, day, times[1], (one) => atTheHeadsDesk(one, ['sales-manager', 'bdc-manager']));
    look(shop.serviceManager, day, times[1], (one) => atTheHeadsDesk(one, ['service-manager']));
  }
}

/** Texts from a number that is nobody's; the first store looks. */
export const planStranger = ({ agenda, phones }: Reception, at: Instant): void =>
  agenda.plan(at, () => phones.write('+13125559876', 'Do you still have the blue truck?'));
