/** Cars through four months: their papers on the first morning, what happens to them, and what their owners answer. */
import { type Instant, type LocalDate, plus, plusDays, weekday } from '../core/kernel/time.ts';
import type { Agenda } from './agenda.ts';
import type { Api, Caller } from './api.ts';
import { freeTime } from './appointments.ts';
import { planPickUp } from './counter.ts';
import { openOrder, takeIn } from './dms.ts';
import { textOf } from './fields.ts';
import { later, on, workday, workdays } from './month/calendar.ts';
import type { CarStory, Happening } from './month/car-stories.ts';
import type { Care } from './month/cars.ts';
import { chanceOf } from './month/chance.ts';
import { maintenance } from './month/maintenance.ts';
import type { AppointmentRequest } from './month/payloads.ts';
import { firstDay, type Shop } from './month/plan.ts';
import type { Phones } from './phone.ts';

interface Office {
  readonly api: Api;
  readonly agenda: Agenda;
  readonly phones: Phones;
}

const owner = ({ guest }: Care): string => guest.customer.identifier.value;

const customerPath = (care: Care): string => `/stores/${care.shop.storeId}/customers/${owner(care)}`;

const carPath = (care: Care, vehicleId: string): string => `${customerPath(care)}/vehicles/${vehicleId}`;

const morning = ({ shop }: Care): Instant => on(firstDay, '08:40', shop.zone);

const ago = (care: Care, days: number): Instant => plus(morning(care), { days: -days });

const requestOf = (care: Care): AppointmentRequest => ({
  dealer_id: care.shop.storeId,
  appointment_type: 'SERVICE',
  scheduled_start: ago(care, care.story.serviced?.daysAgo ?? 1),
  requested_duration_minutes: 60,
  additional_comments: '',
  customer: care.guest.customer,
  // What the odometer showed is told with the service.
  vehicle:
    care.story.serviced === undefined
      ? care.guest.vehicle
      : { ...care.guest.vehicle, odometer: { value: String(care.story.serviced.miles), uom: 'MILES' } },
  client_request_id: `req-${care.shop.storeId}-car-${care.n}`,
});

const inDays = (days: number | undefined): LocalDate | undefined =>
  days === undefined ? undefined : plusDays(firstDay, days);

/** What the papers of a car say. */
async function fileAway(care: Care, vehicleId: string, caller: Caller): Promise<void> {
  const path = carPath(care, vehicleId);
  const { read, serviced, warrantyEnds, leaseEnds }: CarStory = care.story;
  if (read !== undefined) await caller.post(`${path}/odometer`, { miles: read.miles, at: ago(care, read.daysAgo) });
  if (serviced !== undefined)
    await caller.post(`${path}/services`, { miles: serviced.miles, at: ago(care, serviced.daysAgo) });
  if (warrantyEnds !== undefined || leaseEnds !== undefined) {
    await caller.put(`${path}/terms`, { warrantyEndsOn: inDays(warrantyEnds), leaseEndsOn: inDays(leaseEnds) });
  }
}

const wording = 'I agree to automated offers by text message from the group. Consent is no condition of a purchase.';

/** The owner and the cars become known, and what the owner agreed to. */
async function enter(care: Care, api: Api): Promise<void> {
  const caller = await api.as(care.shop.marketing);
  await takeIn(caller, care.shop.storeId, requestOf(care));
  const [, second] = care.vehicleIds;
  if (second !== undefined) await caller.post(`${customerPath(care)}/vehicles`, { vehicleId: second });
  const [contact] = care.guest.customer.contact_points;
  if (care.story.agreed !== false && contact?.type === 'MOBILE') {
    const consent = { channel: 'marketing-sms', optedOut: false, wording, source: 'counter', number: contact.value };
    await caller.put(`${customerPath(care)}/consent`, consent);
  }
  for (const vehicleId of care.vehicleIds) await fileAway(care, vehicleId, caller);
}

const visitId = ({ shop, n }: Care): string => `A-${shop.storeId}-car-${n}`;

/** The car comes to its appointment: written up, greeted, and home again in the afternoon. */
async function keepVisit(care: Care, startsAt: Instant, { api, agenda }: Office): Promise<void> {
  const { shop } = care;
  const caller = await api.as(shop.advisors[0]);
  await openOrder(caller, shop.storeId, maintenance(orderNumber(care)), requestOf(care), visitId(care));
  await caller.post(`/stores/${shop.storeId}/appointments/${visitId(care)}/greet`);
  const [advisor] = shop.advisors;
  planPickUp(agenda, api, { storeId: shop.storeId, roNumber: orderNumber(care), advisor, at: later(startsAt, 180) });
}

/** The car leaves before its invoice is written. */
async function goHome(care: Care, caller: Caller): Promise<void> {
  const order = `/stores/${care.shop.storeId}/repair-orders/${orderNumber(care)}`;
  await caller.put(`${order}/car`, { carAt: 'with-customer' });
  await caller.post(`${order}/close`);
}

/** A service appointment some days ahead. */
async function bookVisit(care: Care, today: LocalDate, daysAhead: number, office: Office): Promise<void> {
  const { api, agenda } = office;
  const caller = await api.as(care.shop.bdc);
  const [vehicleId] = care.vehicleIds;
  const day = workday(today, daysAhead);
  const about = { shop: care.shop, department: 'service', appointmentId: visitId(care) } as const;
  const startsAt = await freeTime(caller, about, day, '09:00');
  const body = { customerId: owner(care), department: 'service', purpose: 'service', vehicleId, startsAt };
  await caller.post(`/stores/${care.shop.storeId}/appointments`, { appointmentId: visitId(care), ...body });
  agenda.plan(startsAt, () => keepVisit(care, startsAt, office));
}

const orderNumber = ({ n }: Care): string => `4${String(n).padStart(4, '0')}`;

const recallId = '26V-104';

/** Something happens about the first car of an owner. */
async function happen(care: Care, what: Happening['what'], day: LocalDate, office: Office): Promise<void> {
  const [vehicleId = ''] = care.vehicleIds;
  const { shop } = care;
  const car = carPath(care, vehicleId);
  const caller = await office.api.as(what.includes('funded') ? shop.salesManager : shop.serviceManager);
  const openSince = { title: 'Fuel pump', openSince: day };
  switch (what) {
    case 'is sold':
      await caller.put(`${car}/ownership`, { status: 'sold', since: day });
      return;
    case 'is recalled':
      await caller.put(`${car}/recalls/${recallId}`, openSince);
      return;
    case 'is repaired':
      await caller.put(`${car}/recalls/${recallId}`, { ...openSince, doneAt: on(day, '11:00', shop.zone) });
      return;
    case 'comes into the shop':
      await openOrder(caller, shop.storeId, maintenance(orderNumber(care)), requestOf(care));
      return;
    case 'goes home':
      return goHome(care, caller);
    case 'has a visit booked':
      return bookVisit(care, day, 8, office);
    case 'is not funded':
    case 'is funded':
      await caller.put(`${car}/funding-problem`, { problem: what === 'is not funded' });
      return;
  }
}

/** Puts what does not depend on our messages on the agenda. */
export function planCare(care: Care, office: Office): void {
  const { shop, story } = care;
  office.agenda.plan(morning(care), () => enter(care, office.api));
  for (const { day, what } of story.follows ?? []) {
    const date = plusDays(firstDay, day);
    office.agenda.plan(on(date, '11:10', shop.zone), () => happen(care, what, date, office));
  }
  for (const { day, complains } of story.moods ?? []) {
    office.agenda.plan(on(plusDays(firstDay, day), '11:10', shop.zone), async () => {
      const caller = await office.api.as(shop.serviceManager);
      await caller.put(`${customerPath(care)}/complaint`, { open: complains });
    });
  }
}

/** What an owner does about the first message: a booking goes through the phone, all else through the message. */
async function answer(care: Care, today: LocalDate, office: Office): Promise<void> {
  const { phones } = office;
  const { contact } = care.guest.recipient;
  switch (care.story.answers) {
    case 'books':
      return bookVisit(care, today, 4, office);
    case 'asks':
      await phones.answer(contact, 'What would the new one cost me a month?');
      return;
    case 'stops':
      await phones.answer(contact, 'STOP');
      return;
    case 'unsubscribes':
      await phones.unsubscribe(contact);
      return;
    case undefined:
      return;
  }
}

/** Marketing calls whom no message may reach, sooner or later. */
async function atMarketingsDesk(caller: Caller, shop: Shop, at: Instant): Promise<void> {
  const path = `/stores/${shop.storeId}`;
  for (const promise of await caller.list(`${path}/queues/marketing/promises`)) {
    const id = textOf(promise, 'promiseId');
    const asks = promise['type'] === 'did-it-reach' || promise['state'] === 'WAITING';
    if (!asks || !chanceOf(`${shop.storeId} ${id} ${at}`).happens(0.4)) continue;
    await caller.post(`${path}/promises/${id}/keep`, { note: 'Called and told them about the car.' });
  }
}

/** Puts marketing's looks on the agenda, and the answers that came since the last one. */
export function planMarketing(all: readonly Care[], shop: Shop, end: LocalDate, office: Office): void {
  const waiting = new Set(all.filter(({ story }) => story.answers !== undefined));
  for (const day of workdays(firstDay, end)) {
    if (!['tue', 'thu'].includes(weekday(day))) continue;
    const at = on(day, '16:15', shop.zone);
    office.agenda.look(at, async () => {
      await atMarketingsDesk(await office.api.as(shop.marketing), shop, at);
      if (waiting.size === 0) return;
      const reached = await office.phones.reached();
      for (const care of [...waiting].filter(({ guest }) => reached.has(guest.recipient.contact))) {
        waiting.delete(care);
        await answer(care, day, office);
      }
    });
  }
}
