import { nameKey, type HowItem, type Span, type Word } from '../grammar/index.ts';
import { emotions, type Emotion, type Weights } from './cue.ts';
import { chineseEmotions, emotionIndex } from './emotionNames.ts';
import type { Report, SpanFix } from './screenplayProblem.ts';
import { isOneSlip, suggestion } from './suggestion.ts';

/** What a list of how-items says. */
export interface Direction {
  /** The emotion that it names, and the items that do so; undefined: none. */
  readonly emotion: (Span & { readonly value: Emotion }) | undefined;
  /** `random` without an emotion beside it: it is meant for the inherited one. */
  readonly random: Span | undefined;
  /** Line settings, the first of each name. */
  readonly settings: ReadonlyMap<SettingName, Word & { readonly item: Span }>;
  /** Keys of the moods that it names. */
  readonly moods: readonly string[];
}

export type SettingName = Extract<HowItem, { form: 'setting' }>['name'];

const noSettings: Direction['settings'] = new Map();
/** What no items say. */
export const noDirection: Direction = { emotion: undefined, random: undefined, settings: noSettings, moods: [] };

/** Looks a mood up by its key (`nameKey`). */
export type MoodLookup = (key: string) => Emotion | undefined;

/** Where the items stand: in `( … )`, in the text as `{ … }`, or in the front matter; `text` is what their spans count in. */
export type DirectionPlace =
  | { readonly in: 'line'; readonly text: string; readonly voices: VoiceNames }
  | { readonly in: 'mood'; readonly text: string }
  /** `brace`: where the `{` stands. */
  | { readonly in: 'text'; readonly text: string; readonly brace: Span };

/** Who and what has a voice: directions take recordings by their file, and writers name them like this. */
export interface VoiceNames {
  /** Someone of the cast, by `nameKey`. */
  readonly ofCast: (key: string) => { readonly name: string; readonly recording: string | undefined } | undefined;
  /** Whether an engine has a voice of this name. */
  readonly isOfEngine: (name: string) => boolean;
}

/** Sum of the eight weights that engines take without distortion (IndexTTS-2 web interface; spec/emotion). */
const greatestSum = 0.8;
/** Strength of emotions named without one (language.md): shared weights, words, the line's own words. */
const usualStrength = 0.6;
/** `emo_alpha` of a recording (official default). */
const usualLikeness = 1;

type Source = 'weights' | 'words' | 'recording' | 'auto';

/** A word that is one slip away from a name. */
interface Slip {
  readonly words: Word;
  readonly meant: string;
}

/**
 * Reads items of `( … )`, `{ … }` or a mood: which emotion they name, which settings they make. Problems go to `report`,
 * in spans of the items' own text; what is wrong is left out of the result.
 */
export function readDirection(
  items: readonly HowItem[],
  mood: MoodLookup,
  moodNames: Iterable<string>,
  place: DirectionPlace,
  report: Report,
): Direction {
  if (items.length === 0) return noDirection;
  const reader = new DirectionReader(mood, moodNames, place, report);
  for (const item of items) reader.add(item);
  return reader.finish();
}

class DirectionReader {
  readonly #mood: MoodLookup;
  readonly #moodNames: Iterable<string>;
  readonly #place: DirectionPlace;
  readonly #report: Report;

  /** Where each source is named first. */
  readonly #sources: { readonly source: Source; readonly at: Span }[] = [];
  #first: number | undefined;
  #last = 0;
  readonly #weights: number[] = [0, 0, 0, 0, 0, 0, 0, 0];
  readonly #figures: (Span & { readonly value: number })[] = [];
  /** A bit for each emotion that is named. */
  #named = 0;
  readonly #items: (Span & { readonly source: Source | 'unweighted' | undefined })[] = [];
  readonly #slips: Slip[] = [];
  /** Bare words that describe. */
  readonly #describing: Word[] = [];
  readonly #unweighted: { readonly index: number; readonly item: Span; readonly written: string }[] = [];
  readonly #words: { readonly text: string; readonly at: number }[] = [];
  #strength: number | undefined;
  #recording: { readonly path: string; readonly strength: number } | undefined;
  #random: Span | undefined;
  #moodRandom = false;
  #broken = false;
  #everyWeightWritten = true;
  #settings: Map<SettingName, Word & { readonly item: Span }> | undefined;
  readonly #moods: string[] = [];

  constructor(mood: MoodLookup, moodNames: Iterable<string>, place: DirectionPlace, report: Report) {
    this.#mood = mood;
    this.#moodNames = moodNames;
    this.#place = place;
    this.#report = report;
  }

  add(item: HowItem): void {
    this.#items.push({ start: item.start, end: item.end, source: undefined });
    switch (item.form) {
      case 'words':
        this.#addWords(item);
        return;
      case 'vector':
        this.#addVector(item);
        return;
      case 'like':
        if (!this.#fits(item.strength)) return;
        this.#source('recording', item);
        this.#recording ??= { path: item.path.value, strength: item.strength?.value ?? usualLikeness };
        return;
      case 'auto':
        if (!this.#fits(item.strength)) return;
        this.#source('auto', item);
        this.#strength ??= item.strength?.value;
        return;
      case 'random':
        this.#random ??= item;
        return;
      case 'setting':
        this.#addSetting(item);
        return;
      case 'convention':
        return;
      case 'mistake':
        this.#broken = true;
    }
  }

  finish(): Direction {
    const emotion = this.#broken ? undefined : this.#emotion();
    for (const { words, meant } of this.#slips) {
      const fixes = [replaceWords(words, meant, true), quoteWords(words)];
      this.#report('voice/unknown-emotion', words, { written: words.value, meant }, fixes);
    }
    return {
      emotion: emotion === undefined ? undefined : { start: this.#first ?? 0, end: this.#last, value: emotion },
      random: emotion === undefined ? this.#random : undefined,
      settings: this.#settings ?? noSettings,
      moods: this.#moods,
    };
  }

  #addWords(item: Extract<HowItem, { form: 'words' }>): void {
    const written = item.words.value;
    const index = item.quoted ? undefined : emotionIndex(written);
    if (index !== undefined) {
      this.#addEmotion(index, item);
      return;
    }
    const key = nameKey(written);
    const mood = item.quoted ? undefined : this.#mood(key);
    if (mood !== undefined) {
      this.#moods.push(key);
      this.#addMood(mood, item);
      return;
    }
    if (!item.quoted && this.#place.in === 'text') {
      this.#unknownManner(item);
      return;
    }
    if (!item.quoted && this.#isVoiceByName(item.words)) {
      this.#broken = true;
      return;
    }
    if (!item.quoted) this.#noteSlip(item.words);
    if (written === '') this.#broken = true;
    if (!this.#fits(item.strength)) return;
    if (!item.quoted) this.#describing.push(item.words);
    this.#describe(written, item.strength?.value, item);
  }

  #addEmotion(index: number, item: Extract<HowItem, { form: 'words' }>): void {
    const bit = 1 << index;
    if ((this.#named & bit) !== 0) this.#report('voice/emotion-twice', item, { emotion: item.words.value });
    this.#named |= bit;
    if (item.strength === undefined) {
      this.#unweighted.push({ index, item, written: item.words.value });
      this.#span(item);
      this.#markItem('unweighted');
      return;
    }
    if (!this.#fits(item.strength)) return;
    this.#source('weights', item);
    this.#figures.push(item.strength);
    this.#weigh(index, item.strength.value);
  }

  #addVector(item: Extract<HowItem, { form: 'vector' }>): void {
    if (item.weights.some((weight) => !isShare(weight))) this.#broken = true;
    this.#source('weights', item);
    this.#everyWeightWritten = false;
    item.weights.forEach((weight, index) => this.#weigh(index, weight));
  }

  #addMood(mood: Emotion, item: Extract<HowItem, { form: 'words' }>): void {
    if (!this.#fits(item.strength)) return;
    const scale = item.strength?.value ?? 1;
    if (mood.kind !== 'own' && mood.kind !== 'recording' && mood.random) this.#moodRandom = true;
    if (mood.kind === 'weights') {
      this.#source('weights', item);
      this.#everyWeightWritten = false;
      mood.weights.forEach((weight, index) => this.#weigh(index, weight * scale));
    } else if (mood.kind === 'recording') {
      this.#source('recording', item);
      this.#recording ??= { path: mood.path, strength: round(mood.strength * scale) };
    } else if (mood.kind === 'words') {
      this.#describe(mood.words, round(mood.strength * scale), item);
    } else if (mood.kind === 'auto') {
      this.#source('auto', item);
      this.#strength ??= round(mood.strength * scale);
    }
  }

  /** Settings within the text and settings made twice are mistakes of form, reported by the grammar. */
  #addSetting(item: Extract<HowItem, { form: 'setting' }>): void {
    if (this.#place.in === 'mood') {
      this.#report('voice/mood-setting', item, { name: item.name });
      return;
    }
    if (this.#place.in === 'text' && item.name !== 'language') return;
    this.#settings ??= new Map();
    if (!this.#settings.has(item.name)) this.#settings.set(item.name, { ...item.value, item });
  }

  #describe(text: string, strength: number | undefined, item: Span): void {
    this.#source('words', item);
    this.#words.push({ text, at: item.start });
    if (strength === undefined) return;
    if (this.#strength !== undefined && this.#strength !== strength) {
      this.#report('voice/two-strengths', item, { strength: this.#strength });
      return;
    }
    this.#strength = strength;
  }

  #unknownManner(item: Extract<HowItem, { form: 'words' }>): void {
    this.#broken = true;
    const written = item.words.value;
    // What cannot be a name at all the grammar has reported.
    if (!/^[\p{L}\p{M}][\p{L}\p{M}\s'’_-]*$/u.test(written)) return;
    const meant = suggestion(written, [...emotions, ...this.#moodNames]);
    const fixes: SpanFix[] = [];
    if (meant !== undefined) fixes.push(replaceWords(item.words, meant, true));
    if (this.#place.in === 'text') fixes.push(spokenBrace(this.#place.brace, this.#place.text));
    this.#report('voice/unknown-inline', item, { text: written }, fixes);
  }

  /** `voice BOB`, `像老周`: an item, not words, where there is such a voice. */
  #isVoiceByName(words: Word): boolean {
    const [, keyword = '', name = ''] = voiceByName.exec(words.value.normalize('NFKC')) ?? [];
    if (this.#place.in !== 'line' || name === '') return false;
    const member = this.#place.voices.ofCast(nameKey(name));
    const item = /^(?:like|像)$/i.test(keyword) ? 'like' : 'voice';
    if (member === undefined && (item === 'like' || !this.#place.voices.isOfEngine(name))) return false;
    const fixes = [quoteWords(words)];
    if (member?.recording !== undefined) fixes.unshift(replaceWords(words, `${item} "${member.recording}"`, true));
    const code = member === undefined ? 'voice/engine-voice-in-line' : 'voice/voice-by-name';
    this.#report(code, words, { written: words.value, name: member?.name ?? name }, fixes);
    return true;
  }

  #noteSlip(words: Word): void {
    const joined = this.#joined(words.value);
    if (joined !== undefined) this.#slips.push({ words, meant: joined });
    // Chinese words of two characters that share one are different words, not slips.
    if (!/^\p{Script=Latin}[\p{Script=Latin}'’-]+$/u.test(words.value)) return;
    const meant = this.#meant(words.value, emotions);
    if (meant !== undefined) this.#slips.push({ words, meant });
  }

  /** `happy and sad`: names of emotions and moods with a word between them; undefined: something else. */
  #joined(written: string): string | undefined {
    const parts = written.split(/\s+and\s+|\s*[&|/和与跟]\s*/i);
    const isName = (part: string): boolean =>
      emotionIndex(part) !== undefined || this.#mood(nameKey(part)) !== undefined;
    return parts.length > 1 && parts.every(isName) ? parts.join(' + ') : undefined;
  }

  #meant(written: string, names: Iterable<string>): string | undefined {
    const key = nameKey(written);
    return [...names, ...this.#moodNames].find((name) => isOneSlip(key, nameKey(name)));
  }

  /** A strength outside 0–1 is a mistake of form, reported by the grammar: the direction then says nothing. */
  #fits(strength: { readonly value: number } | undefined): boolean {
    if (strength === undefined || isShare(strength.value)) return true;
    this.#broken = true;
    return false;
  }

  #weigh(index: number, weight: number): void {
    this.#weights[index] = (this.#weights[index] ?? 0) + weight;
  }

  #span(item: Span): void {
    this.#first ??= item.start;
    this.#last = item.end;
  }

  /** The item that was added last names an emotion. */
  #markItem(source: Source | 'unweighted'): void {
    const last = this.#items.pop();
    if (last !== undefined) this.#items.push({ ...last, source });
  }

  #source(source: Source, item: Span): void {
    this.#span(item);
    this.#markItem(source);
    if (!this.#has(source)) this.#sources.push({ source, at: item });
  }

  #has(source: Source): boolean {
    return this.#sources.some((each) => each.source === source);
  }

  /** Emotions without a weight belong to the words beside them, else to the weights. */
  #emotion(): Emotion | undefined {
    const random = this.#random !== undefined || this.#moodRandom;
    const [firstUnweighted] = this.#unweighted;
    if (firstUnweighted !== undefined) {
      if (this.#has('words')) {
        for (const word of this.#unweighted.map(({ written, item }) => ({ text: written, at: item.start })))
          this.#words.push(word);
        this.#words.sort((a, b) => a.at - b.at);
      } else {
        if (!this.#has('weights')) this.#sources.push({ source: 'weights', at: firstUnweighted.item });
        for (const { index } of this.#unweighted) this.#weigh(index, usualStrength / this.#unweighted.length);
        this.#everyWeightWritten = false;
      }
    }
    this.#sources.sort((a, b) => a.at.start - b.at.start);
    const [first, second] = this.#sources;
    if (first === undefined) return undefined;
    if (second !== undefined) {
      this.#reportTwo(first.source, second.source, second.at);
      return undefined;
    }
    switch (first.source) {
      case 'weights':
        return { kind: 'weights', weights: this.#limited(), random };
      case 'words': {
        const words = this.#words.map(({ text }) => text).join(', ');
        return { kind: 'words', words, strength: this.#strength ?? usualStrength, random };
      }
      case 'auto':
        return { kind: 'auto', strength: this.#strength ?? usualStrength, random };
      case 'recording':
        return this.#recording === undefined ? undefined : { kind: 'recording', ...this.#recording };
    }
  }

  /** Two sources of emotion: often a name of the one that is misspelt, and then that is the mistake. */
  #reportTwo(first: Source, second: Source, at: Span): void {
    const misspelt = this.#has('words') && this.#sources.length === 2 ? [...this.#misspelt()] : [];
    if (misspelt.length > 0 && misspelt.length === this.#words.length) {
      this.#slips.length = 0;
      for (const { words, meant } of misspelt) {
        const values = { written: words.value, meant };
        this.#report('voice/misspelt-emotion', words, values, [replaceWords(words, meant, true)]);
      }
      return;
    }
    this.#report('voice/two-emotions', at, {}, [this.#keeping(first), this.#keeping(second)]);
  }

  #misspelt(): readonly Slip[] {
    if (this.#slips.length > 0) return this.#slips;
    // Beside weights, a Chinese word with a character of an emotion's is one of them.
    return this.#describing.flatMap((words) => {
      const meant = words.value.length === 2 ? this.#meant(words.value, chineseEmotions) : undefined;
      return meant === undefined ? [] : [{ words, meant }];
    });
  }

  /** The fix that keeps one source and takes the others away, with the brackets that would be empty then. */
  #keeping(source: Source): SpanFix {
    const { text } = this.#place;
    const isWeighted = !this.#has('words');
    const sourceOf = ({ source: own }: { readonly source: Source | 'unweighted' | undefined }): Source | undefined =>
      own === 'unweighted' ? (isWeighted ? 'weights' : 'words') : own;
    const isGone = (item: Span & { readonly source: Source | 'unweighted' | undefined }): boolean => {
      const own = sourceOf(item);
      return own !== undefined && own !== source;
    };
    const edits: { start: number; end: number; newText: string }[] = [];
    for (const group of groupsOf(this.#items, text)) {
      for (let index = 0; index < group.length; index++) {
        const first = group[index];
        if (first === undefined || !isGone(first)) continue;
        const before = group[index - 1];
        let last = first;
        for (let next = group[index + 1]; next !== undefined && isGone(next); next = group[++index + 1]) last = next;
        const after = group[index + 1];
        edits.push({ ...removal(before, first, last, after, text), newText: '' });
      }
    }
    const kept = this.#items.filter((item) => sourceOf(item) === source);
    const shown = kept.map(({ start, end }) => text.slice(start, end)).join(', ');
    return { title: 'fix/keep', values: { text: shown }, edits };
  }

  #limited(): Weights {
    const sum = this.#weights.reduce((total, weight) => total + weight, 0);
    if (sum <= greatestSum + 1e-9) return this.#weights.map(round) as unknown as Weights;
    const scale = greatestSum / sum;
    this.#report(
      'voice/weights-sum',
      { start: this.#first ?? 0, end: this.#last },
      { sum: round(sum) },
      this.#scaling(scale),
    );
    // Rounded down: eight roundings must not lift the sum over the limit again.
    return this.#weights.map((weight) => Math.floor(weight * scale * 1e4 + 1e-6) / 1e4) as unknown as Weights;
  }

  #scaling(scale: number): readonly SpanFix[] {
    if (!this.#everyWeightWritten) return [];
    const edits = this.#figures.map(({ start, end, value }) => ({
      start,
      end,
      newText: String(Math.floor(value * scale * 100 + 1e-6) / 100),
    }));
    return [{ title: 'fix/scale-weights', values: {}, edits, preferred: true }];
  }
}

const voiceByName = /^(voice|like|像|声音|音色)\s*(\S.*)$/iu;

/** Items that stand in brackets of their own each time. */
function groupsOf<I extends Span>(items: readonly I[], text: string): readonly (readonly I[])[] {
  const groups: I[][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group !== undefined && previous !== undefined && !/[()（）]/.test(text.slice(previous.end, item.start)))
      group.push(item);
    else groups.push([item]);
  }
  return groups;
}

/** What goes with the items from `first` to `last`: a separator, or the brackets around them. */
function removal(before: Span | undefined, first: Span, last: Span, after: Span | undefined, text: string): Span {
  if (before !== undefined) return { start: before.end, end: last.end };
  if (after !== undefined) return { start: first.start, end: after.start };
  const start = /\s*[(（]\s*$/.exec(text.slice(0, first.start))?.index ?? first.start;
  const end = last.end + (/^\s*[)）]/.exec(text.slice(last.end))?.[0].length ?? 0);
  return { start, end };
}

/** The fix that lets what stands in braces be spoken as it is. */
function spokenBrace(brace: Span, text: string): SpanFix {
  const start = text.slice(brace.start, brace.start + 1);
  const edits = [{ start: brace.start, end: brace.start + 1, newText: `\\${start}` }];
  return { title: 'fix/replace', values: { text: `\\${text.slice(brace.start, brace.end)}` }, edits };
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function replaceWords(words: Word, text: string, preferred: boolean): SpanFix {
  return { title: 'fix/replace', values: { text }, edits: [{ ...spanOf(words), newText: text }], preferred };
}

function quoteWords(words: Word): SpanFix {
  const text = `"${words.value}"`;
  return { title: 'fix/quote', values: { text }, edits: [{ ...spanOf(words), newText: text }] };
}
