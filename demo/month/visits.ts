/** The appointments of the first weeks: which goes which way, when it is made, and for whom. */
import type { Instant, LocalDate } from '../../core/kernel/time.ts';
import { later, on, workday } from './calendar.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Guest, guest } from './customers.ts';
import { firstDay, type Shop, shops } from './plan.ts';
import { type VisitStory, visitStories } from './visit-stories.ts';

/** One appointment that is made. */
export interface Visit {
  readonly shop: Shop;
  readonly appointmentId: string;
  readonly story: VisitStory;
  readonly guest: Guest;
  /** The day on which it is made, and when. */
  readonly day: LocalDate;
  readonly madeAt: Instant;
  /** The day of the visit, as first agreed. */
  readonly onDay: LocalDate;
  /** The car of interest, of some who come to sales. */
  readonly stock: string | undefined;
}

/** Those who come by appointment are counted after those who came without one (`plan.ts`). */
const firstGuest = 40;

/** Appointments are made over three weeks of five days. */
const daysOfBooking = 15;

function visitOf(shop: Shop, n: number, story: VisitStory, spread: number): Visit {
  const chance = chanceOf(`visit ${shop.storeId} ${n}`);
  const early = story.early === true || spread === 0;
  const day = workday(firstDay, early ? 0 : Math.floor(n * spread));
  // Who comes the same day calls in the morning.
  const calls = later(on(day, '09:05', shop.zone), chance.between(0, story.ahead === 0 ? 60 : 8 * 60));
  return {
    shop,
    appointmentId: `A-${shop.storeId}-${n + 1}`,
    story,
    guest: guest(shop.storeId, firstGuest + n),
    day,
    madeAt: calls,
    onDay: workday(day, story.ahead),
    stock: story.department === 'sales' && chance.happens(0.8) ? `K${chance.between(1000, 9999)}` : undefined,
  };
}

function arranged({ storeId }: Shop): readonly VisitStory[] {
  const all = visitStories.flatMap((story) => Array.from({ length: story.times }, (_, copy) => ({ story, copy })));
  const place = ({ story, copy }: (typeof all)[number]): number =>
    chanceOf(`visit ${storeId} ${story.name} ${copy}`).between(0, 1_000_000);
  return all.toSorted((a, b) => place(a) - place(b)).map(({ story }) => story);
}

/** All appointments. With `most`, so many of each store, all made on the first day. */
export function visits(most?: number): readonly Visit[] {
  return shops.flatMap((shop) => {
    const told = arranged(shop).slice(0, most);
    const spread = most === undefined ? daysOfBooking / told.length : 0;
    return told.map((story, n) => visitOf(shop, n, story, spread));
  });
}

/** Chance for what people decide about an appointment; the same question falls the same way. */
export const chanceAbout = ({ appointmentId }: Pick<Visit, 'appointmentId'>, what: string): Chance =>
  chanceOf(`${appointmentId} ${what}`);
