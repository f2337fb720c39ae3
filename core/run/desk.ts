/**
 * Who owes what, and who is next: the part of owing that all follow-ups share. An owner is a person who is active at the
 * store, or a role's queue; never nobody.
 */
import { type AlertAbout, raiseAlert } from '../alerts/index.ts';
import type { Moment } from '../kernel/event.ts';
import { LADDER_DEFAULTS, type LadderSettings, ladder, type Rung } from '../kernel/ladder.ts';
import { type Owner, sameOwner } from '../kernel/owner.ts';
import { type Department, headOf, type Role } from '../kernel/role.ts';
import { type Instant, type TimeZone, wallClock } from '../kernel/time.ts';
import { isOwed, type PromiseCommand, type Promised } from '../promises/index.ts';
import type { Member } from '../staff/index.ts';
import { hoursOf, type Store } from '../stores/index.ts';
import type { Performance } from './declaration.ts';

/** A store at an instant, as far as owing goes. */
export interface Desk {
  readonly store: Store;
  readonly staff: readonly Member[];
  readonly now: Instant;
}

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

/** Everybody of a role. */
export const queue = (role: Role): Owner => ({ kind: 'queue', role });

/** Whether a person may own promises here: active, with a role. */
export const isActive = ({ staff }: Pick<Desk, 'staff'>, staffId: string): boolean =>
  staff.some((member) => member.staffId === staffId && member.active);

/** The person, if active here; else the role's queue. */
export const personOr = (desk: Pick<Desk, 'staff'>, staffId: string | undefined, role: Role): Owner =>
  staffId !== undefined && isActive(desk, staffId) ? { kind: 'person', staffId } : queue(role);

/** The next active colleague of the role after the owner, by id; the role's queue when there is none. */
export function nextPeer({ staff }: Pick<Desk, 'staff'>, owner: Owner, role: Role): Owner {
  const peers = staff
    .filter((member) => member.active && member.roles.includes(role))
    .map(({ staffId }) => staffId)
    .toSorted();
  const other = peers.filter((staffId) => owner.kind !== 'person' || staffId !== owner.staffId);
  const next = other.find((staffId) => owner.kind === 'person' && staffId > owner.staffId) ?? other[0];
  return next === undefined ? queue(role) : { kind: 'person', staffId: next };
}

/** How late it is, as a sentence begins: said plainly for the usual shares of the allowance. */
function lateBy(percent: number): string {
  if (percent === 50) return 'Half the time again has passed';
  return percent === 100 ? 'Twice the time has passed' : `It is late by ${percent} per cent of its time`;
}

function rungOf(
  desk: Desk,
  { owner }: Promised,
  { role, settings }: { readonly role: Role; readonly settings: LadderSettings },
  { rung, does }: Pick<Rung, 'rung' | 'does'>,
): Climb {
  const head = queue(headOf(role));
  switch (does) {
    case 'next-peer': {
      const to = nextPeer(desk, owner, role);
      const tell = sameOwner(to, owner) ? [to] : [to, owner];
      return to.kind === 'person'
        ? { rung, to, tell, because: `${lateBy(settings.nextPeerPercent)}: a colleague takes over.` }
        : { rung, to, tell, because: `${lateBy(settings.nextPeerPercent)}: whoever is there takes it.` };
    }
    case 'department-head':
      return {
        rung,
        to: head,
        tell: [head, owner],
        because: `${lateBy(settings.departmentHeadPercent)}: the head of the department has it.`,
      };
    case 'general-digest':
      return {
        rung,
        to: owner,
        tell: [queue('general-manager')],
        because: 'Still open at the end of the day: on the general manager’s list.',
      };
    case 'alert-owner':
      return { rung, to: owner, tell: [owner], because: 'It is due now and not kept.' };
    default: {
      const never: never = does;
      return never;
    }
  }
}

/** Where a promise stands on the ladder L (domain page, section 3): whose role's work it is, in which department's hours. */
export function climbL(
  desk: Desk,
  late: Promised,
  of: { readonly role: Role; readonly department: Department; readonly settings?: LadderSettings },
): Climbing {
  const { role, settings = LADDER_DEFAULTS } = of;
  const { due, next } = ladder({
    openedAt: late.openedAt,
    dueAt: late.dueAt,
    hours: hoursOf(desk.store, of.department),
    zone: desk.store.timeZone,
    settings,
    now: desk.now,
    climbed: late.rung,
  });
  const first = due[0];
  return {
    due: first === undefined ? undefined : rungOf(desk, late, { role, settings }, first),
    next: next?.at,
  };
}

/** A promise with a rung that is due. */
export interface Late {
  readonly late: Promised;
  readonly climb: Climb;
}

/** The first promise with a rung that is due, oldest first. */
export function firstLate(owed: readonly Promised[], climbing: (late: Promised) => Climbing): Late | undefined {
  for (const late of owed) {
    const { due } = climbing(late);
    if (due !== undefined) return { late, climb: due };
  }
  return undefined;
}

/** The step that climbs the rung, for an act named `escalate`. What justifies it is which promise and which rung. */
export const escalation = ({ late, climb }: Late) =>
  ({
    does: 'act',
    act: 'escalate',
    occasion: `${late.promiseId.split('.').slice(2).join('-')}-r${climb.rung}`,
    because: climb.because,
  }) as const;

/** What is late, since when on the clock of `zone`, and why somebody is told: the words for `climbed`. */
export function lateWords({ late, climb }: Late, zone: TimeZone): string {
  const { date, time } = wallClock(late.dueAt, zone);
  return `Due ${date} ${time}: ${late.owes}. ${climb.because}`;
}

/** The act of climbing: everybody who should know is told, and the promise changes hands. `says` is for people. */
export const climbed = (
  { late, climb }: Late,
  about: { readonly storeId: string; readonly about: AlertAbout; readonly customerId?: string },
  says: string,
  moment: Moment,
): Performance => ({
  kind: 'inside',
  told: {},
  writes: climb.tell.flatMap((to) => raiseAlert({ ...about, to, says, promiseId: late.promiseId }, moment).writes),
  promises: [
    {
      change: late,
      command: { does: 'escalate', rung: climb.rung, breachedAt: late.dueAt, to: climb.to, because: climb.because },
    },
  ],
});

/**
 * An owner who left hands over at once: a promise always has an active owner. One that nobody has taken on yet also goes
 * along when its work gets another owner; what a person assigned or acknowledged stays where it is.
 */
export function handOver(
  desk: Pick<Desk, 'staff'>,
  { owner, rung, history }: Promised,
  to: Owner,
): PromiseCommand | undefined {
  if (owner.kind === 'person' && !isActive(desk, owner.staffId)) {
    return { does: 'hand-over', to, because: 'The owner is no longer active here.' };
  }
  const settled = rung > 1 || history.some(({ actor }) => actor.kind === 'staff');
  if (settled || sameOwner(owner, to)) return undefined;
  return { does: 'hand-over', to, because: 'It is in other hands now.' };
}

/**
 * When a person last ended a promise of the type by hand, kept or cancelled. What had happened by then is settled:
 * asking for it again would argue with them.
 */
export function endedByPerson(promises: readonly Promised[], type: string): Instant | undefined {
  const byPerson = ({ history }: Promised): boolean => history.at(-1)?.actor.kind === 'staff';
  return promises.findLast((each) => each.type === type && !isOwed(each) && byPerson(each))?.endedAt;
}
