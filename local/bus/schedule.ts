/** EventBridge's schedule expressions, `rate(5 minutes)` and `cron(0 12 ? * MON-FRI *)`, in UTC. */
import type { Millis } from '../clock/clock.ts';

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, Millis>> = { minute: MINUTE, hour: 60 * MINUTE, day: 24 * 60 * MINUTE };
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The first firing after an instant; undefined when there is none any more. */
export type NextFiring = (after: Millis) => Millis | undefined;

function rate(amount: number, unit: string): NextFiring {
  const period = amount * (UNITS[unit] ?? Number.NaN);
  // AWS counts from the rule's creation, which nobody can rely on; whole periods since the epoch are the same every run.
  return (after) => (Math.floor(after / period) + 1) * period;
}

function fieldSet(
  text: string,
  low: number,
  high: number,
  names: readonly string[],
  offset: number,
): (value: number) => boolean {
  if (text === '*' || text === '?') return () => true;
  const number = (part: string): number => {
    const named = names.indexOf(part.toUpperCase());
    const value = named >= 0 ? named + offset : Number(part);
    if (!Number.isInteger(value) || value < low || value > high)
      throw new Error(`cron: ${part} is not between ${low} and ${high}`);
    return value;
  };
  const allowed = new Set<number>();
  for (const part of text.split(',')) {
    const [span = '', stepText] = part.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    if (!Number.isInteger(step) || step < 1) throw new Error(`cron: ${part} has no whole step`);
    const [from = '', to] = span.split('-');
    const first = from === '*' ? low : number(from);
    const last = to === undefined ? (stepText === undefined && from !== '*' ? first : high) : number(to);
    for (let value = first; value <= last; value += step) allowed.add(value);
  }
  return (value) => allowed.has(value);
}

function cron(text: string): NextFiring {
  const fields = text.trim().split(/\s+/);
  const [minutes = '', hours = '', days = '', months = '', weekdays = '', years = ''] = fields;
  if (fields.length !== 6) throw new Error('cron needs six fields');
  if (/[LW#]/.test(days) || /L$|#/.test(weekdays))
    throw new Error('cron with L, W or # is not supported by the local cloud');
  if ((days === '?') === (weekdays === '?'))
    throw new Error('cron needs ? in exactly one of day of month and day of week');
  const minute = fieldSet(minutes, 0, 59, [], 0);
  const hour = fieldSet(hours, 0, 23, [], 0);
  const day = fieldSet(days, 1, 31, [], 0);
  const month = fieldSet(months, 1, 12, MONTHS, 1);
  const weekday = fieldSet(weekdays, 1, 7, DAYS, 1);
  const year = fieldSet(years, 1970, 2199, [], 0);
  const dayFits = (at: Date): boolean =>
    year(at.getUTCFullYear()) && month(at.getUTCMonth() + 1) && day(at.getUTCDate()) && weekday(at.getUTCDay() + 1);
  return (after) => {
    const at = new Date((Math.floor(after / MINUTE) + 1) * MINUTE);
    for (let daysLooked = 0; daysLooked < 366 * 30; daysLooked += 1) {
      if (dayFits(at)) {
        const date = at.getUTCDate();
        for (; at.getUTCDate() === date; at.setTime(at.getTime() + MINUTE)) {
          if (hour(at.getUTCHours()) && minute(at.getUTCMinutes())) return at.getTime();
        }
      } else at.setUTCHours(24, 0, 0, 0);
    }
    return undefined;
  };
}

/** Reads an expression; throws with a sentence for one that is not supported. */
export function readSchedule(expression: string): NextFiring {
  const [, amount, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (amount !== undefined && unit !== undefined && Number(amount) > 0) return rate(Number(amount), unit);
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1];
  if (fields !== undefined) return cron(fields);
  throw new Error(`The schedule ${expression} is not supported by the local cloud: rate(...) or cron(...).`);
}
