/** A script, and which languages are written in it; others meet it as a foreign word. */
interface Script {
  readonly pattern: RegExp;
  /** Language that speaks it where the surrounding one is not written so. */
  readonly language: string;
  readonly writes: readonly string[];
}

const scripts: readonly Script[] = [
  // Not Japanese and Korean: eSpeak NG's voices say "Chinese letter" for each.
  { pattern: /\p{Script=Han}/u, language: 'cmn', writes: ['cmn', 'yue', 'hak'] },
  { pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, language: 'ja', writes: ['ja'] },
  { pattern: /\p{Script=Hangul}/u, language: 'ko', writes: ['ko'] },
  {
    pattern: /\p{Script=Cyrillic}/u,
    language: 'ru',
    writes: [
      'ru',
      'be',
      'bg',
      'uk',
      'mk',
      'sr',
      'kk',
      'ky',
      'tt',
      'ba',
      'cv',
      'kaa',
      'nog',
      'uz',
      'az',
      'bs',
      'hr',
      'tk',
    ],
  },
  { pattern: /\p{Script=Greek}/u, language: 'el', writes: ['el', 'grc'] },
  { pattern: /\p{Script=Hebrew}/u, language: 'he', writes: ['he'] },
  { pattern: /\p{Script=Arabic}/u, language: 'ar', writes: ['ar', 'fa', 'ur', 'ug', 'sd', 'ku', 'ms'] },
  { pattern: /\p{Script=Devanagari}/u, language: 'hi', writes: ['hi', 'mr', 'ne', 'kok', 'sd'] },
  { pattern: /\p{Script=Thai}/u, language: 'th', writes: ['th'] },
  { pattern: /\p{Script=Armenian}/u, language: 'hy', writes: ['hy', 'hyw'] },
  { pattern: /\p{Script=Georgian}/u, language: 'ka', writes: ['ka'] },
];

const plain = /^[\p{ASCII}\p{Script=Latin}]$/u;

/**
 * The language that a character needs when it stands in a text of `language` (primary subtag of a voice): undefined where
 * the language itself can read it, as with all digits and punctuation. Latin letters are never foreign: eSpeak NG's voices
 * of languages with another script read them in English by themselves, with the same speaker.
 */
export function foreignLanguage(character: string, language: string): string | undefined {
  if (plain.test(character)) return undefined;
  const script = scripts.find(({ pattern }) => pattern.test(character));
  return script === undefined || script.writes.includes(language) ? undefined : script.language;
}
