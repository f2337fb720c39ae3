/**
 * Ninety days of a store: how long the local cloud takes to play them. Customers and their cars are there before, each car
 * with its retention, most of them asleep until the next service is near; the time for that is told beside.
 */
import * as z from 'zod';
import { type LocalDate, latest, parseDate, plus, plusDays } from '../../core/kernel/time.ts';
import { workday, workdays } from '../../demo/month/calendar.ts';
import { shops } from '../../demo/month/plan.ts';
import { openSales } from '../../demo/opening.ts';
import { enterClientele } from './clientele.ts';
import { cloudStartsAt, openPlace, type Place } from './place.ts';
import { type Deed, deedsOf, type Trickle, visitsOf } from './trickle.ts';

/** How long it took, and what happened meanwhile. */
export interface QuarterSpeed {
  readonly customers: number;
  readonly days: number;
  readonly seconds: number;
  readonly daysPerSecond: number;
  /** Until all customers and cars were there and everything that set off was over; not in `seconds`. */
  readonly loadSeconds: number;
  readonly trickle: Trickle;
  readonly visits: number;
  readonly requests: number;
  readonly messages: number;
  readonly executions: number;
  readonly transitions: number;
}

/** As `bench/prices.ts` assumes of a thousand active customers. */
const usual: Trickle = { visitsAYear: 2, byAppointment: 7, withPart: 1 };

const firstDay = parseDate('2026-03-09');

const outbox = z.object({ messages: z.array(z.unknown()) });
const figures = z.object({ machines: z.array(z.object({ executions: z.number(), transitions: z.number() })) });

async function look({ awsUrl }: Place) {
  const { messages } = outbox.parse(await (await fetch(`${awsUrl}/_local/outbox`)).json());
  const { machines } = figures.parse(await (await fetch(`${awsUrl}/_local/figures`)).json());
  const sum = (of: 'executions' | 'transitions') => machines.reduce((all, each) => all + each[of], 0);
  return { messages: messages.length, executions: sum('executions'), transitions: sum('transitions') };
}

const store = z.object({
  hours: z.object({ service: z.object({ holidays: z.array(z.object({ date: z.string() })) }) }),
});

/** The days on which somebody may come: the store works then, and also two and four workdays later, when a part is there. */
async function openDays(days: readonly LocalDate[], { api }: Place): Promise<readonly LocalDate[]> {
  const asked = await (await api.as('advisor-sam')).get('/stores/S01');
  const closed = new Set<string>(store.parse(asked).hours.service.holidays.map(({ date }) => date));
  return days.filter((day) => [0, 2, 4].every((later) => !closed.has(workday(day, later))));
}

/** Does everything at its instant, in order. */
async function play(deeds: readonly Deed[], place: Place): Promise<void> {
  const begins = plus(cloudStartsAt, { minutes: 40 });
  const planned = Map.groupBy(deeds, ({ at }) => latest(at, begins));
  for (const at of [...planned.keys()].toSorted()) {
    await place.until(at);
    for (const { does } of planned.get(at) ?? []) await does();
  }
}

const secondsSince = (began: number): number => Number(((performance.now() - began) / 1000).toPrecision(3));

async function load(place: Place, customers: number): Promise<void> {
  await openSales(place.api, shops);
  await enterClientele(place, customers);
  await place.until(plus(cloudStartsAt, { minutes: 30 }));
}

/** Plays them. */
export async function measureQuarter(customers = 1000, days = 90, trickle = usual): Promise<QuarterSpeed> {
  const place = await openPlace();
  try {
    const loading = performance.now();
    await load(place, customers);
    const loadSeconds = secondsSince(loading);
    const before = await look(place);
    const [advisor, parts, bdc] = await Promise.all(
      ['advisor-sam', 'parts-lee', 'bdc-kim'].map((name) => place.api.as(name)),
    );
    if (advisor === undefined || parts === undefined || bdc === undefined) throw new Error('Somebody is missing.');
    const end = plusDays(firstDay, days);
    const count = Math.round((customers * trickle.visitsAYear * days) / 365);
    const visits = visitsOf(await openDays(workdays(firstDay, end), place), count, customers, trickle);
    const asked = place.api.requests();
    const began = performance.now();
    const closing = plus(cloudStartsAt, { days });
    const deeds = visits.flatMap((visit) => deedsOf(visit, { advisor, parts, bdc }, place));
    await play(
      deeds.filter(({ at }) => at < closing),
      place,
    );
    await place.until(closing);
    const seconds = secondsSince(began);
    const after = await look(place);
    return {
      customers,
      days,
      seconds,
      daysPerSecond: Number((days / seconds).toPrecision(3)),
      loadSeconds,
      trickle,
      visits: count,
      requests: place.api.requests() - asked,
      messages: after.messages - before.messages,
      executions: after.executions - before.executions,
      transitions: after.transitions - before.transitions,
    };
  } finally {
    await place.close();
  }
}
