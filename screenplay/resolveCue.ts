import type { Place, Problem } from '../foundation/problem.ts';
import { readNumberSetting, voiceSettings, type NumberSetting } from '../foundation/settings.ts';
import {
  nameKey,
  type ContinuationLine,
  type CueLine,
  type HowItem,
  type Line,
  type Span,
  type Word,
} from '../grammar/index.ts';
import { derivedId, isCueId, longestId } from './cueId.ts';
import { checkContinuationHabit } from './continuationHabit.ts';
import type { Cue, Emotion, Origin, Start, Voice } from './cue.ts';
import { checkLength, expectedLength } from './cueLength.ts';
import { digest } from './digest.ts';
import { noDirection, readDirection, type Direction, type VoiceNames } from './direction.ts';
import { naturalLength } from './estimate.ts';
import { recordingProblem, type Placed, type Speaker } from './frontMatter.ts';
import { kept } from './kept.ts';
import { languageOfText } from './languageTag.ts';
import { lineReport, mistakeProblem } from './lineReport.ts';
import type { Reference } from './screenplayTypes.ts';
import type { Report } from './screenplayProblem.ts';
import { inForce, isKnownEngine, readLanguage, type Scope } from './scope.ts';
import { spokenText, type Manner, type SpokenText } from './spokenText.ts';
import type { EngineFacts } from './surroundings.ts';
import { readableGroups, readTiming, type Timing } from './timing.ts';
import { whoSpeaks, type WhoSpeaks } from './whoSpeaks.ts';
import { withDigest } from './withDigest.ts';
import { engineFacts, speaksLanguage, type World } from './world.ts';

/** A cue with what the passes over the whole script need of it. */
export interface ResolvedCue {
  readonly kind: 'cue';
  /** With its own id or its derived one, not yet made unique; in the section of the time when it was read. */
  readonly cue: Cue;
  /** `nameKey` of its id. */
  readonly idKey: string;
  readonly explicitId: Word | undefined;
  /** Whose entries of the cast it needs. */
  readonly uses: readonly Speaker[];
  /** `nameKey` of the speaker. */
  readonly speakerKey: string;
  readonly unknown: WhoSpeaks['unknown'];
  readonly marks: SpokenText['marks'];
  /** The mark that the start hangs on. */
  readonly startMark: Word | undefined;
  /** Where the cue can be marked as a whole: its name, else its colon. */
  readonly place: Place<Line>;
  /** Where its start is written. */
  readonly startPlace: Place<Line> | undefined;
  readonly moods: readonly string[];
  readonly problems: readonly Problem<Line>[];
  readonly references: readonly Reference[];
}

/** What a cue is resolved in. */
export interface CueContext {
  readonly scope: Scope;
  /** Sum of the `~` lines since the last entry that took its turn; undefined: none. */
  readonly pause: number | undefined;
  /** Whether a cue stands above. */
  readonly hasCueAbove: boolean;
}

/**
 * Resolves a cue: its line, the lines that go on with it, what it inherits.
 *
 * @param section the one that it stands in, as far as is known when it is read; later headings may come in above
 */
export function resolveCue(
  line: CueLine,
  continuations: readonly ContinuationLine[],
  context: CueContext,
  world: World,
  section: number,
): ResolvedCue {
  return new CueResolver(line, continuations, context, world).resolve(section);
}

/** `MIRA: …` is a beat of silence, as long as `{beat}` (language.md). */
const beat: Cue['spoken'][number] = { kind: 'silence', seconds: 0.3 };

function saysNothing({ text, spoken }: SpokenText): boolean {
  return !/[\p{L}\p{N}]/u.test(text) && !spoken.some(isSaid) && !spoken.some(({ kind }) => kind === 'silence');
}

function howItems({ groups }: CueLine): readonly HowItem[] {
  const [only, second] = groups;
  if (only?.kind === 'how' && second === undefined) return only.items;
  return groups.flatMap((group) => (group.kind === 'how' ? group.items : []));
}

class CueResolver {
  readonly #line: CueLine;
  readonly #continuations: readonly ContinuationLine[];
  readonly #scope: Scope;
  readonly #context: CueContext;
  readonly #world: World;
  readonly #problems: Problem<Line>[] = [];
  readonly #references: Reference[] = [];
  readonly #moods: string[] = [];
  readonly #report: Report;
  readonly #uses: Speaker[] = [];

  constructor(line: CueLine, continuations: readonly ContinuationLine[], context: CueContext, world: World) {
    this.#line = line;
    this.#continuations = continuations;
    this.#scope = context.scope;
    this.#context = context;
    this.#world = world;
    this.#report = lineReport(line, this.#problems);
  }

  resolve(section: number): ResolvedCue {
    const line = this.#line;
    this.#addMistakes(line);
    for (const continuation of this.#continuations) this.#addMistakes(continuation);
    const who = whoSpeaks(line, this.#scope, this.#world, this.#report);
    if (who.speaker !== undefined) this.#uses.push(who.speaker);
    const items = howItems(line);
    const direction = this.#direction(items);
    const engine = this.#engine(direction);
    const facts = engineFacts(this.#world, engine.value);
    const language = this.#language(direction, who.speaker, engine);
    const emotion = this.#emotion(direction, items, who.speaker, facts);
    const seed = this.#seed(direction, who.speaker);
    const voice = this.#voice(direction, who.speaker, facts, language.value);
    const text = this.#text({ emotion: emotion.value, language: language.value }, engine.value);
    const groups = readableGroups(line);
    const timing = readTiming(
      groups,
      { fps: this.#world.front.fps, offset: inForce(this.#scope, 'offset')?.value ?? 0 },
      this.#report,
    );
    const start = this.#start(timing);
    const isSilent = saysNothing(text);
    const spoken = isSilent ? [...text.spoken.filter(({ kind }) => kind !== 'text'), beat] : text.spoken;
    const natural = naturalLength(spoken, facts?.pace);
    // Of times with an error the error is enough.
    if (groups === line.groups && who.speech)
      checkLength(timing.length, start, natural, facts, timing.lengthGroup, this.#report);
    if (isSilent) this.#reportSilence(text);
    for (const continuation of this.#continuations) {
      checkContinuationHabit(continuation, this.#world.front.speakerByKey, lineReport(continuation, this.#problems));
    }

    const explicitId = this.#explicitId(direction);
    const settings = {
      engine: engine.value,
      seed: seed.value,
      take: this.#number(direction, 'take', voiceSettings.take) ?? 1,
      pan: who.speaker?.member.pan ?? 0,
      gain: who.speaker?.member.gain ?? 0,
    };
    const { length } = timing;
    const lengths = this.#world.surroundings.measured;
    const hash =
      lengths.size === 0
        ? undefined
        : digest({ voice: voice.value, language: language.value, spoken, length, start, settings });
    const measured = hash === undefined ? undefined : lengths.get(hash);
    const seconds = measured ?? expectedLength(length, start, natural, facts);
    const undigested: Omit<Cue, 'digest'> = {
      kind: 'cue',
      id: explicitId?.value ?? derivedId(who.name, text.text),
      line,
      continuations: this.#continuations,
      speaker: who.name,
      inCast: who.speaker !== undefined && who.unknown === undefined,
      name: line.name,
      voice: voice.value,
      language: language.value,
      spoken,
      length,
      start,
      settings,
      text: text.text,
      emotion: emotion.value,
      origins: {
        language: language.origin,
        emotion: emotion.origin,
        engine: engine.origin,
        seed: seed.origin,
        voice: voice.origin,
      },
      section,
      speech: who.speech,
      sound: who.speech && voice.usable && !this.#problems.some(({ severity }) => severity === 'error'),
      // What nobody speaks takes no time.
      estimate: who.speech ? { seconds, measured: measured !== undefined } : { seconds: 0, measured: false },
    };
    const cue = withDigest(undigested, hash);
    return {
      kind: 'cue',
      cue,
      // A derived id is in small letters already.
      idKey: explicitId === undefined ? cue.id : nameKey(cue.id),
      explicitId,
      uses: kept(this.#uses),
      speakerKey: who.key,
      unknown: who.unknown,
      marks: text.marks,
      startMark: timing.mark,
      place: this.#place(line.name ?? line.colon),
      startPlace: timing.startGroup === undefined ? undefined : this.#place(timing.startGroup),
      moods: kept(this.#moods),
      problems: kept(this.#problems),
      references: kept(this.#references),
    };
  }

  #addMistakes(line: Line): void {
    for (const mistake of line.mistakes) this.#problems.push(mistakeProblem(line, mistake));
  }

  #place({ start, end }: Span): Place<Line> {
    return { line: this.#line, start, end };
  }

  #direction(items: readonly HowItem[]): Direction {
    if (items.length === 0) return noDirection;
    const { moodOf, moodNames } = this.#world;
    const place = { in: 'line', text: this.#line.text, voices: this.#voiceNames() } as const;
    const direction = readDirection(items, moodOf, moodNames, place, this.#report);
    for (const mood of direction.moods) this.#moods.push(mood);
    return direction;
  }

  #voiceNames(): VoiceNames {
    const { front, surroundings } = this.#world;
    return {
      ofCast: (key) => {
        const speaker = front.speakerByKey.get(key);
        if (speaker === undefined) return undefined;
        this.#uses.push(speaker);
        return { name: speaker.member.name, recording: speaker.member.voice.recording };
      },
      isOfEngine: (name) => [...surroundings.engines.values()].some(({ voices }) => voices?.has(name) === true),
    };
  }

  #engine(direction: Direction): Resolved<string> {
    const written = direction.settings.get('engine');
    const known = written !== undefined && isKnownEngine(written, this.#world, this.#report);
    const commanded = this.#world.surroundings.engine;
    if (commanded !== undefined) return { value: commanded, origin: byDefault };
    if (written !== undefined && known) return this.#fromLine(written.value, written.item);
    const inSection = inForce(this.#scope, 'engine');
    if (inSection !== undefined) return fromPlace('section', inSection);
    const { engine } = this.#world.front;
    if (engine !== undefined) return fromPlace('script', engine);
    return { value: this.#world.scriptEngine, origin: byDefault };
  }

  #language(direction: Direction, speaker: Speaker | undefined, engine: Resolved<string>): Resolved<string> {
    const written = direction.settings.get('language');
    if (written !== undefined) {
      const language = readLanguage(written, this.#report);
      if (language !== undefined) {
        this.#checkSpeaks(language, engine.value, written);
        return this.#fromLine(language, written.item);
      }
    }
    const inherited = this.#inheritedLanguage(speaker);
    if (engine.origin.from === 'line')
      this.#checkSpeaks(inherited.value, engine.value, direction.settings.get('engine'));
    return inherited;
  }

  #inheritedLanguage(speaker: Speaker | undefined): Resolved<string> {
    const inSection = inForce(this.#scope, 'language');
    if (inSection !== undefined) return fromPlace('section', inSection);
    if (speaker?.language !== undefined) return fromPlace('speaker', speaker.language);
    const { language } = this.#world.front;
    if (language !== undefined) return fromPlace('script', language);
    let letters = this.#line.text.slice(this.#line.colon.end);
    for (const { text } of this.#continuations) letters += ` ${text}`;
    return { value: languageOfText(letters), origin: byDefault };
  }

  #checkSpeaks(language: string, engine: string, at: Span | undefined): void {
    if (at === undefined || speaksLanguage(this.#world, engine, language)) return;
    this.#report('voice/engine-language', at, { engine, language });
  }

  #emotion(
    direction: Direction,
    items: readonly HowItem[],
    speaker: Speaker | undefined,
    facts: EngineFacts | undefined,
  ): Resolved<Emotion> {
    if (direction.emotion !== undefined) {
      const emotion = this.#checkedEmotion(direction.emotion, items, this.#line, facts);
      return this.#fromLine(emotion, direction.emotion);
    }
    const inherited = this.#inheritedEmotion(speaker);
    if (direction.random === undefined) return inherited;
    if (inherited.value.kind === 'own' || inherited.value.kind === 'recording') {
      this.#report('voice/random-idle', direction.random);
      return inherited;
    }
    return this.#fromLine({ ...inherited.value, random: true }, direction.random);
  }

  #inheritedEmotion(speaker: Speaker | undefined): Resolved<Emotion> {
    const inSection = inForce(this.#scope, 'mood');
    if (inSection !== undefined) return fromPlace('section', inSection);
    if (speaker?.emotion !== undefined) return fromPlace('speaker', speaker.emotion);
    const { emotion } = this.#world.front;
    if (emotion !== undefined) return fromPlace('script', emotion);
    return ownEmotion;
  }

  /**
   * An emotion that a line names, with what its engine makes of it. A recording that the line itself names is looked after
   * here, one of a mood where the mood is written.
   */
  #checkedEmotion(
    { value, start, end }: NonNullable<Direction['emotion']>,
    items: readonly HowItem[],
    line: Line,
    facts: EngineFacts | undefined,
  ): Emotion {
    const obeys = facts === undefined || value.kind === 'own' || facts.emotions.includes(value.kind);
    if (!obeys) {
      lineReport(line, this.#problems)(`voice/engine-ignores-${value.kind}`, { start, end }, { engine: facts.id });
    }
    const like = items.find((item) => item.form === 'like');
    if (value.kind !== 'recording' || like === undefined) return value;
    return { ...value, path: this.#path(like.path, line, 'emotion', obeys) };
  }

  /** Notes a path as a reference and says what is wrong with the file; gives it with `/`. */
  #path(word: Word, line: Line, kind: Reference['kind'], needed: boolean): string {
    const path = word.value.replaceAll('\\', '/');
    const place = { line, start: word.start, end: word.end };
    this.#references.push({ ...place, path, kind });
    const problem = recordingProblem(path, place, this.#world.surroundings, needed, kind === 'voice' ? 5 : 0);
    if (problem !== undefined) this.#problems.push(problem);
    return path;
  }

  #seed(direction: Direction, speaker: Speaker | undefined): Resolved<number> {
    const seed = this.#number(direction, 'seed', voiceSettings.seed);
    const written = direction.settings.get('seed');
    if (seed !== undefined && written !== undefined) return this.#fromLine(seed, written.item);
    const inSection = inForce(this.#scope, 'seed');
    if (inSection !== undefined) return fromPlace('section', inSection);
    if (speaker?.seed !== undefined) return fromPlace('speaker', speaker.seed);
    const { front } = this.#world;
    if (front.seed !== undefined) return fromPlace('script', front.seed);
    return { value: voiceSettings.seed.default, origin: byDefault };
  }

  /** A number out of range is a mistake of form. */
  #number(direction: Direction, name: 'seed' | 'take', setting: NumberSetting): number | undefined {
    const written = direction.settings.get(name);
    return written === undefined ? undefined : readNumberSetting(setting, written.value);
  }

  #explicitId(direction: Direction): Word | undefined {
    const id = direction.settings.get('id');
    if (id === undefined) return undefined;
    if (!isCueId(id.value)) return undefined;
    if (id.value.length > longestId) this.#report('voice/id-length', id, { most: longestId });
    return { start: id.start, end: id.end, value: id.value };
  }

  #voice(
    direction: Direction,
    speaker: Speaker | undefined,
    facts: EngineFacts | undefined,
    language: string,
  ): Resolved<Voice> & { readonly usable: boolean } {
    const draft = this.#draftVoice(speaker, language);
    const written = direction.settings.get('voice');
    if (written !== undefined) {
      const path = this.#path(written, this.#line, 'voice', facts?.clones === true);
      const owner = this.#world.front.speakers.find(({ member }) => member.voice.recording === path);
      if (owner !== undefined && owner !== speaker) this.#uses.push(owner);
      const consent = owner?.member.voice.consent;
      if (owner === undefined) this.#report('voice/voice-not-in-cast', written, { path });
      else if (consent === undefined)
        this.#report('voice/voice-without-consent', written, { path, name: owner.member.name });
      return { ...this.#fromLine({ recording: path, consent, draft }, written.item), usable: true };
    }
    const own = speaker?.member.voice;
    const voice = own?.draft === draft ? own : { recording: own?.recording, consent: own?.consent, draft };
    const origin = speaker?.voiceOrigin ?? byDefault;
    if (facts?.clones !== true) return { value: voice, origin, usable: true };
    if (voice.recording === undefined) {
      this.#report('voice/no-recording', this.#line.name ?? this.#line.colon, { engine: facts.id });
      return { value: voice, origin, usable: false };
    }
    const at = this.#place(this.#line.name ?? this.#line.colon);
    const fault = recordingProblem(voice.recording, at, this.#world.surroundings, true);
    // Where the script's own engine clones, errors of a voice stand once, in the cast.
    if (engineFacts(this.#world, this.#world.scriptEngine)?.clones !== true) {
      const values = { path: voice.recording, name: speaker?.member.name ?? '' };
      if (voice.consent === undefined) this.#report('voice/voice-without-consent', at, values);
      else if (fault !== undefined) this.#problems.push(fault);
    }
    return { value: voice, origin, usable: voice.consent !== undefined && fault === undefined };
  }

  /** The speaker's own, else that of the language. */
  #draftVoice(speaker: Speaker | undefined, language: string): string {
    const own = speaker?.member.voice.draft ?? '';
    return own === '' ? language : own;
  }

  #text(own: Manner, engine: string): SpokenText {
    const { moodOf, moodNames } = this.#world;
    return spokenText(this.#line, this.#continuations, own, this.#world.front.lexicon, (inline, line, now) => {
      const report = lineReport(line, this.#problems);
      const place = { in: 'text' as const, text: line.text, brace: inline };
      const direction = readDirection(inline.items, moodOf, moodNames, place, report);
      for (const mood of direction.moods) this.#moods.push(mood);
      const written = direction.settings.get('language');
      const language = written === undefined ? undefined : readLanguage(written, report);
      if (written !== undefined && language !== undefined && !speaksLanguage(this.#world, engine, language)) {
        report('voice/engine-language', written, { engine, language });
      }
      let emotion: Emotion | undefined;
      if (direction.emotion !== undefined) {
        emotion = this.#checkedEmotion(direction.emotion, inline.items, line, engineFacts(this.#world, engine));
      } else if (direction.random !== undefined) {
        if (now.emotion.kind === 'own' || now.emotion.kind === 'recording') {
          report('voice/random-idle', direction.random);
        } else {
          emotion = { ...now.emotion, random: true };
        }
      }
      return { emotion: emotion ?? now.emotion, language: language ?? now.language };
    });
  }

  #start({ start, startGroup }: Timing): Start {
    if (start !== undefined) {
      if (this.#context.pause !== undefined && startGroup !== undefined) {
        this.#report('voice/pause-idle', startGroup, {});
      }
      if (start.kind === 'offset' && !this.#context.hasCueAbove && startGroup !== undefined) {
        this.#report('voice/no-cue-above', startGroup, {});
      }
      return start;
    }
    const { pause } = this.#context;
    if (pause !== undefined) return { kind: 'turn', silence: pause, isGap: false };
    const gap = inForce(this.#scope, 'gap')?.value ?? this.#world.front.render.gap;
    return { kind: 'turn', silence: gap, isGap: true };
  }

  #reportSilence(text: SpokenText): void {
    if (this.#problems.some(({ severity }) => severity === 'error')) return;
    this.#report('voice/nothing-to-say', text.text === '' ? this.#line.colon : this.#spokenSpan());
  }

  #spokenSpan(): Span {
    const { spoken, colon } = this.#line;
    return { start: spoken[0]?.start ?? colon.start, end: spoken.at(-1)?.end ?? colon.end };
  }

  #fromLine<T>(value: T, { start, end }: Span): Resolved<T> {
    return { value, origin: { from: 'line', line: this.#line, start, end } };
  }
}

interface Resolved<T> {
  readonly value: T;
  readonly origin: Origin;
}

const byDefault: Origin = { from: 'default' };
const ownEmotion: Resolved<Emotion> = { value: { kind: 'own' }, origin: byDefault };

// A placed value belongs to one section, speaker or script: what lines inherit from it is the same object for all.
const inherited = new WeakMap<Placed<unknown>, Resolved<unknown>>();

function fromPlace<T>(from: Origin['from'], placed: Placed<T>): Resolved<T> {
  const known = inherited.get(placed) as Resolved<T> | undefined;
  if (known !== undefined) return known;
  const { value, place } = placed;
  const resolved = { value, origin: { from, line: place.line, start: place.start, end: place.end } };
  inherited.set(placed, resolved);
  return resolved;
}

function isSaid(part: Cue['spoken'][number]): boolean {
  return part.kind === 'text' && part.pieces.some((piece) => piece.say !== undefined);
}
