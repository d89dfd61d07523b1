import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'lab/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'tests/**/*.live.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
