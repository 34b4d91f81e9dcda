import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parse, reparse, type Tree } from '../../grammar/index.ts';
import { grammarScript } from './grammarScript.ts';
import { quantile } from './quantile.ts';
import type { Bench, Row } from './row.ts';

/** Milliseconds that a fresh process takes for its first parse. */
function coldParse(size: number): number {
  const program = fileURLToPath(new URL('./grammarCold.ts', import.meta.url));
  return Number(execFileSync(process.execPath, ['--import', 'tsx', program, String(size)], { encoding: 'utf8' }));
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Types one character at places all over the script, one edit after the other. */
function typing(text: string, edits: number): number[] {
  let tree: Tree = parse(text);
  return Array.from({ length: edits }, (_, index) => {
    // A step that is prime to the length comes to lines of all kinds.
    const at = (index * 7919 + 13) % text.length;
    return milliseconds(() => (tree = reparse(tree, { start: at, end: at, newText: 'x' })));
  });
}

function run(report: (row: Row) => void): Promise<void> {
  const sizes = [1_000, 10_000, 100_000];
  for (const size of sizes) {
    const text = grammarScript(size);
    const isGoal = size === 10_000;
    const warm = Array.from({ length: 9 }, () => milliseconds(() => parse(text)));
    const name = `${size.toLocaleString('en')} lines`;
    report({ name: `parse ${name}, cold`, value: coldParse(size), unit: 'ms' });
    report({
      name: `parse ${name}, warm median`,
      value: quantile(warm, 0.5),
      unit: 'ms',
      ...(isGoal ? { goal: '< 150' } : {}),
    });
    report({ name: `parse ${name}, warm best`, value: Math.min(...warm), unit: 'ms' });
    const edits = typing(text, 500);
    report({ name: `reparse a character in ${name}, median`, value: quantile(edits, 0.5), unit: 'ms', goal: '< 1' });
    report({ name: `reparse a character in ${name}, most`, value: Math.max(...edits), unit: 'ms' });
  }
  return Promise.resolve();
}

export default { name: 'grammar', run } satisfies Bench;
