/** A record as a diary that a service manager reads: one line per thing, on the store's clock. */
import type { Envelope } from '../../core/kernel/event.ts';
import { type Owner, owner } from '../../core/kernel/owner.ts';
import { type Instant, instant, parseInstant, type TimeZone, wallClock, weekday } from '../../core/kernel/time.ts';
import type { Happened } from './record.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** `Tue 10 Mar 09:00` */
export function when(at: Instant, zone: TimeZone): string {
  const { date, time } = wallClock(at, zone);
  const day = Number(date.slice(8));
  return `${capital(weekday(date))} ${day} ${months[Number(date.slice(5, 7)) - 1]} ${time}`;
}

const who = (of: unknown): string => {
  const read: Owner = owner.parse(of);
  return read.kind === 'person' ? read.staffId : `the ${read.role} queue`;
};

function promiseLine({ type, data }: Envelope, zone: TimeZone): string | undefined {
  const what = String(data['type']);
  const late = data['late'] === true ? ', late' : '';
  switch (type) {
    case 'promise.opened':
      return `owed: ${what} by ${who(data['owner'])} until ${when(instant.parse(data['dueAt']), zone)}`;
    case 'promise.kept':
      return `kept${late}: ${what} — ${String(data['reason'])}`;
    case 'promise.cancelled':
      return `cancelled: ${what} — ${String(data['reason'])}`;
    case 'promise.waiting':
      return `waits for a person: ${what} — ${String(data['reason'])}`;
    case 'promise.handed-over':
      return `handed over: ${what} from ${who(data['from'])} to ${who(data['owner'])}`;
    case 'promise.escalated':
      return `late: ${what}, step ${String(data['rung'])}, with ${who(data['owner'])}`;
    default:
      return undefined;
  }
}

function words(of: Happened, zone: TimeZone): string | undefined {
  switch (of.is) {
    case 'person':
      return of.says;
    case 'step':
      return `${of.label}${of.until === undefined ? '' : ` (until ${when(of.until, zone)})`} — ${of.because}`;
    case 'event': {
      const line =
        of.event.type === 'message.refused'
          ? `no message: ${String(of.event.data['rule'])}`
          : promiseLine(of.event, zone);
      return line === undefined ? undefined : `  ${line}`;
    }
    case 'alert':
      return `  alert to ${who(of.alert.to)}: ${of.alert.says}`;
    case 'text':
      return `  ${of.channel}: ${of.text}`;
    default: {
      const never: never = of;
      return never;
    }
  }
}

/**
 * In order of time; at one instant a person comes first, and then one follow-up after the other: what two of them do at
 * the same instant has no order that matters.
 */
const inOrder = (happened: readonly Happened[]): readonly Happened[] =>
  happened.toSorted((a, b) => a.at.localeCompare(b.at) || (a.by ?? '').localeCompare(b.by ?? ''));

/** The diary, line by line. A wait that is taken up again just as it was is not told twice. */
export function diary(happened: readonly Happened[], zone: TimeZone): readonly string[] {
  const lines: string[] = [];
  const lastSteps = new Map<string, string>();
  for (const each of inOrder(happened)) {
    const said = words(each, zone);
    const by = each.by ?? '';
    if (said === undefined || (each.is === 'step' && said === lastSteps.get(by))) continue;
    if (each.is === 'step') lastSteps.set(by, said);
    lines.push(`${when(parseInstant(each.at), zone)}  ${said}`);
  }
  return lines;
}
