import type { ReelCue } from '../../../production/productionService.ts';

/** A piece of a cue's text; with `word`, its index into `words`. */
export interface WordSpan {
  readonly text: string;
  readonly word?: number;
}

/**
 * Where the spoken words stand in the text, in their order; a word that the text does not have (a number said in words, say)
 * is passed over. The pieces together are the text.
 */
export function wordSpans({ text, words }: Pick<ReelCue, 'text' | 'words'>): WordSpan[] {
  const spans: WordSpan[] = [];
  // Lower case of some letters is longer: then places would not agree.
  const lower = text.toLowerCase().length === text.length ? text.toLowerCase() : text;
  let done = 0;
  words.forEach((word, index) => {
    const wanted = word.text.trim();
    if (wanted === '') return;
    const at = lower.indexOf(lower === text ? wanted : wanted.toLowerCase(), done);
    // A word far ahead is another one: what was said in between would lose its light.
    if (at < 0 || at - done > 40) return;
    if (at > done) spans.push({ text: text.slice(done, at) });
    spans.push({ text: text.slice(at, at + wanted.length), word: index });
    done = at + wanted.length;
  });
  if (done < text.length || spans.length === 0) spans.push({ text: text.slice(done) });
  return spans;
}

/** Index of the word that is said at a frame; −1: none. */
export function wordAt(words: ReelCue['words'], frame: number): number {
  return words.findLastIndex((word) => word.start <= frame && frame < word.start + word.length);
}
