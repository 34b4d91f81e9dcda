// Runs the tests: `node test/run.mjs quick|all|long|editor [files…]`, `node test/run.mjs bench [names…]`.
//
//   quick  the tests alone, without the slow ones (vitest.config.ts says which); under a minute
//   all    build, lint, every test with a sample of each property and kill, and the packed extension in the real editor
//   long   the same with TABLEREAD_LONG=1: every property and every kill in full
//   editor the tests in the real editor alone
//
// The very last line is `N passed, N failed`, the sum over all of it; the exit code is 1 if anything failed.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const [mode = 'all', ...rest] = process.argv.slice(2);
const bin = (name) => join(root, 'node_modules', ...name.split('/'));

const lint = {
  eslint: [bin('eslint/bin/eslint.js'), '.'],
  prettier: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  'import rules': [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', '.'],
  types: [bin('typescript/bin/tsc'), '--noEmit'],
  'types of the editor tests': [bin('typescript/bin/tsc'), '--noEmit', '--project', join(root, 'test', 'editor')],
  // They run in a browser: other globals, a project of their own.
  'types of the pages': [
    bin('typescript/bin/tsc'),
    '--noEmit',
    '--project',
    join(root, 'test', 'extension', 'webviews'),
  ],
};

if (mode === 'bench') {
  process.exitCode = await node(['--import', 'tsx', join(root, 'test', 'bench', 'run.ts'), ...rest]);
} else if (mode === 'lint') {
  process.exitCode = (await checks(lint)).failed === 0 ? 0 : 1;
} else if (['quick', 'all', 'long', 'editor'].includes(mode)) {
  const sums = [];
  if (mode === 'quick') sums.push(await checks({ grammar: [join(root, 'grammar', 'generate.mjs')] }));
  else sums.push(await checks({ build: [join(root, 'build.mjs')] }));
  if (mode === 'all' || mode === 'long') sums.push(await checks(lint));
  if (mode !== 'quick') await node(['--import', 'tsx', join(root, 'test', 'programs', 'install.ts')]);
  if (mode !== 'editor') sums.push(await tests('vitest', 'vitest.config.ts'));
  if (mode !== 'quick') sums.push(await tests('editor', join('test', 'editor', 'vitest.config.ts')));
  const passed = sums.reduce((sum, each) => sum + each.passed, 0);
  const failed = sums.reduce((sum, each) => sum + each.failed, 0);
  const skipped = sums.reduce((sum, each) => sum + (each.skipped ?? 0), 0);
  if (skipped > 0) console.log(`${skipped} skipped (named above, with the reason)`);
  process.exitCode = failed === 0 ? 0 : 1;
  console.log(`${passed} passed, ${failed} failed`);
} else {
  console.error(`Unknown mode "${mode}". Modes: quick, all, long, editor, lint, bench.`);
  process.exitCode = 2;
}

/** Runs programs, two at once, each of them one check. What one prints comes when it ends. */
async function checks(programs) {
  const sum = { passed: 0, failed: 0 };
  const waiting = Object.entries(programs);
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, args] = next;
      const started = Date.now();
      const { code, output } = await quietly(args);
      process.stdout.write(output);
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      sum[code === 0 ? 'passed' : 'failed'] += 1;
    }
  };
  await Promise.all([work(), work()]);
  return sum;
}

/** Runs vitest and counts from its own report, so that a run that broke off cannot look like one that passed. */
async function tests(name, config) {
  await mkdir(results, { recursive: true });
  const report = join(results, `${name}.json`);
  await rm(report, { force: true });
  const code = await node(
    [
      ...[bin('vitest/vitest.mjs'), 'run', '--config', join(root, config), '--passWithNoTests'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...rest],
    ],
    {
      ...(mode === 'long' ? { TABLEREAD_LONG: '1' } : {}),
      ...(mode === 'quick' ? { TABLEREAD_QUICK: '1' } : {}),
    },
  );
  let counts;
  try {
    counts = JSON.parse(await readFile(report, 'utf8'));
  } catch (error) {
    console.log(`✗ vitest (${config}) left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
  for (const file of counts.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'pending' || test.status === 'skipped' || test.status === 'todo')
        console.log(`– skipped: ${test.fullName}`);
    }
  }
  // A file that does not load has no tests that could fail, and an error outside any test fails none: both count.
  const broken = counts.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = counts.numFailedTests + broken;
  return {
    passed: counts.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: counts.numPendingTests + counts.numTodoTests,
  };
}

function quietly(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: `${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function node(args, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
