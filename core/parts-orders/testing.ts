/** Stories of parts orders: how their tests place one and say what happened to it. */
import { Problem } from '../kernel/problem.ts';
import { momentsOf } from '../kernel/testing.ts';
import { placePartsOrder, updatePartsLines } from './decide.ts';
import type { PartsLine, PartsOrder } from './parts-order.ts';
import { newPartsLine, partsLineUpdate } from './updates.ts';

/** The store's zone. */
export const CHICAGO = 'America/Chicago';

/** A request at this instant. */
export const at = momentsOf({ kind: 'staff', id: 'pat' });

/** An order for RO 10233, asked for on Monday, March 9: two water pumps and a hose unless said. */
export function placed(...lines: readonly object[]): PartsOrder {
  const asked = lines.length === 0 ? [pump, hose] : lines;
  return placePartsOrder(
    {
      storeId: 'S01',
      roNumber: '10233',
      customerId: 'C-1',
      partsOrderId: 'P-1',
      lines: asked.map((line) => newPartsLine.parse(line)),
    },
    CHICAGO,
    at('2026-03-09T10:00:00-05:00'),
  ).state;
}

/** Two pieces for job A of the repair order. */
export const pump = { partNumber: '19200-5A2', description: 'Water pump', quantity: 2, roLineId: 'A' };
/** One piece. */
export const hose = { partNumber: '19501-5A2', description: 'Hose' };

/** Does updates one request after another, as the API would read them; the last change counts. */
export function told(order: PartsOrder, when: string, ...requests: readonly (readonly object[])[]) {
  let change = { state: order, event: { type: 'none', data: {} } };
  for (const updates of requests) {
    const parsed = updates.map((update) => partsLineUpdate.parse(update));
    change = updatePartsLines(change.state, parsed, CHICAGO, at(when)) ?? {
      ...change,
      event: { type: 'none', data: {} },
    };
  }
  return { order: change.state, event: change.event, line: (id: string) => lineOf(change.state, id) };
}

/** The line of this id. Throws when there is none. */
export function lineOf(order: PartsOrder, id: string): PartsLine {
  const found = order.lines.find(({ lineId }) => lineId === id);
  if (found === undefined) throw new Error(`no line ${id}`);
  return found;
}

/** What a request is refused with. */
export function refusal(run: () => unknown): {
  readonly status: number;
  readonly says: string;
  readonly field: string | undefined;
} {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return { status: error.status, says: error.message, field: error.fields[0]?.field };
    throw error;
  }
  throw new Error('It was not refused.');
}
