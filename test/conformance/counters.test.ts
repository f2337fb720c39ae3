/** Counters that many raise at once, whichever table is asked; and the last slot, which is sold once. */
import { describe, expect, test } from 'vitest';
import { BadTransaction } from '../../adapters/transaction.ts';
import { bookNewAppointment, cancelAppointment, missAppointment, type Place } from '../../core/appointments/index.ts';
import type { Moment } from '../../core/kernel/event.ts';
import { allRows, type Condition, ConditionFailed } from '../../core/kernel/table.ts';
import { parseDate, parseInstant } from '../../core/kernel/time.ts';
import { soon } from './engine.ts';
import { onBothTables, put } from './tables.ts';

const startsAt = parseInstant('2026-03-12T14:00:00.000Z');
const slot = { date: parseDate('2026-03-12'), startsAt, endsAt: parseInstant('2026-03-12T14:30:00.000Z') };

let ids = 0;
const moment = (now = '2026-03-10T14:00:00.000Z'): Moment => ({
  now: parseInstant(now),
  newId: () => {
    ids += 1;
    return `id-${ids}`;
  },
  actor: { kind: 'system', id: 'test' },
  cause: 'test',
});

const booking = (storeId: string, customer: number, place: Place) =>
  bookNewAppointment(
    { appointmentId: `A-${customer}`, storeId, customerId: `C-${customer}`, department: 'service', purpose: 'service' },
    place,
    moment(),
  );

onBothTables((subject) => {
  const taken = async (storeId: string, sk: string = startsAt): Promise<unknown> =>
    (await subject.table.get({ pk: `STORE#${storeId}#SLOTS#service#2026-03-12`, sk }))?.['taken'];
  const won = async (writing: Promise<void>): Promise<boolean> => {
    const ended = await writing.catch((error: unknown) => error);
    expect(ended === undefined || ended instanceof ConditionFailed).toBe(true);
    return ended === undefined;
  };

  describe('a counter', () => {
    test('begins at 0, in a row that is there or is not, and falls below it', async () => {
      const pk = subject.fresh();
      await subject.table.write([put(pk, 'A', { name: 'x' })]);
      await subject.table.write([{ update: { pk, sk: 'A' }, set: { seen: true }, add: { n: 2, m: -1 }, when: {} }]);
      await subject.table.write([
        { update: { pk, sk: 'A' }, set: {}, add: { n: 3 }, remove: ['seen'], when: { equals: { name: 'x' } } },
        { update: { pk, sk: 'B' }, set: {}, add: { n: 1 }, when: {} },
      ]);
      expect(await subject.table.get({ pk, sk: 'A' })).toEqual({ pk, sk: 'A', name: 'x', n: 5, m: -1 });
      expect(await subject.table.get({ pk, sk: 'B' })).toEqual({ pk, sk: 'B', n: 1 });
    });

    test.each<[string, Condition, boolean]>([
      ['below', { below: { n: 3 } }, true],
      ['as much as', { below: { n: 2 } }, false],
      ['above', { below: { n: 1 } }, false],
      ['missing, under a limit', { below: { other: 1 } }, true],
      ['missing, where nothing is to be had', { below: { other: 0 } }, false],
      ['text', { below: { name: 9 } }, false],
      ['null', { below: { none: 9 } }, false],
      ['below, one of two', { below: { n: 3, other: 0 } }, false],
      ['below, but something else does not hold', { below: { n: 3 }, equals: { name: 'y' } }, false],
    ])('that is %s', async (_, when, holds) => {
      const pk = subject.fresh();
      await subject.table.write([put(pk, 'A', { n: 2, name: '1', none: null })]);
      expect(await won(subject.table.write([{ update: { pk, sk: 'A' }, set: {}, add: { n: 1 }, when }]))).toBe(holds);
      expect((await subject.table.get({ pk, sk: 'A' }))?.['n']).toBe(holds ? 3 : 2);
    });

    test('of a row that is not there is below any limit above 0', async () => {
      const pk = subject.fresh();
      const check = (limit: number) => subject.table.write([{ check: { pk, sk: 'A' }, when: { below: { n: limit } } }]);
      expect([await won(check(1)), await won(check(0))]).toEqual([true, false]);
    });

    test('cannot be text, nor be set in the same breath', async () => {
      const pk = subject.fresh();
      await subject.table.write([put(pk, 'A', { n: 'two' })]);
      const key = { pk, sk: 'A' };
      await expect(subject.table.write([{ update: key, set: {}, add: { n: 1 }, when: {} }])).rejects.toThrow();
      await expect(subject.table.write([{ update: key, set: { m: 1 }, add: { m: 1 }, when: {} }])).rejects.toThrow(
        BadTransaction,
      );
      expect(await subject.table.get(key)).toEqual({ ...key, n: 'two' });
    });
  });

  describe('the last slot', () => {
    test('goes to one of a thousand who saw it free', async () => {
      const storeId = 'RACE1';
      await subject.table.write(booking(storeId, 0, { slot: { ...slot, capacity: 2, taken: 0 } }).writes);
      const place: Place = { slot: { ...slot, capacity: 2, taken: 1 } };
      const got = await Promise.all(
        Array.from({ length: 1000 }, (_, i) =>
          won(soon(() => subject.table.write(booking(storeId, i + 1, place).writes))),
        ),
      );
      expect(got.filter(Boolean)).toHaveLength(1);
      expect(await taken(storeId)).toBe(2);
      const kept = await allRows(subject.table, { index: 'board', pk: `STORE#${storeId}#APPOINTMENTS#2026-03-12` });
      expect(kept).toHaveLength(2);
    });

    test('of one advisor goes to one of a hundred, and who loses takes nothing of the slot', async () => {
      const storeId = 'RACE2';
      const place: Place = {
        slot: { ...slot, capacity: 50, taken: 0 },
        person: { staffId: 'ana', capacity: 1, taken: 0 },
      };
      const got = await Promise.all(
        Array.from({ length: 100 }, (_, i) => won(soon(() => subject.table.write(booking(storeId, i, place).writes)))),
      );
      expect(got.filter(Boolean)).toHaveLength(1);
      expect([await taken(storeId), await taken(storeId, `${startsAt}#ana`)]).toEqual([1, 1]);
    });

    test('is freed once, however many cancel and however often it was missed', async () => {
      const storeId = 'RACE3';
      const made = booking(storeId, 1, { slot: { ...slot, capacity: 1, taken: 0 } });
      await subject.table.write(made.writes);
      const ends = [
        ...Array.from({ length: 20 }, () => cancelAppointment(made.state, 'link', undefined, moment())),
        ...Array.from({ length: 20 }, () => missAppointment(made.state, moment('2026-03-12T16:00:00.000Z'))),
      ];
      const got = await Promise.all(ends.map((end) => won(soon(() => subject.table.write(end?.writes ?? [])))));
      expect(got.filter(Boolean)).toHaveLength(1);
      expect(await taken(storeId)).toBe(0);
    });
  });
});
