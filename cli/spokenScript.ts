import { stringify } from 'yaml';
import { parse, type CueLine } from '../grammar/index.ts';
import { UsageError } from './usageError.ts';

export interface SpokenScriptOptions {
  /** Voice of the engine's own. */
  readonly voice?: string;
  readonly language?: string;
}

/**
 * A script of one line for `tableread speak`. A line with `( … )`, `[ … ]` or a name without small letters before its
 * colon is a cue as scripts write it; anything else is words, whatever colons are in it (`Remember: never.`).
 *
 * @throws UsageError for no words, or more than one line
 */
export function spokenScript(words: string, { voice, language }: SpokenScriptOptions = {}): string {
  const lines = words.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const [line, ...more] = lines;
  if (line === undefined) throw new UsageError('cli/nothing-to-speak');
  if (more.length > 0) throw new UsageError('cli/speak-one-line', { lines: lines.length });

  // On a line of its own behind the front matter a `---` or a byte-order mark means nothing, so it is parsed there too.
  const cue = parse(`\n${line.trim()}`).lines[1];
  const isCue = cue?.kind === 'cue' && isMeant(cue);
  const speaker = isCue ? (cue.name?.value ?? 'NARRATOR') : 'NARRATOR';
  const frontMatter = {
    language: language ?? (/\p{Script=Han}/u.test(line) ? 'zh' : 'en'),
    ...(voice === undefined ? {} : { cast: { [speaker]: { draft: voice } } }),
  };
  return `---\n${stringify(frontMatter)}---\n${isCue ? line.trim() : `: ${line.trim()}`}\n`;
}

function isMeant({ name, groups }: CueLine): boolean {
  return groups.length > 0 || name === undefined || !/\p{Ll}/u.test(name.value);
}
