import { describe, expect, test } from 'vitest';
import { changePartsOrder, placePartsOrder, updatePartsLines } from './decide.ts';
import { at, CHICAGO, hose, lineOf, placed, pump, refusal, told } from './testing.ts';
import { newPartsLine, partsLineUpdate } from './updates.ts';

const monday = '2026-03-09T10:00:00-05:00';
const tuesday = '2026-03-10T10:00:00-05:00';
const wednesday = '2026-03-11T10:00:00-05:00';

describe('placing an order', () => {
  test('asks for parts whose ETA nobody knows', () => {
    expect(placed()).toMatchObject({
      version: 1,
      lines: [
        {
          lineId: '1',
          status: 'REQUESTED',
          quantity: 2,
          receivedQuantity: 0,
          roLineId: 'A',
          since: '2026-03-09T15:00:00.000Z',
        },
        { lineId: '2', status: 'REQUESTED', quantity: 1 },
      ],
    });
    expect(lineOf(placed(), '1')).not.toHaveProperty('eta');
  });

  test('may say at once that a supplier has the order, and when it comes', () => {
    expect(lineOf(placed({ ...hose, status: 'ORDERED', eta: '2026-03-09' }), '1')).toMatchObject({
      status: 'ORDERED',
      eta: '2026-03-09',
      firstEta: '2026-03-09',
    });
  });

  test('tells one event, with what was asked for', () => {
    const change = placePartsOrder(
      { storeId: 'S01', roNumber: '10233', customerId: 'C-1', partsOrderId: 'P-1', lines: [newPartsLine.parse(hose)] },
      CHICAGO,
      at(monday),
    );
    expect(change.writes).toHaveLength(2);
    expect(change.event).toMatchObject({
      type: 'parts-order.requested',
      subject: 'ro-10233',
      entityVersion: 1,
      data: {
        partsOrderId: 'P-1',
        roNumber: '10233',
        lines: [{ lineId: '1', status: 'REQUESTED', receivedQuantity: 0 }],
      },
    });
  });

  test.each([
    ['a day that is over', [{ ...hose, eta: '2026-03-08' }], 'lines.0.eta'],
    [
      'an id that comes twice',
      [
        { ...hose, lineId: 'a' },
        { ...pump, lineId: 'a' },
      ],
      'lines.1.lineId',
    ],
    ['an id that is a place, too', [{ ...hose, lineId: '2' }, pump], 'lines.1.lineId'],
  ])('refuses %s', (_, lines, field) => {
    expect(refusal(() => placed(...lines))).toMatchObject({ status: 422, field });
  });
});

describe('an ETA', () => {
  test('given as an instant is the day on the store’s calendar', () => {
    const { line } = told(placed(), monday, [{ do: 'order', lineId: '1', eta: '2026-03-21T03:00:00Z' }]);
    expect(line('1').eta).toBe('2026-03-20');
  });

  test('pulled in or pushed out keeps the first one, for its accuracy', () => {
    const ordered = told(placed(), monday, [{ do: 'order', lineId: '1', eta: '2026-03-20' }]).order;
    const out = told(ordered, tuesday, [{ do: 'eta', lineId: '1', eta: '2026-03-25' }]);
    expect(out.event).toMatchObject({
      type: 'parts-order.eta-changed',
      data: { lines: [{ lineId: '1', status: 'ORDERED', eta: '2026-03-25', receivedQuantity: 0 }] },
    });
    const inn = told(out.order, wednesday, [{ do: 'eta', lineId: '1', eta: '2026-03-17' }]);
    expect(inn.line('1')).toMatchObject({
      status: 'ORDERED',
      eta: '2026-03-17',
      firstEta: '2026-03-20',
      since: '2026-03-11T15:00:00.000Z',
    });
  });

  test('said again changes nothing and tells nobody', () => {
    const ordered = told(placed(), monday, [{ do: 'order', lineId: '1', eta: '2026-03-20' }]).order;
    expect(
      updatePartsLines(
        ordered,
        [partsLineUpdate.parse({ do: 'eta', lineId: '1', eta: '2026-03-20' })],
        CHICAGO,
        at(tuesday),
      ),
    ).toBeUndefined();
  });

  test('may be today, though it is tomorrow in Greenwich, and not yesterday', () => {
    const evening = '2026-03-09T20:00:00-05:00';
    expect(told(placed(), evening, [{ do: 'eta', lineId: '1', eta: '2026-03-09' }]).line('1').eta).toBe('2026-03-09');
    expect(refusal(() => told(placed(), evening, [{ do: 'eta', lineId: '1', eta: '2026-03-08' }]))).toMatchObject({
      status: 422,
      says: 'lines.0.eta: Send 2026-03-09 or a later day; 2026-03-08 is over at this store.',
    });
  });

  test('lies within two years: a slip of the keyboard would outlast every machine', () => {
    expect(told(placed(), monday, [{ do: 'eta', lineId: '1', eta: '2028-03-08' }]).line('1').eta).toBe('2028-03-08');
    for (const eta of ['2028-03-09', '2999-12-31']) {
      expect(refusal(() => told(placed(), monday, [{ do: 'eta', lineId: '1', eta }]))).toMatchObject({
        status: 422,
        says: 'lines.0.eta: Send a day within two years, or leave it out until there is one.',
      });
    }
  });

  test('from before does not hold on backorder, unless the supplier names one', () => {
    const ordered = told(placed(), monday, [
      { do: 'order', lineId: '1', eta: '2026-03-20' },
      { do: 'order', lineId: '2', eta: '2026-03-20' },
    ]).order;
    const back = told(ordered, tuesday, [
      { do: 'backorder', lineId: '1' },
      { do: 'backorder', lineId: '2', eta: '2026-04-20' },
    ]);
    expect(back.line('1')).toMatchObject({ status: 'BACKORDERED', firstEta: '2026-03-20' });
    expect(back.line('1')).not.toHaveProperty('eta');
    expect(back.line('2')).toMatchObject({ status: 'BACKORDERED', eta: '2026-04-20' });
    expect(back.event.type).toBe('parts-order.backordered');
  });
});

describe('a shipment', () => {
  const ordered = () => told(placed(), monday, [{ do: 'order', lineId: '1', eta: '2026-03-20' }]).order;

  test('in part leaves the line awaited, since when it was', () => {
    const { line, event, order } = told(ordered(), tuesday, [{ do: 'receive', lineId: '1', receivedQuantity: 1 }]);
    expect(line('1')).toMatchObject({ status: 'ORDERED', receivedQuantity: 1, since: '2026-03-09T15:00:00.000Z' });
    expect(event.type).toBe('parts-order.received');
    expect(told(order, wednesday, [{ do: 'receive', lineId: '1' }]).line('1')).toMatchObject({
      status: 'RECEIVED',
      receivedQuantity: 2,
      since: '2026-03-11T15:00:00.000Z',
    });
  });

  test('of more than was ordered, or of fewer than came before, is refused', () => {
    const three = placed({ ...pump, quantity: 3 });
    const two = told(three, tuesday, [{ do: 'receive', lineId: '1', receivedQuantity: 2 }]).order;
    const says = (receivedQuantity: number) =>
      refusal(() => told(two, tuesday, [{ do: 'receive', lineId: '1', receivedQuantity }])).says;
    expect(says(4)).toBe('lines.0.receivedQuantity: Send at most the 3 ordered.');
    expect(says(1)).toBe('lines.0.receivedQuantity: Send all that is there by now: 2 came before.');
    expect(partsLineUpdate.safeParse({ do: 'receive', lineId: '1', receivedQuantity: 0 }).success).toBe(false);
  });

  test('can be found on the shelf without an order, and installed in the same breath', () => {
    const { line, event } = told(placed(), monday, [
      { do: 'receive', lineId: '2' },
      { do: 'install', lineId: '2' },
    ]);
    expect(line('2').status).toBe('INSTALLED');
    expect(event.type).toBe('parts-order.received');
  });
});

describe('a substitution', () => {
  test('ends the old line and orders the new one for the pieces that are missing', () => {
    const ordered = told(
      placed(),
      monday,
      [{ do: 'order', lineId: '1', eta: '2026-03-20' }],
      [{ do: 'receive', lineId: '1', receivedQuantity: 1 }],
    ).order;
    const by = { lineId: '1-B', partNumber: '19200-5A3', description: 'Water pump, new version', eta: '2026-03-18' };
    const { line, event } = told(ordered, tuesday, [{ do: 'substitute', lineId: '1', by }]);
    expect(line('1')).toMatchObject({ status: 'SUBSTITUTED', substitutedBy: '1-B', receivedQuantity: 1 });
    expect(line('1-B')).toMatchObject({ status: 'ORDERED', quantity: 1, eta: '2026-03-18', roLineId: 'A' });
    expect(event).toMatchObject({
      type: 'parts-order.substituted',
      data: {
        lines: [
          { lineId: '1', status: 'SUBSTITUTED' },
          { lineId: '1-B', status: 'ORDERED' },
        ],
      },
    });
  });

  test('without an ETA is a request, and its id must be new', () => {
    const by = { lineId: '3', partNumber: '19200-5A3', description: 'Water pump' };
    expect(told(placed(), monday, [{ do: 'substitute', lineId: '1', by }]).line('3').status).toBe('REQUESTED');
    expect(
      refusal(() => told(placed(), monday, [{ do: 'substitute', lineId: '1', by: { ...by, lineId: '2' } }])),
    ).toMatchObject({ status: 422, field: 'lines.0.by.lineId' });
    expect(
      refusal(() => told(placed(), monday, [{ do: 'substitute', lineId: '1', by: { ...by, eta: '2026-01-01' } }])),
    ).toMatchObject({ status: 422, field: 'lines.0.by.eta' });
  });
});

describe('what is over stays over', () => {
  test('a cancelled line cannot be ordered, and the refusal says on what it works', () => {
    const { order, event } = told(placed(), monday, [{ do: 'cancel', lineId: '1' }]);
    expect(event.type).toBe('parts-order.cancelled');
    expect(refusal(() => told(order, tuesday, [{ do: 'order', lineId: '1' }]))).toEqual({
      status: 409,
      says: 'Line 1 is CANCELLED: "order" is not possible now.',
      field: 'lines.0.do',
    });
  });

  test('an installed line cannot be returned, a received one can', () => {
    const received = told(placed(), monday, [{ do: 'receive', lineId: '1' }]).order;
    const { order } = told(received, tuesday, [{ do: 'install', lineId: '1' }]);
    expect(refusal(() => told(order, tuesday, [{ do: 'return', lineId: '1' }])).status).toBe(409);
    expect(told(received, tuesday, [{ do: 'return', lineId: '1' }]).event.type).toBe('parts-order.returned');
  });

  test('a request is all or nothing', () => {
    const order = placed();
    const updates = [
      { do: 'cancel', lineId: '1' },
      { do: 'install', lineId: '2' },
    ] as const;
    expect(refusal(() => updatePartsLines(order, updates, CHICAGO, at(monday)))).toMatchObject({ field: 'lines.1.do' });
    expect(order).toEqual(placed());
  });

  test('a line that is not there is named', () => {
    expect(refusal(() => told(placed(), monday, [{ do: 'cancel', lineId: '9' }]))).toMatchObject({
      status: 422,
      says: 'lines.0.lineId: This order has no line 9.',
    });
  });
});

test('the most telling of several changes names the event', () => {
  const ordered = told(placed(), monday, [{ do: 'order', lineId: '1', eta: '2026-03-20' }]).order;
  const { event } = told(ordered, tuesday, [
    { do: 'receive', lineId: '1' },
    { do: 'backorder', lineId: '2' },
  ]);
  expect(event).toMatchObject({ type: 'parts-order.backordered', data: { lines: [{ lineId: '1' }, { lineId: '2' }] } });
});

test('the supplier changes without a line, and null takes it away', () => {
  const with_ = changePartsOrder(placed(), { supplier: 'Factory' }, at(tuesday));
  expect(with_).toMatchObject({ state: { supplier: 'Factory', version: 2 }, event: { type: 'parts-order.changed' } });
  expect(changePartsOrder(placed(), { supplier: null }, at(tuesday))).toBeUndefined();
  expect(changePartsOrder(with_?.state ?? placed(), { supplier: null }, at(tuesday))?.state).not.toHaveProperty(
    'supplier',
  );
});
