/** A service department in motion: repair orders whose parts come late, early, in pieces, or not at all, and their people. */
import { closeOut } from './counter.ts';
import {
  ask,
  type Common,
  casts,
  day,
  dayOn,
  type Errand,
  hour,
  minute,
  people,
  register,
  someTime,
  storeIds,
  tendPromises,
} from './folk.ts';

/** One repair order's way through the town. */
interface Visit extends Errand {
  readonly roNumber: string;
}

const orderPath = ({ storeId, roNumber }: Visit): string => `/stores/${storeId}/repair-orders/${roNumber}`;

interface Line {
  readonly lineId: string;
  readonly status: string;
  readonly quantity: number;
}

/** The lines of a parts order as they are, and the version. */
async function linesOf(visit: Visit, partsOrderId: string): Promise<{ lines: readonly Line[]; version: number }> {
  const path = `${orderPath(visit)}/parts-orders/${partsOrderId}`;
  const { body, status } = await ask(visit, people[visit.storeId].parts, 'GET', path);
  return status === 200 ? body : { lines: [], version: 0 };
}

/** Updates those lines for which there is something to say. */
async function update(
  visit: Visit,
  partsOrderId: string,
  say: (line: Line) => Record<string, unknown> | undefined,
): Promise<void> {
  const { lines, version } = await linesOf(visit, partsOrderId);
  const said = lines.flatMap((line) => {
    const what = say(line);
    return what === undefined ? [] : [{ lineId: line.lineId, ...what }];
  });
  if (said.length === 0) return;
  const path = `${orderPath(visit)}/parts-orders/${partsOrderId}/lines`;
  const ifMatch = { 'If-Match': `"${version}"` };
  await ask(visit, people[visit.storeId].parts, 'PATCH', path, { lines: said }, ifMatch);
}

const awaited = ({ status }: Line): boolean => ['REQUESTED', 'ORDERED', 'BACKORDERED'].includes(status);

const eta = (visit: Visit, days: number) => ({ eta: dayOn(visit, days) });

/** What a supplier says about a line that is awaited. */
function supplierSays(visit: Visit, { lineId, status, quantity }: Line): Record<string, unknown> | undefined {
  const { luck } = visit;
  const days = luck.chance(0.1) ? luck.between(35, 60) : luck.between(1, 12);
  if (status === 'REQUESTED') return luck.chance(0.8) ? { do: 'order', ...eta(visit, days) } : { do: 'order' };
  const happens = luck.next();
  if (happens < 0.25) return { do: 'eta', ...eta(visit, days) };
  if (happens < 0.35) return { do: 'backorder', ...(luck.chance(0.5) ? eta(visit, days) : {}) };
  if (happens < 0.4) {
    const by = { lineId: `${lineId}s`, partNumber: 'X9', description: 'Another pump', ...eta(visit, days) };
    return { do: 'substitute', by };
  }
  if (happens < 0.45) return { do: 'cancel' };
  if (happens < 0.6 && quantity > 1) return { do: 'receive', receivedQuantity: 1 };
  return happens < 0.9 ? { do: 'receive' } : undefined;
}

async function placeOrder(visit: Visit, partsOrderId: string): Promise<void> {
  const { luck } = visit;
  const lines = Array.from({ length: luck.between(1, 3) }, (_, at) => ({
    partNumber: `X${at}`,
    description: `Part ${at}`,
    quantity: luck.between(1, 2),
  }));
  const asked = { partsOrderId, lines };
  await ask(visit, people[visit.storeId].parts, 'POST', `${orderPath(visit)}/parts-orders`, asked);
  await visit.town.post.pass(luck.between(1, 6 * 60) * minute);
}

/** The customer comes in, or not, and the parts go in. */
async function comeIn(visit: Visit, partsOrderIds: readonly string[]): Promise<void> {
  const { luck, town } = visit;
  const { boss } = people[visit.storeId];
  const days = luck.between(1, 6);
  if (luck.chance(0.8)) {
    const startsAt = new Date(Math.floor(town.clock.now() / hour) * hour + days * day).toISOString();
    await ask(visit, boss, 'PUT', `${orderPath(visit)}/return-visit`, { startsAt });
  }
  if (luck.chance(0.15)) await ask(visit, boss, 'DELETE', `${orderPath(visit)}/return-visit`);
  if (luck.chance(0.3)) await someTime(visit, days + 2);
  else await town.post.pass(days * day + luck.between(0, 3) * hour);
  if (luck.chance(0.2)) return;
  await ask(visit, boss, 'PUT', `${orderPath(visit)}/car`, { carAt: 'in-shop' });
  await town.post.pass(luck.between(1, 30) * hour);
  for (const id of partsOrderIds) {
    await update(visit, id, ({ status }) =>
      status === 'RECEIVED' ? { do: luck.chance(0.9) ? 'install' : 'return' } : undefined,
    );
  }
  await ask(visit, boss, 'PUT', `${orderPath(visit)}/car`, { carAt: 'with-customer' });
  if (luck.chance(0.5)) await closeOut(visit, visit.roNumber);
}

/** Something changes in a moment in which it should not. */
async function meddle(visit: Visit, ids: readonly string[]): Promise<void> {
  const { luck, storeId, customerId } = visit;
  const { boss } = people[storeId];
  const happens = luck.next();
  if (happens < 0.5) {
    const id = luck.pick(ids);
    await update(visit, id, (line) => (awaited(line) ? supplierSays(visit, line) : undefined));
  } else if (happens < 0.65) {
    const consent = { channel: luck.pick(['sms', 'email']), optedOut: luck.chance(0.6) };
    await ask(visit, boss, 'PUT', `/stores/${storeId}/customers/${customerId}/consent`, consent);
  } else if (happens < 0.75) {
    await ask(visit, boss, 'PUT', `${orderPath(visit)}/car`, { carAt: luck.pick(['in-shop', 'with-customer']) });
  } else if (happens < 0.8) await ask(visit, boss, 'POST', `${orderPath(visit)}/void`, { reason: 'Written up twice' });
  else if (happens < 0.9) await tendPromises(visit, `ro-${visit.roNumber}`);
  else await ask(visit, boss, 'POST', `${orderPath(visit)}/close`);
}

/** From the repair order to its end, or to the end of the story. */
async function live(visit: Visit): Promise<void> {
  const { luck, storeId, roNumber, customerId, town } = visit;
  const { advisors, boss } = people[storeId];
  await register(visit, `5${roNumber.slice(-4)}`);
  const carAt = luck.pick(['in-shop', 'with-customer']);
  const order = { roNumber, customerId, advisorId: luck.pick(advisors), carAt, lines: [] };
  await ask(visit, boss, 'POST', `/stores/${storeId}/repair-orders`, order);
  const ids = ['P-1'];
  casts(visit, `ro-${roNumber}`, () => meddle({ ...visit, luck: luck.for(`meddling ${town.clock.now()}`) }, ids));
  await placeOrder(visit, 'P-1');
  for (let round = 0; round < 8; round += 1) {
    // One call from the supplier rarely comes alone: what they say next meets doors that are still at work.
    do {
      for (const id of ids) {
        await update(visit, id, (line) => (awaited(line) ? supplierSays(visit, line) : undefined));
      }
      await town.post.pass(luck.between(0, 90_000));
    } while (luck.chance(0.4));
    if (luck.chance(0.2)) {
      const channel = luck.pick(['sms', 'email']);
      await ask(visit, boss, 'PUT', `/stores/${storeId}/customers/${customerId}/consent`, { channel, optedOut: true });
    }
    if (luck.chance(0.3)) await tendPromises(visit, `ro-${roNumber}`);
    if (luck.chance(0.1)) {
      ids.push(`P-${ids.length + 1}`);
      await placeOrder(visit, `P-${ids.length}`);
    }
    if (luck.chance(0.02)) await ask(visit, boss, 'POST', `${orderPath(visit)}/void`, { reason: 'Written up twice' });
    const lines = (await Promise.all(ids.map((id) => linesOf(visit, id)))).flatMap((found) => found.lines);
    if (!lines.some(awaited) && lines.some(({ status }) => status === 'RECEIVED')) await comeIn(visit, ids);
    if (!lines.some((line) => awaited(line) || line.status === 'RECEIVED')) return;
    if (luck.chance(0.5)) await town.post.pass(luck.between(1, 600) * minute);
    else await someTime(visit, luck.between(0, 4));
  }
}

/** Sets so many repair orders going. */
export function writeUp({ town, luck, ends, cast }: Common, count: number, days: number): void {
  for (let at = 0; at < count; at += 1) {
    const its = luck.for(`order ${at}`);
    const storeId = its.pick(storeIds);
    const [roNumber, customerId] = [`${20000 + at}`, `C-${100 + at}`];
    const visit: Visit = { town, luck: its, storeId, roNumber, customerId, ends, cast };
    town.post.send(its.between(0, Math.floor(days * 0.6 * 24 * 60)) * minute, () => live(visit));
  }
}
