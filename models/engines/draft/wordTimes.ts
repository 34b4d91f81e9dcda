import type { TakeWord } from '../../engine.ts';
import type { WrittenWord } from './writtenWords.ts';

/** A phoneme as spoken. */
export interface TimedPhoneme {
  readonly ipa: string;
  /** Seconds from the start of the take. */
  readonly start: number;
  readonly end: number;
  /** Offset in the written text of what is spoken. */
  readonly offset: number;
}

/**
 * Times of the written words: each has the phonemes that eSpeak NG says for it, from the first to the last. It says some
 * words in one go (`of the`, most Chinese words); these share their phonemes: Chinese ones a syllable each, others by their letters. A word
 * of which nothing is said has no length and stands where the one before it ends.
 * @param words in the order of the text
 * @param phonemes in the order of time
 */
export function wordTimes(words: readonly WrittenWord[], phonemes: readonly TimedPhoneme[]): TakeWord[] {
  const said = words.map((): TimedPhoneme[] => []);
  let word = 0;
  for (const phoneme of phonemes) {
    while (phoneme.offset >= (words[word + 1]?.from ?? Infinity)) word++;
    said[word]?.push(phoneme);
  }
  for (let first = 0; first < words.length; first++) {
    const together = [first];
    for (let next = first + 1; said[next]?.length === 0 && isSpeech(words[next]); next++) together.push(next);
    const own = said[first] ?? [];
    if (together.length === 1 || own.length === 0) continue;
    const shares =
      (/\p{Script=Han}/u.test(words[first]?.text ?? '') ? bySyllables(own, together.length) : undefined) ??
      byLetters(
        own,
        together.map((index) => words[index]?.text.length ?? 0),
      );
    together.forEach((index, at) => (said[index] = shares[at] ?? []));
  }
  let last = phonemes[0]?.start ?? 0;
  return words.map(({ text }, index) => {
    const own = said[index] ?? [];
    const start = own[0]?.start ?? last;
    last = own.at(-1)?.end ?? start;
    return { text, start, end: last, phonemes: own.map(({ ipa, start, end }) => ({ ipa, start, end })) };
  });
}

function isSpeech(word: WrittenWord | undefined): boolean {
  return word !== undefined && /[\p{L}\p{N}]/u.test(word.text);
}

const vowel = /[aeiouyɑɐɒæɔəɘɛɜɝɚɞɤɨɪɯɵøœɶʉʊʌʏ]/u;

/** Parts phonemes into syllables; undefined when there are not `count` of them. */
function bySyllables(phonemes: readonly TimedPhoneme[], count: number): TimedPhoneme[][] | undefined {
  const nuclei = phonemes.flatMap(({ ipa }, index) => (vowel.test(ipa) ? [index] : []));
  if (nuclei.length !== count) return undefined;
  const starts = nuclei.map((nucleus, index) => {
    const before = nuclei[index - 1];
    if (before === undefined) return 0;
    // Consonants belong to the vowel after them, but ŋ, and n or r before another one, end a syllable of Mandarin.
    const first = phonemes[before + 1]?.ipa ?? '';
    const isCoda = nucleus > before + 1 && (first === 'ŋ' || (/^[nɹ]$/u.test(first) && nucleus > before + 2));
    return before + (isCoda ? 2 : 1);
  });
  return starts.map((start, index) => phonemes.slice(start, starts[index + 1] ?? phonemes.length));
}

function byLetters(phonemes: readonly TimedPhoneme[], letters: readonly number[]): TimedPhoneme[][] {
  const total = letters.reduce((sum, count) => sum + count, 0);
  let before = 0;
  return letters.map((count) => {
    const from = Math.round((before / total) * phonemes.length);
    before += count;
    return phonemes.slice(from, Math.round((before / total) * phonemes.length));
  });
}
