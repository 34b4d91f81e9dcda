import { CompletionItemKind } from 'vscode-languageserver/node';
import { message, type MessageCode } from '../../foundation/message.ts';
import { allowedValues, renderSettings, voiceSettings, type Setting } from '../../foundation/settings.ts';
import { problemCodes } from '../../screenplay/index.ts';
import type { Script } from '../script.ts';
import { speakersByTurn } from './lineStartOffers.ts';
import { says, type Offer } from './offer.ts';

/** Settings of a section, with a value to begin with. */
const sectionSettings: readonly (readonly [name: string, value: string, code: MessageCode])[] = [
  ['language', 'en', 'lsp/about-language'],
  ['mood', 'calm 0.2', 'lsp/about-mood'],
  ['speaker', 'NAME', 'lsp/about-speaker'],
  ['gap', '400ms', 'setting/gap'],
  ['engine', 'draft', 'lsp/about-engine'],
  ['seed', '7', 'setting/seed'],
  ['offset', '-1:00:00', 'lsp/about-offset'],
];

/** Names behind `@`. */
export function settingNameOffers({ locale }: Script): Offer[] {
  return sectionSettings.map(([name, value, code]) => ({
    label: name,
    kind: CompletionItemKind.Property,
    insert: `${name} `,
    snippet: `${name} \${1:${value}}`,
    detail: message(code, {}, locale).text,
    ...says(code),
  }));
}

/** What a setting of a section is for; undefined: there is none of this name. */
export function settingMessage(name: string): MessageCode | undefined {
  return sectionSettings.find(([known]) => known === name)?.[2];
}

/** Values behind `@name `. */
export function settingValueOffers(script: Script, index: number, name: string): Offer[] {
  switch (name) {
    case 'speaker':
      return speakersByTurn(script, index).map((label) => ({
        label,
        kind: CompletionItemKind.Class,
        about: { of: 'speaker', name: label },
      }));
    case 'language':
      return languageOffers(script);
    case 'engine':
      return engineOffers(script);
    case 'gap':
      return valueOffers(['250ms', '400ms', '0.6s', '1s'], 'setting/gap');
    case 'offset':
      return valueOffers(['-1:00:00', '-0:10:00', '1:00:00'], 'lsp/about-offset');
    default:
      return [];
  }
}

/** Languages that some engine speaks; those of the cloning engines first, they are the ones for delivery. */
export function languageOffers({ surroundings, locale }: Script): Offer[] {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const nameOf = (language: string): string => names.of(language) ?? language;
  const spokenBy = (clones: boolean): string[] =>
    [...surroundings.engines.values()]
      .filter((engine) => engine.clones === clones)
      .flatMap((engine) => engine.languages)
      .filter((language) => language !== '*');
  const { compare } = new Intl.Collator(locale);
  const others = spokenBy(false).sort((a, b) => compare(nameOf(a), nameOf(b)));
  return [...new Set([...spokenBy(true), ...others])].map((label) => ({
    label,
    kind: CompletionItemKind.Constant,
    detail: nameOf(label),
    ...says('lsp/about-language'),
  }));
}

/** Engines that Tableread knows. */
export function engineOffers({ surroundings, locale }: Script): Offer[] {
  return [...surroundings.engines.values()].map(({ id, languages, clones }) => ({
    label: id,
    kind: CompletionItemKind.Module,
    detail: message(
      clones ? 'lsp/complete-engine-clones' : 'lsp/complete-engine-own',
      { languages: languages.length },
      locale,
    ).text,
    ...says('lsp/about-engine'),
  }));
}

/** Values as they stand. */
export function valueOffers(values: readonly string[], code: MessageCode): Offer[] {
  return values.map((label) => ({ label, kind: CompletionItemKind.Value, ...says(code) }));
}

/** Values of a setting that is described once for all (foundation/settings.ts). */
export function describedOffers(setting: Setting): Offer[] {
  const about = says(setting.sentence);
  if (setting.type !== 'number') {
    return setting.choices.map((label) => ({ label, kind: CompletionItemKind.EnumMember, ...about }));
  }
  const label = `${String(setting.default)}${setting.shown}`;
  return [{ label, kind: CompletionItemKind.Value, detail: allowedValues(setting), ...about }];
}

/** Settings of `render:` and of speakers that are described once for all, by name. */
export const described: Readonly<Record<string, Setting>> = { ...voiceSettings, ...renderSettings };

/** Options of a sound. */
export function soundOptionOffers({ locale }: Script): Offer[] {
  return [
    {
      label: 'gain',
      kind: CompletionItemKind.Property,
      insert: 'gain ',
      snippet: 'gain ${1:-6}dB',
      detail: message('setting/gain', {}, locale).text,
      ...says('setting/gain'),
    },
    {
      label: 'under',
      kind: CompletionItemKind.Property,
      detail: message('lsp/about-under', {}, locale).text,
      ...says('lsp/about-under'),
    },
  ];
}

/** Lengths of a pause. */
export function pauseOffers(chinese: boolean): Offer[] {
  const values = chinese ? ['500毫秒', '1秒', '2秒', '-300毫秒'] : ['500ms', '1s', '2s', '-300ms'];
  return valueOffers(values, 'lsp/complete-pause');
}

/** Codes for `// tableread-ignore`: what is wrong on the next line first. */
export function ignoredCodeOffers(script: Script, index: number): Offer[] {
  const { tree, screenplay, locale } = script;
  const next = tree.lines[index + 1];
  // Errors are never silenced.
  const here = screenplay.problems.filter(({ line, severity }) => line === next && severity !== 'error');
  const others = Object.entries(problemCodes).filter(([, severity]) => severity !== 'error');
  const codes = [...here.map(({ code }) => code), ...others.map(([code]) => code).sort()];
  return [...new Set<string>(codes)].map((label) => ({
    label,
    kind: CompletionItemKind.Constant,
    detail: message(label as MessageCode, {}, locale).text,
  }));
}
