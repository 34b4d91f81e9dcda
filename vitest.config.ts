import { configDefaults, defineConfig } from 'vitest/config';

const quick = process.env['TABLEREAD_QUICK'] === '1';

// Tests that start programs, speak hours or compare whole networks. `npm run test:quick` leaves them out.
const slow = [
  'test/audio/{resampler,stretch}.test.ts',
  'test/{build,library,parity,samples}/**',
  'test/extension/webviews/{direction,player,transport}.test.ts',
  'test/cli/{badInput,completion,jobs,process,render}.test.ts',
  'test/grammar/linear.test.ts',
  'test/language-server/stdio.test.ts',
  'test/models/{client,draft}.test.ts',
  'test/models/{features,networks,onnx}/**',
  'test/models/reference/severalSpeakers.test.ts',
  'test/production/{client,draft,exactLength,kill,loudness,produce}.test.ts',
];

// Files of the quick loop share what they import, which halves its time. These put others in the place of modules.
const replacing = ['test/audio/soundOutput.test.ts', 'test/production/diskSpace.test.ts'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests in the real editor have a setup of their own: test/editor/vitest.config.ts.
    exclude: [...configDefaults.exclude, 'test/editor/**', ...(quick ? [...slow, ...replacing] : [])],
    isolate: !quick,
    // No test asserts a clock: this only ends what hangs, on a busy machine too.
    testTimeout: process.env['TABLEREAD_LONG'] === '1' ? 4 * 3_600_000 : 300_000,
    hookTimeout: 300_000,
    // Two cores: more workers only make each other slow.
    maxWorkers: 2,
  },
});
