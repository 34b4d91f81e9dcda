import { CompletionItemKind } from 'vscode-languageserver/node';
import { message, type MessageCode } from '../../foundation/message.ts';
import { nameKey, readHow } from '../../grammar/index.ts';
import { emotionIndex, emotionNames, emotions } from '../../screenplay/index.ts';
import { emotionText } from '../emotionText.ts';
import type { Script } from '../script.ts';
import type { CursorPlace } from './cursorPlace.ts';
import { plainInSnippet, says, type Offer } from './offer.ts';

type DirectionPlace = Extract<CursorPlace, { kind: 'direction' }>;

/** The weights of a line may sum up to this. */
const greatestSum = 0.8;

/** Emotions, moods and all else that an item of `( … )`, `{ … }` or a mood can be. */
export function directionOffers(script: Script, place: DirectionPlace, chinese: boolean): Offer[] {
  const { value: items } = readHow(place.before);
  const named = new Set<number>();
  let sum = 0;
  let source = false;
  for (const item of items ?? []) {
    if (item.form === 'like' || item.form === 'auto' || item.form === 'vector') source = true;
    if (item.form !== 'words') continue;
    const index = item.quoted ? undefined : emotionIndex(item.words.value);
    if (index !== undefined) {
      named.add(index);
      sum += item.strength?.value ?? 0;
    } else source = true;
  }
  const left = Math.max(0.1, Math.round((greatestSum - sum) * 10) / 10);
  const weights = weightOffers(script, place, left);
  if (weights !== undefined) return weights;
  const first = named.size === 0 && !source;
  const { close } = place;
  const offers: Offer[] = [];
  offers.push(...emotionOffers(named, Math.min(0.6, left), chinese, close), ...moodOffers(script, close));
  if (place.of === 'text' && place.before.trim() === '') offers.unshift(...inlineForms(chinese, close, script));
  if (first) offers.push(...sourceForms(chinese, close, script));
  if (place.of === 'line') offers.push(...settingForms(items ?? [], close, script));
  return offers;
}

function emotionOffers(named: ReadonlySet<number>, weight: number, chinese: boolean, close: string): Offer[] {
  const offers = (language: 'en' | 'zh'): Offer[] =>
    emotions.flatMap((_, index): Offer[] => {
      if (named.has(index)) return [];
      const { en, zh } = emotionNames(index);
      const [name, other] = language === 'en' ? [en, zh] : [zh, en];
      return [
        {
          label: name,
          kind: CompletionItemKind.EnumMember,
          insert: `${name} ${weight}${close}`,
          snippet: `${name} \${1:${weight}}${plainInSnippet(close)}`,
          detail: other,
          ...says(`lsp/about-${emotions[index] ?? 'calm'}`),
        },
      ];
    });
  return chinese ? [...offers('zh'), ...offers('en')] : [...offers('en'), ...offers('zh')];
}

function moodOffers({ screenplay, locale }: Script, close: string): Offer[] {
  return [...screenplay.moods.values()].map(({ name, emotion }) => ({
    label: name,
    kind: CompletionItemKind.Variable,
    insert: `${name}${close}`,
    detail: emotionText(emotion, locale),
    about: { of: 'mood', name },
  }));
}

/** Behind an emotion, a mood or `auto` and a space: how strong. Undefined: no strength is being written. */
function weightOffers({ screenplay, locale }: Script, place: DirectionPlace, left: number): Offer[] | undefined {
  const match = /^(.*?)(\s+|(?<=\p{Script=Han}))(\d*\.?\d*)$/u.exec(place.item);
  const name = match?.[1]?.trim() ?? '';
  const number = match?.[3] ?? '';
  if (match === null || (match[2] === '' && number === '')) return undefined;
  const isEmotion = emotionIndex(name) !== undefined;
  const isMood = screenplay.moods.has(nameKey(name));
  const isOther = /^(?:auto|自动|(?:like|像)\s*["“”「].*["”」])$/i.test(name);
  if (!isEmotion && !isMood && !isOther) return undefined;
  const start = place.start + place.item.length - number.length;
  const most = isEmotion ? left : 1;
  const values = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].filter((value) => value <= most + 1e-9);
  const usual = Math.min(0.6, most);
  // The usual strength first, then from weak to strong.
  values.sort((a, b) => Number(b === usual) - Number(a === usual));
  return values.map((value) => ({
    label: String(value),
    kind: CompletionItemKind.Value,
    insert: `${value}${place.close}`,
    detail: value === usual ? message('lsp/complete-usual-strength', {}, locale).text : '',
    span: { start, end: Math.max(start, place.end) },
    ...says('lsp/about-strength'),
  }));
}

type Form = readonly [label: string, chinese: string, snippet: string, code: MessageCode];

const inline: readonly Form[] = [
  ['pause', '停顿', ' ${1:400ms}', 'lsp/about-inline-pause'],
  ['beat', 'beat', '', 'lsp/about-inline-beat'],
  ['mark', 'mark', ' ${1:door}', 'lsp/about-inline-mark'],
  ['language', 'language', ' ${1:en}', 'lsp/about-inline-language'],
];

const sources: readonly Form[] = [
  ['like', '像', ' "$1" ${2:1}', 'lsp/about-like'],
  ['auto', '自动', ' ${1:0.6}', 'lsp/about-auto'],
  ['random', '随机', '', 'lsp/about-random'],
  ['vector', 'vector', ' ${1:0} ${2:0} ${3:0} ${4:0} ${5:0} ${6:0} ${7:0} ${8:0.6}', 'lsp/about-vector'],
];

const settings: readonly Form[] = [
  ['take', 'take', ' ${1:2}', 'lsp/about-take'],
  ['seed', 'seed', ' ${1:1}', 'lsp/about-seed'],
  ['language', 'language', ' ${1:en}', 'lsp/about-language'],
  ['engine', 'engine', ' ${1:draft}', 'lsp/about-engine'],
  ['voice', 'voice', ' "$1"', 'lsp/about-voice'],
  ['id', 'id', ' ${1:name}', 'lsp/about-id'],
];

function inlineForms(chinese: boolean, close: string, script: Script): Offer[] {
  return inline.map((form) => formOffer(form, chinese, close, script));
}

function sourceForms(chinese: boolean, close: string, script: Script): Offer[] {
  return sources.map((form) => formOffer(form, chinese, close, script));
}

function settingForms(
  items: readonly { readonly form: string; readonly name?: string }[],
  close: string,
  script: Script,
): Offer[] {
  const made = new Set(items.map(({ name }) => name));
  const conventions = script.locale === 'zh' ? ['画外音', '内心独白', '旁白'] : ['V.O.', 'O.S.', "CONT'D"];
  return [
    ...settings.filter(([name]) => !made.has(name)).map((form) => formOffer(form, false, close, script)),
    ...conventions.map((label): Offer => ({
      label,
      kind: CompletionItemKind.Text,
      insert: `${label}${close}`,
      ...says('lsp/about-convention'),
    })),
  ];
}

function formOffer([english, zh, snippet, code]: Form, chinese: boolean, close: string, { locale }: Script): Offer {
  const label = chinese ? zh : english;
  return {
    label,
    kind: CompletionItemKind.Keyword,
    // Without snippets: the word, and a space where something follows it.
    insert: snippet === '' ? `${label}${close}` : `${label} `,
    snippet: `${label}${snippet}${plainInSnippet(close)}`,
    detail: message(code, {}, locale).text,
    ...says(code),
  };
}
