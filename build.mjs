// Builds dist/: `node build.mjs` (everything), `node build.mjs --no-types` (the programs alone, a second or two).
//
//   dist/cli.mjs       the command line (`bin`)
//   dist/library.mjs   the library (`exports`), its types in dist/types/
//   dist/engine.mjs    the engine process
//   dist/encoder.mjs   the thread that encodes MP3 or FLAC
//   dist/production.mjs  the production process of an editor
//   dist/server.mjs    the language server
//   dist/extension.cjs the VS Code extension (`main`)
//   dist/player.js, direction.js, each with its .css: the pages of the editor
//   dist/espeak-ng/    the draft voice: a program of its own under GPL-3.0-or-later, copied as it stands
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { chmod, cp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { bundle, extensionBundle, pages, root } from './bundle.mjs';

const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

try {
  await run(process.execPath, [join(root, 'grammar', 'generate.mjs')]);
  await Promise.all([programs(), process.argv.includes('--no-types') ? undefined : types()]);
} catch (error) {
  // esbuild and tsc have said by themselves what is wrong.
  console.error(error.message);
  process.exitCode = 1;
}

async function programs() {
  const builds = await Promise.all([bundle, extensionBundle, pages].map((options) => build(options)));
  const outputs = builds.flatMap(({ metafile }) => Object.keys(metafile.outputs));
  const made = new Set(outputs.map((path) => relative(dist, join(root, path))));
  for (const name of await readdir(dist)) {
    if (/\.([cm]?js|css)(\.map)?$/.test(name) && !made.has(name)) await rm(join(dist, name));
  }
  await chmod(join(dist, 'cli.mjs'), 0o755);
  await cp(join(root, 'models', 'engines', 'draft', 'espeak-ng'), join(dist, 'espeak-ng'), { recursive: true });
}

async function types() {
  await run(process.execPath, [require.resolve('typescript/bin/tsc'), '--project', join(root, 'tsconfig.types.json')]);
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args[0]} ended with ${code}`))));
  });
}
