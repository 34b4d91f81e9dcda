import { allowedValues, readChoice, readNumberSetting, renderSettings, voiceSettings } from '../foundation/settings.ts';
import type { ChoiceSetting, NumberSetting } from '../foundation/settings.ts';
import { nameKey } from '../grammar/index.ts';
import type { FrontMatterSource, Located } from './frontMatterSource.ts';
import { languageMeant, primaryLanguage } from './languageTag.ts';
import type { RenderSettings } from './screenplayTypes.ts';
import { numberMeant } from './numberMeant.ts';
import { isSomethingElse, otherNameOf } from './otherNames.ts';
import { suggestion } from './suggestion.ts';
import type { YamlEntry, YamlMap, YamlText, YamlValue } from './yamlValue.ts';

/** What one file of front matter says, not yet mixed with others. Whatever is wrong is reported and left out. */
export interface Layer {
  readonly source: FrontMatterSource;
  readonly title: Located<string> | undefined;
  readonly author: Located<string> | undefined;
  readonly language: Located<string> | undefined;
  readonly engine: Located<string> | undefined;
  readonly mood: Located<string> | undefined;
  readonly extends: Located<string> | undefined;
  readonly fps: Located<number> | undefined;
  readonly seed: Located<number> | undefined;
  readonly cast: readonly LayerMember[];
  readonly moods: readonly LayerEntry[];
  readonly lexicon: readonly LayerEntry[];
  readonly lexiconFile: Located<string> | undefined;
  readonly render: Partial<RenderSettings>;
  /** The entry `cast`, for adding to it. */
  readonly castEntry: YamlEntry | undefined;
}

/** A name and a text: a mood, a word of the lexicon. */
export interface LayerEntry {
  readonly name: string;
  readonly nameAt: Located<string>;
  readonly text: Located<string>;
}

/** What one file says about a speaker. */
export interface LayerMember {
  readonly name: string;
  readonly nameAt: Located<string>;
  readonly aliases: readonly Located<string>[];
  readonly voice: Located<string> | undefined;
  readonly consent: Located<string> | undefined;
  readonly draft: Located<string> | undefined;
  readonly language: Located<string> | undefined;
  readonly mood: Located<string> | undefined;
  readonly pan: Located<number> | undefined;
  readonly gain: Located<number> | undefined;
  readonly seed: Located<number> | undefined;
  /** Of the entry `voice`: where a record of consent goes. */
  readonly voiceEntry: YamlEntry | undefined;
  /** Whether the entry is written `{ … }`. */
  readonly flow: boolean;
}

/** Keys that a script itself can have. */
export const topKeys: readonly string[] = [
  'title',
  'author',
  'language',
  'fps',
  'seed',
  'engine',
  'mood',
  'extends',
  'cast',
  'moods',
  'lexicon',
  'render',
];
const memberKeys = ['voice', 'consent', 'draft', 'language', 'mood', 'pan', 'gain', 'seed', 'aliases'];

/** Reads one file of front matter. Problems go to the source. */
export function readLayer(source: FrontMatterSource): Layer {
  const fields = new Fields(source, source.root, 'voice/front-matter-form', topKeys);
  const lexicon = fields.take('lexicon');
  return {
    source,
    title: fields.text('title'),
    author: fields.text('author'),
    language: fields.language(),
    engine: fields.text('engine'),
    mood: fields.text('mood'),
    extends: fields.path('extends'),
    fps: fields.number(voiceSettings.fps),
    seed: fields.number(voiceSettings.seed),
    castEntry: fields.take('cast'),
    cast: fields.entries('cast').flatMap((entry) => readMember(source, entry)),
    moods: fields.texts('moods'),
    lexicon: lexicon?.value.kind === 'text' ? [] : fields.texts('lexicon'),
    lexiconFile: lexicon?.value.kind === 'text' ? fields.path('lexicon') : undefined,
    render: readRender(source, fields.take('render')),
  };
}

/** Reads a lexicon file: a map of words. */
export function readLexiconFile(source: FrontMatterSource): readonly LayerEntry[] {
  if (source.root.kind === 'nothing') return [];
  if (source.root.kind !== 'map') {
    source.reportForm('voice/lexicon-form', source.root);
    return [];
  }
  return readTexts(source, source.root);
}

function readMember(source: FrontMatterSource, entry: YamlEntry): readonly LayerMember[] {
  const name = entry.key.trim();
  if (!isSpeakerName(name)) {
    source.reportForm('voice/cast-name', entry.keyRange, { name });
    return [];
  }
  const fields = new Fields(source, entry.value, 'voice/cast-form', memberKeys);
  return [
    {
      name,
      nameAt: source.located(name, { kind: 'nothing', ...entry.keyRange }),
      aliases: fields.list('aliases'),
      voice: fields.path('voice'),
      consent: fields.consent(),
      draft: fields.text('draft'),
      language: fields.language(),
      mood: fields.text('mood'),
      pan: fields.number(voiceSettings.pan),
      gain: fields.number(voiceSettings.gain),
      seed: fields.number(voiceSettings.seed),
      voiceEntry: fields.take('voice'),
      flow: entry.value.kind === 'map' && entry.value.flow,
    },
  ];
}

/** A name that a cue can begin with (language.md): 1–40 characters, a letter among them, none of `(`, `[`, `{`, `:`. */
export function isSpeakerName(name: string): boolean {
  const length = Array.from(name).length;
  return length >= 1 && length <= 40 && /\p{L}/u.test(name) && !/[([{:（［｛：【\n]/u.test(name);
}

function readTexts(source: FrontMatterSource, map: YamlMap): readonly LayerEntry[] {
  return map.entries.flatMap((entry) => {
    const { value, key, keyRange } = entry;
    if (value.kind !== 'text') {
      source.reportForm('voice/needs-text', value.kind === 'nothing' ? keyRange : value, { key });
      return [];
    }
    const nameAt = source.located(key, { kind: 'nothing', ...keyRange });
    return [{ name: key.trim(), nameAt, text: source.located(value.text, value) }];
  });
}

function readRender(source: FrontMatterSource, entry: YamlEntry | undefined): Partial<RenderSettings> {
  if (entry === undefined) return {};
  const fields = new Fields(source, entry.value, 'voice/render-form', Object.keys(renderSettings));
  const settings = {
    gap: fields.number(renderSettings.gap)?.value,
    loudness: fields.number(renderSettings.loudness)?.value,
    truePeak: fields.number(renderSettings.truePeak)?.value,
    sampleRate: fields.number(renderSettings.sampleRate)?.value,
    channels: fields.choice(renderSettings.channels),
    bits: fields.choice(renderSettings.bits),
    formats: fields.choices(renderSettings.formats),
    label: fields.choice(renderSettings.label),
  };
  const bits = settings.bits === undefined ? undefined : (Number(settings.bits) as RenderSettings['bits']);
  return Object.fromEntries(Object.entries({ ...settings, bits }).filter(([, value]) => value !== undefined));
}

/** Channels by their number. */
function channelsMeant({ name }: { readonly name: string }, written: string): string | undefined {
  if (name !== renderSettings.channels.name) return undefined;
  return written === '1' ? 'mono' : written === '2' ? 'stereo' : undefined;
}

/** The fields of a map, read as what they have to be. */
class Fields {
  readonly #source: FrontMatterSource;
  readonly #entries = new Map<string, YamlEntry>();

  constructor(
    source: FrontMatterSource,
    value: YamlValue,
    form: 'voice/front-matter-form' | 'voice/cast-form' | 'voice/render-form',
    known: readonly string[],
  ) {
    this.#source = source;
    if (value.kind === 'nothing') return;
    if (value.kind !== 'map') {
      source.reportForm(form, value);
      return;
    }
    for (const entry of value.entries) {
      if (known.includes(entry.key)) this.#entries.set(entry.key, entry);
      else this.#unknown(entry, known);
    }
  }

  take(key: string): YamlEntry | undefined {
    return this.#entries.get(key);
  }

  text(key: string): Located<string> | undefined {
    const value = this.#entries.get(key)?.value;
    if (value === undefined || value.kind === 'nothing') return undefined;
    if (value.kind === 'text' && value.type !== 'truth') return this.#trimmed(value);
    this.#source.reportForm('voice/needs-text', value, { key });
    return undefined;
  }

  path(key: string): Located<string> | undefined {
    const text = this.text(key);
    if (text === undefined || text.value === '') return undefined;
    // `"voices\new.wav"`: an escape that means something else.
    if (/\p{Cc}/u.test(text.value)) {
      this.#source.report('voice/yaml-backslash', text.yaml);
      return undefined;
    }
    if (!text.value.includes('\\')) return text;
    const forward = text.value.replaceAll('\\', '/');
    const { yaml } = text;
    const fixes = this.#source.fix('fix/replace', { text: forward }, [{ ...yaml, newText: forward }], true);
    this.#source.report('voice/backslash-in-path', yaml, {}, { fixes });
    return { ...text, value: forward };
  }

  consent(): Located<string> | undefined {
    const text = this.text('consent');
    if (text === undefined || text.value !== '') return text;
    this.#source.report('voice/consent-empty', text.yaml);
    return undefined;
  }

  language(): Located<string> | undefined {
    const text = this.text('language');
    if (text === undefined) return undefined;
    const language = primaryLanguage(text.value);
    if (language !== undefined) return { ...text, value: language };
    const meant = languageMeant(text.value);
    const fixes =
      meant === undefined
        ? []
        : this.#source.fix('fix/replace', { text: meant }, [{ ...text.yaml, newText: meant }], true);
    this.#source.report('voice/unknown-language', text.yaml, { written: text.value }, { fixes });
    return undefined;
  }

  number(setting: NumberSetting): Located<number> | undefined {
    const value = this.#entries.get(setting.name)?.value;
    if (value === undefined || value.kind === 'nothing') return undefined;
    const read = value.kind === 'text' ? readNumberSetting(setting, value.text) : undefined;
    if (read !== undefined) return this.#source.located(read, value);
    const meant = value.kind === 'text' ? numberMeant(setting, value.text) : undefined;
    const fixes =
      meant === undefined ? [] : this.#source.fix('fix/replace', { text: meant }, [{ ...value, newText: meant }], true);
    const values = { key: setting.name, allowed: allowedValues(setting) };
    this.#source.report('voice/setting-range', value, values, { fixes });
    return undefined;
  }

  choice<C extends string>(setting: ChoiceSetting & { readonly choices: readonly C[] }): C | undefined {
    const value = this.#entries.get(setting.name)?.value;
    if (value === undefined || value.kind === 'nothing') return undefined;
    const read = value.kind === 'text' ? readChoice(setting, value.text) : undefined;
    if (read !== undefined) return read as C;
    this.#reportChoice(setting, value);
    return undefined;
  }

  choices(setting: typeof renderSettings.formats): RenderSettings['formats'] | undefined {
    const value = this.#entries.get(setting.name)?.value;
    if (value === undefined || value.kind === 'nothing') return undefined;
    const chosen: RenderSettings['formats'][number][] = [];
    // `wav, mp3` is one text to YAML.
    const several = value.kind === 'text' ? value.text.split(/[,，、;\s]+/).filter((part) => part !== '') : [];
    if (several.length > 1 && several.every((part) => readChoice(setting, part) !== undefined)) {
      const newText = `[${several.join(', ')}]`;
      const fixes = this.#source.fix('fix/replace', { text: newText }, [{ ...value, newText }], true);
      const values = { key: setting.name, allowed: setting.choices.join(', ') };
      this.#source.report('voice/setting-choice', value, values, { fixes });
      return undefined;
    }
    for (const item of value.kind === 'list' ? value.items : [value]) {
      const read = item.kind === 'text' ? readChoice(setting, item.text) : undefined;
      if (read === undefined) this.#reportChoice(setting, item);
      else if (!chosen.includes(read as 'wav')) chosen.push(read as 'wav');
    }
    return chosen.length === 0 ? undefined : chosen;
  }

  list(key: string): readonly Located<string>[] {
    const value = this.#entries.get(key)?.value;
    if (value === undefined || value.kind === 'nothing') return [];
    return (value.kind === 'list' ? value.items : [value]).flatMap((item) => {
      if (item.kind === 'text' && item.type !== 'truth') return [this.#trimmed(item)];
      this.#source.reportForm('voice/needs-list', item, { key });
      return [];
    });
  }

  entries(key: string): readonly YamlEntry[] {
    return this.#map(key)?.entries ?? [];
  }

  texts(key: string): readonly LayerEntry[] {
    const map = this.#map(key);
    return map === undefined ? [] : readTexts(this.#source, map);
  }

  #map(key: string): YamlMap | undefined {
    const value = this.#entries.get(key)?.value;
    if (value === undefined || value.kind === 'nothing') return undefined;
    if (value.kind === 'map') return value;
    this.#source.reportForm(key === 'lexicon' ? 'voice/lexicon-form' : 'voice/needs-map', value, { key });
    return undefined;
  }

  /** The text without the space around it, and where that stands. */
  #trimmed(value: YamlText): Located<string> {
    const lead = value.text.length - value.text.trimStart().length;
    const inner = value.inner === undefined ? undefined : value.inner + lead;
    return this.#source.located(value.text.trim(), { ...value, inner });
  }

  #reportChoice(setting: { readonly name: string; readonly choices: readonly string[] }, value: YamlValue): void {
    const written = value.kind === 'text' ? value.text : '';
    const meant = channelsMeant(setting, written) ?? suggestion(written, setting.choices);
    const fixes =
      meant === undefined ? [] : this.#source.fix('fix/replace', { text: meant }, [{ ...value, newText: meant }], true);
    const allowed = setting.choices.join(', ');
    this.#source.report('voice/setting-choice', value, { key: setting.name, allowed }, { fixes });
  }

  #unknown({ key, keyRange }: YamlEntry, known: readonly string[]): void {
    const lower = nameKey(key);
    const near = isSomethingElse(lower) ? undefined : suggestion(key, known);
    const meant = known.find((name) => name.toLowerCase() === lower) ?? otherNameOf(lower, known) ?? near;
    const fixes =
      meant === undefined
        ? []
        : this.#source.fix('fix/replace', { text: meant }, [{ ...keyRange, newText: meant }], true);
    const inRender = known === topKeys && Object.hasOwn(renderSettings, key) ? `render: { ${key}: … }` : undefined;
    const possible = meant ?? inRender ?? known.join(', ');
    this.#source.reportForm('voice/unknown-key', keyRange, { key, possible }, { fixes });
  }
}
