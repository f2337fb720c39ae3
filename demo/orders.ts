/** The repair orders of the month as they come from the DMS: written up, parts asked for, news as it comes. */

import type { Agenda } from './agenda.ts';
import type { Api } from './api.ts';
import { type Office, planCall } from './desk.ts';
import { askForParts, openOrder, takeIn, updateParts } from './dms.ts';
import { later, on, workday } from './month/calendar.ts';
import { chanceOf } from './month/chance.ts';
import type {
  AppointmentRequest,
  RepairOrderDocument,
  SpecialOrderDocument,
  SpecialOrderPart,
} from './month/payloads.ts';
import type { Job } from './month/plan.ts';
import type { News, PartNews } from './month/stories.ts';
import { bookVisit } from './visit.ts';

/** The person who writes an order up; whoever is there when nobody is assigned. */
const writer = ({ advisorId, shop }: Job): string => advisorId ?? shop.advisors[0];

const roPath = ({ shop, roNumber }: Job): string => `/stores/${shop.storeId}/repair-orders/${roNumber}`;

const appointmentOf = (job: Job): AppointmentRequest => ({
  dealer_id: job.shop.storeId,
  appointment_type: 'SERVICE',
  scheduled_start: job.opensAt,
  requested_duration_minutes: 90,
  additional_comments: job.items.map(({ service_job }) => service_job.job_title).join('; '),
  customer: job.guest.customer,
  vehicle: job.guest.vehicle,
  ...(job.advisorId === undefined ? {} : { advisor_id: job.advisorId }),
  client_request_id: `req-${job.shop.storeId}-${job.roNumber}`,
});

const documentOf = (job: Job): RepairOrderDocument => ({
  repair_order_id: job.roNumber,
  repair_order_status_type: 'OPEN',
  repair_order_line_items: job.items,
});

const orderId = ({ roNumber }: Job, order: number): string => `SO-${roNumber}-${order + 1}`;

const specialOrder = (job: Job, order: number, parts: readonly SpecialOrderPart[]): SpecialOrderDocument => ({
  special_order_id: orderId(job, order),
  repair_order_reference_id: job.roNumber,
  supplier_name: order === 0 ? 'Factory warehouse' : 'Regional depot',
  ...(job.partsPersonId === undefined ? {} : { parts_staff_reference_id: job.partsPersonId }),
  special_order_parts: parts,
});

const asked = (job: Job, order: number, wants: readonly number[]): SpecialOrderDocument =>
  specialOrder(
    job,
    order,
    wants.map((pieces, index) => ({
      part_line_id: String(index + 1),
      part_number: job.parts[index + order]?.partNumber ?? '',
      part_description: job.parts[index + order]?.description ?? '',
      part_status_type: 'REQUESTED',
      quantity: { value: String(pieces), uom: 'EACH' },
    })),
  );

/** The DMS names a day; some suppliers name the hour at which the truck comes. */
function arrival(job: Job, days: number): string {
  const day = workday(job.day, days);
  return chanceOf(`truck ${job.shop.storeId} ${job.roNumber}`).happens(0.3) ? on(day, '15:00', job.shop.zone) : day;
}

function partOf(job: Job, { line, says, arrives, pieces, by }: PartNews): SpecialOrderPart {
  const first = job.parts[0];
  return {
    part_line_id: line,
    part_status_type: says,
    ...(arrives === undefined ? {} : { estimated_arrival: arrival(job, arrives) }),
    ...(pieces === undefined ? {} : { received_quantity: { value: String(pieces), uom: 'EACH' } }),
    ...(by === undefined
      ? {}
      : {
          superseded_by: {
            part_line_id: by,
            part_number: `${first?.partNumber ?? ''}-B`,
            part_description: `${first?.description ?? ''}, new version`,
          },
        }),
  };
}

/** When the news comes: minutes after the request on the first day, on the store's wall later. */
const newsAt = (job: Job, { day, at }: News) =>
  typeof at === 'number' ? later(job.opensAt, 20 + at) : on(workday(job.day, day), at, job.shop.zone);

async function open(job: Job, api: Api): Promise<void> {
  const caller = await api.as(writer(job));
  const appointment = appointmentOf(job);
  await takeIn(caller, job.shop.storeId, appointment);
  await openOrder(caller, job.shop.storeId, documentOf(job), appointment);
}

/** The customer drives away in the evening; most orders are closed then, parts or not. */
async function driveOff(job: Job, api: Api): Promise<void> {
  const caller = await api.as(writer(job));
  await caller.put(`${roPath(job)}/car`, { carAt: 'with-customer' });
  const closes = chanceOf(`close ${job.shop.storeId} ${job.roNumber}`).happens(0.6);
  if (closes && job.story.voided === undefined) await caller.post(`${roPath(job)}/close`);
}

function planRest(job: Job, api: Api, agenda: Agenda): void {
  const { shop, story } = job;
  const manager = () => api.as(shop.serviceManager);
  const onDay = (days: number, time: string) => on(workday(job.day, days), time, shop.zone);
  if (story.car === 'with-customer') agenda.plan(onDay(0, '17:20'), () => driveOff(job, api));
  else {
    agenda.plan(onDay(4, '16:40'), async () => {
      const caller = await manager();
      await caller.put(`${roPath(job)}/car`, { carAt: 'with-customer' });
      await caller.post(`${roPath(job)}/close`);
    });
  }
  if (story.voided !== undefined) {
    agenda.plan(onDay(story.voided, '16:05'), async () => {
      await (await manager()).post(`${roPath(job)}/void`, { reason: 'Written up twice' });
    });
  }
  const { ahead } = story;
  if (ahead !== undefined) {
    const book = async (visit: number) => bookVisit({ api, agenda }, await manager(), job, onDay(visit, '08:30'));
    agenda.plan(onDay(ahead.day, '10:05'), () => book(ahead.visit));
    agenda.plan(onDay(ahead.moved, '10:05'), () => book(ahead.to));
  }
}

/** Puts everything about a repair order that does not depend on what people decide later on the agenda. */
export function planJob(job: Job, office: Office): void {
  const { api, agenda } = office;
  const { shop, story, guest, stopsAt } = job;
  const parts = () => api.as(shop.parts);
  agenda.plan(job.opensAt, () => open(job, api));
  agenda.plan(later(job.opensAt, 20), async () => askForParts(await parts(), shop.storeId, asked(job, 0, story.wants)));
  for (const news of story.news) {
    const document = specialOrder(
      job,
      news.order ?? 0,
      news.parts.map((part) => partOf(job, part)),
    );
    agenda.plan(newsAt(job, news), async () => updateParts(await parts(), shop.storeId, document));
    planCall(office, job, newsAt(job, news));
  }
  const { more } = story;
  if (more !== undefined) {
    const at = on(workday(job.day, more.day), more.at, shop.zone);
    agenda.plan(at, async () => askForParts(await parts(), shop.storeId, asked(job, 1, more.wants)));
  }
  const [contact] = guest.customer.contact_points;
  if (stopsAt !== undefined && contact?.type === 'MOBILE') {
    agenda.plan(stopsAt, () => office.phones.write(contact.value, ' Stop '));
  }
  planRest(job, api, agenda);
}
