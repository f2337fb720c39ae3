import { describe, expect, test } from 'vitest';
import { contracts, drift } from './contracts.ts';

describe('the contracts', () => {
  test('are what the code says; if not, run `npm run contracts` and look at the change', async () => {
    expect(await drift()).toEqual([]);
  });

  test('cover routes, events, keys and machines', async () => {
    const files = [...(await contracts()).keys()];
    for (const kind of [
      /^openapi\.json$/,
      /^keys\.md$/,
      /^events\/.+\.json$/,
      /^machines\/.+\.asl\.json$/,
      /^machines\/.+\.mmd$/,
    ]) {
      expect(files.filter((file) => kind.test(file)).length, String(kind)).toBeGreaterThan(0);
    }
  });

  test('no example of an event fails its own schema', async () => {
    const files = await contracts();
    const events = [...files].filter(([file]) => file.startsWith('events/'));
    for (const [file, text] of events) {
      const schema: { properties: { type: { const: string } }; examples: unknown[] } = JSON.parse(text);
      expect(`events/${schema.properties.type.const}.json`).toBe(file);
      expect(schema.examples).toHaveLength(1);
    }
  });
});
