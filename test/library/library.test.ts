import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built, root } from '../built.ts';

let folder: string;
beforeAll(async () => {
  await built({ types: true });
  folder = await mkdtemp(join(tmpdir(), 'tableread-library-'));
  // A program of somebody else, with Tableread in its node_modules.
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', 'tableread'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  await cp(join(root, 'samples'), join(folder, 'samples'), {
    recursive: true,
    filter: (path) => !path.includes('.tableread'),
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the library', () => {
  it('runs the example of its docs', () => {
    const docs = readFileSync(join(root, 'docs', 'library.md'), 'utf8');
    const example = /```js\n([\s\S]*?)```/.exec(docs)?.[1] ?? '';
    writeFileSync(join(folder, 'example.js'), example);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['example.js'], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^clerk-\S+ CLERK \d/m);
    expect(stdout).toMatch(/^\d+(\.\d+)? seconds$/m);
    expect(stdout).toMatch(/^whole .*two-hander\.wav$/m);
    expect(stdout).toMatch(/^whole .*two-hander\.mp3$/m);
  });

  it('has types that a strict program of somebody else compiles against', () => {
    writeFileSync(
      join(folder, 'consumer.ts'),
      `import { EngineProcesses, bundledEngineProgram, openScript, parse, print, produce, screenplay, TablereadError } from 'tableread';
import type { Cue, Engine, Production, Surroundings } from 'tableread';

export const same: boolean = print(parse(': Hello.')) === ': Hello.';
export async function render(path: string, text: string, engine: Engine): Promise<Production> {
  const script = await openScript(path, text);
  const cues: readonly Cue[] = script.screenplay.cues;
  if (cues.length === 0) throw new TablereadError('production/nothing-to-render');
  const events = produce(script, { out: 'out', bits: 24 }, () => engine);
  for (;;) {
    const step = await events.next();
    if (step.done === true) return step.value;
  }
}
export const meaning = (text: string, surroundings: Surroundings) => screenplay(parse(text), surroundings).problems;
export const engines = () => new EngineProcesses({ program: bundledEngineProgram(), jobs: 2 });
// @ts-expect-error: 12 bits there are not.
export const wrong: Parameters<typeof produce>[1] = { out: 'out', bits: 12 };
`,
    );
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          module: 'NodeNext',
          strict: true,
          exactOptionalPropertyTypes: true,
          noEmit: true,
          types: ['node'],
          typeRoots: [join(root, 'node_modules', '@types')],
          preserveSymlinks: true,
        },
        files: ['consumer.ts'],
      }),
    );
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  it('gives away nothing that its docs do not describe', () => {
    const docs = readFileSync(join(root, 'docs', 'library.md'), 'utf8');
    const { stdout } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', "import * as all from 'tableread'; console.log(Object.keys(all).join(' '))"],
      { cwd: folder, encoding: 'utf8' },
    );
    const names = stdout.trim().split(' ');
    expect(names).toContain('produce');
    expect(names.filter((name) => !docs.includes(name))).toEqual([]);
  });
});
