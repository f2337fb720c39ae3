/** What core may count on when it writes, whichever table it is handed. */
import { describe, expect, test } from 'vitest';
import { BadTransaction } from '../../adapters/transaction.ts';
import { allRows, ConditionFailed, type Write } from '../../core/kernel/table.ts';
import { soon } from './engine.ts';
import { onBothTables, put, row } from './tables.ts';

/** The positions whose conditions failed. */
const failedOf = async (writing: Promise<void>): Promise<readonly number[]> => {
  const error = await writing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConditionFailed);
  return error instanceof ConditionFailed ? error.failed : [];
};

onBothTables((subject) => {
  describe('a row', () => {
    test('comes back as it was put, without what is undefined', async () => {
      const pk = subject.fresh();
      const kept = {
        text: '',
        n: -0.5,
        yes: false,
        none: null,
        list: [1, 'a', []],
        map: { deep: { er: ['x'] }, '': 1 },
      };
      await subject.table.write([put(pk, 'A', { ...kept, gone: undefined, half: { kept: 1, gone: undefined } })]);
      expect(await subject.table.get({ pk, sk: 'A' })).toEqual(row(pk, 'A', { ...kept, half: { kept: 1 } }));
      expect(await subject.table.get({ pk, sk: 'B' })).toBeUndefined();
    });

    test('is not the object that was put', async () => {
      const pk = subject.fresh();
      const lines = [{ eta: '2026-03-10' }];
      await subject.table.write([put(pk, 'A', { lines })]);
      lines.push({ eta: '2026-03-11' });
      expect((await subject.table.get({ pk, sk: 'A' }))?.['lines']).toEqual([{ eta: '2026-03-10' }]);
    });

    test('is replaced as a whole by a put, changed in parts by an update', async () => {
      const pk = subject.fresh();
      await subject.table.write([put(pk, 'A', { a: 1, b: 2 })]);
      await subject.table.write([put(pk, 'A', { a: 3, name: 'x', status: 'y' })]);
      await subject.table.write([
        { update: { pk, sk: 'A' }, set: { c: 4, name: 'z', skipped: undefined }, remove: ['a', 'never'], when: {} },
      ]);
      expect(await subject.table.get({ pk, sk: 'A' })).toEqual(row(pk, 'A', { c: 4, name: 'z', status: 'y' }));
    });

    test('is made by an update whose condition holds without it', async () => {
      const pk = subject.fresh();
      await subject.table.write([{ update: { pk, sk: 'A' }, set: { seen: 1 }, when: { lacks: ['done'] } }]);
      expect(await subject.table.get({ pk, sk: 'A' })).toEqual(row(pk, 'A', { seen: 1 }));
    });

    test.each([
      ['a date', new Date(0)],
      ['a function', () => 1],
      ['not a number', Number.NaN],
      ['a number it would round', 2 ** 60],
    ])('cannot hold %s', async (_, value) => {
      await expect(subject.table.write([put(subject.fresh(), 'A', { value })])).rejects.toThrow(TypeError);
    });

    test.each([
      ['without a partition', '', 'A'],
      ['without a place in it', 'P', ''],
      ['of a partition that is too long', 'P'.repeat(2049), 'A'],
      ['of a place that is too long', 'P', 'A'.repeat(1025)],
    ])('is refused %s, also to who only reads', async (_, pk, sk) => {
      await expect(subject.table.get({ pk, sk })).rejects.toThrow();
    });

    test('may be large, but not larger than 400 KB', async () => {
      const pk = subject.fresh();
      await subject.table.write([put(pk, 'A', { text: 'x'.repeat(400_000) })]);
      await expect(subject.table.write([put(pk, 'B', { text: 'é'.repeat(205_000) })])).rejects.toThrow();
      await expect(subject.table.write([put(pk, 'C'), put(pk, 'D', { text: 'x'.repeat(410_000) })])).rejects.toThrow();
      expect(await subject.sks({ pk })).toEqual(['A']);
    });

    test.each([
      ['an empty sort key', { sk: '' }],
      ['an empty key of an index', { duePk: '', dueSk: 'x' }],
      ['a number as key of an index', { duePk: 'DUE#1', dueSk: 7 }],
    ])('is refused with %s', async (_, wrong) => {
      const pk = subject.fresh();
      await expect(subject.table.write([{ put: { ...row(pk, 'A'), ...wrong } }])).rejects.toThrow();
      await expect(subject.table.write([put(pk, 'B'), { put: { ...row(pk, 'A'), ...wrong } }])).rejects.toThrow();
      expect(await subject.sks({ pk })).toEqual([]);
    });
  });

  describe('a condition', () => {
    test.each<[string, Write['when'], boolean]>([
      ['absent, of a row that is there', { absent: true }, false],
      ['equals', { equals: { version: 1, name: '', open: true } }, true],
      ['equals, one of two', { equals: { version: 1, name: 'other' } }, false],
      ['equals, another type', { equals: { version: '1' } }, false],
      ['equals, an attribute that is not there', { equals: { nothing: 1 } }, false],
      ['equals, of null', { equals: { none: 'null' } }, false],
      ['lacks', { lacks: ['nothing', 'neither'] }, true],
      ['lacks, one of two', { lacks: ['nothing', 'name'] }, false],
      ['lacks, of null, which is there', { lacks: ['none'] }, false],
      ['both', { equals: { version: 1 }, lacks: ['nothing'] }, true],
      ['both, one of two', { equals: { version: 1 }, lacks: ['open'] }, false],
      ['nothing', {}, true],
    ])('%s', async (_, when, holds) => {
      const pk = subject.fresh();
      const kept = { version: 1, name: '', open: true, none: null };
      await subject.table.write([put(pk, 'A', kept)]);
      const tries: Write[] = [
        { put: row(pk, 'A', kept), when: when ?? {} },
        { update: { pk, sk: 'A' }, set: { touched: 1 }, when: when ?? {} },
        ...(Object.keys(when ?? {}).length === 0 ? [] : [{ check: { pk, sk: 'A' }, when: when ?? {} }]),
      ];
      for (const write of tries) {
        if (holds) {
          await subject.table.write([write]);
          await subject.table.write([write, put(pk, 'B')]);
        } else {
          expect(await failedOf(subject.table.write([write]))).toEqual([0]);
          expect(await failedOf(subject.table.write([put(pk, 'B'), write]))).toEqual([1]);
        }
      }
      expect(await subject.table.get({ pk, sk: 'B' })).toEqual(holds ? row(pk, 'B') : undefined);
    });

    test.each<[string, Write['when'], boolean]>([
      ['absent', { absent: true }, true],
      ['absent and lacks', { absent: true, lacks: ['done'] }, true],
      ['lacks', { lacks: ['done'] }, true],
      ['equals', { equals: { version: 1 } }, false],
    ])('%s, of a row that is not there', async (_, when, holds) => {
      const [pk, other] = [subject.fresh(), subject.fresh()];
      if (holds)
        await subject.table.write([
          { put: row(pk, 'A'), when: when ?? {} },
          { check: { pk: other, sk: 'A' }, when: when ?? {} },
        ]);
      else {
        expect(
          await failedOf(subject.table.write([{ update: { pk, sk: 'A' }, set: { x: 1 }, when: when ?? {} }])),
        ).toEqual([0]);
        expect(await subject.sks({ pk })).toEqual([]);
      }
      expect(await subject.sks({ pk: other })).toEqual([]);
    });
  });

  describe('a transaction', () => {
    test('is all or nothing, and says which conditions failed', async () => {
      const pk = subject.fresh();
      await subject.table.write([put(pk, 'A', { version: 3 })]);
      const failed = await failedOf(
        subject.table.write([
          { update: { pk, sk: 'A' }, set: { version: 3 }, when: { equals: { version: 2 } } },
          { put: row(pk, 'B'), when: { absent: true } },
          { check: { pk, sk: 'C' }, when: { equals: { version: 1 } } },
        ]),
      );
      expect(failed).toEqual([0, 2]);
      expect(await subject.sks({ pk })).toEqual(['A']);
    });

    test('of nothing does nothing', async () => {
      await expect(subject.table.write([])).resolves.toBeUndefined();
    });

    test('takes a hundred writes, and not one more', async () => {
      const pk = subject.fresh();
      const writes = Array.from({ length: 101 }, (_, i) => put(pk, `R${String(i).padStart(3, '0')}`));
      await expect(subject.table.write(writes)).rejects.toThrow(BadTransaction);
      await subject.table.write(writes.slice(0, 100));
      expect(await allRows(subject.table, { pk, limit: 33 })).toHaveLength(100);
    });

    test.each<[string, readonly Write[]]>([
      ['a key twice', [put('P', 'A'), { check: { pk: 'P', sk: 'A' }, when: { absent: true } }]],
      ['a check of nothing', [{ check: { pk: 'P', sk: 'A' }, when: {} }]],
      ['an update of nothing', [{ update: { pk: 'P', sk: 'A' }, set: { x: undefined }, when: {} }]],
      ['a change of the key', [{ update: { pk: 'P', sk: 'A' }, set: { sk: 'B' }, when: {} }]],
      ['an attribute set and removed', [{ update: { pk: 'P', sk: 'A' }, set: { x: 1 }, remove: ['x'], when: {} }]],
    ])('is refused with %s', async (_, writes) => {
      await expect(subject.table.write(writes)).rejects.toThrow(BadTransaction);
      expect(await subject.sks({ pk: 'P' })).toEqual([]);
    });

    test('larger than 4 MB is refused', async () => {
      const pk = subject.fresh();
      const text = 'x'.repeat(390_000);
      await expect(
        subject.table.write(Array.from({ length: 11 }, (_, i) => put(pk, `R${i}`, { text }))),
      ).rejects.toThrow();
      expect(await subject.sks({ pk })).toEqual([]);
    });
  });

  describe('contention', () => {
    test('two hundred buyers share exactly fifty slots', async () => {
      const pk = subject.fresh();
      const slots = Array.from({ length: 50 }, (_, i) => `SLOT#${i}`);
      await subject.table.write(slots.map((sk) => put(pk, sk, { free: true })));
      const buy = async (buyer: number): Promise<boolean> => {
        const sale: Write = {
          update: { pk, sk: `SLOT#${buyer % 50}` },
          set: { free: false, buyer },
          when: { equals: { free: true } },
        };
        // Half of them alone, half with their receipt: single writes and transactions contend for the same rows.
        const writes = buyer % 2 === 0 ? [sale] : [sale, put(pk, `RECEIPT#${buyer}`)];
        const ended = await soon(() => subject.table.write(writes)).catch((error: unknown) => error);
        expect(ended === undefined || ended instanceof ConditionFailed).toBe(true);
        return ended === undefined;
      };
      const bought = await Promise.all(Array.from({ length: 200 }, (_, buyer) => buy(buyer)));
      expect(bought.filter(Boolean)).toHaveLength(50);
      expect(await subject.sks({ pk, beginsWith: 'RECEIPT#' })).toHaveLength(
        bought.filter((sold, i) => sold && i % 2 === 1).length,
      );
    });

    test('a counter that forty raise by one counts to forty', async () => {
      const pk = subject.fresh();
      await subject.table.write([put(pk, 'COUNT', { n: 0 })]);
      const raise = async (): Promise<void> => {
        for (;;) {
          const n = Number((await subject.table.get({ pk, sk: 'COUNT' }))?.['n']);
          const ended = await soon(() =>
            subject.table.write([{ update: { pk, sk: 'COUNT' }, set: { n: n + 1 }, when: { equals: { n } } }]),
          ).catch((error: unknown) => error);
          if (ended === undefined) return;
          expect(ended).toBeInstanceOf(ConditionFailed);
        }
      };
      await Promise.all(Array.from({ length: 40 }, raise));
      expect((await subject.table.get({ pk, sk: 'COUNT' }))?.['n']).toBe(40);
    });

    test('of forty transactions on one version, one commits, with all its rows', async () => {
      const pk = subject.fresh();
      await subject.table.write([put(pk, 'A', { version: 1 })]);
      const command = (i: number): Promise<void> =>
        soon(() =>
          subject.table.write([
            { update: { pk, sk: 'A' }, set: { version: 2, by: i }, when: { equals: { version: 1 } } },
            { put: row(pk, `EVENT#${i}`, { by: i }), when: { absent: true } },
          ]),
        );
      const ends = await Promise.allSettled(Array.from({ length: 40 }, (_, i) => command(i)));
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const rows = await allRows(subject.table, { pk });
      expect(rows).toHaveLength(2);
      expect(rows[0]?.['by']).toBe(rows[1]?.['by']);
    });
  });
});
