/**
 * Contact windows: between which times on the recipient's clock an automated message may arrive.
 *
 * Source of the federal row: 47 CFR 64.1200(c)(1), 08:00 to 21:00. Source of the state rows: a vendor's help page
 * (support.referrizer.com, "TCPA quiet hours and state-specific rules for text campaigns"), not held against the
 * statutes. These are settings that the group's counsel verifies, dated so that a record says which edition decided;
 * a changed law is a new edition, not a change of code. The caps of Florida and Oklahoma on commercial contacts in 24
 * hours are no windows: they count what was sent and belong to the outreach that sends it.
 */
import type { ClockTime, Weekday } from '../../kernel/time.ts';
import type { State } from './states.ts';

/** From (inclusive) and to (a message must have left by then), on the recipient's clock. */
export interface Window {
  from: ClockTime;
  to: ClockTime;
}

/** One window a day. */
export type WeekOfWindows = Readonly<Record<Weekday, Window>>;

/** One edition of the settings. */
export interface ContactWindows {
  /** The date of the edition, `2025-11-22`; decision records carry it. */
  edition: string;
  /** Holds for everybody. */
  everywhere: WeekOfWindows;
  /** Narrows `everywhere`; what lies outside it has no effect. */
  states: Readonly<Partial<Record<State, WeekOfWindows>>>;
}

const daily = (from: ClockTime, to: ClockTime): WeekOfWindows => {
  const window = { from, to };
  return { mon: window, tue: window, wed: window, thu: window, fri: window, sat: window, sun: window };
};

/** The edition in force. */
export const CONTACT_WINDOWS: ContactWindows = {
  edition: '2025-11-22',
  everywhere: daily('08:00', '21:00'),
  states: {
    CT: daily('09:00', '20:00'),
    FL: daily('08:00', '20:00'),
    MD: daily('08:00', '20:00'),
    MS: daily('08:00', '20:00'),
    NJ: daily('08:00', '20:00'),
    OK: daily('08:00', '20:00'),
    RI: { ...daily('09:00', '18:00'), sat: { from: '10:00', to: '17:00' }, sun: { from: '10:00', to: '17:00' } },
    TX: { ...daily('09:00', '21:00'), sun: { from: '12:00', to: '21:00' } },
    WA: daily('08:00', '20:00'),
  },
};
