import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // No test asserts a clock: this only ends what hangs, on a busy machine too.
    testTimeout: process.env['TABLEREAD_LONG'] === '1' ? 4 * 3_600_000 : 300_000,
    hookTimeout: 300_000,
    // Two cores: more workers only make each other slow.
    maxWorkers: 2,
  },
});
