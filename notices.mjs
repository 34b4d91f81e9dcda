// Writes THIRD_PARTY_NOTICES: `node notices.mjs`. It names what is really shipped: every package that the bundler takes code
// from, the packages that stay outside the bundle with all that they need, and the libraries compiled into those.
import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, extensionBundle, outside, pages, root } from './bundle.mjs';

// Libraries inside WebAssembly or native files, which no package.json names. Each stands with the package that brings it.
const inside = {
  '@echogarden/espeak-ng-emscripten': [['eSpeak NG', 'GPL-3.0-or-later', 'https://github.com/espeak-ng/espeak-ng']],
  '@echogarden/rnnoise-wasm': [
    [
      'RNNoise',
      'BSD-3-Clause',
      'https://gitlab.xiph.org/xiph/rnnoise',
      '2017, Mozilla; 2007-2017, Jean-Marc Valin; 2005-2017, Xiph.Org Foundation; 2003-2004, Mark Borgerding',
    ],
  ],
  '@wasm-audio-decoders/flac': [
    ['libFLAC', 'BSD-3-Clause', 'https://xiph.org/flac/', '2000-2009, Josh Coalson; 2011-2023, Xiph.Org Foundation'],
  ],
  '@wasm-audio-decoders/ogg-vorbis': [
    ['libvorbis and libogg', 'BSD-3-Clause', 'https://xiph.org/vorbis/', '2002-2020, Xiph.Org Foundation'],
  ],
  libflacjs: [
    ['libFLAC', 'BSD-3-Clause', 'https://xiph.org/flac/', '2000-2009, Josh Coalson; 2011-2023, Xiph.Org Foundation'],
  ],
  'mpg123-decoder': [['mpg123', 'LGPL-2.1-only', 'https://mpg123.org/']],
  'onnxruntime-node': [['ONNX Runtime', 'MIT', 'https://github.com/microsoft/onnxruntime']],
  'signalsmith-stretch': [['Signalsmith Stretch', 'MIT', 'https://signalsmith-audio.co.uk/code/stretch/']],
  'wasm-media-encoders': [
    ['LAME', 'LGPL-2.0-or-later', 'https://lame.sourceforge.io/'],
    ['libvorbis and libogg', 'BSD-3-Clause', 'https://xiph.org/vorbis/', '2002-2020, Xiph.Org Foundation'],
  ],
};

const head = `THIRD-PARTY NOTICES

Tableread's own code is under the MIT licence (LICENSE). It is shipped together with the software below, each part under
its own licence. Made by notices.mjs from what the bundler takes and what stays beside the bundle; do not edit.

eSpeak NG is no part of Tableread's program: it is a program of its own under the GNU General Public License 3 or later, in
the folder espeak-ng/ with its licence, run as a process of its own and spoken to over a pipe. Its source is at the address
named below; whoever removes the folder loses the draft voice and nothing else.

LAME, mpg123 and codec-parser are under the GNU Lesser General Public License. LAME and mpg123 are WebAssembly files of their
own inside the packages wasm-media-encoders and mpg123-decoder; codec-parser is a package of JavaScript files that the decoders
of FLAC and Ogg Vorbis use. None of these packages is bundled: put a package of your own build with the same name in
node_modules/ to replace it. Their sources are at the addresses named below.
`;

/** The text of THIRD_PARTY_NOTICES. */
export async function notices() {
  const builds = await Promise.all(
    [bundle, extensionBundle, pages].map((options) => build({ ...options, write: false })),
  );
  const bundled = builds
    .flatMap(({ metafile }) => Object.values(metafile.outputs))
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  const folders = [...new Set([...bundled, ...outside.flatMap((name) => withDependencies(`node_modules/${name}`))])];
  const packages = folders
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) }))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  const texts = [
    ['GNU General Public License, version 3', 'models/engines/draft/espeak-ng/LICENSE'],
    ['GNU Lesser General Public License, version 3', 'docs/licences/LGPL-3.0.txt'],
    ['GNU Lesser General Public License, version 2.1', 'docs/licences/LGPL-2.1.txt'],
  ].map(([title, path]) => section(title, readFileSync(join(root, path), 'utf8')));
  return [head, ...packages.map(entry), ...texts].join('\n');
}

/** A package's folder and those of everything that it needs at run time, as npm would find them. */
function withDependencies(folder, seen = new Set()) {
  if (seen.has(folder)) return [];
  seen.add(folder);
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  return [folder, ...Object.keys(dependencies).flatMap((name) => withDependencies(find(folder, name), seen))];
}

function find(folder, name) {
  const nested = `${folder}/node_modules/${name}`;
  return existsSync(join(root, nested)) ? nested : `node_modules/${name}`;
}

function entry({ folder, name, version, license, homepage, repository, author }) {
  const files = readdirSync(join(root, folder))
    .filter((file) => /^(licen[cs]e|copying|notice|thirdpartynotices)/i.test(file))
    .sort();
  const source = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? '';
  const facts = [`${name} ${version}`, `Licence: ${license}`, ...(source === '' ? [] : [`Source: ${source}`])];
  for (const [library, itsLicence, itsSource] of inside[name] ?? []) {
    facts.push(`Holds ${library}, ${itsLicence}, ${itsSource}`);
  }
  // GPL and LGPL stand once, at the end.
  const texts = files
    .map((file) => readFileSync(join(root, folder, file), 'utf8').trim())
    .filter((text) => !/GNU (LESSER )?GENERAL PUBLIC LICENSE/.test(text));
  if (texts.length === 0 && /MIT/.test(license))
    texts.push(mit(typeof author === 'string' ? author : author?.name, name));
  for (const [library, itsLicence, , holder] of inside[name] ?? []) {
    if (holder !== undefined) texts.push(bsd(library, itsLicence, holder));
  }
  return section(facts.join('\n'), texts.join('\n\n'));
}

/** The notice that a BSD library asks for wherever its binary goes. */
function bsd(library, licence, holder) {
  const name = licence === 'BSD-3-Clause';
  return `${library}: Copyright (c) ${holder}

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following
conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
   disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
   disclaimer in the documentation and/or other materials provided with the distribution.${
     name
       ? `
3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products
   derived from this software without specific prior written permission.`
       : ''
   }

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING,
BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT
SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING
NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;
}

function section(title, text) {
  return `${'='.repeat(100)}\n${title}\n${'-'.repeat(100)}\n${text.replace(/\r\n/g, '\n').trim()}\n`;
}

/** For packages that name the MIT licence and bring no copy of it. */
function mit(holder, name) {
  return `Copyright (c) ${holder ?? `the authors of ${name}`}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(root, 'THIRD_PARTY_NOTICES'), await notices());
}
