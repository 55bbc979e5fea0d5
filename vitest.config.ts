import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Room for a slow, loaded machine; a test that waits on a fact is done long before.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{shared,electron,renderer,build,test}/**/*.test.{ts,tsx}'],
          globalSetup: './build/testSetup.mjs',
          // Flows start sandboxes, terminals and git of their own: more workers than this starve each other on two cores.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // The real window, after everything else and one at a time: two would fight for the focus and the clock.
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: './build/e2eSetup.mjs',
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
