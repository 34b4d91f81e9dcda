import { nameKey, type ContinuationLine } from '../grammar/index.ts';
import type { Speaker } from './frontMatter.ts';
import type { Report } from './screenplayProblem.ts';

/** Longest start of a line that is looked at: a name of 40 characters, of two units each. */
const longestName = 80;

/** A line that goes on but begins like a cue of someone in the cast was probably meant as one. */
export function checkContinuationHabit(
  { text }: ContinuationLine,
  speakerByKey: ReadonlyMap<string, Speaker>,
  report: Report,
): void {
  const start = text.length - text.trimStart().length;
  const length = text.slice(start, start + longestName).search(/[([{:（［｛【：]/);
  if (length < 1 || !/[:：]/.test(text.slice(start + length))) return;
  const name = text.slice(start, start + length).trimEnd();
  if (!speakerByKey.has(nameKey(name))) return;
  const edits = [{ start: 0, end: start, newText: '' }];
  report('voice/continuation-like-cue', { start, end: start + name.length }, { name }, [
    { title: 'fix/remove-indent', values: {}, edits, preferred: true },
  ]);
}
