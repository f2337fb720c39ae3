import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../kernel/problem.ts';
import { updatePartsLines } from './decide.ts';
import { isTerminal, type PartsOrder } from './parts-order.ts';
import { at, CHICAGO, lineOf, placed } from './testing.ts';
import { eta as etaSchema, type PartsLineUpdate } from './updates.ts';

describe('whatever is said about lines, in any order', () => {
  const lineId = fc.constantFrom('1', '2', '3', '1-B', 'nope');
  const days = ['2026-03-01', '2026-03-10', '2026-03-15', '2026-04-30'];
  const eta = fc.constantFrom(...days.map((day) => etaSchema.parse(day)));
  const some = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
  const update: fc.Arbitrary<PartsLineUpdate> = fc.oneof(
    fc.record({ do: fc.constant('order' as const), lineId, eta: some(eta) }),
    fc.record({ do: fc.constant('eta' as const), lineId, eta }),
    fc.record({ do: fc.constant('backorder' as const), lineId, eta: some(eta) }),
    fc.record({ do: fc.constant('receive' as const), lineId, receivedQuantity: some(fc.integer({ min: 1, max: 4 })) }),
    fc.record({ do: fc.constantFrom('install' as const, 'return' as const, 'cancel' as const), lineId }),
    fc.record({
      do: fc.constant('substitute' as const),
      lineId,
      by: fc.record({
        lineId: fc.constantFrom('1-B', '2'),
        partNumber: fc.constant('19200-5A3'),
        description: fc.constant('Pump'),
        quantity: some(fc.integer({ min: 1, max: 3 })),
        eta: some(eta),
      }),
    }),
  );
  const requests = fc.array(fc.array(update, { minLength: 1, maxLength: 3 }), { maxLength: 25 });

  const holds = (before: PartsOrder, order: PartsOrder): void => {
    expect(new Set(order.lines.map((line) => line.lineId)).size).toBe(order.lines.length);
    for (const line of order.lines) {
      expect(line.receivedQuantity).toBeLessThanOrEqual(line.quantity);
      if (line.status === 'RECEIVED' || line.status === 'INSTALLED') expect(line.receivedQuantity).toBe(line.quantity);
      if (line.substitutedBy !== undefined) lineOf(order, line.substitutedBy);
    }
    for (const line of before.lines) {
      const now = lineOf(order, line.lineId);
      if (isTerminal(line)) expect(now).toEqual(line);
      expect(now.receivedQuantity).toBeGreaterThanOrEqual(line.receivedQuantity);
      if (line.firstEta !== undefined) expect(now.firstEta).toBe(line.firstEta);
    }
  };

  test('numbers stay true, each change is one version and one event, and what ended stays ended', () => {
    fc.assert(
      fc.property(requests, (all) => {
        let order = placed();
        for (const updates of all) {
          const before = order;
          const frozen = structuredClone(before);
          try {
            const change = updatePartsLines(before, updates, CHICAGO, at('2026-03-10T10:00:00-05:00'));
            if (change === undefined) continue;
            expect(change.state.version).toBe(before.version + 1);
            expect(change.event.entityVersion).toBe(change.state.version);
            expect(change.writes).toHaveLength(2);
            order = change.state;
          } catch (error) {
            if (!(error instanceof Problem)) throw error;
          }
          expect(before).toEqual(frozen);
          holds(before, order);
        }
      }),
      { numRuns: 300 },
    );
  });
});
