/** One run of the demo: a cloud of its own, four months of two stores, and the checker's verdict. */
import { type Instant, plusDays } from '../core/kernel/time.ts';
import { openAgendas } from './agenda.ts';
import { type Api, openApi, type Send } from './api.ts';
import { planCall } from './appointments.ts';
import { judge, type Verdict } from './checker.ts';
import { type DemoCloud, openDemoCloud } from './cloud.ts';
import { planDesks, planLeaver } from './desk.ts';
import { diaryOf, type Told, toldOf } from './diary.ts';
import { textOf } from './fields.ts';
import { type Figures, figuresOf } from './figures.ts';
import { planCare, planMarketing } from './garage.ts';
import { on } from './month/calendar.ts';
import { cares } from './month/cars.ts';
import { firstDay, type Job, jobs, leaver, shops } from './month/plan.ts';
import { type Visit, visits } from './month/visits.ts';
import { openSales } from './opening.ts';
import { planJob } from './orders.ts';
import { openPhones } from './phone.ts';
import { readSnapshot } from './reader.ts';
import { planReception, planStranger } from './reception.ts';
import type { Snapshot } from './snapshot.ts';

/** How much is played, and on which machines. */
export interface DemoPlan {
  /** How far the clock is run; 120 unless said. */
  readonly days?: number;
  /** Repair orders with parts, of each store; all unless said. */
  readonly orders?: number;
  /** Appointments of each store; all unless said. */
  readonly visits?: number;
  /** Owners of cars that the store cares for, of each store; all unless said. */
  readonly cars?: number;
  /** Another definition in place of the synthesised one: a test shows by it that the checker would notice. */
  readonly machine?: (definition: unknown, name: string) => unknown;
}

/** What a run leaves behind. */
export interface DemoRun {
  readonly figures: Figures;
  readonly verdict: Verdict;
  readonly snapshot: Snapshot;
  /** The diaries of three repair orders, of an appointment, and of one that was missed and saved. */
  readonly diaries: readonly string[];
}

const fourMonths = 120;

/** Whose diaries are shown: a part on back order, one in two shipments at the other store, and somebody who wrote STOP. */
const shownJobs: readonly ((job: Job) => boolean)[] = [
  ({ shop, story }) => shop.storeId === 'S01' && story.name === 'on back order',
  ({ shop, story }) => shop.storeId === 'S02' && story.name === 'in two shipments',
  ({ stopsAt, guest }) => stopsAt !== undefined && guest.customer.preferred_contact_type === 'SMS',
];

/** A customer who comes after a tap, and one who did not come at first. */
const shownVisits: readonly ((visit: Visit) => boolean)[] = [
  ({ story }) => story.name === 'looks at a car',
  ({ story }) => story.name === 'is missed and saved',
];

const found = <Item>(all: readonly Item[], wanted: readonly ((item: Item) => boolean)[]): readonly Item[] =>
  wanted.flatMap((isWanted) => all.find(isWanted) ?? []);

/** Plays it all on a cloud that runs already, and judges it. `send` is how requests get there. */
export async function play(
  plan: DemoPlan,
  cloud: Pick<DemoCloud, 'apiUrl' | 'awsUrl' | 'places'>,
  send?: Send,
): Promise<DemoRun> {
  const { days = fourMonths } = plan;
  const end = plusDays(firstDay, days);
  const api = openApi(cloud.apiUrl, cloud.awsUrl, send);
  const phones = openPhones(cloud.awsUrl, send);
  const closing = on(end, '06:30', shops[0]?.zone ?? 'UTC');
  const agendas = openAgendas(cloud.awsUrl, closing, send);
  const [allJobs, allVisits, allCars] = [jobs(plan.orders), visits(plan.visits), cares(plan.cars)];
  await openSales(api, shops);
  for (const shop of shops) {
    const agenda = agendas.of(shop.storeId);
    const office = { api, agenda, phones, jobs: allJobs.filter((job) => job.shop === shop) };
    for (const job of office.jobs) planJob(job, office);
    planDesks(office, shop, firstDay, end);
    if (shop.storeId === leaver.storeId) planLeaver(office, shop);
    const own = allVisits.filter((visit) => visit.shop === shop);
    const known = new Map(own.map((visit) => [visit.appointmentId, visit]));
    for (const visit of own) planCall(visit, office);
    planReception({ ...office, visits: known }, shop, firstDay, end);
    const cars = allCars.filter((care) => care.shop === shop);
    for (const care of cars) planCare(care, office);
    planMarketing(cars, shop, end, office);
    if (shop === shops[0]) planStranger(office, on(firstDay, '12:20', shop.zone));
  }
  await agendas.play();
  const requests = api.requests();
  const told = [...found(allJobs, shownJobs), ...found(allVisits, shownVisits)].map(toldOf);
  const diaries = await diariesOf(told, api, cloud.awsUrl, closing);
  const guests = [...allJobs, ...allVisits, ...allCars].map(({ guest }) => guest.recipient);
  const snapshot = await readSnapshot(cloud.places, guests);
  const verdict = judge(snapshot);
  return { figures: figuresOf(snapshot, verdict, { days, requests }), verdict, snapshot, diaries };
}

async function diariesOf(all: readonly Told[], api: Api, awsUrl: string, end: Instant): Promise<string[]> {
  const diaries: string[] = [];
  for (const told of all) {
    // In a short run the day on which it begins may not have come.
    if (told.beginsAt >= end) continue;
    const caller = await api.as(told.shop.serviceManager);
    const staff = await caller.list(`/stores/${told.shop.storeId}/staff?limit=100`);
    const names = new Map(staff.map((one) => [textOf(one, 'staffId'), textOf(one, 'name')]));
    diaries.push(await diaryOf(told, caller, awsUrl, names));
  }
  return diaries;
}

/** When the demo begins: early on its first morning, at the first store. */
export const beginsAt: Instant = on(firstDay, '07:00', shops[0]?.zone ?? 'UTC');

/** Plays it all and judges it. Throws when a request is refused that should not be: nothing is judged then. */
export async function runDemo(plan: DemoPlan = {}): Promise<DemoRun> {
  const cloud = await openDemoCloud({
    startAt: Date.parse(beginsAt),
    ...(plan.machine === undefined ? {} : { machine: plan.machine }),
  });
  try {
    return await play(plan, cloud);
  } finally {
    await cloud.close();
  }
}
