/** What can happen to a parts order. One request may change several lines; it makes one version and one event. */
import { type EventDefinition, type Happening, happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import { localDate, type TimeZone } from '../kernel/time.ts';
import * as events from './events.ts';
import { futureDay, newLine, sameLine, updateLine } from './line.ts';
import { type PartsLine, type PartsOrder, partsLinesMax, partsOrders } from './parts-order.ts';
import type { NewPartsLine, PartsLineUpdate } from './updates.ts';

/** A parts order about to be placed. */
export interface NewPartsOrder {
  readonly storeId: string;
  readonly roNumber: string;
  readonly customerId: string;
  readonly partsOrderId: string;
  readonly partsPersonId?: string | undefined;
  readonly supplier?: string | undefined;
  readonly lines: readonly NewPartsLine[];
}

const shown = ({ lineId, status, eta, receivedQuantity }: PartsLine) => ({
  lineId,
  status,
  ...(eta === undefined ? {} : { eta }),
  receivedQuantity,
});

const say = (
  definition: EventDefinition<typeof events.partsOrderChanged.data>,
  of: PartsOrder,
  lines: readonly PartsLine[],
) => happened(definition, { partsOrderId: of.partsOrderId, roNumber: of.roNumber, lines: lines.map(shown) });

/** Refuses (422) two lines of one id, and more lines than an order can have. `field` is where the last one came from. */
function refuseBadIds(lines: readonly PartsLine[], field: string): void {
  if (lines.length > partsLinesMax) {
    const fix = `An order has at most ${partsLinesMax} lines; place another one.`;
    throw new Problem('invalid-input', `${field}: ${fix}`, [{ field, fix }]);
  }
  const twice = lines.find(({ lineId }, at) => lines.findIndex((other) => other.lineId === lineId) !== at);
  if (twice !== undefined) {
    const fix = `Send another id; line ${twice.lineId} is there already.`;
    throw new Problem('invalid-input', `${field}.lineId: ${fix}`, [{ field: `${field}.lineId`, fix }]);
  }
}

/** Places a parts order. Fails at commit when the repair order has one of this id. Throws `Problem` (422). */
export function placePartsOrder(plan: NewPartsOrder, zone: TimeZone, moment: Moment): Change<PartsOrder> {
  const today = localDate(moment.now, zone);
  const lines: PartsLine[] = [];
  for (const [at, { eta, lineId = String(at + 1), roLineId, ...line }] of plan.lines.entries()) {
    const field = `lines.${at}`;
    const day = eta === undefined ? undefined : futureDay(eta, { now: moment.now, today, zone, field });
    lines.push(newLine({ ...line, lineId, ...(roLineId === undefined ? {} : { roLineId }) }, day, moment.now));
    refuseBadIds(lines, field);
  }
  const state: PartsOrder = {
    ...plan,
    lines,
    requestedAt: moment.now,
    createdAt: moment.now,
    updatedAt: moment.now,
    version: 1,
  };
  return partsOrders.create(state, say(events.partsOrderRequested, state, lines), moment);
}

/**
 * Which update gives a mixed request its event, most telling first: what moves the day a customer was told, then what
 * gives a line up, then what arrives, then what was only to be expected.
 */
const telling: readonly (readonly [PartsLineUpdate['do'], EventDefinition<typeof events.partsOrderChanged.data>])[] = [
  ['backorder', events.partsOrderBackordered],
  ['eta', events.partsOrderEtaChanged],
  ['substitute', events.partsOrderSubstituted],
  ['cancel', events.partsOrderCancelled],
  ['receive', events.partsOrderReceived],
  ['return', events.partsOrderReturned],
  ['install', events.partsOrderInstalled],
  ['order', events.partsOrderOrdered],
];

function mostTelling(updates: readonly PartsLineUpdate[], after: PartsOrder, lines: readonly PartsLine[]): Happening {
  const found = telling.find(([does]) => updates.some((update) => update.do === does));
  return say(found?.[1] ?? events.partsOrderChanged, after, lines);
}

const unknownLine = (lineId: string, field: string): Problem =>
  new Problem('invalid-input', `${field}.lineId: This order has no line ${lineId}.`, [
    { field: `${field}.lineId`, fix: 'Send the id of a line of this order.' },
  ]);

/**
 * Updates lines, in the order given; a line may come twice (received, then installed). All or nothing. Undefined when
 * everything is so already, as when a feed says the same ETA again. Throws `Problem`: 422 for what can never be, 409
 * for what is not possible from where the line is.
 */
export function updatePartsLines(
  before: PartsOrder,
  updates: readonly PartsLineUpdate[],
  zone: TimeZone,
  moment: Moment,
): Change<PartsOrder> | undefined {
  const today = localDate(moment.now, zone);
  let lines: PartsLine[] = before.lines;
  const done: PartsLineUpdate[] = [];
  for (const [index, update] of updates.entries()) {
    const field = `lines.${index}`;
    const at = lines.findIndex(({ lineId }) => lineId === update.lineId);
    const line = lines[at];
    if (line === undefined) throw unknownLine(update.lineId, field);
    const [after = line, ...added] = updateLine(line, update, { now: moment.now, today, zone, field });
    if (sameLine(line, after)) continue;
    done.push(update);
    lines = [...lines.with(at, after), ...added];
    refuseBadIds(lines, `${field}.by`);
  }
  const moved = lines.filter((line) => !before.lines.includes(line));
  if (moved.length === 0) return undefined;
  const state: PartsOrder = { ...before, lines, updatedAt: moment.now };
  return partsOrders.change(before, state, mostTelling(done, state, moved), moment);
}

/** Who looks after an order and who delivers it; null takes it away, what is left out stays. */
export interface PartsOrderPatch {
  readonly partsPersonId?: string | null | undefined;
  readonly supplier?: string | null | undefined;
}

/** Changes who looks after the order or delivers it; undefined when it is so already. */
export function changePartsOrder(
  before: PartsOrder,
  patch: PartsOrderPatch,
  moment: Moment,
): Change<PartsOrder> | undefined {
  const { partsPersonId, supplier, ...rest } = before;
  const person = patch.partsPersonId === undefined ? partsPersonId : (patch.partsPersonId ?? undefined);
  const from = patch.supplier === undefined ? supplier : (patch.supplier ?? undefined);
  if (person === partsPersonId && from === supplier) return undefined;
  const state: PartsOrder = {
    ...rest,
    ...(person === undefined ? {} : { partsPersonId: person }),
    ...(from === undefined ? {} : { supplier: from }),
    updatedAt: moment.now,
  };
  return partsOrders.change(before, state, say(events.partsOrderChanged, state, []), moment);
}
