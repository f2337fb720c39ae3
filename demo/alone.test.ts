import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

describe('the checker judges by itself', () => {
  it('and imports nothing of the house', () => {
    const here = import.meta.dirname;
    const rules = readdirSync(join(here, 'rules')).map((file) => join('rules', file));
    const files = ['checker.ts', 'snapshot.ts', 'fields.ts', 'reader.ts', ...rules];
    expect(rules.length).toBeGreaterThan(3);
    for (const file of files) {
      const imports = readFileSync(join(here, file), 'utf8').match(/from '[^']+'/g) ?? [];
      expect(imports.filter((one) => /\/(core|adapters|functions|local|lib)\//.test(one))).toEqual([]);
    }
  });
});
