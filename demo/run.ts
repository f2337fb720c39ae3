/** One run of the demo: a cloud of its own, a month of two service departments, and the checker's verdict. */
import { type Instant, plusDays } from '../core/kernel/time.ts';
import { openAgendas } from './agenda.ts';
import { type Api, openApi } from './api.ts';
import { judge, type Verdict } from './checker.ts';
import { type DemoCloud, openDemoCloud } from './cloud.ts';
import { planDesks, planLeaver } from './desk.ts';
import { diaryOf } from './diary.ts';
import { textOf } from './fields.ts';
import { type Figures, figuresOf } from './figures.ts';
import { on } from './month/calendar.ts';
import { firstDay, type Job, jobs, leaver, shops } from './month/plan.ts';
import { planJob } from './orders.ts';
import { readSnapshot } from './reader.ts';
import type { Snapshot } from './snapshot.ts';

/** How much of the month is played, and on which machines. */
export interface DemoPlan {
  /** How far the clock is run; 45 unless said. */
  readonly days?: number;
  /** Repair orders of each store; all of the month unless said. */
  readonly orders?: number;
  /** Another definition in place of the synthesised one: a test shows by it that the checker would notice. */
  readonly machine?: (definition: unknown, name: string) => unknown;
}

/** What a run leaves behind. */
export interface DemoRun {
  readonly figures: Figures;
  readonly verdict: Verdict;
  readonly snapshot: Snapshot;
  /** The diaries of three repair orders. */
  readonly diaries: readonly string[];
}

const wholeMonth = 45;

/** Whose diaries are shown: a part on back order, one in two shipments at the other store, and somebody who wrote STOP. */
const shown: readonly ((job: Job) => boolean)[] = [
  ({ shop, story }) => shop.storeId === 'S01' && story.name === 'on back order',
  ({ shop, story }) => shop.storeId === 'S02' && story.name === 'in two shipments',
  ({ stopsAt, guest }) => stopsAt !== undefined && guest.customer.preferred_contact_type === 'SMS',
];

async function play(plan: DemoPlan, cloud: DemoCloud): Promise<DemoRun> {
  const { days = wholeMonth } = plan;
  const end = plusDays(firstDay, days);
  const api = openApi(cloud.apiUrl, cloud.awsUrl);
  const closing = on(end, '06:30', shops[0]?.zone ?? 'UTC');
  const agendas = openAgendas(cloud.awsUrl, closing);
  const all = jobs(plan.orders);
  for (const shop of shops) {
    const own = all.filter((job) => job.shop === shop);
    const office = { api, agenda: agendas.of(shop.storeId), jobs: own };
    for (const job of own) planJob(job, office);
    planDesks(office, shop, firstDay, end);
    if (shop.storeId === leaver.storeId) planLeaver(office, shop);
  }
  await agendas.play();
  const requests = api.requests();
  const diaries = await diariesOf(all, api, cloud.awsUrl, closing);
  const snapshot = await readSnapshot(
    cloud.places,
    all.map(({ guest }) => guest.recipient),
  );
  const verdict = judge(snapshot);
  return { figures: figuresOf(snapshot, verdict, { days, requests }), verdict, snapshot, diaries };
}

async function diariesOf(all: readonly Job[], api: Api, awsUrl: string, end: Instant): Promise<string[]> {
  const diaries: string[] = [];
  for (const isShown of shown) {
    const job = all.find(isShown);
    // In a short run the day on which it begins may not have come.
    if (job === undefined || job.opensAt >= end) continue;
    const caller = await api.as(job.shop.serviceManager);
    const staff = await caller.list(`/stores/${job.shop.storeId}/staff?limit=100`);
    const names = new Map(staff.map((one) => [textOf(one, 'staffId'), textOf(one, 'name')]));
    diaries.push(await diaryOf(job, caller, awsUrl, names));
  }
  return diaries;
}

/** Plays the month and judges it. Throws when a request is refused that should not be: nothing is judged then. */
export async function runDemo(plan: DemoPlan = {}): Promise<DemoRun> {
  const startAt = Date.parse(on(firstDay, '07:00', shops[0]?.zone ?? 'UTC'));
  const cloud = await openDemoCloud({ startAt, ...(plan.machine === undefined ? {} : { machine: plan.machine }) });
  try {
    return await play(plan, cloud);
  } finally {
    await cloud.close();
  }
}
