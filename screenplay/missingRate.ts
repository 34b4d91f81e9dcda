import type { Fix, Problem } from '../foundation/problem.ts';
import type { Line, Tree } from '../grammar/index.ts';
import type { FrontMatter } from './frontMatter.ts';
import type { Layer } from './frontMatterLayer.ts';
import type { YamlEntry } from './yamlValue.ts';

/** Rates of cinema, PAL and NTSC; drop-frame time code exists for NTSC's only (SMPTE ST 12-1). */
const usualRates = [25, 24, 30];
const dropFrameRate = 29.97;

/** Places of further time codes that are told: more of them help nobody. */
const mostRelated = 20;

/**
 * Problems with those of frames without a rate as one: it stands at the first time code with frames, names the others, and has
 * what adds a rate that suits them all. Where the rate is there but cannot be read, that is the mistake.
 */
export function withOneMissingRate(
  problems: readonly Problem<Line>[],
  tree: Tree,
  { own, fps }: Pick<FrontMatter, 'own' | 'fps'>,
): readonly Problem<Line>[] {
  const [first, ...others] = fps === undefined ? problems.filter(isMissingRate) : [];
  if (first === undefined) return problems;
  const rest = problems.filter((problem) => problem === first || !isMissingRate(problem));
  if (own.source.isFaulty || hasUnreadableRate(own)) return rest.filter((problem) => problem !== first);
  const timeCodes = [first, ...others].map(({ line, start, end }) => line.text.slice(start, end));
  const related = others
    .slice(0, mostRelated)
    .map(({ line, start, end }) => ({ line, start, end, title: 'related/also-here' as const, values: {} }));
  const one: Problem<Line> = {
    ...first,
    values: { count: timeCodes.length },
    fixes: [...addRateFixes(tree, own, timeCodes), ...first.fixes],
    ...(related.length === 0 ? {} : { related }),
  };
  return rest.map((problem) => (problem === first ? one : problem));
}

function isMissingRate({ code }: Problem<Line>): boolean {
  return code === 'voice/frames-without-fps';
}

/** The fixes that add a frame rate to the front matter of a script, for its time codes with frames. */
function addRateFixes(tree: Tree, own: Layer, timeCodes: readonly string[]): readonly Fix<Line>[] {
  const [first] = tree.lines;
  // A line `fps:` without a value is left to the writer.
  if (first === undefined || rateEntry(own) !== undefined) return [];
  const eol = first.ending === '' ? '\n' : first.ending;
  const frames = timeCodes.reduce((most, timeCode) => Math.max(most, framesOf(timeCode)), 0);
  const isDropFrame = timeCodes.some((timeCode) => /[;；]/.test(timeCode));
  const rates = (isDropFrame ? [dropFrameRate] : usualRates).filter((rate) => frames < rate);
  return rates.flatMap((fps) => {
    const edit = rateEdit(tree, own, `fps: ${fps}`, eol);
    return edit === undefined ? [] : [{ title: 'fix/add-fps' as const, values: { fps }, edits: [edit] }];
  });
}

function rateEntry({ source: { root } }: Layer): YamlEntry | undefined {
  return root.kind === 'map' ? root.entries.find(({ key }) => key === 'fps') : undefined;
}

function hasUnreadableRate(own: Layer): boolean {
  const entry = rateEntry(own);
  return entry !== undefined && entry.value.kind !== 'nothing';
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
  return Number(timeCode.normalize('NFKC').split(/[:;]/).at(-1));
}
