/**
 * The contact window of a recipient: every place the recipient may be in has its clock and its state's rules, and an
 * automated message leaves only while all of them allow it.
 */
import {
  type Instant,
  instantOn,
  isAfter,
  isBefore,
  type LocalDate,
  latest,
  localDate,
  plus,
  plusDays,
  type TimeZone,
  weekday,
} from '../kernel/time.ts';
import type { ContactWindows, Window } from './data/contact-windows.ts';
import { isState } from './data/states.ts';

/** A place the recipient may be in, and how we came to think so. */
export interface Place {
  knownBy: 'address' | 'area-code' | 'store';
  /** Two-letter postal code; one that is no state has no rules of its own. */
  state: string;
  zone: TimeZone;
}

/** The rules a message is held against. */
export interface WindowRules {
  windows: ContactWindows;
  /** How long before the window's end the last message may be started: it may take that long to leave. */
  marginSeconds: number;
}

/** Windows repeat by the week; two weeks hold every weekday on both sides of a change of the clocks. */
const SEARCH_DAYS = 14;

/** The window of `place` on `date`: everybody's, narrowed by its state's; undefined when that leaves nothing. */
export function windowOn(date: LocalDate, { state }: Place, windows: ContactWindows): Window | undefined {
  const day = weekday(date);
  const everybody = windows.everywhere[day];
  const own = (isState(state) ? windows.states[state]?.[day] : undefined) ?? everybody;
  const from = own.from > everybody.from ? own.from : everybody.from;
  const to = own.to < everybody.to ? own.to : everybody.to;
  return from < to ? { from, to } : undefined;
}

/** The first instant from `at` on at which `place` allows a message; undefined when none comes in two weeks. */
function nextAllowed(at: Instant, place: Place, { windows, marginSeconds }: WindowRules): Instant | undefined {
  const today = localDate(at, place.zone);
  for (let ahead = 0; ahead <= SEARCH_DAYS; ahead += 1) {
    const date = plusDays(today, ahead);
    const window = windowOn(date, place, windows);
    if (window === undefined) continue;
    const opens = latest(at, instantOn(date, window.from, place.zone));
    const closes = plus(instantOn(date, window.to, place.zone), { seconds: -marginSeconds });
    if (isBefore(opens, closes)) return opens;
  }
  return undefined;
}

/**
 * The first instant from `at` on at which all `places` allow a message: `at` itself when they do now, or when there are
 * no places to ask. Undefined when their windows do not meet in two weeks.
 */
export function firstAllowed(at: Instant, places: readonly Place[], rules: WindowRules): Instant | undefined {
  const end = plus(at, { days: SEARCH_DAYS });
  // No place allows anything before its own next instant, so the last of these is never too late; it is the answer
  // once all places agree on it.
  for (let found = at; !isAfter(found, end); ) {
    let agreed = found;
    for (const place of places) {
      const next = nextAllowed(agreed, place, rules);
      if (next === undefined) return undefined;
      agreed = next;
    }
    if (agreed === found) return found;
    found = agreed;
  }
  return undefined;
}
