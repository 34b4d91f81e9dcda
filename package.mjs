// Packs the extension: `node package.mjs [platform…]` writes vsix/tableread-PLATFORM.vsix for every platform, or for those
// that are named. dist/ has to be built. Nothing is downloaded: npm's packages hold the native parts of all platforms.
import { createVSIX } from '@vscode/vsce';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { outside, root } from './bundle.mjs';

/**
 * Those that onnxruntime-node has binaries for, and `universal` for all others (Intel Macs, Alpine): that one has no native
 * code and with it only the draft voice.
 */
export const platforms = ['linux-x64', 'linux-arm64', 'win32-x64', 'win32-arm64', 'darwin-arm64', 'universal'];

/** The platform of this machine. */
export const thisPlatform = platforms.find((name) => name === `${process.platform}-${process.arch}`) ?? 'universal';

/**
 * What of each package is run; package.json and licences come along by themselves. The packages lie in dist/node_modules/,
 * where a bundle in dist/ finds them and where their files can be replaced.
 */
const parts = {
  '@echogarden/espeak-ng-emscripten': ['espeak-ng.js', 'espeak-ng.data'],
  '@echogarden/rnnoise-wasm': ['rnnoise.js', 'rnnoise.wasm'],
  '@eshaz/web-worker': ['cjs/node.js'],
  '@swc/helpers': ['esm/_define_property.js', 'esm/_object_spread.js', 'esm/_object_spread_props.js'],
  '@wasm-audio-decoders/common': ['index.js', 'src'],
  '@wasm-audio-decoders/flac': ['index.js', 'src'],
  '@wasm-audio-decoders/ogg-vorbis': ['index.js', 'src'],
  'codec-parser': ['index.js', 'src'],
  libflacjs: ['index.js', 'dist/libflac.min.wasm.js', 'dist/libflac.min.wasm.wasm'],
  'mpg123-decoder': ['index.js', 'src'],
  'onnxruntime-common': ['dist/cjs'],
  'onnxruntime-node': ['dist'],
  'signalsmith-stretch': ['SignalsmithStretch.mjs'],
  'simple-yenc': ['dist/esm.js'],
  'wasm-media-encoders': ['dist/es', 'wasm/mp3.wasm'],
};

/** Parts of ONNX Runtime by platform. Windows has DirectML, and no WebGPU, which nobody here asks for (its compilers: 20 MB). */
const runtime = {
  'linux-x64': ['libonnxruntime.so.1'],
  'linux-arm64': ['libonnxruntime.so.1'],
  'win32-x64': ['onnxruntime.dll', 'DirectML.dll'],
  'win32-arm64': ['onnxruntime.dll', 'DirectML.dll'],
  // The package holds the same file a second time under its full version.
  'darwin-arm64': ['libonnxruntime.1.dylib'],
};

/** Only npm's install script of onnxruntime-node needs these, and it is never run. */
const unused = ['adm-zip', 'global-agent'];

/** Of package.json, what is for whoever works on Tableread or takes it from npm. */
const notForEditors = ['private', 'bin', 'exports', 'scripts', 'dependencies', 'devDependencies'];

/**
 * What the `.vsix` of a platform holds: paths in it, and the file that each is taken from.
 *
 * @returns {Map<string, string>} without package.json and README.md, which are changed on the way
 */
export function contents(platform) {
  const taken = new Map();
  const take = (path, from = path) => {
    if (!existsSync(join(root, from))) throw new Error(`${from} is to be packed and is not there. Is dist/ built?`);
    taken.set(path, join(root, from));
  };
  for (const path of ['CHANGELOG.md', 'LICENSE', 'THIRD_PARTY_NOTICES']) take(path);
  for (const path of readdirSync(root).filter((name) => /^package\.nls.*\.json$/.test(name))) take(path);
  for (const path of [...filesNamed(manifest()), ...pictures('extension')]) take(path);
  for (const path of files('samples').filter((name) => /\.(voice|wav|ya?ml)$/.test(name))) take(path);
  for (const path of files('production/schemas')) take(path);
  for (const path of files('dist')) {
    if (!/^dist\/(types|node_modules)\/|^dist\/library\.mjs$|\.map$/.test(path)) take(path);
  }
  const native = platform === 'universal' ? undefined : platform.replace('-', '/');
  for (const folder of packages(native !== undefined)) {
    const name = folder.replace(/^.*node_modules\//, '');
    for (const file of packageFiles(folder, parts[name]))
      take(`dist/node_modules/${name}/${file}`, `${folder}/${file}`);
  }
  if (native !== undefined) {
    for (const file of ['onnxruntime_binding.node', ...runtime[platform]]) {
      const path = `onnxruntime-node/bin/napi-v6/${native}/${file}`;
      take(`dist/node_modules/${path}`, `node_modules/${path}`);
    }
  }
  return new Map([...taken].sort());
}

/** Packs one platform into a folder and returns the path of the `.vsix`. */
export async function packageExtension(platform, folder) {
  const stage = await mkdtemp(join(tmpdir(), 'tableread-package-'));
  try {
    for (const [path, from] of contents(platform)) {
      await mkdir(dirname(join(stage, path)), { recursive: true });
      await cp(from, join(stage, path));
    }
    const facts = Object.entries(manifest()).filter(([name]) => !notForEditors.includes(name));
    await writeFile(join(stage, 'package.json'), `${JSON.stringify(Object.fromEntries(facts), undefined, 2)}\n`);
    await writeFile(join(stage, 'README.md'), readme());
    // Nothing is left out: the stage holds what is wanted and no more.
    await writeFile(join(stage, '.vscodeignore'), '');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `tableread-${platform}.vsix`);
    await createVSIX({
      cwd: stage,
      packagePath: path,
      ...(platform === 'universal' ? {} : { target: platform }),
      // The packages lie in dist/ already.
      dependencies: false,
      // There is no address that relative links could lead to.
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
    return path;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

function manifest() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

/** The extension's page in the editor: it shows no pictures from the package, so they stand in the text. */
function readme() {
  const folder = join(root, 'extension');
  return readFileSync(join(folder, 'README.md'), 'utf8').replace(
    /(!\[[^\]]*\]\()([^)]+\.png)(\))/g,
    (_, before, path, after) => {
      const picture = readFileSync(join(folder, path)).toString('base64');
      return `${before}data:image/png;base64,${picture}${after}`;
    },
  );
}

/** The files that package.json names, outside of dist/: grammars, icons, pages of the walkthrough. */
function filesNamed(value) {
  if (typeof value === 'string') {
    const path = value.replace(/^\.\//, '');
    const isFile = /^[\w./-]+\.\w+$/.test(path) && !path.startsWith('dist/') && existsSync(join(root, path));
    return isFile && statSync(join(root, path)).isFile() ? [path] : [];
  }
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(filesNamed);
}

/** What lies beside the extension's sources to be shown. */
function pictures(folder) {
  return files(folder).filter(
    (path) => ['.svg', '.png', '.md'].includes(extname(path)) && path !== 'extension/README.md',
  );
}

function files(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

/** Folders of the packages that stay outside the bundle and of all that those need, as npm would find them. */
function packages(native) {
  const found = new Set();
  const add = (folder) => {
    if (found.has(folder)) return;
    found.add(folder);
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    for (const name of Object.keys(dependencies).filter((each) => !unused.includes(each))) {
      const nested = `${folder}/node_modules/${name}`;
      add(existsSync(join(root, nested)) ? nested : `node_modules/${name}`);
    }
  };
  for (const name of outside) if (native || name !== 'onnxruntime-node') add(`node_modules/${name}`);
  return found;
}

function packageFiles(folder, wanted) {
  if (wanted === undefined) throw new Error(`package.mjs does not say which files of ${folder} are run.`);
  const licences = readdirSync(join(root, folder)).filter((name) =>
    /^(licen[cs]e|copying|notice|thirdparty)/i.test(name),
  );
  const run = wanted.flatMap((path) =>
    statSync(join(root, folder, path)).isDirectory()
      ? files(`${folder}/${path}`)
          .map((file) => file.slice(folder.length + 1))
          .filter((file) => /\.(c?js|mjs|json|wasm)$/.test(file) && !file.includes('/puff/'))
      : [path],
  );
  return ['package.json', ...licences, ...run];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : platforms;
  const wrong = chosen.find((name) => !platforms.includes(name));
  if (wrong !== undefined) {
    console.error(`No platform "${wrong}". Platforms: ${platforms.join(', ')}.`);
    process.exitCode = 2;
  } else {
    for (const platform of chosen) {
      const path = await packageExtension(platform, join(root, 'vsix'));
      console.log(`${path} ${((await stat(path)).size / 1e6).toFixed(1)} MB`);
    }
  }
}
