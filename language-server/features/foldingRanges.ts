import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver/node';
import { lineIndex } from '../../grammar/index.ts';
import type { Script } from '../script.ts';
import { sectionEnd } from '../sectionEnd.ts';

/** Front matter, sections, cues of several lines and runs of comments can be folded. */
export function* foldingRanges(script: Script): Generator<undefined, FoldingRange[], undefined> {
  const { tree, screenplay } = script;
  const folds: FoldingRange[] = [];
  const add = (startLine: number, endLine: number, kind?: FoldingRangeKind): void => {
    if (endLine > startLine) folds.push({ startLine, endLine, ...(kind === undefined ? {} : { kind }) });
  };
  if (tree.frontMatterLines > 0) add(0, tree.frontMatterLines - 1, FoldingRangeKind.Imports);
  for (const [index, { heading }] of screenplay.sections.entries()) {
    if (heading !== undefined) add(lineIndex(tree, heading), sectionEnd(script, index), FoldingRangeKind.Region);
    yield;
  }
  for (const { line, continuations } of screenplay.cues) {
    const last = continuations.at(-1);
    if (last !== undefined) add(lineIndex(tree, line), lineIndex(tree, last));
    yield;
  }
  let comments = -1;
  for (let index = 0; index <= tree.lines.length; index++) {
    if (tree.lines[index]?.kind === 'comment') {
      if (comments < 0) comments = index;
    } else if (comments >= 0) {
      add(comments, index - 1, FoldingRangeKind.Comment);
      comments = -1;
    }
    yield;
  }
  return folds;
}
