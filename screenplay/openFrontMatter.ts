import type { Problem } from '../foundation/problem.ts';
import { nameKey, type Line, type Tree } from '../grammar/index.ts';
import { topKeys } from './frontMatterLayer.ts';

/** Front matter that begins and that nothing closes, as far as it can be told from the lines that follow. */
interface OpenFrontMatter {
  /** What reads like front matter. To the grammar it is script. */
  readonly lines: ReadonlySet<Line>;
  readonly last: Line;
  readonly keys: ReadonlySet<string>;
}

/**
 * Problems without those that come about because the front matter has no end: that its lines make no good script, that
 * nobody is in the cast, that there is no frame rate. The one that stays has a fix that closes it.
 */
export function withoutOpenFrontMatter(problems: readonly Problem<Line>[], tree: Tree): readonly Problem<Line>[] {
  const open = openFrontMatter(tree);
  if (open === undefined) return problems;
  const { lines, keys } = open;
  const isExtended = keys.has('extends');
  const isFollowing = ({ line, code }: Problem<Line>): boolean =>
    lines.has(line) ||
    (code === 'voice/unknown-speaker' && (isExtended || keys.has('cast'))) ||
    (code === 'voice/frames-without-fps' && (isExtended || keys.has('fps')));
  return problems.flatMap((problem) => {
    if (isFollowing(problem)) return [];
    return problem.code === 'voice/unclosed-front-matter' ? [withEnd(problem, open)] : [problem];
  });
}

function withEnd(problem: Problem<Line>, { last }: OpenFrontMatter): Problem<Line> {
  const eol = problem.line.ending === '' ? '\n' : problem.line.ending;
  const end = last.text.length;
  const edits = [{ line: last, start: end, end, newText: `${eol}---` }];
  return { ...problem, fixes: [{ title: 'fix/close-front-matter', values: {}, edits, preferred: true }] };
}

/** Lines that begin with a key of the front matter, and what stands indented below them. */
function openFrontMatter(tree: Tree): OpenFrontMatter | undefined {
  if (tree.frontMatterLines > 0 || tree.lines[0]?.kind !== 'fence') return undefined;
  const lines = new Set<Line>();
  const keys = new Set<string>();
  let last: Line | undefined;
  for (const line of tree.lines.slice(1)) {
    // A `#` begins a comment in YAML.
    if (line.kind === 'blank' || line.kind === 'heading') continue;
    const key = line.kind === 'cue' && line.name !== undefined ? nameKey(line.name.value) : undefined;
    if (key !== undefined && topKeys.includes(key)) keys.add(key);
    else if (last === undefined || line.kind !== 'continuation') break;
    lines.add(line);
    last = line;
  }
  return last === undefined ? undefined : { lines, last, keys };
}
