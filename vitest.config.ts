import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,electron,build,test}/**/*.test.ts'],
    globalSetup: './build/testSetup.mjs',
    pool: 'forks',
    // Flows start sandboxes, terminals and git of their own: more workers than this starve each other on two cores.
    maxWorkers: 2,
    // Room for a slow, loaded machine; a test that waits on a fact is done long before.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
  },
});
