import { describe, expect, test } from 'vitest';
import { alertEvents } from '../alerts/index.ts';
import { appointmentEvents } from '../appointments/index.ts';
import { customerEventTypes } from '../customers/index.ts';
import type { EventDefinition } from '../kernel/event.ts';
import { messageEvents } from '../messages/index.ts';
import { partsOrderEvents } from '../parts-orders/index.ts';
import { promiseEvents } from '../promises/index.ts';
import { repairOrderEvents } from '../repair-orders/index.ts';
import { vehicleEvents } from '../vehicles/index.ts';
import { says } from './says.ts';
import { plainWords, sentence } from './words.ts';

type Told = Pick<EventDefinition, 'type' | 'example'>;

/** Every event that can stand in the log of a repair order or of a customer. */
const told: readonly Told[] = [
  ...repairOrderEvents,
  ...partsOrderEvents,
  ...promiseEvents,
  ...messageEvents,
  ...alertEvents,
  ...customerEventTypes,
  ...vehicleEvents,
  ...appointmentEvents,
];

test.each(told.map(({ type, example }) => [type, example] as const))(
  '%s has a sentence of its own',
  (type, example) => {
    const said = says({ type, data: example });
    expect(said).toMatch(/^[A-Z].*[.!?]$/);
    expect(said).not.toBe(sentence(plainWords(type)));
    expect(said).not.toContain('undefined');
  },
);

describe('sentences', () => {
  const reading = { zone: 'America/Chicago', nameOf: (id: string) => (id === 'ana' ? 'Ana Ruiz' : undefined) };
  const order = { partsOrderId: 'P-1', roNumber: '10233' };

  test.each([
    ['repair-order.advisor-changed', { roNumber: '1', advisorId: 'ana' }, 'The advisor is Ana Ruiz now.'],
    ['repair-order.advisor-changed', { roNumber: '1', advisorId: 'x' }, 'The advisor is a member of staff now.'],
    ['repair-order.advisor-changed', { roNumber: '1' }, 'The advisor is nobody now.'],
    ['repair-order.changed', { roNumber: '1', fields: ['promisedAt', 'lines'] }, 'Changed: promised at and lines.'],
    [
      'repair-order.return-visit-booked',
      { roNumber: '1', startsAt: '2026-03-20T14:00:00.000Z' },
      'The customer is booked to come back on Fri, Mar 20, 2026, 09:00.',
    ],
    [
      'parts-order.ordered',
      {
        ...order,
        lines: [
          { lineId: '1', status: 'ORDERED', eta: '2026-03-20', receivedQuantity: 0 },
          { lineId: '2', status: 'ORDERED', receivedQuantity: 0 },
          { lineId: '3', status: 'ORDERED', eta: '2026-03-20', receivedQuantity: 0 },
        ],
      },
      'Parts order P-1: ordered lines 1 and 3 for Fri, Mar 20, 2026 and line 2 without an ETA.',
    ],
    [
      'parts-order.received',
      {
        ...order,
        lines: [
          { lineId: '1', status: 'RECEIVED', receivedQuantity: 2 },
          { lineId: '2', status: 'ORDERED', receivedQuantity: 1 },
        ],
      },
      'Parts order P-1: line 1 is here in full and 1 of line 2 came, the rest is awaited.',
    ],
    [
      'promise.kept',
      {
        type: 'eta',
        followUp: 'parts-eta',
        owner: { kind: 'queue', role: 'parts' },
        shadow: true,
        late: false,
        reason: 'All here',
      },
      'Observed only: promise "eta" was kept: All here.',
    ],
    [
      'promise.handed-over',
      {
        type: 'eta',
        followUp: 'parts-eta',
        owner: { kind: 'queue', role: 'parts-manager' },
        from: { kind: 'person', staffId: 'ana' },
        because: 'Ana is not at work',
      },
      'Promise "eta" went from Ana Ruiz to the parts manager queue: Ana is not at work.',
    ],
    ['customer.opted-out', { channel: 'sms' }, 'The customer wants no text messages any more.'],
  ])('%s %j', (type, data, sentence) => {
    expect(says({ type, data }, reading)).toBe(sentence);
  });

  test('without the store’s clock a time is in UTC and says so', () => {
    const data = { roNumber: '1', startsAt: '2026-03-20T14:00:00.000Z' };
    expect(says({ type: 'repair-order.return-visit-booked', data })).toContain('Fri, Mar 20, 2026, 14:00 UTC');
  });

  test('an event nobody knows is said by its type, and so is one whose data do not fit', () => {
    expect(says({ type: 'parts-order.lost-in-mail', data: {} })).toBe('Parts order lost in mail.');
    expect(says({ type: 'repair-order.changed', data: { fields: 'all' } })).toBe('Repair order changed.');
  });
});
