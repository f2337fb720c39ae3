/** The page of guarantees lists the laws that are asked; `node test/simulation/guarantees.ts` writes them there. */
import { expect, test } from 'vitest';
import { guarantees } from './guarantees.ts';

test('docs/guarantees.md lists every law as it is', () => {
  const { is, should } = guarantees();
  expect(is).toBe(should);
});
