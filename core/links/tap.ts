/** What a link's holder may still do, and what follows from a tap. Pure: doors read and write. */
import {
  type Appointment,
  askToMoveAppointment,
  cancelAppointment,
  confirmAppointment,
} from '../appointments/index.ts';
import { type Customer, changeConsent } from '../customers/index.ts';
import type { Moment } from '../kernel/event.ts';
import type { Write } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';
import type { LinkAction } from './link.ts';
import type { Notice } from './words.ts';

/** What was tapped. The address that a page is posted to says about what. */
export type AppointmentAction = Exclude<LinkAction, 'unsubscribe'>;

/** What follows from a tap: what the page says, the appointment as it is then, and the writes that make it so. */
export interface Tapped {
  readonly notice: Notice;
  readonly appointment: Appointment;
  readonly writes: readonly Write[];
}

/** The time of an appointment as a page showed it: what a customer confirms is that time, and no other. */
export const seenOf = ({ startsAt, date }: Pick<Appointment, 'startsAt' | 'date'>): string => startsAt ?? date;

/** Whether the appointment is still to come; a day without a time is until somebody names one. */
const isAhead = ({ status, startsAt }: Appointment, now: Instant): boolean =>
  status === 'REQUESTED' || ((status === 'BOOKED' || status === 'HELD') && startsAt !== undefined && startsAt > now);

/** What an appointment can still take from its customer, in the order of a page's buttons. */
export function openActions(
  of: Appointment,
  allowed: readonly LinkAction[],
  now: Instant,
): readonly AppointmentAction[] {
  if (!isAhead(of, now)) return [];
  const booked = of.status === 'BOOKED';
  const open: Readonly<Record<AppointmentAction, boolean>> = {
    confirm: booked && of.confirmedAt === undefined,
    move: booked && of.callbackWanted !== true,
    cancel: true,
  };
  const order: readonly AppointmentAction[] = ['confirm', 'move', 'cancel'];
  return order.filter((action) => open[action] && allowed.includes(action));
}

/** What a page says of an appointment that nobody has tapped anything about yet. */
export function standing(of: Appointment, now: Instant): Notice {
  // Whom the store cancelled on is not thanked for telling us.
  if (of.status === 'CANCELLED') return of.cancelledBy === 'staff' ? 'over' : 'cancelled';
  if (!isAhead(of, now)) return 'over';
  if (of.callbackWanted === true) return 'move-asked';
  return of.confirmedAt === undefined ? 'ask' : 'confirmed';
}

const told: Readonly<Record<AppointmentAction, Notice>> = {
  confirm: 'confirmed',
  move: 'move-asked',
  cancel: 'cancelled',
};

function changeOf(action: AppointmentAction, before: Appointment, moment: Moment) {
  switch (action) {
    case 'confirm':
      return confirmAppointment(before, 'link', moment);
    case 'move':
      return askToMoveAppointment(before, 'link', moment);
    case 'cancel':
      return cancelAppointment(before, 'link', undefined, moment);
    default: {
      const never: never = action;
      return never;
    }
  }
}

/**
 * What follows when a customer taps. A tap that says what is so already is thanked for again and writes nothing. What
 * the appointment cannot take any more, or took on another time than the customer saw, changes nothing and says so.
 */
export function tap(action: AppointmentAction, seen: string | undefined, of: Appointment, moment: Moment): Tapped {
  const isSaid = standing(of, moment.now) === told[action];
  if (isSaid && (action === 'cancel' || seen === seenOf(of))) {
    return { notice: told[action], appointment: of, writes: [] };
  }
  if (!isAhead(of, moment.now)) return { notice: 'over', appointment: of, writes: [] };
  if (seen !== seenOf(of) || !openActions(of, [action], moment.now).includes(action)) {
    return { notice: 'changed', appointment: of, writes: [] };
  }
  const change = changeOf(action, of, moment);
  return { notice: told[action], appointment: change?.state ?? of, writes: change?.writes ?? [] };
}

/** The writes that end marketing mail to a customer; none when it has ended already. */
export const unsubscribe = (of: Customer, moment: Moment): readonly Write[] =>
  changeConsent(of, { channel: 'marketing-email', optedOut: true }, moment)?.writes ?? [];
