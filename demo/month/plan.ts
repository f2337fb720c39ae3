/** The month of two parts counters: which repair order goes which way, when, for whom and by whose hand. */
import { type Instant, type LocalDate, parseDate, type TimeZone, timeZone } from '../../core/kernel/time.ts';
import { later, on, workday } from './calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Guest, guest } from './customers.ts';
import type { RepairOrderDocument } from './payloads.ts';
import { type Story, stories } from './stories.ts';

/** A store of the sample group, and who works there. */
export interface Shop {
  readonly storeId: 'S01' | 'S02';
  readonly zone: TimeZone;
  readonly advisors: readonly [string, string];
  readonly parts: string;
  readonly partsManager: string;
  readonly serviceManager: string;
  /** Takes appointments for service. */
  readonly bdc: string;
  /** Take test drives and other visits to sales: by phone, and at the door. */
  readonly salesBdc: string;
  readonly salespeople: readonly [string, string];
  readonly salesManager: string;
  readonly marketing: string;
}

/** The two stores. */
export const shops: readonly Shop[] = [
  {
    storeId: 'S01',
    zone: timeZone.parse('America/Chicago'),
    advisors: ['advisor-sam', 'advisor-jo'],
    parts: 'parts-lee',
    partsManager: 'parts-manager-rae',
    serviceManager: 'svc-manager-dana',
    bdc: 'bdc-kim',
    salesBdc: 'bdc-ines',
    salespeople: ['sales-otto', 'sales-wanda'],
    salesManager: 'sales-manager-lin',
    marketing: 'marketing-ada',
  },
  {
    storeId: 'S02',
    zone: timeZone.parse('America/Los_Angeles'),
    advisors: ['advisor-max', 'advisor-ivy'],
    parts: 'parts-uma',
    partsManager: 'parts-manager-eli',
    serviceManager: 'svc-manager-noa',
    bdc: 'bdc-pat',
    salesBdc: 'bdc-remy',
    salespeople: ['sales-gus', 'sales-tess'],
    salesManager: 'sales-manager-hugo',
    marketing: 'marketing-bo',
  },
];

/** The first day: a Monday, in the week before the clocks change. */
export const firstDay: LocalDate = parseDate('2026-03-02');

/** An advisor who leaves in the evening of `day`; after `works` they do nothing about what they owe. */
export const leaver = {
  storeId: 'S01',
  staffId: 'advisor-jo',
  by: 'gm-morgan',
  works: workday(firstDay, 7),
  day: workday(firstDay, 11),
} as const;

/** One repair order of the month. */
export interface Job {
  readonly shop: Shop;
  readonly roNumber: string;
  readonly story: Story;
  readonly guest: Guest;
  readonly day: LocalDate;
  readonly opensAt: Instant;
  /** Nobody is assigned to some. */
  readonly advisorId: string | undefined;
  /** Some orders lie in the queue of the parts counter. */
  readonly partsPersonId: string | undefined;
  /** When the customer writes STOP, if ever. */
  readonly stopsAt: Instant | undefined;
  readonly items: RepairOrderDocument['repair_order_line_items'];
  readonly parts: readonly Part[];
}

/** Something one can order. */
export interface Part {
  readonly partNumber: string;
  readonly description: string;
}

const catalogue = [
  { partNumber: '19200-5A2-A01', description: 'Water pump', job: 'Replace the water pump' },
  { partNumber: '43022-TLA-A00', description: 'Rear brake pads', job: 'Replace the rear brakes' },
  { partNumber: '31100-RX0-A02', description: 'Alternator', job: 'Replace the alternator' },
  { partNumber: '80292-SDA-407', description: 'Cabin air filter', job: 'Replace the cabin air filter' },
  { partNumber: '51601-TVA-A05', description: 'Front strut', job: 'Replace the front struts' },
  { partNumber: '36531-5AA-A01', description: 'Oxygen sensor', job: 'Replace the oxygen sensor' },
  { partNumber: '76622-T2A-A03', description: 'Wiper blade', job: 'Replace the wipers' },
] as const;

/** Orders are numbered by each store for itself, so numbers meet. */
const firstNumber = 10201;

function itemsOf(jobs: readonly string[], chance: Chance): Job['items'] {
  return jobs.map((title, index) => ({
    line_item_id: `LI-${index + 1}`,
    line_item_sequence: index + 1,
    service_job: {
      job_title: title,
      service_type: 'REPAIR',
      labor_operations: [
        {
          labor_operation_code: `0${index + 1}-REPAIR`,
          labor_operation_name: title,
          labor_operation_status_type: 'APPROVED',
          pay_type: chance.happens(0.3) ? 'WARRANTY' : 'CUSTOMER_PAY',
          amount: { value: `${chance.between(90, 900)}.00`, currency_code: 'USD' },
        },
      ],
    },
  }));
}

/** Orders from the day on which somebody left go to the others. */
function advisorOn(day: LocalDate, { storeId, advisors }: Shop, chance: Chance): string {
  const [first, ...others] = advisors.filter(
    (staffId) => storeId !== leaver.storeId || staffId !== leaver.staffId || day <= leaver.day,
  );
  return first === undefined ? advisors[0] : chance.pick([first, ...others]);
}

function jobOf(shop: Shop, n: number, story: Story, spread: number): Job {
  const chance = chanceOf(`job ${shop.storeId} ${n}`);
  const first = story.early === true ? chance.between(0, 1) : Math.floor(n * spread);
  const day = workday(firstDay, spread === 0 ? 0 : first);
  const opensAt = later(on(day, '07:35', shop.zone), chance.between(0, 8 * 60));
  const shelf = chance.between(0, catalogue.length - 1);
  const wanted = [0, 1, 2].map((offset) => catalogue[(shelf + offset) % catalogue.length] ?? catalogue[0]);
  // Texts stop while something is still to be said: on the evening of the first or second day.
  const stops =
    n % 5 === 2 ? later(on(workday(day, chance.between(0, 1)), '17:50', shop.zone), chance.between(0, 90)) : undefined;
  return {
    shop,
    roNumber: String(firstNumber + n),
    story,
    guest: guest(shop.storeId, n),
    day,
    opensAt,
    advisorId: n % 11 === 6 ? undefined : advisorOn(day, shop, chance),
    partsPersonId: chance.happens(0.7) ? shop.parts : undefined,
    stopsAt: stops,
    items: itemsOf(
      wanted.slice(0, story.wants.length).map(({ job }) => job),
      chance,
    ),
    parts: wanted,
  };
}

/** The order of stories in a store: those of the first days first, the others mixed. */
function arranged({ storeId }: Shop): readonly Story[] {
  const all = stories.flatMap((story) => Array.from({ length: story.times }, (_, copy) => ({ story, copy })));
  const place = ({ story, copy }: (typeof all)[number]): number =>
    story.early === true ? -1 : chanceOf(`place ${storeId} ${story.name} ${copy}`).between(0, 1_000_000);
  return all.toSorted((a, b) => place(a) - place(b)).map(({ story }) => story);
}

/** Repair orders are opened over four weeks of five working days. */
const workdaysOfMonth = 20;

/** All repair orders of the month. With `most`, so many of each store, squeezed into the first days. */
export function jobs(most?: number): readonly Job[] {
  return shops.flatMap((shop) => {
    const told = arranged(shop).slice(0, most);
    const spread = most === undefined ? workdaysOfMonth / told.length : 0;
    return told.map((story, n) => jobOf(shop, n, story, spread));
  });
}
