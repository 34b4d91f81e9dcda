// Compiles line.peggy into generated/line.js and its declaration. Quick, and writes nothing that stands there already.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import peggy from 'peggy';

const grammar = new URL('./line.peggy', import.meta.url);
const folder = new URL('./generated/', import.meta.url);

const parser = peggy.generate(readFileSync(grammar, 'utf8'), {
  // The first is where parsing starts; Peggy leaves out what is not named here and not reached from it.
  allowedStartRules: ['Reader', 'Line', 'TimeCodeValue', 'TimeValue', 'HowValue'],
  format: 'es',
  output: 'source',
});

const declaration = `import type { Reader } from '../reader.ts';

/** The reader of lines; the input is empty. */
export function parse(input: ''): Reader;
`;

mkdirSync(folder, { recursive: true });
writeIfChanged(new URL('line.js', folder), parser);
writeIfChanged(new URL('line.d.ts', folder), declaration);

function writeIfChanged(file, content) {
  try {
    if (readFileSync(file, 'utf8') === content) return;
  } catch {
    // Not there yet.
  }
  writeFileSync(file, content);
}
