/** The facts as the desk that booked sees them: how the visit stands, who looks after it, what the customer has heard. */
import type { Appointment } from '../../appointments/index.ts';
import type { Customer } from '../../customers/index.ts';
import type { Owner } from '../../kernel/owner.ts';
import type { Department, Role } from '../../kernel/role.ts';
import { type Instant, latest, plus, type TimeZone } from '../../kernel/time.ts';
import { isOwed, type Promised } from '../../promises/index.ts';
import type { RepairOrder } from '../../repair-orders/index.ts';
import { type Claim, type Desk, personOr, queue, type Run } from '../../run/index.ts';
import type { Member } from '../../staff/index.ts';
import type { Store } from '../../stores/index.ts';
import type { AppointmentSettings } from './settings.ts';

/** Everything that the decision looks at. */
export interface Facts {
  readonly run: Run;
  readonly settings: AppointmentSettings;
  readonly store: Store;
  readonly staff: readonly Member[];
  readonly appointment: Appointment | undefined;
  readonly customer: Customer | undefined;
  /** Repair orders of the customer at this store that were opened on or after the day of the appointment. */
  readonly repairOrders: readonly RepairOrder[];
  /** This run's promises, ended ones included, oldest first. */
  readonly promises: readonly Promised[];
  /** This run's claims, oldest first. */
  readonly claims: readonly Claim[];
}

/** An agreed time. */
export interface Agreed {
  readonly startsAt: Instant;
  readonly bookedAt: Instant;
  readonly confirmed: boolean;
}

/** What the facts come to at an instant. */
export interface Picture extends Desk {
  readonly facts: Facts;
  readonly settings: AppointmentSettings;
  readonly visit: Appointment;
  readonly zone: TimeZone;
  /** The time, while the appointment is booked. */
  readonly agreed: Agreed | undefined;
  /** From when on the visit counts as missed. */
  readonly missedAt: Instant | undefined;
  /** Whether the customer has come: by the appointment, or by a repair order. */
  readonly here: boolean;
  readonly owed: readonly Promised[];
}

/** Whose desk it is. */
export const departmentOf = ({ visit }: Pick<Picture, 'visit'>): Department => visit.department;

/** Who looks after appointments of the department by phone. */
export const callerRole = ({ visit }: Pick<Picture, 'visit'>): Role =>
  visit.department === 'sales' ? 'bdc' : 'service-bdc';

/** Whom customers of the department meet. */
export const hostRole = ({ visit }: Pick<Picture, 'visit'>): Role =>
  visit.department === 'sales' ? 'salesperson' : 'advisor';

/** Whom this customer meets: the person named, if active; else everybody of that role. */
export const host = (view: Picture): Owner => personOr(view, view.visit.staffId, hostRole(view));

/** Who calls this customer. */
export const caller = (view: Picture): Owner => queue(callerRole(view));

function agreedOf({ status, startsAt, bookedAt, createdAt, confirmedAt }: Appointment): Agreed | undefined {
  if (status !== 'BOOKED' || startsAt === undefined) return undefined;
  return { startsAt, bookedAt: bookedAt ?? createdAt, confirmed: confirmedAt !== undefined };
}

/** A repair order that was opened from two hours before the time on: the customer is in the shop. */
const camePerRepairOrder = ({ repairOrders }: Facts, { department, startsAt }: Appointment): boolean =>
  department === 'service' &&
  startsAt !== undefined &&
  repairOrders.some(({ createdAt, status }) => status !== 'VOIDED' && createdAt >= plus(startsAt, { hours: -2 }));

/** Puts the facts together; undefined when there is no appointment. */
export function picture(facts: Facts, now: Instant): Picture | undefined {
  const { appointment: visit, store, staff, settings } = facts;
  if (visit === undefined) return undefined;
  const grace = visit.department === 'sales' ? settings.missedMinutesSales : settings.missedMinutesService;
  return {
    facts,
    settings,
    visit,
    store,
    staff,
    now,
    zone: store.timeZone,
    agreed: agreedOf(visit),
    missedAt: visit.startsAt === undefined ? undefined : plus(visit.startsAt, { minutes: grace }),
    here: visit.status === 'ARRIVED' || camePerRepairOrder(facts, visit),
    owed: facts.promises.filter(isOwed),
  };
}

/** The claims of an act, oldest first. */
export const claimsOf = (view: Picture, act: string): readonly Claim[] =>
  view.facts.claims.filter((claim) => claim.act === act);

/** What justifies an act on this revision of the appointment. */
export const onRevision = ({ visit }: Picture, more = ''): string =>
  `s${visit.sequence}${more === '' ? '' : `-${more}`}`;

/** When the customer last learnt of a message's outcome that nobody knows, and nobody has asked since. */
export const unknownSince = (view: Picture): Instant | undefined => {
  const unknown = view.facts.claims.filter(({ state }) => state === 'UNKNOWN').map(({ at }) => at);
  const [first, ...rest] = unknown;
  if (first === undefined) return undefined;
  const at = latest(first, ...rest);
  return view.facts.promises.some((each) => each.type === 'did-it-reach' && each.openedAt >= at) ? undefined : at;
};

/** Whether nobody knows if the customer heard that a visit which is still ahead is off: they may stand at the door. */
export const offUnheard = (view: Picture): boolean =>
  view.visit.status === 'CANCELLED' &&
  view.visit.startsAt !== undefined &&
  view.visit.startsAt > view.now &&
  claimsOf(view, 'tell-off').some(({ state }) => state === 'UNKNOWN');

/** What an alert or a late promise of this run is about. */
export const aboutVisit = ({ facts, visit }: Picture) => ({
  storeId: facts.run.storeId,
  about: { kind: 'appointment', id: visit.appointmentId } as const,
  customerId: visit.customerId,
});
