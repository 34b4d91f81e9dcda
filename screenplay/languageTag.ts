import { nameKey } from '../grammar/index.ts';

/** What people write for a language that is not its code. */
const habits = new Map([
  ['english', 'en'],
  ['eng', 'en'],
  ['英语', 'en'],
  ['英文', 'en'],
  ['chinese', 'zh'],
  ['mandarin', 'zh'],
  ['cn', 'zh'],
  ['chi', 'zh'],
  ['zho', 'zh'],
  ['中文', 'zh'],
  ['汉语', 'zh'],
  ['普通话', 'zh'],
  ['japanese', 'ja'],
  ['jp', 'ja'],
  ['jpn', 'ja'],
  ['日语', 'ja'],
  ['日本語', 'ja'],
  ['spanish', 'es'],
  ['español', 'es'],
  ['spa', 'es'],
  ['西班牙语', 'es'],
  ['arabic', 'ar'],
  ['ara', 'ar'],
  ['阿拉伯语', 'ar'],
  ['korean', 'ko'],
  ['kr', 'ko'],
  ['german', 'de'],
  ['french', 'fr'],
]);

const displayNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/**
 * The primary language of a BCP-47 tag, in small letters; `cmn` is `zh`. Undefined: not a language that the world knows.
 * Varieties (`en-GB`) are a matter of the voice, not of the text.
 */
export function primaryLanguage(tag: string): string | undefined {
  if (!/^[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*$/i.test(tag)) return undefined;
  const primary = (tag.split(/[-_]/)[0] ?? '').toLowerCase();
  if (primary === 'cmn') return 'zh';
  return displayNames.of(primary) === undefined ? undefined : primary;
}

/** The code that was probably meant. */
export function languageMeant(written: string): string | undefined {
  return habits.get(nameKey(written));
}

const isAscii = /^[\0-\x7F]*$/;

/** The language that a text seems to be written in, where nothing says so. */
export function languageOfText(text: string): string {
  if (isAscii.test(text)) return 'en';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  if (/\p{Script=Arabic}/u.test(text)) return 'ar';
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han === 0) return 'en';
  const latinWords = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return han >= latinWords ? 'zh' : 'en';
}
