/** What core may count on when it asks, whichever table it is handed. */
import { describe, expect, test } from 'vitest';
import { allRows, type Query } from '../../core/kernel/table.ts';
import { onBothTables, put, row, type Subject } from './tables.ts';

const fill = async ({ table }: Subject, pk: string, names: readonly string[]): Promise<void> => {
  for (const sk of names) await table.write([put(pk, sk)]);
};

onBothTables((subject) => {
  describe('a query', () => {
    test('is in the order of UTF-8 bytes, both ways', async () => {
      const pk = subject.fresh();
      // By UTF-16 units, as JavaScript sorts, the car would stand before the replacement character.
      const order = [' ', '#', '0', '10', '2', 'A', 'a', 'a#', 'a0', 'aa', 'z', 'é', 'Ω', '漢', '\uFFFD', '🚗', '🚗a'];
      await fill(subject, pk, [...order].reverse());
      expect(await subject.sks({ pk })).toEqual(order);
      expect(await subject.sks({ pk, newestFirst: true })).toEqual([...order].reverse());
    });

    test.each<[string, Omit<Query, 'pk'>, readonly string[]]>([
      ['a prefix', { beginsWith: 'EVENT#' }, ['EVENT#1', 'EVENT#2', 'EVENT#3', 'EVENT#🚗']],
      ['an empty prefix', { beginsWith: '' }, ['EVEN', 'EVENT#1', 'EVENT#2', 'EVENT#3', 'EVENT#🚗', 'EVENT$', 'RO']],
      ['up to, itself included', { upTo: 'EVENT#2' }, ['EVEN', 'EVENT#1', 'EVENT#2']],
      ['up to nothing', { upTo: '' }, []],
      ['from, itself included', { from: 'EVENT#3' }, ['EVENT#3', 'EVENT#🚗', 'EVENT$', 'RO']],
      ['a range', { from: 'EVENT#2', upTo: 'EVENT$' }, ['EVENT#2', 'EVENT#3', 'EVENT#🚗', 'EVENT$']],
      ['a range turned round', { from: 'RO', upTo: 'EVENT#1' }, []],
      ['a prefix, from', { beginsWith: 'EVENT#', from: 'EVENT#2' }, ['EVENT#2', 'EVENT#3', 'EVENT#🚗']],
      ['a prefix, from before it', { beginsWith: 'EVENT#', from: 'A' }, ['EVENT#1', 'EVENT#2', 'EVENT#3', 'EVENT#🚗']],
      ['a prefix, from after it', { beginsWith: 'EVENT#', from: 'F' }, []],
      ['a prefix, up to', { beginsWith: 'EVENT#', upTo: 'EVENT#2' }, ['EVENT#1', 'EVENT#2']],
      ['a prefix, up to after it', { beginsWith: 'EVENT#', upTo: 'Z' }, ['EVENT#1', 'EVENT#2', 'EVENT#3', 'EVENT#🚗']],
      ['a prefix, up to before it', { beginsWith: 'EVENT#', upTo: 'EVENT' }, []],
      ['the newest of a prefix', { beginsWith: 'EVENT#', newestFirst: true, limit: 1 }, ['EVENT#🚗']],
    ])('asks for %s', async (_, asked, expected) => {
      const pk = subject.fresh();
      await fill(subject, pk, ['EVENT#1', 'EVENT#2', 'EVENT#3', 'EVENT#🚗', 'EVENT$', 'EVEN', 'RO']);
      expect(await subject.sks({ pk, ...asked })).toEqual(expected);
    });

    test('pages by cursor, both ways, and the page that ends at its limit has one', async () => {
      const pk = subject.fresh();
      await fill(subject, pk, ['A', 'B', 'C', 'D']);
      for (const newestFirst of [false, true]) {
        const order = newestFirst ? ['D', 'C', 'B', 'A'] : ['A', 'B', 'C', 'D'];
        const first = await subject.table.query({ pk, limit: 3, newestFirst });
        expect(first.rows.map(({ sk }) => sk)).toEqual(order.slice(0, 3));
        expect(first.cursor).toEqual({ pk, sk: order[2] });
        const second = await subject.table.query({ pk, limit: 3, newestFirst, after: first.cursor ?? {} });
        expect(second).toEqual({ rows: [row(pk, order[3] ?? '')] });
      }
      expect((await subject.table.query({ pk, limit: 5 })).cursor).toBeUndefined();
    });

    test('pages on from a row that was never there', async () => {
      const pk = subject.fresh();
      await fill(subject, pk, ['A', 'C']);
      expect(await subject.sks({ pk, after: { pk, sk: 'B' } })).toEqual(['C']);
      expect(await subject.sks({ pk, after: { pk, sk: 'B' }, newestFirst: true })).toEqual(['A']);
    });

    test('counts the limit before the filter', async () => {
      const pk = subject.fresh();
      for (const [i, state] of ['open', 'kept', 'kept', 'open', 'kept'].entries()) {
        await subject.table.write([put(pk, `P${i}`, { state, n: i })]);
      }
      const page = await subject.table.query({ pk, limit: 3, only: { state: ['open'] } });
      expect(page.rows.map(({ sk }) => sk)).toEqual(['P0']);
      expect(page.cursor).toEqual({ pk, sk: 'P2' });
      expect(await allRows(subject.table, { pk, limit: 2, only: { state: ['open', 'lost'] } })).toHaveLength(2);
      expect(await subject.sks({ pk, only: { state: ['kept'], n: [1, 4, '2'] } })).toEqual(['P1', 'P4']);
      expect(await subject.sks({ pk, only: { nothing: [1] } })).toEqual([]);
      expect(await subject.sks({ pk, only: { state: [] } })).toEqual([]);
    });

    test('ends its page at 1 MB', async () => {
      const pk = subject.fresh();
      for (const sk of ['A', 'B', 'C', 'D']) await subject.table.write([put(pk, sk, { text: 'x'.repeat(350_000) })]);
      const page = await subject.table.query({ pk });
      expect(page.rows.length).toBeLessThan(4);
      expect(page.cursor).toBeDefined();
      expect(await allRows(subject.table, { pk })).toHaveLength(4);
    });

    test.each<[string, Partial<Query>]>([
      ['a limit of none', { limit: 0 }],
      ['a filter on its sort key', { only: { sk: ['A'] } }],
      ['a cursor of another partition', { after: { pk: 'OTHER', sk: 'A' } }],
      ['a cursor without its sort key', { after: { pk: 'P' } }],
      ['a cursor of the table on an index', { index: 'due', after: { pk: 'P', sk: 'A' } }],
    ])('is refused with %s', async (_, wrong) => {
      await expect(subject.table.query({ pk: 'P', ...wrong })).rejects.toThrow(RangeError);
    });
  });

  describe('an index', () => {
    test('holds the rows that have both its attributes, with all they have', async () => {
      const [pk, due] = [subject.fresh(), subject.fresh()];
      await subject.table.write([
        put(pk, 'A', { duePk: due, dueSk: '2026-03-10', n: 1 }),
        put(pk, 'B', { duePk: due }),
        put(pk, 'C', { dueSk: '2026-03-10' }),
        put(pk, 'D', { storyPk: due, storySk: 'x', deskPk: due, deskSk: 'x', boardPk: due, boardSk: 'x' }),
      ]);
      expect((await subject.table.query({ index: 'due', pk: due })).rows).toEqual([
        row(pk, 'A', { duePk: due, dueSk: '2026-03-10', n: 1 }),
      ]);
      for (const index of ['story', 'desk', 'board'] as const)
        expect(await subject.sks({ index, pk: due })).toEqual(['D']);
    });

    test('follows its rows: they move, change and leave', async () => {
      const [pk, here, there] = [subject.fresh(), subject.fresh(), subject.fresh()];
      await subject.table.write([put(pk, 'A', { deskPk: here, deskSk: '2', state: 'open' })]);
      await subject.table.write([{ update: { pk, sk: 'A' }, set: { deskPk: there, state: 'kept' }, when: {} }]);
      expect(await subject.sks({ index: 'desk', pk: here })).toEqual([]);
      expect((await subject.table.query({ index: 'desk', pk: there })).rows[0]?.['state']).toBe('kept');
      await subject.table.write([{ update: { pk, sk: 'A' }, set: { deskSk: '1' }, when: {} }]);
      expect(await subject.sks({ index: 'desk', pk: there, upTo: '1' })).toEqual(['A']);
      await subject.table.write([
        { update: { pk, sk: 'A' }, set: { state: 'done' }, remove: ['deskPk', 'deskSk'], when: {} },
      ]);
      expect(await subject.sks({ index: 'desk', pk: there })).toEqual([]);
      await subject.table.write([put(pk, 'A', { deskPk: there, deskSk: '1' })]);
      await subject.table.write([put(pk, 'A')]);
      expect(await subject.sks({ index: 'desk', pk: there })).toEqual([]);
    });

    test('pages through rows of one sort key, none lost and none twice, both ways', async () => {
      const [one, two, due] = [subject.fresh(), subject.fresh(), subject.fresh()];
      for (const pk of [two, one]) {
        for (const sk of ['B', 'A', 'C']) await subject.table.write([put(pk, sk, { duePk: due, dueSk: 'same' })]);
      }
      await subject.table.write([
        put(one, 'Z', { duePk: due, dueSk: 'first' }),
        put(one, 'Y', { duePk: due, dueSk: 'then' }),
      ]);
      for (const newestFirst of [false, true]) {
        const rows = await allRows(subject.table, { index: 'due', pk: due, limit: 2, newestFirst });
        expect(rows.map(({ dueSk }) => dueSk)).toEqual(
          newestFirst ? ['then', ...Array(6).fill('same'), 'first'] : ['first', ...Array(6).fill('same'), 'then'],
        );
        expect(new Set(rows.map(({ pk, sk }) => `${pk} ${sk}`)).size).toBe(8);
      }
      const page = await subject.table.query({ index: 'due', pk: due, limit: 1 });
      expect(page.cursor).toEqual({ pk: one, sk: 'Z', duePk: due, dueSk: 'first' });
    });

    test('pages on after the row at the cursor has left it', async () => {
      const [pk, due] = [subject.fresh(), subject.fresh()];
      for (const sk of ['A', 'B', 'C', 'D']) await subject.table.write([put(pk, sk, { duePk: due, dueSk: sk })]);
      const first = await subject.table.query({ index: 'due', pk: due, limit: 2 });
      for (const sk of ['A', 'B'])
        await subject.table.write([{ update: { pk, sk }, set: { done: true }, remove: ['duePk'], when: {} }]);
      expect(await subject.sks({ index: 'due', pk: due, after: first.cursor ?? {} })).toEqual(['C', 'D']);
    });

    test('takes ranges, filters and limits as the table does', async () => {
      const [pk, due] = [subject.fresh(), subject.fresh()];
      for (let i = 0; i < 6; i += 1) {
        await subject.table.write([
          put(pk, `R${i}`, { duePk: due, dueSk: `2026-03-1${i}`, kind: i % 2 === 0 ? 'outbox' : 'claim' }),
        ]);
      }
      const asked: Query = {
        index: 'due',
        pk: due,
        beginsWith: '2026-03',
        upTo: '2026-03-14',
        only: { kind: ['outbox'] },
      };
      expect(await subject.sks(asked)).toEqual(['R0', 'R2', 'R4']);
      expect(await subject.sks({ ...asked, limit: 3 })).toEqual(['R0', 'R2']);
      expect(await subject.sks({ ...asked, newestFirst: true, from: '2026-03-11' })).toEqual(['R4', 'R2']);
    });
  });
});
