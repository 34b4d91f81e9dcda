import type { SpeakPiece, SpeakRequest } from '../../engine.ts';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { cmuMnemonics } from './cmuPhones.ts';
import { findVoice, voiceOfLanguage, type FoundVoice } from './draftVoice.ts';
import type { DraftVoice } from './draftVoices.ts';
import { mannerOf, type Manner } from './manner.ts';
import { misreadCharacter, pinyinText } from './pinyin.ts';
import { foreignLanguage } from './scripts.ts';
import { writtenWords, type WrittenWord } from './writtenWords.ts';

/** What eSpeak NG says in one go: one voice, one manner. */
export interface SpokenRun {
  readonly kind: 'speech';
  /** eSpeak NG's name of voice and variant: `gmw/en-US+f3`. */
  readonly voice: string;
  readonly language: string;
  readonly manner: Manner;
  /** SSML. */
  text: string;
  /** Per code point of `text`: the offset in the written text that it came from. */
  readonly positions: number[];
  /** Marks inside it, by their offset in the written text. */
  readonly marks: { readonly name: string; readonly offset: number }[];
}

export type UtteranceItem =
  SpokenRun | { readonly kind: 'silence'; readonly seconds: number } | { readonly kind: 'mark'; readonly name: string };

/** A request in the terms of eSpeak NG. */
export interface Utterance {
  /** All text of the request, as written. */
  readonly written: string;
  readonly words: readonly WrittenWord[];
  readonly items: readonly UtteranceItem[];
}

/**
 * Where a run ends that would get long, in bytes of its text: the program takes 16,000. At the first sentence end past
 * the first figure, clause end past the second, any character past the third.
 */
const longRun = { sentence: 5000, clause: 8000, any: 11_000 };
const sentenceEnd = /[.!?。！？…]/u;
const clauseEnd = /[,;:，、；： ]/u;
/**
 * Not spoken: control and format characters, lone surrogates, private use, variation selectors, emoji; and the Japanese
 * length mark, whose name eSpeak NG would say.
 */
const unspoken = /^[\p{C}ー\uFE00-\uFE0F\u{1F3FB}-\u{1F3FF}\p{Emoji_Presentation}]$/u;

/** Turns a request into runs of speech, silences and marks. Pure. Throws `models/unknown-voice` and `models/unknown-language`. */
export function utterance(request: SpeakRequest): Utterance {
  const voice = voiceOf(request);
  const items: UtteranceItem[] = [];
  const words: WrittenWord[] = [];
  let written = '';
  let stretch = 0;
  let run: SpokenRun | undefined;

  const wordsUpToHere = (): void => {
    for (const { text, from, to } of writtenWords(written.slice(stretch))) {
      words.push({ text, from: from + stretch, to: to + stretch });
    }
    stretch = written.length;
  };
  const runOf = (base: DraftVoice, manner: Manner): SpokenRun => {
    const name = voice.variant === undefined ? base.identifier : `${base.identifier}+${voice.variant}`;
    if (run?.voice === name && sameManner(run.manner, manner)) return run;
    run = { kind: 'speech', voice: name, language: primary(base), manner, text: '', positions: [], marks: [] };
    items.push(run);
    return run;
  };

  for (const part of request.parts) {
    if (part.kind === 'silence') {
      wordsUpToHere();
      run = undefined;
      items.push(part);
    } else if (part.kind === 'mark') {
      if (run === undefined) items.push(part);
      else run.marks.push({ name: part.name, offset: written.length });
    } else {
      const manner = mannerOf(part.emotion);
      const own = baseFor(part.language, voice);
      let last: DraftVoice | undefined;
      for (const piece of part.pieces) {
        for (const { base, atoms } of spans(piece, own, last)) {
          let target = runOf(base, manner);
          const from = written.length + (atoms[0]?.offset ?? 0);
          const to = written.length + (atoms.at(-1)?.offset ?? 0);
          if (piece.stressed === true) append(target, ' <emphasis level="strong">', from);
          for (const { text, offset } of atoms) {
            append(target, text, written.length + offset);
            if (!isFull(target) || piece.stressed === true) continue;
            run = undefined;
            target = runOf(base, manner);
          }
          // After phonemes in brackets the end tag would be read out without the space.
          if (piece.stressed === true) append(target, target.text.endsWith(']]') ? ' </emphasis>' : '</emphasis>', to);
          last = base;
        }
        written += piece.text;
      }
    }
  }
  wordsUpToHere();
  return { written, words, items: items.flatMap(speakable) };
}

/** Text for eSpeak NG and where it comes from: an offset in its piece. */
interface Atom {
  readonly text: string;
  readonly offset: number;
}

interface Span {
  readonly base: DraftVoice;
  readonly atoms: Atom[];
}

/**
 * A piece as spans of one voice each: characters that the voice cannot read go to the voice of their language. Spaces and
 * punctuation follow what stands before them, opening brackets and quotes what follows.
 */
function spans(piece: SpeakPiece, own: DraftVoice, last: DraftVoice | undefined): Span[] {
  const said = pronounced(piece, own);
  if (said !== undefined) return said;
  const text = piece.say?.kind === 'respelling' ? piece.say.text : piece.text;
  const result: Span[] = [];
  let neutral: Atom[] = [];
  const give = (base: DraftVoice, atoms: readonly Atom[]): void => {
    const before = result.at(-1);
    if (before?.base === base) before.atoms.push(...atoms);
    else if (atoms.length > 0) result.push({ base, atoms: [...atoms] });
  };
  let offset = 0;
  for (const character of text) {
    const atom = { text: character, offset: piece.say === undefined ? offset : 0 };
    offset += character.length;
    if (unspoken.test(character) && !/\s/.test(character)) continue;
    if (!/[\p{L}\p{N}\p{M}]/u.test(character)) {
      neutral.push(atom);
      continue;
    }
    const foreign = foreignLanguage(character, primary(own));
    const base = (foreign === undefined ? undefined : voiceOfLanguage(foreign)) ?? own;
    const before = result.at(-1)?.base ?? last ?? base;
    const opening = before === base ? 0 : neutral.findIndex((each) => /[\p{Ps}\p{Pi}"'¿¡]/u.test(each.text));
    const cut = opening < 0 ? neutral.length : opening;
    give(before, neutral.slice(0, cut));
    give(base, [...neutral.slice(cut), { ...atom, text: readable(character, base) }]);
    neutral = [];
  }
  give(result.at(-1)?.base ?? last ?? own, neutral);
  return result;
}

/** A piece with phonemes; undefined when it has none, or none that eSpeak NG can say: then it is read as written. */
function pronounced(piece: SpeakPiece, own: DraftVoice): Span[] | undefined {
  if (piece.say?.kind === 'phones') {
    const mnemonics = cmuMnemonics(piece.say.phones);
    const english = primary(own) === 'en' ? own : voiceOfLanguage('en');
    if (mnemonics === undefined || english === undefined) return undefined;
    return [{ base: english, atoms: [{ text: ` [[${mnemonics}]]`, offset: 0 }] }];
  }
  if (piece.say?.kind === 'pinyin') {
    const syllables = piece.say.syllables.map(pinyinText);
    const mandarin = primary(own) === 'cmn' ? own : voiceOfLanguage('cmn');
    if (syllables.length === 0 || syllables.includes(undefined) || mandarin === undefined) return undefined;
    const offsets = [...piece.text.matchAll(/\p{Script=Han}/gu)].map(({ index }) => index);
    const each = offsets.length === syllables.length;
    const atoms = syllables.map((text, index) => ({
      text: ` ${text ?? ''} `,
      offset: each ? (offsets[index] ?? 0) : 0,
    }));
    return [{ base: mandarin, atoms }];
  }
  return undefined;
}

function readable(character: string, base: DraftVoice): string {
  const corrected = primary(base) === 'cmn' ? misreadCharacter(character) : undefined;
  return corrected === undefined ? character : ` ${corrected} `;
}

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '&': '&amp;' };

/** Adds text to a run: single characters are escaped, longer texts are mark-up of our own. */
function append(run: SpokenRun, text: string, offset: number): void {
  // `[[` would start phonemes.
  const parted = text === '[' && run.text.endsWith('[') ? ' [' : text;
  const escaped = entities[parted] ?? parted;
  run.text += escaped;
  // One for each code point: eSpeak NG counts these.
  run.positions.push(...Array.from(escaped, () => offset));
}

function isFull(run: SpokenRun): boolean {
  // A character has at most 4 bytes; this needs no encoding of what most often is short.
  if (run.text.length * 4 < longRun.sentence) return false;
  const bytes = Buffer.byteLength(run.text);
  const last = run.text.slice(-1);
  return (
    (bytes > longRun.sentence && sentenceEnd.test(last)) ||
    (bytes > longRun.clause && clauseEnd.test(last)) ||
    bytes > longRun.any
  );
}

/** A run without anything to speak leaves only its marks. */
function speakable(item: UtteranceItem): UtteranceItem[] {
  if (item.kind !== 'speech') return [item];
  const bare = item.text.replace(/<\/?emphasis[^>]*>/g, '');
  if (/[\p{L}\p{N}\p{S}%&@#*/\\]/u.test(bare)) return [item];
  return item.marks.map(({ name }) => ({ kind: 'mark', name }));
}

function sameManner(a: Manner, b: Manner): boolean {
  return a.rate === b.rate && a.pitch === b.pitch && a.range === b.range && a.gain === b.gain;
}

/** The first subtag: `en` of `en-us`. */
function primary(voice: DraftVoice): string {
  return voice.id.split('-', 1)[0] ?? voice.id;
}

function voiceOf(request: SpeakRequest): FoundVoice {
  if (request.voice !== undefined) {
    const found = findVoice(request.voice);
    if (found === undefined)
      throw new TablereadError('models/unknown-voice', { voice: request.voice, engine: 'draft' });
    return found;
  }
  return { voice: languageVoice(request.language), variant: undefined };
}

/** The voice of a part: the speaker's own where it speaks the language, else that language's, with the speaker's variant. */
function baseFor(language: string, { voice }: FoundVoice): DraftVoice {
  const base = languageVoice(language);
  return primary(base) === primary(voice) ? voice : base;
}

function languageVoice(language: string): DraftVoice {
  const voice = voiceOfLanguage(language);
  if (voice === undefined) throw new TablereadError('models/unknown-language', { language, engine: 'draft' });
  return voice;
}
