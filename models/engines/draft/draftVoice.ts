import { draftVariants, draftVoices, type DraftVoice } from './draftVoices.ts';

/** A voice of a script, found. */
export interface FoundVoice {
  readonly voice: DraftVoice;
  /** With its real case; undefined: the plain voice. */
  readonly variant: string | undefined;
}

/**
 * What a plain language means: eSpeak NG's list has several voices of it, or names it otherwise.
 * Sources of the names: ISO 639 macrolanguages and the tags that eSpeak NG's own list gives as second ones.
 */
const meant: Readonly<Record<string, string>> = {
  en: 'en-us',
  zh: 'cmn',
  'zh-cn': 'cmn',
  'zh-sg': 'cmn',
  'zh-tw': 'cmn',
  'zh-hans': 'cmn',
  'zh-hant': 'cmn',
  'zh-cmn': 'cmn',
  'zh-yue': 'yue',
  'zh-hk': 'yue',
  fr: 'fr-fr',
  no: 'nb',
  hbs: 'hr',
  'es-mx': 'es-419',
  'pt-pt': 'pt',
  chr: 'chr-us-qaaa-x-west',
};

const voices = new Map(draftVoices.map((voice) => [voice.id, voice]));
const variants = new Map(draftVariants.map((variant) => [variant.toLowerCase(), variant]));

/** The voice that `en+f3`, `EN-GB` or `zh` names; undefined when there is none. */
export function findVoice(name: string): FoundVoice | undefined {
  const plus = name.indexOf('+');
  const voice = voiceOfLanguage(plus < 0 ? name : name.slice(0, plus));
  if (voice === undefined) return undefined;
  if (plus < 0) return { voice, variant: undefined };
  const variant = variants.get(
    name
      .slice(plus + 1)
      .trim()
      .toLowerCase(),
  );
  return variant === undefined ? undefined : { voice, variant };
}

/** The voice that speaks a language (BCP-47), or the nearest: `en-AU` is spoken as `en`. */
export function voiceOfLanguage(language: string): DraftVoice | undefined {
  let tag = language.trim().toLowerCase().replaceAll('_', '-');
  for (;;) {
    const voice = voices.get(meant[tag] ?? tag);
    if (voice !== undefined) return voice;
    const cut = tag.lastIndexOf('-');
    if (cut < 0) return undefined;
    tag = tag.slice(0, cut);
  }
}

/** Every name that `findVoice` knows, lower case: each voice alone and with each variant. */
export function everyVoiceName(): Set<string> {
  const names = new Set<string>();
  for (const base of [...voices.keys(), ...Object.keys(meant)]) {
    names.add(base);
    for (const variant of variants.keys()) names.add(`${base}+${variant}`);
  }
  return names;
}
