import type { Range } from 'vscode-languageserver/node';
import { lineIndex } from '../grammar/index.ts';
import type { Cue } from '../screenplay/index.ts';
import type { Script } from './script.ts';

/** The lines of a cue, to the end of its last continuation. */
export function cueRange({ tree, ranges }: Script, { line, continuations }: Cue): Range {
  const first = lineIndex(tree, line);
  const last = continuations.at(-1);
  return ranges.ofLines(first, last === undefined ? first : lineIndex(tree, last));
}
