/** What the memory table has beyond the port; the port itself is held in test/conformance. */
import { describe, expect, test } from 'vitest';
import { Contention, type Write } from '../core/kernel/table.ts';
import { type Access, type Image, memoryTable } from './memory-table.ts';

const key = { pk: 'STORE#S01', sk: 'A' };
const set = (n: number): Write => ({ update: key, set: { n }, when: {} });

describe('its stream', () => {
  test('tells each commit once, with both images, and nothing of what did not change or was refused', async () => {
    const table = memoryTable();
    const told: (readonly Image[])[] = [];
    table.onCommit((images) => told.push(images));
    await table.write([{ put: { ...key, n: 1 } }, { check: { ...key, sk: 'B' }, when: { absent: true } }]);
    await table.write([set(1)]);
    await table.write([set(2), { put: { ...key, sk: 'B' } }]);
    await expect(table.write([{ put: key, when: { absent: true } }])).rejects.toThrow();
    expect(told).toEqual([
      [{ key, new: { ...key, n: 1 } }],
      [
        { key, old: { ...key, n: 1 }, new: { ...key, n: 2 } },
        { key: { ...key, sk: 'B' }, new: { ...key, sk: 'B' } },
      ],
    ]);
  });
});

describe('its hooks', () => {
  test('hold an access at a barrier, before it reads or writes', async () => {
    let open = (): void => undefined;
    const barrier = new Promise<void>((resolve) => {
      open = resolve;
    });
    const table = memoryTable({ before: ({ does }) => (does === 'get' ? barrier : undefined) });
    const read = table.get(key);
    await table.write([set(7)]);
    open();
    expect(await read).toEqual({ ...key, n: 7 });
  });

  test('see every access', async () => {
    const seen: Access[] = [];
    const table = memoryTable({ before: (access) => void seen.push(access) });
    await table.write([set(1)]);
    await table.get(key);
    await table.query({ pk: key.pk });
    expect(seen).toEqual([
      { does: 'write', writes: [set(1)] },
      { does: 'get', key },
      { does: 'query', query: { pk: key.pk } },
    ]);
  });

  test('can refuse a write, or lose the answer of one that was carried out', async () => {
    const table = memoryTable({
      before: ({ does }) => {
        if (does === 'write' && table.rows().length === 1) throw new Contention();
      },
      after: ({ does }) => {
        if (does === 'write') throw new Error('the line broke');
      },
    });
    await expect(table.write([set(1)])).rejects.toThrow('the line broke');
    await expect(table.write([set(2)])).rejects.toThrow(Contention);
    expect(table.rows()).toEqual([{ ...key, n: 1 }]);
  });
});

test('what it gives out is frozen: nobody changes a row but by a write', async () => {
  const table = memoryTable();
  await table.write([{ put: { ...key, lines: [{ eta: '2026-03-10' }] } }]);
  const before = table.rows();
  const lines = before[0]?.['lines'];
  expect(() => Array.isArray(lines) && lines.push('x')).toThrow(TypeError);
  expect(() => Object.assign(Array.isArray(lines) ? lines[0] : {}, { eta: '' })).toThrow(TypeError);
  await table.write([set(2)]);
  expect(before).toEqual([{ ...key, lines: [{ eta: '2026-03-10' }] }]);
});
