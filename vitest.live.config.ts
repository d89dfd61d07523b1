import { defineConfig } from 'vitest/config';

/** The contract suites against real servers: one file at a time, for each starts a control plane. */
export default defineConfig({
  test: {
    include: ['tests/live/**/*.live.test.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
