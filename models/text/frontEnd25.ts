import type { Behaviour } from './behaviour.ts';
import { japaneseWords } from './japaneseWords.ts';
import { languageIndex } from './languages.ts';
import { markPronunciations, upperCaseTokens } from './pronunciation.ts';
import { mapPunctuation } from './punctuation.ts';
import { splitText } from './splitText.ts';
import type { TiktokenTokeniser } from './tiktokenTokeniser.ts';

/** What stands between a text and the network of IndexTTS-2.5. */
export interface FrontEnd25 {
  readonly tokeniser: TiktokenTokeniser;
  /** `normaliseText` with its grammars; undefined leaves numbers and the like as they are written. */
  readonly normalise: ((text: string) => string) | undefined;
  /** Words of a stretch of Japanese without spaces. */
  readonly japaneseWords?: (text: string) => readonly string[];
  /** Most tokens of a segment, 20–600. */
  readonly most: number;
  /** Rows of the network's table of text positions (602 in the published checkpoint). */
  readonly positions: number;
  readonly behaviour: Behaviour;
}

/** A text ready for the network of IndexTTS-2.5. */
export interface Text25 {
  /** Written out as it is spoken, in the case that the language is read in, pronunciations marked. */
  readonly prepared: string;
  readonly segments: readonly { readonly text: string; readonly ids: readonly number[] }[];
  /** Row of the language embedding. */
  readonly languageIndex: number;
}

const normalisedLanguages: ReadonlySet<string> = new Set(['zh', 'zhen', 'en']);
const lowerCaseLanguages: ReadonlySet<string> = new Set(['ja', 'zh', 'zhen', 'en']);
/** Ids that the network uses for start and stop. */
const stop = 1;

/**
 * Text to segments of ids for IndexTTS-2.5. Language codes are those of `languages.ts`, or `zhen`.
 *
 * `original` maps punctuation before it normalises (`14:30` is then heard as two numbers), cuts marked pronunciations of
 * Japanese apart, and ends every segment with an extra stop token. `corrected` normalises first, keeps marked
 * pronunciations whole, and adds nothing. Source: `infer_generator` of the original.
 */
export function frontEnd25(text: string, language: string, frontEnd: FrontEnd25): Text25 {
  const { tokeniser, most, positions, behaviour } = frontEnd;
  const code = language.toLowerCase();
  const prefix = `<|${code}|> `;
  const prepared = prepare(text, code, frontEnd);
  const count = (stretch: string): number => tokeniser.encode(stretch).length;
  const budget = Math.max(1, Math.min(most, positions - 2) - count(prefix));
  const segments = splitText(prepared, budget, count).map((segment) => {
    const ids = tokeniser.encode(prefix + segment);
    return { text: segment, ids: behaviour === 'original' ? [...ids, stop] : ids };
  });
  return { prepared, segments, languageIndex: languageIndex(code) };
}

/**
 * The ids that the network gets to see. `original` drops every 0 and 1, because start and stop have these numbers – and
 * with them `!` and `"` where they stand alone; `corrected` keeps them.
 */
export function audibleIds(ids: readonly number[], behaviour: Behaviour): number[] {
  return behaviour === 'original' ? ids.filter((id) => id > stop) : [...ids];
}

function prepare(text: string, language: string, { normalise, behaviour, ...frontEnd }: FrontEnd25): string {
  const normalised = normalisedLanguages.has(language) ? normalise : undefined;
  let line = behaviour === 'original' || normalised === undefined ? mapPunctuation(text) : text;
  if (normalised !== undefined) line = normalised(line);
  if (lowerCaseLanguages.has(language)) line = line.toLowerCase();
  if (language === 'es') line = line.toUpperCase();
  line = markPronunciations(line);
  if (language === 'ja') line = spaced(line, frontEnd.japaneseWords ?? japaneseWords, behaviour);
  return upperCaseTokens(line);
}

/** Japanese words with spaces between them; runs of spaces stay as they are. */
function spaced(text: string, words: (text: string) => readonly string[], behaviour: Behaviour): string {
  const stretches = (part: string): string =>
    part
      .split(/( +)/)
      .map((stretch) => (/^ *$/.test(stretch) ? stretch : words(stretch).join(' ')))
      .join('');
  if (behaviour === 'original') return stretches(text);
  return text
    .split(/(<\|special_token_\d+\|>.*?<\|special_token_\d+\|>)/iu)
    .map((part, index) => (index % 2 === 1 ? part : stretches(part)))
    .join('');
}
