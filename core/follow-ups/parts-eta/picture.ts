/** The facts as a parts counter sees them: what is awaited, since when, expected when, and who would be asked. */

import type { OpeningHours } from '../../kernel/calendar.ts';
import type { Owner } from '../../kernel/owner.ts';
import type { Department } from '../../kernel/role.ts';
import {
  type Instant,
  type LocalDate,
  latest,
  localDate,
  plusDays,
  startOfDay,
  type TimeZone,
} from '../../kernel/time.ts';
import { isAwaited, type PartsLine } from '../../parts-orders/index.ts';
import type { Promised } from '../../promises/index.ts';
import { isOwed } from '../../promises/index.ts';
import type { RepairOrder } from '../../repair-orders/index.ts';
import { personOr } from '../../run/index.ts';
import { hoursOf } from '../../stores/index.ts';
import type { Facts } from './facts.ts';

/** A line with the order it is on. */
export interface Line extends PartsLine {
  readonly key: string;
  readonly changedAt: Instant;
}

/** What the facts come to at an instant, for a repair order that is there. */
export interface Picture {
  readonly facts: Facts;
  readonly repairOrder: RepairOrder;
  readonly now: Instant;
  readonly zone: TimeZone;
  readonly today: LocalDate;
  readonly all: readonly Line[];
  /** Neither installed nor given up. */
  readonly open: readonly Line[];
  readonly awaited: readonly Line[];
  /** Awaited lines that nobody has a future day for. */
  readonly needEta: readonly Line[];
  /** The day on which the last awaited line is expected; undefined while one has no future day. */
  readonly expected: LocalDate | undefined;
  /** Every open line is at the store, and there is one. */
  readonly allThere: boolean;
  /** When a line last changed its status or its day. */
  readonly changedAt: Instant;
  readonly inShop: boolean;
  /** The version of everything a message or alert is about: what justifies an act. */
  readonly occasion: string;
  readonly owed: readonly Promised[];
}

const key = (orderId: string, lineId: string): string => `${orderId}/${lineId}`;

/** When a line began to need an ETA: when it lost its last one, or when the named day had passed. */
export function needsEtaSince(line: Line, zone: TimeZone): Instant {
  return line.eta === undefined ? line.since : latest(line.since, startOfDay(plusDays(line.eta, 1), zone));
}

/** Puts the facts together; undefined when there is no repair order, or a void one: nothing can be owed for it. */
export function picture(facts: Facts, now: Instant): Picture | undefined {
  const { repairOrder, orders, store } = facts;
  if (repairOrder === undefined || repairOrder.status === 'VOIDED') return undefined;
  const zone = store.timeZone;
  const today = localDate(now, zone);
  const all = orders.flatMap((order) =>
    order.lines.map(
      (line): Line => ({ ...line, key: key(order.partsOrderId, line.lineId), changedAt: order.updatedAt }),
    ),
  );
  const awaited = all.filter(isAwaited);
  const open = [...awaited, ...all.filter(({ status }) => status === 'RECEIVED')];
  const needEta = awaited.filter(({ eta }) => eta === undefined || eta < today);
  const days = awaited.flatMap(({ eta }) => eta ?? []).toSorted();
  return {
    facts,
    repairOrder,
    now,
    zone,
    today,
    all,
    open,
    awaited,
    needEta,
    expected: needEta.length > 0 ? undefined : days.at(-1),
    allThere: open.length > 0 && awaited.length === 0,
    changedAt: all.reduce((at, line) => latest(at, line.since), repairOrder.createdAt),
    inShop: repairOrder.carAt === 'in-shop',
    occasion: `v${orders.reduce((sum, { version }) => sum + version, repairOrder.version)}`,
    owed: facts.promises.filter(isOwed),
  };
}

/** How many of the open lines, in words. */
export const ofOpen = (some: readonly Line[], { open }: Picture): string =>
  open.length === 1 ? 'the one open line' : `${some.length} of ${open.length} open lines`;

/** Opening hours of a department of the store. */
export const hours = ({ facts }: Picture, department: Department): OpeningHours => hoursOf(facts.store, department);

/** The advisor of the repair order, or the advisors' queue when there is none who is active. */
export const advisor = (view: Picture): Owner => personOr(view.facts, view.repairOrder.advisorId, 'advisor');

/** The parts person of the oldest order that lacks an ETA, or the parts queue. */
export function partsPerson(view: Picture): Owner {
  const needy = view.facts.orders.find((order) =>
    order.lines.some((line) => view.needEta.some((need) => need.key === key(order.partsOrderId, line.lineId))),
  );
  return personOr(view.facts, (needy ?? view.facts.orders[0])?.partsPersonId, 'parts');
}
