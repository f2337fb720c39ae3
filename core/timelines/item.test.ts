import { expect, test } from 'vitest';
import { inOrder } from './item.ts';

const line = (at: string, entityId: string, entityVersion: number) => ({
  at: `2026-03-10T14:30:00.${at}Z`,
  entity: 'promise',
  entityId,
  entityVersion,
});

test('lines of one instant come as their entity lived through them; the others keep their places', () => {
  const told = [line('002', 'a', 3), line('001', 'a', 1), line('001', 'b', 7), line('001', 'a', 2)];
  expect(inOrder(told)).toEqual([line('002', 'a', 3), line('001', 'a', 2), line('001', 'b', 7), line('001', 'a', 1)]);
});
