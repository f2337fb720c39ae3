/** When a promise of this follow-up climbs, to whom, and in which words. Booking has a ladder of its own (row 22). */
import { addBusinessDays } from '../../kernel/calendar.ts';
import { ladder } from '../../kernel/ladder.ts';
import { type Owner, sameOwner } from '../../kernel/owner.ts';
import { type Department, headOf, type Role } from '../../kernel/role.ts';
import { type Instant, plus } from '../../kernel/time.ts';
import type { Promised } from '../../promises/index.ts';
import { hours, type Picture } from './picture.ts';
import { settings } from './settings.ts';

/** One rung that is due: who owes it from now on, who is told, and why. */
export interface Climb {
  readonly rung: number;
  readonly to: Owner;
  readonly tell: readonly Owner[];
  readonly because: string;
}

/** The rung to climb now, if one is due, and when the next one falls due. */
export interface Climbing {
  readonly due: Climb | undefined;
  readonly next: Instant | undefined;
}

/** Whose work the promise is. */
export function roleOf({ type }: Promised): Role {
  return type === 'eta' || type === 'advisor-word' ? 'parts' : 'advisor';
}

const departmentOf = (role: Role): Department => (role === 'parts' ? 'parts' : 'service');

const queue = (role: Role): Owner => ({ kind: 'queue', role });

/** The next active colleague of the role after the owner, by id; the role's queue when there is none. */
function nextPeer(view: Picture, { owner }: Promised, role: Role): Owner {
  const peers = view.facts.staff
    .filter((member) => member.active && member.roles.includes(role))
    .map(({ staffId }) => staffId)
    .toSorted();
  const other = peers.filter((staffId) => owner.kind !== 'person' || staffId !== owner.staffId);
  const next = other.find((staffId) => owner.kind === 'person' && staffId > owner.staffId) ?? other[0];
  return next === undefined ? queue(role) : { kind: 'person', staffId: next };
}

function climbL(view: Picture, late: Promised, rung: number, does: string): Climb {
  const role = roleOf(late);
  const head = queue(headOf(role));
  switch (does) {
    case 'next-peer': {
      const to = nextPeer(view, late, role);
      return {
        rung,
        to,
        tell: sameOwner(to, late.owner) ? [to] : [to, late.owner],
        because:
          to.kind === 'person'
            ? 'Half the time again has passed: a colleague takes over.'
            : 'Half the time again has passed: whoever is there takes it.',
      };
    }
    case 'department-head':
      return {
        rung,
        to: head,
        tell: [head, late.owner],
        because: 'Twice the time has passed: the head of the department has it.',
      };
    case 'general-digest':
      return {
        rung,
        to: late.owner,
        tell: [queue('general-manager')],
        because: 'Still open at the end of the day: on the general manager’s list.',
      };
    default:
      return { rung, to: late.owner, tell: [late.owner], because: 'It is due now and not kept.' };
  }
}

interface Plan extends Omit<Climb, 'rung'> {
  readonly at: Instant;
}

/** Row 22: advisor day 1, BDC day 3, weekly to day 30, then the head of the department. */
function bookingPlan(view: Picture, late: Promised): readonly Plan[] {
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
      because: `Three days and no ${visit} is booked: the BDC takes over.`,
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
      because: `Thirty days and no ${visit}: decide what becomes of the parts.`,
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
  const whose = departmentOf(roleOf(late));
  const { due, next } = ladder({
    openedAt: late.openedAt,
    dueAt: late.dueAt,
    hours: hours(view, whose),
    zone: view.zone,
    now: view.now,
    climbed: late.rung,
  });
  const first = due[0];
  return { due: first === undefined ? undefined : climbL(view, late, first.rung, first.does), next: next?.at };
}
