import { CompletionItemKind } from 'vscode-languageserver/node';
import { message, type MessageCode } from '../../foundation/message.ts';
import { renderSettings } from '../../foundation/settings.ts';
import { nameKey } from '../../grammar/index.ts';
import type { Script } from '../script.ts';
import { plainInSnippet, says, type Offer } from './offer.ts';
import { described, describedOffers, engineOffers, languageOffers, valueOffers } from './settingOffers.ts';

type Key = readonly [name: string, snippet: string, code: MessageCode];

const topKeys: readonly Key[] = [
  ['title', ' ${1}', 'lsp/key-title'],
  ['author', ' ${1}', 'lsp/key-author'],
  ['language', ' ${1:en}', 'lsp/about-language'],
  ['cast', '\n  ${1:NAME}:\n    voice: ${2}\n    consent: "${3}"', 'lsp/key-cast'],
  ['moods', '\n  ${1:terrified}: ${2:afraid 0.6}', 'lsp/key-moods'],
  ['lexicon', '\n  ${1:word}: ${2}', 'lsp/key-lexicon'],
  ['render', ' { ${1:loudness: -16 LUFS} }', 'lsp/key-render'],
  ['engine', ' ${1:indextts2}', 'lsp/about-engine'],
  ['mood', ' ${1}', 'lsp/about-mood'],
  ['extends', ' ${1:../series.yaml}', 'lsp/key-extends'],
  ['fps', ' ${1:24}', 'setting/fps'],
  ['seed', ' ${1:7}', 'setting/seed'],
];

const memberKeys: readonly Key[] = [
  ['voice', ' ${1}', 'lsp/key-voice'],
  ['consent', ' "${1}"', 'lsp/key-consent'],
  ['draft', ' ${1:en}', 'lsp/key-draft'],
  ['language', ' ${1:en}', 'lsp/about-language'],
  ['mood', ' ${1}', 'lsp/about-mood'],
  ['aliases', ' [${1}]', 'lsp/key-aliases'],
  ['pan', ' ${1:0}', 'setting/pan'],
  ['gain', ' ${1:0} dB', 'setting/gain'],
  ['seed', ' ${1:7}', 'setting/seed'],
];

const renderKeys: readonly Key[] = Object.values(renderSettings).map((setting): Key => {
  const value = setting.type === 'number' ? `${setting.default}${setting.shown}` : String(setting.default);
  return [setting.name, ` \${1:${value}}`, setting.sentence];
});

function keysUnder(under: readonly string[]): readonly Key[] {
  const [top] = under;
  if (top === undefined) return topKeys;
  if (top === 'render') return renderKeys;
  return top === 'cast' && under.length === 2 ? memberKeys : [];
}

/** What a key of the front matter is for; undefined: it is a name, or nothing. */
export function frontMatterKeyMessage(under: readonly string[], key: string): MessageCode | undefined {
  return keysUnder(under).find(([name]) => name === key)?.[2];
}

/** Keys of a map of the front matter that are not there yet. */
export function frontMatterKeyOffers(script: Script, under: readonly string[], siblings: readonly string[]): Offer[] {
  const taken = new Set(siblings.map(nameKey));
  const [top, second] = under;
  if (top === 'cast' && second === undefined) return missingSpeakers(script, taken);
  if (top === 'lexicon' && second === undefined) return spokenOddly(script, taken);
  return keysUnder(under)
    .filter(([name]) => !taken.has(nameKey(name)))
    .map(([name, snippet, code]) => ({
      label: name,
      kind: CompletionItemKind.Property,
      insert: `${name}: `,
      snippet: `${name}:${snippet}`,
      detail: message(code, {}, script.locale).text,
      ...says(code),
    }));
}

/** Values of a key of the front matter that are no path and no direction; `written`: what stands of it, `quoted`: within quotes. */
export function frontMatterValueOffers(
  script: Script,
  under: readonly string[],
  key: string,
  written: string,
  quoted: boolean,
): Offer[] {
  const inMember = under[0] === 'cast' && under.length === 2;
  if (under.length > 0 && under[0] !== 'render' && !inMember) return [];
  if (under[0] === 'render') {
    const setting = described[key];
    return setting === undefined ? [] : describedOffers(setting);
  }
  switch (key) {
    case 'language':
      return languageOffers(script);
    case 'engine':
      return engineOffers(script);
    case 'draft':
      return inMember ? draftVoiceOffers(script, written) : [];
    case 'consent':
      return inMember ? [consentOffer(script, under[1] ?? '', quoted)] : [];
    case 'fps':
      return valueOffers(['23.976', '24', '25', '29.97', '30', '50', '59.94', '60'], 'setting/fps');
    case 'pan':
      return valueOffers(['-1', '-0.5', '0', '0.5', '1'], 'setting/pan');
    case 'gain':
    case 'seed': {
      const setting = described[key];
      return setting === undefined ? [] : describedOffers(setting);
    }
    default:
      return [];
  }
}

/** Voices of the draft engine: languages and accents; behind a `+` the variants of that voice. */
function draftVoiceOffers({ surroundings, locale }: Script, written: string): Offer[] {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const plus = written.indexOf('+');
  const prefix = plus < 0 ? undefined : written.slice(0, plus + 1).toLowerCase();
  const offers: Offer[] = [];
  for (const { voices } of surroundings.engines.values()) {
    for (const label of voices ?? []) {
      const isVariant = label.includes('+');
      if (prefix === undefined ? isVariant : !label.startsWith(prefix)) continue;
      const detail = isVariant ? '' : languageName(names, label);
      offers.push({ label, kind: CompletionItemKind.Constant, detail, ...says('lsp/key-draft') });
    }
  }
  return offers;
}

function languageName(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? '';
  } catch {
    // eSpeak NG has tags that are none of BCP 47.
    return '';
  }
}

/** A record of consent as the docs advise: who, when, which paper. The date is for the writer to fill. */
function consentOffer({ locale }: Script, name: string, quoted: boolean): Offer {
  const paper = message('lsp/complete-consent-paper', {}, locale).text;
  const quote = quoted ? '' : '"';
  const text = `${quote}${name}, YYYY-MM-DD, ${paper}${quote}`;
  return {
    label: text,
    kind: CompletionItemKind.Snippet,
    snippet: `${quote}\${1:${plainInSnippet(name)}}, \${2:YYYY-MM-DD}, \${3:${paper}}${quote}`,
    detail: message('lsp/key-consent', {}, locale).text,
    ...says('lsp/key-consent'),
  };
}

/** Speakers of the script that are not in the cast yet, in the order in which they speak. */
function missingSpeakers({ screenplay, locale }: Script, taken: ReadonlySet<string>): Offer[] {
  const names = new Map<string, { name: string; lines: number }>();
  for (const { speaker, inCast, name } of screenplay.cues) {
    if (inCast || name === undefined) continue;
    const known = names.get(nameKey(speaker));
    if (known === undefined) names.set(nameKey(speaker), { name: speaker, lines: 1 });
    else known.lines++;
  }
  return [...names].flatMap(([key, { name, lines }]): Offer[] =>
    taken.has(key)
      ? []
      : [
          {
            label: name,
            kind: CompletionItemKind.Class,
            insert: `${name}: `,
            snippet: `${plainInSnippet(name)}: { draft: \${1:en} }`,
            detail: message('lsp/complete-missing-speaker', { lines }, locale).text,
            about: { of: 'speaker', name },
          },
        ],
  );
}

/** Words that the text says in a way of its own: said so everywhere, they belong into the lexicon. */
function spokenOddly({ screenplay, locale }: Script, taken: ReadonlySet<string>): Offer[] {
  const words = new Map<string, { says: string; times: number }>();
  for (const { line, continuations } of screenplay.cues) {
    for (const { spoken } of [line, ...continuations]) {
      for (const inline of spoken) {
        if (inline.kind !== 'pronunciation' || inline.written.value === '') continue;
        const known = words.get(inline.written.value);
        if (known === undefined) words.set(inline.written.value, { says: inline.says.value, times: 1 });
        else known.times++;
      }
    }
  }
  return [...words].flatMap(([word, { says: spoken, times }]): Offer[] => {
    // A value beginning with a mark of YAML, or a word with one in it, needs quotes.
    const quote = (text: string): string => (/^[\p{L}\p{N}][^:#]*$/u.test(text) ? text : JSON.stringify(text));
    if (taken.has(nameKey(word))) return [];
    const insert = `${quote(word)}: ${quote(spoken)}`;
    const detail = message('lsp/complete-spoken-oddly', { times }, locale).text;
    return [{ label: word, kind: CompletionItemKind.Text, insert, detail, ...says('lsp/key-lexicon') }];
  });
}
