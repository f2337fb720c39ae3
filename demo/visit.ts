/** The visit at which the parts go in: booked, and then kept or missed. */
import type { Instant } from '../core/kernel/time.ts';
import type { Agenda } from './agenda.ts';
import type { Api, Caller } from './api.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import { later } from './month/calendar.ts';
import { chanceOf } from './month/chance.ts';
import type { Job } from './month/plan.ts';

interface Office {
  readonly api: Api;
  readonly agenda: Agenda;
}

const roPath = ({ shop, roNumber }: Job): string => `/stores/${shop.storeId}/repair-orders/${roNumber}`;

const receivedLines = (order: Fields): readonly string[] =>
  listOf(order['lines'])
    .map(fieldsOf)
    .filter(({ status }) => status === 'RECEIVED')
    .map((line) => textOf(line, 'lineId'));

/** Everything that is there goes in; then the car goes home, and the order is closed if it was open. */
async function build(job: Job, { api }: Office): Promise<void> {
  const caller = await api.as(job.shop.serviceManager);
  for (const order of await caller.list(`${roPath(job)}/parts-orders`)) {
    const lines = receivedLines(order).map((lineId) => ({ do: 'install', lineId }));
    const path = `${roPath(job)}/parts-orders/${textOf(order, 'partsOrderId')}`;
    if (lines.length > 0) await caller.patch(path, '/lines', { lines });
  }
  const { status } = await caller.put(`${roPath(job)}/car`, { carAt: 'with-customer' });
  if (status === 'OPEN') await caller.post(`${roPath(job)}/close`);
}

/** The hour comes; the customer too, mostly. */
async function comeIn(job: Job, startsAt: Instant, office: Office): Promise<void> {
  const caller = await office.api.as(job.shop.serviceManager);
  const order = await caller.get(roPath(job));
  const booked = fieldsOf(order['returnVisit']);
  // It was moved, or the order is void by now.
  if (booked['startsAt'] !== startsAt || order['status'] === 'VOIDED') return;
  if (!chanceOf(`show ${job.shop.storeId} ${job.roNumber} ${startsAt}`).happens(0.85)) return;
  await caller.put(`${roPath(job)}/car`, { carAt: 'in-shop' });
  office.agenda.plan(later(startsAt, 190), () => build(job, office));
}

/** Books the visit, or moves it, and puts what becomes of it on the agenda. */
export async function bookVisit(office: Office, caller: Caller, job: Job, startsAt: Instant): Promise<void> {
  await caller.put(`${roPath(job)}/return-visit`, { startsAt });
  office.agenda.plan(later(startsAt, 5), () => comeIn(job, startsAt, office));
}
