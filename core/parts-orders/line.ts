/** One update of one line: from which statuses it is possible, and what the line is after it. */
import { Problem } from '../kernel/problem.ts';
import { daysBetween, farthestDays, type Instant, type LocalDate, type TimeZone } from '../kernel/time.ts';
import type { PartsLine, PartsLineStatus } from './parts-order.ts';
import { type Eta, etaDay, type PartsLineUpdate } from './updates.ts';

/** What an update is judged by beside the line itself. */
export interface Setting {
  readonly now: Instant;
  /** Today on the store's calendar. */
  readonly today: LocalDate;
  readonly zone: TimeZone;
  /** Where the update stands in the request, `lines.0`, for the fields of problems. */
  readonly field: string;
}

const awaited: readonly PartsLineStatus[] = ['REQUESTED', 'ORDERED', 'BACKORDERED'];

const possibleOn: Record<PartsLineUpdate['do'], readonly PartsLineStatus[]> = {
  order: ['REQUESTED', 'BACKORDERED'],
  eta: awaited,
  backorder: ['REQUESTED', 'ORDERED'],
  receive: awaited,
  install: ['RECEIVED'],
  return: ['RECEIVED'],
  cancel: awaited,
  substitute: awaited,
};

/** Refuses (409) an update that does not follow from where the line is. */
export function refuseIllegal(line: PartsLine, does: PartsLineUpdate['do'], field: string): void {
  const possible = possibleOn[does];
  if (possible.includes(line.status)) return;
  throw new Problem('conflict', `Line ${line.lineId} is ${line.status}: "${does}" is not possible now.`, [
    { field: `${field}.do`, fix: `"${does}" works on a line that is ${possible.join(', ')}.` },
  ]);
}

const wrong = (field: string, fix: string): Problem =>
  new Problem('invalid-input', `${field}: ${fix}`, [{ field, fix }]);

/** The store's day of an ETA. Refuses (422) a day that is over. */
export function futureDay(of: Eta, { zone, today, field }: Setting): LocalDate {
  const day = etaDay(of, zone);
  if (day < today) throw wrong(`${field}.eta`, `Send ${today} or a later day; ${day} is over at this store.`);
  if (daysBetween(today, day) > farthestDays) {
    throw wrong(`${field}.eta`, 'Send a day within two years, or leave it out until there is one.');
  }
  return day;
}

/** The line with this status and ETA; `since` moves when one of them does. */
function stands(line: PartsLine, status: PartsLineStatus, eta: LocalDate | undefined, now: Instant): PartsLine {
  const { eta: before, firstEta, ...rest } = line;
  const first = firstEta ?? eta;
  return {
    ...rest,
    status,
    ...(eta === undefined ? {} : { eta }),
    ...(first === undefined ? {} : { firstEta: first }),
    since: status === line.status && eta === before ? line.since : now,
  };
}

const facts = (of: PartsLine): string => JSON.stringify(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Whether two lines say the same. */
export const sameLine = (a: PartsLine, b: PartsLine): boolean => facts(a) === facts(b);

/** A line that is new in its order. */
export function newLine(
  line: Pick<PartsLine, 'lineId' | 'partNumber' | 'description' | 'quantity' | 'status' | 'roLineId'>,
  eta: LocalDate | undefined,
  now: Instant,
): PartsLine {
  return stands({ ...line, receivedQuantity: 0, since: now }, line.status, eta, now);
}

/** Pieces arrive; the last one makes the line RECEIVED. Refuses (422) fewer than before and more than ordered. */
function received(line: PartsLine, count: number, { now, field }: Setting): PartsLine {
  if (count > line.quantity) throw wrong(`${field}.receivedQuantity`, `Send at most the ${line.quantity} ordered.`);
  if (count < line.receivedQuantity) {
    throw wrong(`${field}.receivedQuantity`, `Send all that is there by now: ${line.receivedQuantity} came before.`);
  }
  const status = count === line.quantity ? 'RECEIVED' : line.status;
  return { ...stands(line, status, line.eta, now), receivedQuantity: count };
}

/** The line after the update, and the one that takes its place if there is one. Throws `Problem`. */
export function updateLine(line: PartsLine, update: PartsLineUpdate, setting: Setting): readonly PartsLine[] {
  const { now, field } = setting;
  refuseIllegal(line, update.do, field);
  const named = (of: Eta | undefined): LocalDate | undefined => (of === undefined ? undefined : futureDay(of, setting));
  switch (update.do) {
    case 'order':
      return [stands(line, 'ORDERED', named(update.eta) ?? line.eta, now)];
    case 'eta':
      return [stands(line, line.status, named(update.eta), now)];
    case 'backorder':
      return [stands(line, 'BACKORDERED', named(update.eta), now)];
    case 'receive':
      return [received(line, update.receivedQuantity ?? line.quantity, setting)];
    case 'install':
      return [stands(line, 'INSTALLED', line.eta, now)];
    case 'return':
      return [stands(line, 'RETURNED', line.eta, now)];
    case 'cancel':
      return [stands(line, 'CANCELLED', line.eta, now)];
    case 'substitute': {
      const { eta, quantity, ...by } = update.by;
      const missing = line.quantity - line.receivedQuantity;
      const day = eta === undefined ? undefined : futureDay(eta, { ...setting, field: `${field}.by` });
      const roLine = line.roLineId === undefined ? {} : { roLineId: line.roLineId };
      const status = day === undefined ? 'REQUESTED' : 'ORDERED';
      return [
        { ...stands(line, 'SUBSTITUTED', line.eta, now), substitutedBy: by.lineId },
        newLine({ ...by, ...roLine, quantity: quantity ?? missing, status }, day, now),
      ];
    }
    default: {
      const never: never = update;
      return never;
    }
  }
}
