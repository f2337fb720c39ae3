import { describe, expect, test } from 'vitest';
import { Problem } from '../kernel/problem.ts';
import { momentsOf } from '../kernel/testing.ts';
import { parseInstant } from '../kernel/time.ts';
import {
  bookReturnVisit,
  cancelReturnVisit,
  changeRepairOrder,
  closeRepairOrder,
  openRepairOrder,
  reopenRepairOrder,
  requestParts,
  voidRepairOrder,
} from './decide.ts';
import type { RepairOrder, RepairOrderLine } from './repair-order.ts';

const at = momentsOf({ kind: 'staff', id: 'ana' });

const morning = at('2026-03-10T08:30:00-05:00');
const noon = at('2026-03-10T12:00:00-05:00');
const evening = at('2026-03-10T17:30:00-05:00');

const line: RepairOrderLine = { lineId: 'A', description: 'Water pump', payType: 'CUSTOMER_PAY', status: 'APPROVED' };

const opened = (): RepairOrder =>
  openRepairOrder(
    { storeId: 'S01', roNumber: '10233', customerId: 'C-1', advisorId: 'ana', carAt: 'in-shop', lines: [line] },
    morning,
  ).state;

function refusal(run: () => unknown): readonly [number, string] {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return [error.status, error.message];
    throw error;
  }
  throw new Error('It was not refused.');
}

test('a repair order opens with its car in the shop, on the board of open ones', () => {
  const change = openRepairOrder(
    { storeId: 'S01', roNumber: '10233', customerId: 'C-1', carAt: 'in-shop', lines: [] },
    morning,
  );
  expect(change.state).toMatchObject({ status: 'OPEN', version: 1, partsOrders: [], carMovedAt: morning.now });
  expect(change.event).toMatchObject({ type: 'repair-order.opened', subject: 'ro-10233', data: { carAt: 'in-shop' } });
  expect(change.event.data).not.toHaveProperty('advisorId');
  expect(change.writes).toMatchObject([
    { put: { pk: 'STORE#S01#RO#10233', sk: 'RO', boardPk: 'STORE#S01#RO#OPEN' }, when: { absent: true } },
    { put: { pk: 'STORE#S01#RO#10233#LOG', kind: 'outbox' } },
  ]);
});

describe('a correction', () => {
  test.each([
    [{ carAt: 'with-customer' }, 'repair-order.car-moved', { carAt: 'with-customer' }],
    [{ advisorId: 'ben' }, 'repair-order.advisor-changed', { advisorId: 'ben' }],
    [{ advisorId: null }, 'repair-order.advisor-changed', { roNumber: '10233' }],
    [{ complaint: true }, 'repair-order.changed', { fields: ['complaint'] }],
    [{ carAt: 'with-customer', advisorId: 'ben' }, 'repair-order.changed', { fields: ['advisorId', 'carAt'] }],
    [{ lines: [] }, 'repair-order.changed', { fields: ['lines'] }],
  ] as const)('%j is %s', (patch, type, data) => {
    const change = changeRepairOrder(opened(), patch, noon);
    expect(change?.event).toMatchObject({ type, data });
    expect(change?.state.version).toBe(2);
  });

  test('that says what is so already changes nothing', () => {
    expect(
      changeRepairOrder(opened(), { carAt: 'in-shop', advisorId: 'ana', lines: [{ ...line }] }, noon),
    ).toBeUndefined();
  });

  test('of where the car is notes when it moved; others leave that', () => {
    const away = changeRepairOrder(opened(), { carAt: 'with-customer' }, noon)?.state ?? opened();
    expect(away.carMovedAt).toBe(noon.now);
    expect(changeRepairOrder(away, { complaint: true }, evening)?.state.carMovedAt).toBe(noon.now);
  });

  test('null takes advisor and promised time away', () => {
    const promised = changeRepairOrder(opened(), { promisedAt: evening.now }, noon)?.state ?? opened();
    const after = changeRepairOrder(promised, { promisedAt: null, advisorId: null }, noon)?.state;
    expect(after).not.toHaveProperty('promisedAt');
    expect(after).not.toHaveProperty('advisorId');
  });
});

describe('closed', () => {
  const closed = () => closeRepairOrder(opened(), evening).state;

  test('it still takes parts, a car that moves and a return visit', () => {
    expect(requestParts(closed(), 'P-1', evening).state).toMatchObject({
      status: 'CLOSED',
      partsOrders: ['P-1'],
      version: 3,
    });
    expect(changeRepairOrder(closed(), { carAt: 'with-customer' }, evening)?.state.carAt).toBe('with-customer');
    expect(bookReturnVisit(closed(), parseInstant('2026-03-20T14:00:00Z'), evening)?.event.type).toBe(
      'repair-order.return-visit-booked',
    );
  });

  test('its lines stay until it is reopened', () => {
    expect(refusal(() => changeRepairOrder(closed(), { lines: [] }, evening))).toEqual([
      409,
      'Repair order 10233 is closed; reopen it to change its lines.',
    ]);
    const reopened = reopenRepairOrder(closed(), evening).state;
    expect(reopened).not.toHaveProperty('closedAt');
    expect(changeRepairOrder(reopened, { lines: [] }, evening)?.state.version).toBe(4);
  });

  test('it cannot be closed again, nor an open one reopened', () => {
    expect(refusal(() => closeRepairOrder(closed(), evening))[0]).toBe(409);
    expect(refusal(() => reopenRepairOrder(opened(), evening))[0]).toBe(409);
  });
});

test('void is the end: no parts, no visit, no way back', () => {
  const order = voidRepairOrder(opened(), 'Written up twice for Mr. Lee', noon);
  expect(order.state).toMatchObject({ status: 'VOIDED', voidReason: 'Written up twice for Mr. Lee' });
  expect(JSON.stringify(order.event)).not.toContain('Lee');
  expect(refusal(() => requestParts(order.state, 'P-1', evening))).toEqual([
    409,
    'Repair order 10233 is void; no parts can be ordered for it. Open a new repair order.',
  ]);
  for (const act of [
    () => changeRepairOrder(order.state, { carAt: 'with-customer' }, evening),
    () => bookReturnVisit(order.state, parseInstant('2026-03-20T14:00:00Z'), evening),
    () => closeRepairOrder(order.state, evening),
    () => reopenRepairOrder(order.state, evening),
    () => voidRepairOrder(order.state, 'Again', evening),
  ]) {
    expect(refusal(act)[0]).toBe(409);
  }
});

test('a return visit is booked, moved and cancelled; said twice, it is told once', () => {
  const friday = parseInstant('2026-03-20T14:00:00Z');
  const booked = bookReturnVisit(opened(), friday, noon)?.state ?? opened();
  expect(booked.returnVisit).toEqual({ startsAt: friday, bookedAt: noon.now, bookedBy: { kind: 'staff', id: 'ana' } });
  expect(bookReturnVisit(booked, friday, evening)).toBeUndefined();
  expect(bookReturnVisit(booked, parseInstant('2026-03-21T14:00:00Z'), evening)?.state.version).toBe(3);
  expect(cancelReturnVisit(booked, evening)?.event.type).toBe('repair-order.return-visit-cancelled');
  expect(cancelReturnVisit(opened(), evening)).toBeUndefined();
  expect(refusal(() => bookReturnVisit(opened(), morning.now, noon))).toEqual([
    422,
    'startsAt: Send a time that is still to come.',
  ]);
  expect(refusal(() => bookReturnVisit(opened(), parseInstant('2999-12-31T23:59:59Z'), noon))).toEqual([
    422,
    'startsAt: Send an instant within two years.',
  ]);
});
