/** Appointments as they go: made, answered, prepared for, and the hour itself. */
import { type Instant, type LocalDate, parseInstant, plusDays, toEpochMillis } from '../core/kernel/time.ts';
import { type Agenda, nextHalfHour } from './agenda.ts';
import { type Api, type Caller, Refused } from './api.ts';
import { planPickUp } from './counter.ts';
import { openOrder, takeIn } from './dms.ts';
import { fieldsOf, listOf, numberOf, textOf } from './fields.ts';
import { later, workday } from './month/calendar.ts';
import { maintenance } from './month/maintenance.ts';
import type { AppointmentRequest } from './month/payloads.ts';
import type { Shop } from './month/plan.ts';
import { chanceAbout, type Visit } from './month/visits.ts';
import type { Phones } from './phone.ts';

/** What somebody who takes appointments works with. */
export interface Reception {
  readonly api: Api;
  readonly agenda: Agenda;
  readonly phones: Phones;
}

const path = ({ shop }: Visit): string => `/stores/${shop.storeId}/appointments`;

/** Where an appointment is. */
export const pathOf = (visit: Visit): string => `${path(visit)}/${visit.appointmentId}`;

/** Who takes appointments of this department. */
export const booker = ({ shop, story }: Visit): string => (story.department === 'sales' ? shop.salesBdc : shop.bdc);

/** Who receives the customer: a salesperson, or one of the advisors who stay. */
const hosts = ({ shop, story }: Visit): readonly string[] =>
  story.department === 'sales' ? shop.salespeople : [shop.advisors[0]];

const customerId = ({ guest }: Visit): string => guest.customer.identifier.value;

/** Whether two instants are the same, however they are written. */
const isSame = (a: string, b: Instant): boolean => Date.parse(a) === toEpochMillis(b);

/** A free time of a department on a day, or on the next workday that has one: what is offered on the phone. */
export async function freeTime(
  caller: Caller,
  of: { readonly shop: Shop; readonly department: 'sales' | 'service'; readonly appointmentId: string },
  day: LocalDate,
  notBefore: string,
): Promise<Instant> {
  const path = `/stores/${of.shop.storeId}/availability?department=${of.department}&date=${day}`;
  const { slots } = await caller.get(path);
  const free = listOf(slots)
    .map(fieldsOf)
    .filter((slot) => numberOf(slot, 'free') > 0 && textOf(slot, 'time') >= notBefore);
  const [first, ...others] = free;
  if (first === undefined) return freeTime(caller, of, workday(plusDays(day, 1), 0), '00:00');
  return parseInstant(textOf(chanceAbout(of, `time ${day}`).pick([first, ...others]), 'startsAt'));
}

const timeFor = (caller: Caller, { story, ...visit }: Visit, day: LocalDate, notBefore = '09:00'): Promise<Instant> =>
  freeTime(caller, { ...visit, department: story.department }, day, notBefore);

const appointmentRequest = (visit: Visit): AppointmentRequest => ({
  dealer_id: visit.shop.storeId,
  appointment_type: 'SERVICE',
  scheduled_start: visit.madeAt,
  requested_duration_minutes: 90,
  additional_comments: '',
  customer: visit.guest.customer,
  vehicle: visit.guest.vehicle,
  client_request_id: `req-${visit.appointmentId}`,
});

const subjectOf = (visit: Visit) => ({
  customerId: customerId(visit),
  department: visit.story.department,
  purpose: visit.story.purpose,
  ...(visit.story.department === 'service' ? { vehicleId: visit.guest.vehicle.vehicle_key } : {}),
  ...(visit.stock === undefined ? {} : { stock: visit.stock }),
});

/** Somebody calls: they become known, and their appointment is made. */
async function make(visit: Visit, reception: Reception): Promise<void> {
  const caller = await reception.api.as(booker(visit));
  await takeIn(caller, visit.shop.storeId, appointmentRequest(visit));
  const common = { appointmentId: visit.appointmentId, ...subjectOf(visit) };
  if (visit.story.made === 'day only') {
    await caller.post(path(visit), { ...common, date: visit.onDay });
    return;
  }
  const startsAt = await timeFor(caller, visit, visit.onDay, visit.story.ahead === 0 ? '13:00' : '08:30');
  const held = visit.story.made === 'held' || visit.story.made === 'held only';
  await caller.post(path(visit), { ...common, startsAt, hold: held });
  if (visit.story.made === 'held only') return;
  if (visit.story.made === 'held') await caller.post(`${pathOf(visit)}/book`, {});
  planVisit(visit, startsAt, reception);
}

/** What the customer does about our message; who got none does nothing. */
async function answer({ guest, story }: Visit, { phones }: Reception): Promise<void> {
  const { answers } = story;
  if (answers === undefined) return;
  const { contact } = guest.recipient;
  if ('text' in answers) await phones.answer(contact, answers.text);
  else await phones.tap(contact, answers.tap);
}

/** The host says that they will be there, and later brings the car to the door; some forget. */
async function prepare(visit: Visit, startsAt: Instant, what: 'accept' | 'pull-car', api: Api): Promise<void> {
  const caller = await api.as(booker(visit));
  const found = await caller.get(pathOf(visit));
  const host = textOf(found, 'staffId');
  if (found['status'] !== 'BOOKED' || !isSame(textOf(found, 'startsAt'), startsAt) || host === '') return;
  if (!chanceAbout(visit, what).happens(0.85)) return;
  await (await api.as(host)).post(`${pathOf(visit)}/${what}`);
}

const orderNumber = ({ appointmentId }: Visit): string =>
  `3${(appointmentId.split('-').at(-1) ?? '').padStart(4, '0')}`;

/** The customer stands at the counter: a repair order says that they are here, or somebody notes it and greets them. */
async function receive(visit: Visit, at: Instant, { api, agenda }: Reception): Promise<void> {
  const host = hosts(visit)[0] ?? booker(visit);
  const caller = await api.as(host);
  if (visit.story.department === 'service') {
    const request = { ...appointmentRequest(visit), advisor_id: host };
    await openOrder(caller, visit.shop.storeId, maintenance(orderNumber(visit)), request, visit.appointmentId);
    const roNumber = orderNumber(visit);
    planPickUp(agenda, api, { storeId: visit.shop.storeId, roNumber, advisor: host, at: later(at, 180) });
  } else await caller.post(`${pathOf(visit)}/arrive`);
  if (chanceAbout(visit, 'greet').happens(0.85)) await caller.post(`${pathOf(visit)}/greet`);
  else agenda.plan(later(at, 30), async () => void (await caller.post(`${pathOf(visit)}/greet`)));
}

/** The hour, or somewhat later: whoever still has an appointment then comes. */
async function come(visit: Visit, startsAt: Instant, at: Instant, reception: Reception): Promise<void> {
  const caller = await reception.api.as(booker(visit));
  const found = await caller.get(pathOf(visit));
  const awaited = ['BOOKED', 'MISSED'].includes(textOf(found, 'status')) && found['rebookedAs'] === undefined;
  if (awaited && isSame(textOf(found, 'startsAt'), startsAt)) await receive(visit, at, reception);
}

/** Minutes after the hour at which somebody who is late comes: they are missed by then. */
const lateMinutes = { sales: 60, service: 180 } as const;

/** Puts everything about an agreed time on the agenda. */
export function planVisit(visit: Visit, startsAt: Instant, reception: Reception): void {
  const { agenda, api } = reception;
  const { story } = visit;
  if (story.answers !== undefined) {
    const at = story.answers.to === 'confirmation' ? later(visit.madeAt, 50) : later(startsAt, -22 * 60);
    // An answer that was to come before it was agreed is the answer to another time.
    agenda.plan(at, () => answer(visit, reception));
  }
  planHour(visit, startsAt, reception);
  if (story.department !== 'sales') return;
  agenda.plan(later(startsAt, -3 * 60), () => prepare(visit, startsAt, 'accept', api));
  if (visit.stock !== undefined) agenda.plan(later(startsAt, -90), () => prepare(visit, startsAt, 'pull-car', api));
}

function planHour(visit: Visit, startsAt: Instant, reception: Reception): void {
  const { story } = visit;
  if (story.comes === 'never') return;
  const at = later(startsAt, story.comes === 'late' ? lateMinutes[story.department] : 0);
  reception.agenda.plan(at, () => come(visit, startsAt, at, reception));
}

/** Mostly it is named within the half hour who receives a customer of sales. */
async function nameSoon(visit: Visit, { api }: Reception): Promise<void> {
  const caller = await api.as(booker(visit));
  const { status, staffId } = await caller.get(pathOf(visit));
  if (status === 'BOOKED' && staffId === undefined) await nameHost(visit, caller);
}

/** Puts the call by which an appointment is made on the agenda. */
export function planCall(visit: Visit, reception: Reception): void {
  const { agenda } = reception;
  agenda.plan(visit.madeAt, () => make(visit, reception));
  if (visit.story.department !== 'sales' || !chanceAbout(visit, 'named').happens(0.75)) return;
  agenda.look(later(nextHalfHour(visit.madeAt), 15), () => nameSoon(visit, reception));
}

/** The visit after another time was agreed: no more answers, and this time they come. */
const again = (visit: Visit): Visit => {
  const { answers: _a, comes: _c, called: _d, ...story } = visit.story;
  return { ...visit, story };
};

/** Agrees on a time for somebody who named only a day. */
export async function agree(visit: Visit, caller: Caller, today: LocalDate, reception: Reception): Promise<void> {
  const day = visit.onDay > today ? visit.onDay : workday(today, 1);
  const startsAt = await timeFor(caller, visit, day);
  await caller.post(`${pathOf(visit)}/book`, { startsAt });
  planVisit(visit, startsAt, reception);
}

/** Finds another time for somebody who cannot come as agreed. */
export async function moveOn(visit: Visit, caller: Caller, today: LocalDate, reception: Reception): Promise<void> {
  const startsAt = await timeFor(caller, visit, workday(today, 2));
  await caller.post(`${pathOf(visit)}/move`, { startsAt });
  planVisit(again(visit), startsAt, reception);
}

/** Books a new appointment in place of the one that was missed; the one that is to be now. */
export async function bookAnew(visit: Visit, caller: Caller, today: LocalDate, reception: Reception): Promise<Visit> {
  const next = { ...again(visit), appointmentId: `${visit.appointmentId}-2` };
  const startsAt = await timeFor(caller, visit, workday(today, 2));
  const body = { appointmentId: next.appointmentId, ...subjectOf(visit), startsAt, rebooks: visit.appointmentId };
  await caller.post(path(visit), body);
  planVisit(next, startsAt, reception);
  return next;
}

/** Names who receives the customer: the first who has room then. */
export async function nameHost(visit: Visit, caller: Caller): Promise<void> {
  for (const staffId of chanceAbout(visit, 'host').happens(0.5) ? hosts(visit) : hosts(visit).toReversed()) {
    try {
      await caller.post(`${pathOf(visit)}/assign`, { staffId });
      return;
    } catch (error) {
      // The other one may have room.
      if (!(error instanceof Refused) || error.status !== 409) throw error;
    }
  }
}
