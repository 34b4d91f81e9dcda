import type { Fix } from '../foundation/problem.ts';
import type { Line, Tree } from '../grammar/index.ts';
import type { Layer } from './frontMatterLayer.ts';

/** Rates of cinema, PAL and NTSC; drop-frame time code exists for NTSC's only (SMPTE ST 12-1). */
const usualRates = [25, 24, 30];
const dropFrameRate = 29.97;

/** The fixes that add a frame rate to the front matter of a script, for a time code with frames. */
export function addRateFixes(tree: Tree, own: Layer, timeCode: string): readonly Fix<Line>[] {
  const [first] = tree.lines;
  const { source } = own;
  // A line `fps:` without a value is left to the writer.
  if (first === undefined || source.isFaulty || hasRate(own)) return [];
  const eol = first.ending === '' ? '\n' : first.ending;
  const rates = /[;；]/.test(timeCode) ? [dropFrameRate] : usualRates.filter((rate) => framesOf(timeCode) < rate);
  return rates.flatMap((fps) => {
    const edit = rateEdit(tree, own, `fps: ${fps}`, eol);
    return edit === undefined ? [] : [{ title: 'fix/add-fps' as const, values: { fps }, edits: [edit] }];
  });
}

function hasRate({ source: { root } }: Layer): boolean {
  return root.kind === 'map' && root.entries.some(({ key }) => key === 'fps');
}

function rateEdit(tree: Tree, { source }: Layer, entry: string, eol: string): Fix<Line>['edits'][number] | undefined {
  const [first] = tree.lines;
  if (first === undefined) return undefined;
  if (tree.frontMatterLines === 0) {
    if (first.kind === 'fence') return undefined;
    const start = first.text.startsWith('\uFEFF') ? 1 : 0;
    return { line: first, start, end: start, newText: `---${eol}${entry}${eol}---${eol}` };
  }
  const fence = tree.lines[tree.frontMatterLines - 1];
  const { root } = source;
  if (fence === undefined || (root.kind === 'map' && root.flow) || root.kind === 'text' || root.kind === 'list') {
    return undefined;
  }
  const indent = root.kind === 'map' ? ' '.repeat(source.columnOf(root.start)) : '';
  return { line: fence, start: 0, end: 0, newText: `${indent}${entry}${eol}` };
}

function framesOf(timeCode: string): number {
  return Number(timeCode.normalize('NFKC').split(':').at(-1));
}
