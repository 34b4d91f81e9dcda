import { renderSettings } from '../foundation/settings.ts';
import type { Fix, Place, Problem } from '../foundation/problem.ts';
import { nameKey, readHow, readPronunciation, type Line, type Mistake, type Tree } from '../grammar/index.ts';
import type { Emotion, Origin, Voice } from './cue.ts';
import { readDirection } from './direction.ts';
import { emotionIndex } from './emotionNames.ts';
import { consentFix } from './castEdits.ts';
import { readLayer, readLexiconFile, type Layer, type LayerEntry, type LayerMember } from './frontMatterLayer.ts';
import { FrontMatterSource, inScript, isVerbatim, placeWithin, type Located } from './frontMatterSource.ts';
import { compileLexicon, type Lexicon, type LexiconEntry } from './lexicon.ts';
import { inTextOrder } from './inTextOrder.ts';
import { languageMeant } from './languageTag.ts';
import { folderOf, pathFrom } from './path.ts';
import type { CastMember, Reference, RenderSettings } from './screenplayTypes.ts';
import { screenplayProblem, type SpanFix } from './screenplayProblem.ts';
import type { EngineFacts, Surroundings } from './surroundings.ts';
import { narratorKeys } from './standingNames.ts';
import { suggestion } from './suggestion.ts';

/** A value of the front matter and where it stands (in the script, or where the script names its file). */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place<Line>;
}

/** A speaker, with where each setting comes from. */
export interface Speaker {
  readonly member: CastMember;
  /** `nameKey` of its name. */
  readonly key: string;
  /** Its key among what lines use (`ScriptLines.uses`). */
  readonly useKey: string;
  readonly language: Placed<string> | undefined;
  readonly emotion: Placed<Emotion> | undefined;
  readonly seed: Placed<number> | undefined;
  readonly voiceOrigin: Origin | undefined;
  /** Where its name stands, in the script or where the script names the file. */
  readonly place: Place<Line>;
  readonly own: boolean;
}

/** What the front matter means, all files that it names included. */
export interface FrontMatter {
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly language: Placed<string> | undefined;
  readonly engine: Placed<string> | undefined;
  readonly emotion: Placed<Emotion> | undefined;
  readonly seed: Placed<number> | undefined;
  readonly fps: number | undefined;
  readonly render: RenderSettings;
  readonly speakers: readonly Speaker[];
  /** By `nameKey` of name and aliases. */
  readonly speakerByKey: ReadonlyMap<string, Speaker>;
  readonly narrator: Speaker | undefined;
  readonly moods: ReadonlyMap<string, Mood>;
  /** Keys of the moods that other moods, speakers and the script itself name. */
  readonly usedMoods: ReadonlySet<string>;
  readonly lexicon: Lexicon;
  readonly references: readonly Reference[];
  readonly problems: readonly Problem<Line>[];
  /** The script's own part of it, and its lines. */
  readonly own: Layer;
  readonly lines: readonly Line[];
}

export interface Mood {
  readonly name: string;
  readonly emotion: Emotion;
  readonly place: Place<Line>;
  readonly own: boolean;
}

const defaultRender: RenderSettings = {
  gap: renderSettings.gap.default,
  loudness: renderSettings.loudness.default,
  truePeak: renderSettings.truePeak.default,
  sampleRate: renderSettings.sampleRate.default,
  channels: renderSettings.channels.default,
  bits: Number(renderSettings.bits.default) as RenderSettings['bits'],
  formats: renderSettings.formats.default,
  label: renderSettings.label.default,
};
/** A shared file of a shared file of … : far more than a series, a season and a studio need. */
const longestChain = 16;

/** Reads the front matter of a script and the files that it names, as far as the surroundings have them. */
export function readFrontMatter(tree: Tree, surroundings: Surroundings): FrontMatter {
  return new FrontMatterReader(tree, surroundings).read();
}

class FrontMatterReader {
  readonly #tree: Tree;
  readonly #surroundings: Surroundings;
  readonly #problems: Problem<Line>[] = [];
  readonly #references: Reference[] = [];
  readonly #usedMoods = new Set<string>();
  /** Of the script's own engine. */
  #facts: EngineFacts | undefined;

  constructor(tree: Tree, surroundings: Surroundings) {
    this.#tree = tree;
    this.#surroundings = surroundings;
  }

  read(): FrontMatter {
    const lines = this.#tree.lines.slice(0, this.#tree.frontMatterLines);
    const own = readLayer(FrontMatterSource.ofScript(this.#tree, this.#problems));
    const layers = [own, ...this.#extended(own)];
    const first = <T>(pick: (layer: Layer) => T | undefined): T | undefined => {
      for (const layer of layers) {
        const value = pick(layer);
        if (value !== undefined) return value;
      }
      return undefined;
    };

    const engine = this.#knownEngine(first((layer) => layer.engine));
    const scriptEngine = this.#surroundings.engine ?? engine?.value ?? this.#surroundings.defaultEngine;
    this.#facts = this.#surroundings.engines.get(scriptEngine);

    const moods = this.#moods(layers);
    const lookup = (key: string): Emotion | undefined => moods.get(key)?.emotion;
    const names = [...moods.values()].map((mood) => mood.name);
    const emotionOf = (text: Located<string> | undefined): Placed<Emotion> | undefined =>
      text === undefined ? undefined : this.#emotion(text, lookup, names);

    const speakers = this.#speakers(layers, emotionOf);
    const speakerByKey = this.#speakerKeys(speakers, layers);
    for (const member of merged(layers)) this.#checkMember(member, this.#facts);
    const language = first((layer) => layer.language);
    if (language !== undefined) this.#checkLanguage(language, this.#facts);

    return {
      title: first((layer) => layer.title)?.value,
      author: first((layer) => layer.author)?.value,
      language: placed(language),
      engine: placed(engine),
      emotion: emotionOf(first((layer) => layer.mood)),
      seed: placed(first((layer) => layer.seed)),
      fps: first((layer) => layer.fps)?.value,
      render: this.#render(layers),
      speakers,
      speakerByKey,
      narrator: narratorKeys.map((key) => speakerByKey.get(key)).find((found) => found !== undefined),
      moods,
      usedMoods: this.#usedMoods,
      lexicon: this.#lexicon(layers),
      references: this.#references,
      problems: inTextOrder(this.#problems, lines),
      own,
      lines,
    };
  }

  #render(layers: readonly Layer[]): RenderSettings {
    const parts = [...layers.map((layer) => layer.render), this.#surroundings.userSettings ?? {}];
    return parts.reduceRight<RenderSettings>((under, over) => ({ ...under, ...over }), defaultRender);
  }

  /** The files that `extends` names, the nearest first. */
  #extended(own: Layer): readonly Layer[] {
    const layers: Layer[] = [];
    const seen = new Set<string>();
    let layer = own;
    while (layer.extends !== undefined) {
      const path = pathFrom(folderOf(layer.source.path ?? ''), layer.extends.value);
      const { place } = layer.extends;
      this.#references.push({ ...inScript(place), path, kind: 'extends' });
      if (seen.has(path)) {
        this.#problems.push(screenplayProblem('voice/extends-cycle', place, { path }));
        break;
      }
      if (seen.size >= longestChain) {
        this.#problems.push(screenplayProblem('voice/extends-depth', place, { path, most: longestChain }));
        break;
      }
      seen.add(path);
      const text = this.#textOf(path, place);
      if (text === undefined) break;
      layer = readLayer(FrontMatterSource.ofFile(path, text, place, this.#problems));
      layers.push(layer);
    }
    return layers;
  }

  #textOf(path: string, place: Place<Line>): string | undefined {
    const text = this.#surroundings.texts.get(path);
    if (text === null) this.#problems.push(screenplayProblem('voice/file-missing', place, { path }));
    return text ?? undefined;
  }

  #lexicon(layers: readonly Layer[]): Lexicon {
    const entries = new Map<string, LexiconEntry>();
    for (const layer of layers) {
      for (const entry of [...layer.lexicon, ...this.#lexiconFile(layer)]) {
        const word = entry.name.normalize('NFC');
        if (word === '') {
          entry.nameAt.source.report('voice/lexicon-word', entry.text.yaml);
          continue;
        }
        const { value, mistakes } = readPronunciation(word, entry.text.value);
        if (!entry.text.source.isFaulty)
          for (const problem of mistakes.map((each) => problemWithin(entry.text, each))) this.#problems.push(problem);
        if (value !== undefined && !entries.has(word)) entries.set(word, { word, say: value });
      }
    }
    return compileLexicon(entries.values());
  }

  #lexiconFile(layer: Layer): readonly LayerEntry[] {
    const file = layer.lexiconFile;
    if (file === undefined) return [];
    const path = pathFrom(folderOf(layer.source.path ?? ''), file.value);
    this.#references.push({ ...inScript(file.place), path, kind: 'lexicon' });
    const text = this.#textOf(path, file.place);
    if (text === undefined) return [];
    return readLexiconFile(FrontMatterSource.ofFile(path, text, file.place, this.#problems));
  }

  /** Moods may name each other; one that leads back to itself means nothing. */
  #moods(layers: readonly Layer[]): ReadonlyMap<string, Mood> {
    const written = new Map<string, LayerEntry>();
    for (const layer of layers) {
      const here = new Set<string>();
      for (const entry of layer.moods) {
        const key = nameKey(entry.name);
        if (here.has(key)) entry.nameAt.source.report('voice/mood-twice', entry.nameAt.yaml, { name: entry.name });
        here.add(key);
        if (this.#isMoodName(entry) && !written.has(key)) written.set(key, entry);
      }
    }
    const moods = new Map<string, Mood>();
    const underWay = new Set<string>();
    const names = [...written.values()].map((entry) => entry.name);
    const resolve = (key: string): Emotion | undefined => {
      const entry = written.get(key);
      if (entry === undefined || moods.has(key)) return moods.get(key)?.emotion;
      if (underWay.has(key)) {
        entry.text.source.report('voice/mood-cycle', entry.text.yaml, { name: entry.name });
        written.delete(key);
        return undefined;
      }
      underWay.add(key);
      const emotion = this.#emotion(entry.text, resolve, names);
      underWay.delete(key);
      if (emotion === undefined) return undefined;
      moods.set(key, {
        name: entry.name,
        emotion: emotion.value,
        place: inScript(entry.nameAt.place),
        own: entry.nameAt.source.isOwn,
      });
      return emotion.value;
    };
    for (const key of [...written.keys()]) resolve(key);
    // In the order written, whatever named what first.
    return new Map(
      [...written.keys()].flatMap((key) => {
        const mood = moods.get(key);
        return mood === undefined ? [] : [[key, mood] as const];
      }),
    );
  }

  #isMoodName({ name, nameAt }: LayerEntry): boolean {
    const items = readHow(name).value ?? [];
    const [only] = items;
    const isWords = items.length === 1 && only?.form === 'words' && !only.quoted && only.strength === undefined;
    if (isWords && emotionIndex(name) === undefined) return true;
    const code = isWords ? 'voice/mood-is-emotion' : 'voice/mood-name';
    nameAt.source.report(code, nameAt.yaml, { name });
    return false;
  }

  #emotion(
    text: Located<string>,
    mood: (key: string) => Emotion | undefined,
    names: readonly string[],
  ): Placed<Emotion> | undefined {
    const { value: items, mistakes } = readHow(text.value);
    if (!text.source.isFaulty)
      for (const problem of mistakes.map((mistake) => problemWithin(text, mistake))) this.#problems.push(problem);
    if (items === undefined || mistakes.some((mistake) => mistake.severity === 'error')) return undefined;

    const direction = readDirection(
      items,
      mood,
      names,
      { in: 'mood', text: text.value },
      (code, span, values, fixes = []) => {
        const extras = { fixes: fixesWithin(text, fixes) };
        this.#problems.push(screenplayProblem(code, placeWithin(text, span), values, extras));
      },
    );
    for (const key of direction.moods) this.#usedMoods.add(key);
    if (direction.emotion === undefined) return undefined;
    const emotion = direction.emotion.value;
    const place = inScript(text.place);
    if (emotion.kind !== 'recording') return { value: emotion, place };
    const path = pathFrom(folderOf(text.source.path ?? ''), emotion.path);
    this.#references.push({ ...place, path, kind: 'emotion' });
    this.#checkRecording(path, text.place, this.#facts?.emotions.includes('recording') !== false);
    return { value: { ...emotion, path }, place };
  }

  #speakers(
    layers: readonly Layer[],
    emotionOf: (text: Located<string> | undefined) => Placed<Emotion> | undefined,
  ): readonly Speaker[] {
    return merged(layers).map((member) => {
      const recording = member.voice === undefined ? undefined : recordingPath(member.voice);
      const voicePlace = (member.voice ?? member.draft)?.place;
      const voice: Voice = {
        recording,
        consent: member.consent?.value,
        draft: this.#draftVoice(member.draft),
      };
      return {
        member: {
          name: member.name,
          aliases: member.aliases.map((alias) => alias.value),
          voice,
          language: member.language?.value,
          mood: member.mood?.value,
          pan: member.pan?.value ?? 0,
          gain: member.gain?.value ?? 0,
          seed: member.seed?.value,
          place: member.nameAt.source.isOwn ? member.nameAt.place : undefined,
        },
        language: placed(member.language),
        emotion: emotionOf(member.mood),
        seed: placed(member.seed),
        key: nameKey(member.name),
        useKey: `s:${nameKey(member.name)}`,
        voiceOrigin: voicePlace === undefined ? undefined : { from: 'speaker', ...inScript(voicePlace) },
        place: inScript(member.nameAt.place),
        own: member.nameAt.source.isOwn,
      };
    });
  }

  #speakerKeys(speakers: readonly Speaker[], layers: readonly Layer[]): ReadonlyMap<string, Speaker> {
    for (const layer of layers) this.#checkRepeatedNames(layer);
    const byKey = new Map<string, Speaker>();
    for (const speaker of speakers) byKey.set(nameKey(speaker.member.name), speaker);
    const members = merged(layers);
    const entryOf = new Map(speakers.map((speaker, index) => [speaker, members[index]?.nameAt.place]));
    speakers.forEach((speaker, index) => {
      for (const alias of members[index]?.aliases ?? []) {
        const key = nameKey(alias.value);
        const other = byKey.get(key);
        if (other === undefined) {
          byKey.set(key, speaker);
          continue;
        }
        const { name } = other.member;
        const place = entryOf.get(other) ?? other.place;
        const related = [{ ...place, title: 'related/cast-entry' as const, values: { name } }];
        const code = other === speaker ? 'voice/alias-idle' : 'voice/alias-clash';
        alias.source.report(code, alias.yaml, { alias: alias.value, name }, { related });
      }
    });
    return byKey;
  }

  #checkRepeatedNames(layer: Layer): void {
    const seen = new Map<string, LayerMember>();
    for (const member of layer.cast) {
      const key = nameKey(member.name);
      const earlier = seen.get(key);
      if (earlier === undefined) {
        seen.set(key, member);
        continue;
      }
      const related = [
        { ...earlier.nameAt.place, title: 'related/cast-entry' as const, values: { name: earlier.name } },
      ];
      member.nameAt.source.report('voice/cast-twice', member.nameAt.yaml, { name: member.name }, { related });
    }
  }

  /** The engine that is named, when there is one of that name; else that is reported. */
  #knownEngine(engine: Located<string> | undefined): Located<string> | undefined {
    const { engines } = this.#surroundings;
    if (engine === undefined || engines.size === 0 || engines.has(engine.value)) return engine;
    const meant = suggestion(engine.value, engines.keys());
    const edits = [{ ...engine.yaml, newText: meant ?? '' }];
    const fixes = meant === undefined ? [] : engine.source.fix('fix/replace', { text: meant }, edits, true);
    const values = { engine: engine.value, allowed: [...engines.keys()].join(', ') };
    engine.source.report('voice/unknown-engine', engine.yaml, values, { fixes });
    return undefined;
  }

  #checkMember(member: LayerMember, facts: EngineFacts | undefined): void {
    const { voice, draft } = member;
    if (voice !== undefined) {
      const path = recordingPath(voice);
      this.#references.push({ ...inScript(voice.place), path, kind: 'voice' });
      this.#checkRecording(path, voice.place, facts?.clones === true, 5);
      if (member.consent === undefined && facts?.clones === true) this.#reportConsent(member, facts);
    }
    if (draft !== undefined) this.#checkDraft(draft);
    if (member.language !== undefined) this.#checkLanguage(member.language, facts);
  }

  #checkLanguage(language: Located<string>, facts: EngineFacts | undefined): void {
    if (facts === undefined || facts.languages.includes('*') || facts.languages.includes(language.value)) return;
    language.source.report('voice/engine-language', language.yaml, { engine: facts.id, language: language.value });
  }

  #reportConsent(member: LayerMember, facts: EngineFacts): void {
    const { voice } = member;
    if (voice === undefined) return;
    const fixes = consentFix(member);
    voice.source.report('voice/no-consent', voice.yaml, { name: member.name, engine: facts.id }, { fixes });
  }

  /** An unknown draft voice is as good as none. */
  #draftVoice(draft: Located<string> | undefined): string {
    const voices = this.#draftVoices();
    const voice = draft?.value.toLowerCase() ?? '';
    return voices === undefined || voices.has(voice) ? voice : '';
  }

  #draftVoices(): ReadonlySet<string> | undefined {
    for (const { voices } of this.#surroundings.engines.values()) if (voices !== undefined) return voices;
    return undefined;
  }

  #checkDraft(draft: Located<string>): void {
    const voices = this.#draftVoices();
    if (draft.value === '' || voices === undefined || voices.has(draft.value.toLowerCase())) return;
    const meant = languageMeant(draft.value) ?? suggestion(draft.value, voices);
    const edits = [{ ...draft.yaml, newText: meant ?? '' }];
    const fixes = meant === undefined ? [] : draft.source.fix('fix/replace', { text: meant }, edits, true);
    draft.source.report('voice/unknown-draft-voice', draft.yaml, { voice: draft.value }, { fixes });
  }

  #checkRecording(path: string, place: Place<Line>, needed: boolean, shortest = 0): void {
    const problem = recordingProblem(path, place, this.#surroundings, needed, shortest);
    if (problem !== undefined) this.#problems.push(problem);
  }
}

/** The cast of all files, the nearest file's entries over those it extends. */
function merged(layers: readonly Layer[]): readonly LayerMember[] {
  const members = new Map<string, LayerMember>();
  for (const layer of layers) {
    for (const member of layer.cast) {
      const key = nameKey(member.name);
      const over = members.get(key);
      // A name twice in one file is an error there; the first counts.
      if (over?.nameAt.source === layer.source) continue;
      members.set(key, over === undefined ? member : mergedMember(over, member));
    }
  }
  return [...members.values()];
}

function mergedMember(over: LayerMember, under: LayerMember): LayerMember {
  return {
    ...over,
    aliases: over.aliases.length > 0 ? over.aliases : under.aliases,
    voice: over.voice ?? under.voice,
    voiceEntry: over.voice === undefined ? under.voiceEntry : over.voiceEntry,
    // Consent was given for one recording: it never passes to another.
    consent: over.consent ?? (over.voice === undefined ? under.consent : undefined),
    draft: over.draft ?? under.draft,
    language: over.language ?? under.language,
    mood: over.mood ?? under.mood,
    pan: over.pan ?? under.pan,
    gain: over.gain ?? under.gain,
    seed: over.seed ?? under.seed,
  };
}

/** Only what lines may hang on: where in the YAML a value stood is another with every letter typed above it. */
function placed<T>(located: Located<T> | undefined): Placed<T> | undefined {
  return located === undefined ? undefined : { value: located.value, place: inScript(located.place) };
}

function recordingPath(voice: Located<string>): string {
  return pathFrom(folderOf(voice.source.path ?? ''), voice.value);
}

function problemWithin(text: Located<string>, mistake: Mistake): Problem<Line> {
  const { code, values, severity } = mistake;
  return { ...placeWithin(text, mistake), code, values, severity, fixes: fixesWithin(text, mistake.fixes) };
}

/** Fixes of spans of a text value: possible where it stands in the script letter for letter. */
function fixesWithin(text: Located<string>, fixes: readonly SpanFix[]): readonly Fix<Line>[] {
  if (!text.source.isOwn || !isVerbatim(text)) return [];
  return fixes.map(({ edits, ...fix }) => ({
    ...fix,
    edits: edits.map((edit) => ({ ...placeWithin(text, edit), newText: edit.newText })),
  }));
}

/**
 * What is wrong with a recording that the script names; undefined: nothing, or nobody looked yet.
 *
 * @param needed whether the engine will open it
 * @param shortest seconds that it has to have
 */
export function recordingProblem(
  path: string,
  place: Place<Line>,
  surroundings: Surroundings,
  needed: boolean,
  shortest = 0,
): Problem<Line> | undefined {
  const facts = surroundings.recordings.get(path);
  if (facts === undefined) return undefined;
  if (facts === null)
    return screenplayProblem(needed ? 'voice/recording-missing' : 'voice/recording-missing-yet', place, { path });
  if ('fault' in facts && !needed) return undefined;
  if ('fault' in facts) return screenplayProblem(`voice/recording-${facts.fault}`, place, { path });
  if (facts.seconds < shortest) {
    const seconds = Math.round(facts.seconds * 10) / 10;
    return screenplayProblem('voice/recording-short', place, { path, seconds, least: shortest });
  }
  return undefined;
}
