/** Which reminder is due, and which comes next. A reminder is for a moment that lies ahead; a past one is nobody's. */
import { type Instant, plus } from '../../kernel/time.ts';
import type { AppointmentSettings } from './settings.ts';

/** What the reminders hang on. */
export interface Reminded {
  readonly startsAt: Instant;
  /** When it was booked, or last moved: what lay before that is not caught up on. */
  readonly bookedAt: Instant;
  readonly confirmed: boolean;
}

/** One reminder: hours before the appointment, and the instant. */
export interface Reminder {
  readonly hours: number;
  readonly at: Instant;
}

const before = (at: Instant, hours: number): Instant => plus(at, { minutes: -Math.round(hours * 60) });

/** All reminders of an appointment that were ahead when it was booked, earliest first. */
export function remindersOf(of: Reminded, settings: AppointmentSettings): readonly Reminder[] {
  const wanted = new Set(of.confirmed ? settings.reminderHoursConfirmed : settings.reminderHours);
  return [...wanted]
    .map((hours) => ({ hours, at: before(of.startsAt, hours) }))
    .filter(({ at }) => at > of.bookedAt)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/** The last reminder whose moment has come, while the appointment is still ahead: those before it are overtaken. */
export const dueReminder = (of: Reminded, settings: AppointmentSettings, now: Instant): Reminder | undefined =>
  of.startsAt <= now ? undefined : remindersOf(of, settings).findLast(({ at }) => at <= now);

/** The next reminder that is still to come. */
export const nextReminder = (of: Reminded, settings: AppointmentSettings, now: Instant): Reminder | undefined =>
  remindersOf(of, settings).find(({ at }) => at > now);
