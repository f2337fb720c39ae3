/** When a promise of this follow-up climbs, to whom, and in which words. Booking has a ladder of its own (row 22). */
import { addBusinessDays } from '../../kernel/calendar.ts';
import { type Department, headOf, type Role } from '../../kernel/role.ts';
import { type Instant, plus } from '../../kernel/time.ts';
import type { Promised } from '../../promises/index.ts';
import { type Climb, type Climbing, climbL, queue } from '../../run/index.ts';
import { hours, type Picture } from './picture.ts';

/** Whose work the promise is. */
export function roleOf({ type }: Promised): Role {
  return type === 'eta' || type === 'advisor-word' ? 'parts' : 'advisor';
}

const departmentOf = (role: Role): Department => (role === 'parts' ? 'parts' : 'service');

interface Plan extends Omit<Climb, 'rung'> {
  readonly at: Instant;
}

const numbers: Readonly<Record<number, string>> = { 1: 'One', 2: 'Two', 3: 'Three', 30: 'Thirty' };

/** `Three days`, as a sentence begins. */
const inDays = (days: number): string => `${numbers[days] ?? days} ${days === 1 ? 'day' : 'days'}`;

/** Row 22: advisor day 1, BDC day 3, weekly to day 30, then the head of the department. */
function bookingPlan(view: Picture, late: Promised): readonly Plan[] {
  const { settings } = view.facts;
  const service = hours(view, 'service');
  const bdc = queue('service-bdc');
  const day = (days: number): Instant => plus(late.openedAt, { days });
  const head = queue(headOf('advisor'));
  const visit = view.allThere ? 'visit' : 'new time for the visit';
  return [
    {
      at: late.dueAt,
      to: late.owner,
      tell: [late.owner],
      because: view.allThere ? 'The parts are here and no visit is booked.' : 'The booked visit is before the parts.',
    },
    {
      // Three days by the calendar, but never before the advisor's own time is over.
      at:
        [day(settings.bookingBdcDays), addBusinessDays(late.dueAt, 1, service, view.zone)].toSorted()[1] ?? late.dueAt,
      to: bdc,
      tell: [bdc, late.owner],
      because: `${inDays(settings.bookingBdcDays)} and no ${visit} is booked: the BDC takes over.`,
    },
    ...settings.bookingWeeklyDays.map(
      (days): Plan => ({
        at: day(days),
        to: late.owner,
        tell: [late.owner],
        because: `Day ${days} and no ${visit} is booked.`,
      }),
    ),
    {
      at: day(settings.bookingHeadDays),
      to: head,
      tell: [head],
      because: `${inDays(settings.bookingHeadDays)} and no ${visit}: decide what becomes of the parts.`,
    },
  ];
}

/** Where a promise stands on its ladder. */
export function climbing(view: Picture, late: Promised): Climbing {
  if (late.type === 'booking') {
    const left = bookingPlan(view, late).flatMap((plan, index) =>
      index + 1 > late.rung ? [{ ...plan, rung: index + 1 }] : [],
    );
    const due = left.find(({ at }) => at <= view.now);
    return { due, next: left.map(({ at }) => at).find((at) => at > view.now) };
  }
  const role = roleOf(late);
  const { store, staff, settings } = view.facts;
  return climbL({ store, staff, now: view.now }, late, { role, department: departmentOf(role), settings });
}
