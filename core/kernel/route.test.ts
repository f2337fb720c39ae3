import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Problem } from './problem.ts';
import { parseInput } from './route.ts';

function refusalOf(schema: z.ZodType, value: unknown): Problem {
  try {
    parseInput(schema, value, '');
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('It was not refused.');
}

describe('what is wrong with an input', () => {
  it('is told field by field', () => {
    const { fields } = refusalOf(z.object({ a: z.string('Send a.'), b: z.string('Send b.') }), {});
    expect(fields).toEqual([
      { field: 'a', fix: 'Send a.' },
      { field: 'b', fix: 'Send b.' },
    ]);
  });

  // A body of 128 kB had an answer of many megabytes, which is more than the gateway carries.
  it('is told of twenty fields at most', () => {
    const { fields } = refusalOf(z.array(z.string()), Array(60_000).fill(0));
    expect(fields).toHaveLength(20);
  });

  it('is told with a short name, however long the field’s own is', () => {
    const { fields, message } = refusalOf(z.record(z.string(), z.string()), { ['x'.repeat(100_000)]: 0 });
    expect(fields[0]?.field.length).toBeLessThan(500);
    expect(message.length).toBeLessThan(1000);
  });
});
