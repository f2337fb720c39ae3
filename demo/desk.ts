/** People at their desks: they look at what they owe, do some of it by hand, put some of it off, and miss some. */
import { type Instant, type LocalDate, type Weekday, weekday } from '../core/kernel/time.ts';
import { type Agenda, nextHalfHour } from './agenda.ts';
import type { Api, Caller } from './api.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import { later, on, workday, workdays } from './month/calendar.ts';
import { type Chance, chanceOf } from './month/chance.ts';
import { type Job, leaver, type Shop } from './month/plan.ts';
import type { Phones } from './phone.ts';
import { bookVisit } from './visit.ts';

/** What desks know beside the API: which orders nobody comes back for, and where to plan what they agree on. */
export interface Office {
  readonly api: Api;
  readonly agenda: Agenda;
  readonly phones: Phones;
  readonly jobs: readonly Job[];
}

/** A person at a desk on a day at a time. */
interface Desk extends Office {
  readonly shop: Shop;
  readonly caller: Caller;
  readonly day: LocalDate;
  readonly time: string;
}

const promisePath = (promise: Fields): string =>
  `/stores/${textOf(promise, 'storeId')}/promises/${textOf(promise, 'promiseId')}`;

const roNumberOf = (promise: Fields): string => textOf(promise, 'subject').replace(/^ro-/, '');

/** The same promise on the same day falls the same way, whoever looks at it. */
const chanceAt = ({ day, time }: Desk, promise: Fields): Chance =>
  chanceOf(`${day} ${time} ${textOf(promise, 'storeId')} ${textOf(promise, 'promiseId')}`);

const isFor = (promise: Fields, { shop, roNumber }: Job): boolean =>
  roNumber === roNumberOf(promise) && shop.storeId === promise['storeId'];

/** Calls the customer about a booking: some are reached, some never find the time. */
async function callAboutVisit(desk: Desk, promise: Fields, chance: Chance): Promise<void> {
  const job = desk.jobs.find((one) => isFor(promise, one));
  if (job === undefined || job.story.nobodyBooks === true || !chance.happens(0.6)) return;
  const day = workday(desk.day, chance.between(1, 4));
  await bookVisit(desk, desk.caller, job, on(day, chance.pick(['08:00', '09:30', '11:00', '13:30']), desk.shop.zone));
}

/** The advisor asks about the next visit. It is further off than anybody's calendar: a word is all there is. */
async function askForNextVisit({ caller }: Desk, promise: Fields, chance: Chance): Promise<void> {
  const path = promisePath(promise);
  if (chance.happens(0.3)) await caller.post(`${path}/cancel`, { reason: 'They move away this summer.' });
  else await caller.post(`${path}/keep`, { note: 'Called: they come before their vacation and will name a day.' });
}

/** One promise of an advisor. */
async function advise(desk: Desk, promise: Fields): Promise<void> {
  const chance = chanceAt(desk, promise);
  const { caller } = desk;
  switch (promise['type']) {
    case 'customer-word':
      if (promise['state'] === 'WAITING' && chance.happens(0.7)) {
        await caller.post(`${promisePath(promise)}/keep`, { note: 'Called and told them about the parts.' });
      }
      return;
    case 'did-it-reach':
      await caller.post(`${promisePath(promise)}/keep`, { note: 'Called: they know.' });
      return;
    case 'next-visit':
      if (chance.happens(0.5)) await askForNextVisit(desk, promise, chance);
      return;
    case 'booking':
      if (promise['state'] === 'OPEN' && chance.happens(0.4)) await caller.post(`${promisePath(promise)}/acknowledge`);
      await callAboutVisit(desk, promise, chance);
      return;
    default:
      return;
  }
}

const mine = ({ caller, shop }: Desk) => caller.list(`/stores/${shop.storeId}/promises/mine`);
const queue = ({ caller, shop }: Desk, role: string) => caller.list(`/stores/${shop.storeId}/queues/${role}/promises`);

async function atAdvisorsDesk(desk: Desk): Promise<void> {
  for (const promise of await mine(desk)) await advise(desk, promise);
  if (weekday(desk.day) !== 'wed') return;
  const alerts = await desk.caller.list(`/stores/${desk.shop.storeId}/alerts`);
  for (const alert of alerts.slice(0, 1)) {
    await desk.caller.post(`/stores/${desk.shop.storeId}/alerts/${textOf(alert, 'alertId')}/seen`);
  }
}

async function atPartsCounter(desk: Desk): Promise<void> {
  for (const promise of await mine(desk)) {
    if (promise['state'] === 'OPEN') await desk.caller.post(`${promisePath(promise)}/acknowledge`);
  }
}

async function atTheBdc(desk: Desk): Promise<void> {
  for (const promise of await queue(desk, 'service-bdc')) {
    // What is owed about appointments is done at the reception.
    if (promise['type'] !== 'booking') continue;
    const chance = chanceAt(desk, promise);
    if (chance.happens(0.08)) {
      await desk.caller.post(`${promisePath(promise)}/cancel`, { reason: 'They are away and will call us.' });
    } else await callAboutVisit(desk, promise, chance);
  }
}

/** What lies in the advisors' queue is given to somebody; what climbed to the manager is done by the manager. */
async function atTheManagersDesk(desk: Desk): Promise<void> {
  const { shop, caller, day } = desk;
  const there = shop.advisors.filter((staffId) => staffId !== leaver.staffId || day <= leaver.day);
  for (const promise of await queue(desk, 'advisor')) {
    const [first = shop.serviceManager, ...others] = there;
    const to = { kind: 'person', staffId: chanceAt(desk, promise).pick([first, ...others]) };
    await caller.post(`${promisePath(promise)}/reassign`, { to, note: 'Please take this one.' });
  }
  for (const promise of await queue(desk, 'service-manager')) {
    if (promise['type'] === 'booking') await sendBack(desk, promise);
    else await advise(desk, promise);
  }
}

/** Thirty days and nobody came: the parts go back to the supplier. */
async function sendBack({ caller, shop }: Desk, promise: Fields): Promise<void> {
  const orders = `/stores/${shop.storeId}/repair-orders/${roNumberOf(promise)}/parts-orders`;
  for (const order of await caller.list(orders)) {
    const lines = linesIn(order, 'RECEIVED').map((lineId) => ({ do: 'return', lineId }));
    if (lines.length > 0) await caller.patch(`${orders}/${textOf(order, 'partsOrderId')}`, '/lines', { lines });
  }
}

const linesIn = (order: Fields, status: string): readonly string[] =>
  listOf(order['lines'])
    .map(fieldsOf)
    .filter((line) => line['status'] === status)
    .map((line) => textOf(line, 'lineId'));

async function atThePartsManagersDesk(desk: Desk): Promise<void> {
  for (const promise of await queue(desk, 'parts-manager')) {
    const to = { kind: 'person', staffId: desk.shop.parts };
    await desk.caller.post(`${promisePath(promise)}/reassign`, { to, note: 'Call the supplier today.' });
  }
}

/** A look at a desk, at the same time on some days of the week. */
interface Round {
  readonly time: string;
  readonly on: readonly Weekday[];
  readonly who: string;
  readonly does: (desk: Desk) => Promise<void>;
}

const otherDays: readonly Weekday[] = ['mon', 'wed', 'fri'];

/** Who looks at what, and when; one advisor in the morning, the other in the afternoon. */
const rounds = (shop: Shop): readonly Round[] => [
  { time: '08:15', on: otherDays, who: shop.parts, does: atPartsCounter },
  { time: '10:15', on: otherDays, who: shop.advisors[0], does: atAdvisorsDesk },
  { time: '10:15', on: otherDays, who: shop.bdc, does: atTheBdc },
  { time: '10:15', on: otherDays, who: shop.serviceManager, does: atTheManagersDesk },
  { time: '14:15', on: otherDays, who: shop.advisors[1], does: atAdvisorsDesk },
  { time: '16:15', on: ['tue', 'thu'], who: shop.partsManager, does: atThePartsManagersDesk },
];

/** Puts everybody's working days on the agenda, from the first day on. */
export function planDesks(office: Office, shop: Shop, first: LocalDate, end: LocalDate): void {
  for (const day of workdays(first, end)) {
    for (const { time, on: days, who, does } of rounds(shop)) {
      if (!days.includes(weekday(day)) || (who === leaver.staffId && day > leaver.works)) continue;
      office.agenda.look(on(day, time, shop.zone), async () =>
        does({ ...office, shop, day, time, caller: await office.api.as(who) }),
      );
    }
  }
}

/** An advisor leaves in the evening; the next morning the manager gives the open orders to somebody else. */
export function planLeaver({ api, agenda }: Office, shop: Shop): void {
  agenda.plan(on(leaver.day, '18:10', shop.zone), async () => {
    await (await api.as(leaver.by)).post(`/stores/${shop.storeId}/staff/${leaver.staffId}/deactivate`);
  });
  agenda.plan(on(workday(leaver.day, 1), '08:25', shop.zone), async () => {
    const manager = await api.as(shop.serviceManager);
    for (const order of await manager.list(`/stores/${shop.storeId}/repair-orders?advisorId=${leaver.staffId}`)) {
      const path = `/stores/${shop.storeId}/repair-orders/${textOf(order, 'roNumber')}`;
      await manager.patch(path, '', { advisorId: shop.advisors[0] });
    }
  });
}

/**
 * Where no message may go out, the advisor was alerted and mostly takes the phone within the hour. Some forget, and the
 * ladder reminds them.
 */
export function planCall(office: Office, job: Job, newsAt: Instant): void {
  const { shop, guest, stopsAt, advisorId } = job;
  const silent = guest.customer.preferred_contact_type === 'NONE' || (stopsAt !== undefined && stopsAt < newsAt);
  const chance = chanceOf(`call ${shop.storeId} ${job.roNumber} ${newsAt}`);
  if (!silent || advisorId === undefined || !chance.happens(0.8)) return;
  // A quarter past or before: a look, like those at desks.
  office.agenda.look(later(nextHalfHour(newsAt), chance.pick([15, 45])), async () => {
    const caller = await office.api.as(advisorId);
    for (const promise of await caller.list(`/stores/${shop.storeId}/promises/mine?type=customer-word`)) {
      if (!isFor(promise, job) || promise['state'] !== 'WAITING') continue;
      await caller.post(`${promisePath(promise)}/keep`, { note: 'Called and told them about the parts.' });
    }
  });
}
