// Compiles line.peggy into generated/line.js and its declaration. Quick, and writes nothing that stands there already.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import peggy from 'peggy';

const grammar = new URL('./line.peggy', import.meta.url);
const folder = new URL('./generated/', import.meta.url);

const startRules = ['Line', 'DurationValue', 'TimeCodeValue', 'TimeValue', 'HowValue'];

const parser = peggy.generate(readFileSync(grammar, 'utf8'), {
  allowedStartRules: startRules,
  format: 'es',
  output: 'source',
});

const declaration = `/** What the parser of one line finds: see line.ts. */
export interface Result {
  readonly peg$success: boolean;
  readonly peg$result: unknown;
}
/** \`input\` is folded, \`written\` is not; both have the same length. */
export function parse(
  input: string,
  options: {
    readonly written: string;
    readonly startRule: ${startRules.map((rule) => `'${rule}'`).join(' | ')};
    readonly peg$library: true;
  },
): Result;
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
