import { defineConfig } from 'vitest/config';

/**
 * Two cores carry the whole suite: files run in two workers, and what starts servers, engines or synthesis
 * (`test/`) waits longer before it is called slow than a story of the core does.
 */
export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: { name: 'house', include: ['{core,adapters,functions,lib,cli,scripts,demo,bench}/**/*.test.ts'] },
      },
      { extends: true, test: { name: 'local', include: ['local/**/*.test.ts'], testTimeout: 20_000 } },
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
  },
});
