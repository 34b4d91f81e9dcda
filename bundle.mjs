// What goes into dist/ and what stays outside: shared by build.mjs and notices.mjs.
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Packages with native code or WebAssembly. They find their binaries beside themselves, so they are not bundled, and users
 * may replace the LGPL parts (LAME, mpg123) file by file.
 */
export const outside = [
  '@echogarden/espeak-ng-emscripten',
  '@echogarden/rnnoise-wasm',
  '@wasm-audio-decoders/flac',
  '@wasm-audio-decoders/ogg-vorbis',
  'libflacjs',
  'mpg123-decoder',
  'onnxruntime-node',
  'signalsmith-stretch',
  'wasm-media-encoders',
];

/** Options of esbuild. */
export const bundle = {
  absWorkingDir: root,
  entryPoints: {
    cli: 'cli/cli.ts',
    library: 'library.ts',
    engine: 'models/process.ts',
    production: 'production/process.ts',
    encoder: 'audio/encoderProgram.ts',
    server: 'language-server/main.ts',
  },
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
};

/** Options of esbuild for the extension: VS Code loads CommonJS and gives it `vscode`. Whatever works long runs in the programs above. */
export const extensionBundle = {
  absWorkingDir: root,
  entryPoints: { extension: 'extension/extension.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  external: ['vscode'],
  // The protocol comes with the client: the server's copy of it would only be a second one.
  alias: { 'vscode-languageserver/node': 'vscode-languageclient/node' },
  // What code of ours finds beside itself lies in dist/ too.
  define: { 'import.meta.url': 'tablereadModule' },
  banner: { js: "const tablereadModule = require('node:url').pathToFileURL(__filename).href;" },
  // The ESM builds of its packages: smaller, and free of `require`s that a bundler cannot follow.
  mainFields: ['module', 'main'],
  // Half the text to read on the way to the first lens.
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** Options of esbuild for the pages of the editor: they run in a browser, and find nothing but what is in their file. */
export const pages = {
  absWorkingDir: root,
  entryPoints: [
    { in: 'extension/webviews/player/player.ts', out: 'player' },
    { in: 'extension/webviews/player/player.css', out: 'player' },
    { in: 'extension/webviews/direction/direction.ts', out: 'direction' },
    { in: 'extension/webviews/direction/direction.css', out: 'direction' },
  ],
  outdir: 'dist',
  bundle: true,
  format: 'iife',
  platform: 'browser',
  // The browser of VS Code 1.100.
  target: 'chrome132',
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  plugins: [{ name: 'sentences come from the host', setup: withoutSentences }],
  metafile: true,
  logLevel: 'warning',
};

/** The tables of all sentences in both languages would be two thirds of a page: what it says is written into its HTML. */
function withoutSentences({ onResolve, onLoad }) {
  onResolve({ filter: /\/messages\/(en|zh)\.ts$/ }, ({ path }) => ({ path, namespace: 'no-sentences' }));
  onLoad({ filter: /.*/, namespace: 'no-sentences' }, () => ({ contents: 'export const en = {}, zh = {};' }));
}
