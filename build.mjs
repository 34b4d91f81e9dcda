// Builds dist/: `node build.mjs` (everything), `node build.mjs --no-types` (the programs alone, a second or two).
//
//   dist/cli.mjs       the command line (`bin`)
//   dist/library.mjs   the library (`exports`), its types in dist/types/
//   dist/engine.mjs    the engine process
//   dist/espeak-ng/    the draft voice: a program of its own under GPL-3.0-or-later, copied as it stands
//
// Our own TypeScript and plain JavaScript packages are bundled. Packages with native code or WebAssembly stay outside:
// they find their binaries beside themselves, and users may replace the LGPL ones (LAME) file by file.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { chmod, cp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

const outside = [
  '@alexanderolsen/libsamplerate-js',
  '@echogarden/espeak-ng-emscripten',
  '@wasm-audio-decoders/*',
  'libflacjs',
  'mpg123-decoder',
  'onnxruntime-node',
  'signalsmith-stretch',
  'wasm-media-encoders',
];

await run(process.execPath, [join(root, 'grammar', 'generate.mjs')]);
await Promise.all([programs(), process.argv.includes('--no-types') ? undefined : types()]);

async function programs() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { cli: 'cli/cli.ts', library: 'library.ts', engine: 'models/process.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // Chunks lie beside the entries, so that `import.meta.url` means dist/ wherever the code has ended up.
    splitting: true,
    chunkNames: 'chunk-[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: outside,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    // CommonJS packages inside an ESM bundle ask for `require`.
    banner: {
      js: "import { createRequire as tablereadRequire } from 'node:module'; const require = tablereadRequire(import.meta.url);",
    },
    metafile: true,
    logLevel: 'warning',
  });
  const made = new Set(Object.keys(metafile.outputs).map((path) => relative(dist, join(root, path))));
  for (const name of await readdir(dist)) {
    if (/\.mjs(\.map)?$/.test(name) && !made.has(name)) await rm(join(dist, name));
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
