import { distance } from 'fastest-levenshtein';
import { spokenNumber } from './spokenNumber.ts';

// What writers type for items of `( … )` in other forms than this language has. All texts are folded, and short: whoever
// asks looks at the length first.

/** Names of the settings of a line in Chinese and in other programs. */
const settingNames: Readonly<Record<string, string>> = {
  种子: 'seed',
  随机种子: 'seed',
  语言: 'language',
  语种: 'language',
  引擎: 'engine',
  编号: 'id',
  lang: 'language',
};
/** `mood: sad`: the label says nothing. */
const labels = /^(?:emotion|emotions|emo|mood|feeling|how|style|情感|情绪|语气|心情)$/;
const settings = ['seed', 'take', 'language', 'engine', 'id'];
const figure = String.raw`(?:\d+(?:\.\d+)?|\.\d+)`;

const named = /^(\p{L}+)\s*([:=]?)\s*(.*)$/su;
const take = /^第\s*([零一二两三四五六七八九十\d]+)\s*(?:遍|条|版|次|个版本)$/;
const reversed = new RegExp(`^(${figure})\\s*[×x*]?\\s*(\\p{L}[\\p{L}\\s'’-]*)$`, 'u');
// A minus after a space is a sign.
const joined = new RegExp(
  `^(\\p{L}(?:[\\p{L}\\s'’]*\\p{L})?)(?:-|\\s*[^\\p{L}\\p{N}\\s,;+.−-]{0,2}\\s*)(${figure})$`,
  'u',
);

/** What an item is, in the form of this language: `sad 0.4` for `sad=0.4`, `seed 4` for 种子 4; undefined: none can be told. */
export function itemMeant(text: string): string | undefined {
  const said = text.trim();
  return settingMeant(said) ?? weightMeant(said);
}

function settingMeant(said: string): string | undefined {
  const reading = spokenNumber(take.exec(said)?.[1] ?? '');
  if (reading !== undefined) return `take ${reading}`;
  const [, word = '', mark = '', value = ''] = named.exec(said) ?? [];
  const name = word.toLowerCase();
  if (value === '') return undefined;
  if (mark !== '' && labels.test(name)) return value;
  if (mark !== '' && (name === 'like' || name === 'voice')) return `${name} "${value}"`;
  const setting = settingNames[name] ?? settings.find((known) => name === known || isSlip(name, known, value));
  switch (setting) {
    case 'seed':
    case 'take': {
      const count = spokenNumber(value);
      return count === undefined ? undefined : `${setting} ${count}`;
    }
    case 'id': {
      const id = idMeant(value);
      return id === '' ? undefined : `id ${id}`;
    }
    case 'language':
    case 'engine':
      return /\s/.test(value) ? undefined : `${setting} ${value}`;
    default:
      return undefined;
  }
}

/** Letters, digits, `-` and `_`: other characters between them become `_`. */
export function idMeant(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '_').replace(/^_+|_+$/g, '');
}

/** A setting that was misspelt: with a value that only a setting has, since most words are fine as a description. */
function isSlip(name: string, setting: string, value: string): boolean {
  switch (setting) {
    case 'language':
      return /^[a-z]{2,3}(?:-[a-z]{2,4})?$/i.test(value) && name.length > 5 && distance(name, setting) <= 2;
    case 'engine':
      return /^(?:draft|index\S*)$/i.test(value) && name.length > 4 && distance(name, setting) <= 2;
    case 'seed':
    case 'take':
      return /^\d+$/.test(value) && Number(value) > 1 && (distance(name, setting) === 1 || isAnagram(name, setting));
    default:
      return false;
  }
}

function isAnagram(one: string, other: string): boolean {
  return Array.from(one).sort().join('') === Array.from(other).sort().join('');
}

const inPercent = /^(\p{L}+?)\s*百分之\s*([零一二两三四五六七八九十百\d]+)$/u;

function weightMeant(said: string): string | undefined {
  const [, word = '', percent = ''] = inPercent.exec(said) ?? [];
  const share = spokenNumber(percent);
  if (share !== undefined) return `${word} ${share / 100}`;
  const [, first, after] = reversed.exec(said) ?? [];
  if (first !== undefined && after !== undefined && Number(first) <= 1) return `${after.trim()} ${first}`;
  const [, words, weight] = joined.exec(said) ?? [];
  return words === undefined || weight === undefined || Number(weight) > 1 ? undefined : `${words.trim()} ${weight}`;
}

const numberWords = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';
/** Words that begin like a setting, so that a slip in it would pass as a description. */
const likeSetting = new RegExp(
  [
    String.raw`^(?:seed|language|lang|engine|id|vector)\s`,
    String.raw`^(?:seed|take|language|lang|engine|id|vector|like|voice|auto|emotion|emotions|emo|mood|feeling|how|style)\s*[:=]`,
    String.raw`^(?:情感|情绪|语气|心情)\s*[:=]`,
    String.raw`^(?:随机)?种子|^(?:语言|语种|引擎|编号|向量)(?:\s|[:=]|$)`,
    String.raw`^take\s+(?:${numberWords})$`,
    String.raw`^第[零一二两三四五六七八九十]+(?:遍|条|版|次|个版本)$`,
    '百分之',
    '=',
  ].join('|'),
  'i',
);
const twoWords = /^(\p{L}+)\s+(\S+)$/u;

/** Whether words were meant as a setting. */
export function isMeantAsSetting(said: string): boolean {
  if (likeSetting.test(said)) return true;
  const [, name, value] = twoWords.exec(said) ?? [];
  if (name === undefined || value === undefined || !/^[le]/i.test(name)) return false;
  return ['language', 'engine'].some((setting) => isSlip(name.toLowerCase(), setting, value));
}
