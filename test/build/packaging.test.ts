import { execFile, fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contents, packageExtension, platforms, thisPlatform } from '../../package.mjs';
import { built, root } from '../built.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'tableread-packaging-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => built());

/** In every package. */
const always = [
  'LICENSE',
  'CHANGELOG.md',
  'THIRD_PARTY_NOTICES',
  'extension/icons/tableread.png',
  'dist/cli.mjs',
  'dist/encoder.mjs',
  'dist/engine.mjs',
  'dist/server.mjs',
  'dist/production.mjs',
  'dist/extension.cjs',
  'dist/player.js',
  'dist/player.css',
  'dist/direction.js',
  'dist/encoder.mjs',
  'package.nls.json',
  'package.nls.zh-cn.json',
  'grammar/voice.tmLanguage.json',
  'grammar/language-configuration.json',
  'dist/espeak-ng/espeak-ng.mjs',
  'dist/espeak-ng/LICENSE',
  'dist/node_modules/@echogarden/espeak-ng-emscripten/COPYING',
  'dist/node_modules/@echogarden/espeak-ng-emscripten/espeak-ng.data',
  'dist/node_modules/wasm-media-encoders/wasm/mp3.wasm',
  'dist/node_modules/mpg123-decoder/src/EmscriptenWasm.js',
  'samples/two-hander.voice',
];

/** In no package. */
const never = [
  '**/*.map',
  '**/*.ts',
  '**/*.tsbuildinfo',
  '**/*.symbols',
  '**/*.test.*',
  '**/test/**',
  '**/docs/**',
  '**/doc/**',
  '**/example/**',
  'dist/types/**',
  'dist/library.mjs',
  'node_modules/**',
  'dist/node_modules/{adm-zip,global-agent}/**',
  'dist/node_modules/onnxruntime-node/script/**',
  'models/**',
  'package-lock.json',
  '**/.npmrc',
  'samples/.tableread/**',
];

/** What ONNX Runtime needs on each platform, and nothing of any other. */
const natives: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': ['linux/x64/libonnxruntime.so.1', 'linux/x64/onnxruntime_binding.node'],
  'linux-arm64': ['linux/arm64/libonnxruntime.so.1', 'linux/arm64/onnxruntime_binding.node'],
  'win32-x64': ['win32/x64/DirectML.dll', 'win32/x64/onnxruntime.dll', 'win32/x64/onnxruntime_binding.node'],
  'win32-arm64': ['win32/arm64/DirectML.dll', 'win32/arm64/onnxruntime.dll', 'win32/arm64/onnxruntime_binding.node'],
  'darwin-arm64': ['darwin/arm64/libonnxruntime.1.dylib', 'darwin/arm64/onnxruntime_binding.node'],
  universal: [],
};

describe('what a package holds', () => {
  it('is said for every platform', () => expect(Object.keys(natives).sort()).toEqual([...platforms].sort()));

  it.each(platforms)('%s: what it needs and nothing else', (platform) => {
    const paths = [...contents(platform).keys()];
    expect(always.filter((path) => !paths.includes(path))).toEqual([]);
    expect(paths.filter((path) => never.some((glob) => matchesGlob(path, glob)))).toEqual([]);
    const native = paths.filter((path) => /\.(node|dll|dylib|so(\.\d+)*)$/.test(path));
    const bin = 'dist/node_modules/onnxruntime-node/bin/napi-v6/';
    expect(native.sort()).toEqual((natives[platform] ?? []).map((path) => bin + path).sort());
    expect(paths.some((path) => path.includes('onnxruntime'))).toBe(platform !== 'universal');
  });

  it.each(platforms)('%s: every package is named with its licence in THIRD_PARTY_NOTICES', (platform) => {
    const text = readFileSync(join(root, 'THIRD_PARTY_NOTICES'), 'utf8');
    const named = new Set([...text.matchAll(/^(\S+ \S+)\nLicence: \S/gm)].map(([, name]) => name));
    const shipped = [...contents(platform)].filter(([path]) =>
      /node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path),
    );
    expect(shipped.length).toBeGreaterThan(10);
    const names = shipped.map(([, from]) => {
      const { name, version } = JSON.parse(readFileSync(from, 'utf8')) as { name: string; version: string };
      return `${name} ${version}`;
    });
    expect(names.filter((name) => !named.has(name))).toEqual([]);
  });

  it.each(platforms)('%s: is as large as its parts say', (platform) => {
    const sizes = [...contents(platform)].map(([path, from]) => ({ path, size: statSync(from).size }));
    const sum = (wanted: (path: string) => boolean) =>
      sizes.filter(({ path }) => wanted(path)).reduce((all, { size }) => all + size, 0);
    const voice = sum((path) => path.includes('espeak-ng'));
    const runtime = sum((path) => path.includes('onnxruntime'));
    const rest = sum(() => true) - voice - runtime;
    console.log(
      `${platform}: draft voice ${megabytes(voice)}, ONNX Runtime ${megabytes(runtime)}, all else ${megabytes(rest)}`,
    );
    // The data of all voices is 24 MB; Tableread itself, its samples and its codecs must not grow beside that unseen.
    expect(voice).toBeLessThan(26e6);
    expect(rest).toBeLessThan(9e6);
  });
});

describe.each([...new Set([thisPlatform, 'universal'])])('the package for %s, unpacked', (platform) => {
  const tree = join(folder, platform, 'extension');
  beforeAll(async () => {
    const path = await packageExtension(platform, folder);
    console.log(`${platform}: ${megabytes(statSync(path).size)} packed`);
    await run('unzip', ['-q', path, '-d', join(folder, platform)]);
  });

  it('holds exactly what was said', () => {
    const packed = readdirSync(tree, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(tree.length + 1)
          .replaceAll('\\', '/')
          .toLowerCase(),
      );
    // vsce gives these names of its own.
    const renamed = [...contents(platform).keys(), 'package.json', 'readme.md'].map((path) =>
      path === 'LICENSE' ? 'license.txt' : path.toLowerCase(),
    );
    expect(packed.sort()).toEqual(renamed.sort());
  });

  it('says which platform it is for, and nothing of how it was made', () => {
    const manifest = JSON.parse(readFileSync(join(tree, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(Object.keys(manifest)).toEqual(
      expect.arrayContaining(['name', 'publisher', 'icon', 'engines', 'categories']),
    );
    expect(manifest).not.toHaveProperty('scripts');
    expect(manifest).not.toHaveProperty('dependencies');
    const vsix = readFileSync(join(folder, platform, 'extension.vsixmanifest'), 'utf8');
    expect(/TargetPlatform="([^"]*)"/.exec(vsix)?.[1]).toBe(platform === 'universal' ? undefined : platform);
  });

  it('speaks, and writes every format', async () => {
    const wav = join(folder, `${platform}.wav`);
    await run(process.execPath, [join(tree, 'dist', 'cli.mjs'), 'speak', 'MIRA [1s]: Hello.', '--out', wav]);
    const out = join(folder, `${platform}-out`);
    const script = join(folder, `${platform}.voice`);
    writeFileSync(script, 'MIRA [1s]: Hello.\n');
    await run(process.execPath, [
      join(tree, 'dist', 'cli.mjs'),
      'render',
      script,
      '--out',
      out,
      '--format',
      'wav,mp3,flac',
    ]);
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining(['wav', 'mp3', 'flac'].map((kind) => `${platform}.${kind}`)),
    );
    expect(statSync(wav).size).toBeGreaterThan(20_000);
  });

  it('reads every format', async () => {
    const decoders = [
      '@wasm-audio-decoders/flac',
      '@wasm-audio-decoders/ogg-vorbis',
      'mpg123-decoder',
      '@echogarden/rnnoise-wasm',
    ];
    const code = `await Promise.all(${JSON.stringify(decoders)}.map(async (name) => { const all = await import(name); const Made = Object.values(all).find((each) => typeof each === 'function' && /^\\w+Decoder$/.test(each.name)); if (Made) { const one = new Made(); await one.ready; one.free(); } else await all.default(); }))`;
    await run(process.execPath, ['--input-type=module', '-e', code], { cwd: join(tree, 'dist') });
  });

  if (platform !== 'universal')
    it('loads ONNX Runtime', async () => {
      const code = `const runtime = await import('onnxruntime-node'); console.log(runtime.listSupportedBackends().map(({ name }) => name).join())`;
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: join(tree, 'dist') });
      expect(stdout).toContain('cpu');
    });

  it('starts its engine process', async () => {
    const child = fork(join(tree, 'dist', 'engine.mjs'), ['draft'], { serialization: 'advanced', silent: true });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    expect(await gone).toBe(0);
  });
});

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
