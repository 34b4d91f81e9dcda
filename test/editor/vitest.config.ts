import { defineConfig } from 'vitest/config';

/** Tests in the real editor: `npx vitest run --config test/editor/vitest.config.ts`. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: 'installExtension.ts',
    // An editor wants both cores: one at a time.
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
