import { fadeEdges } from '../audio/index.ts';
import type { SpeakRequest } from '../models/engine.ts';

/**
 * The notice of machine-made speech as it is spoken after the last cue, by primary language. In the languages of the
 * engines, so it does not stand with the sentences for the people who work with Tableread.
 */
const notices: Readonly<Record<string, string>> = {
  en: 'This audio was made by artificial intelligence.',
  zh: '本音频由人工智能合成。',
  ja: 'この音声は人工知能によって合成されました。',
  es: 'Este audio ha sido generado por inteligencia artificial.',
  ar: 'تم إنشاء هذا الصوت بواسطة الذكاء الاصطناعي.',
};

/** Silence between the end of the script and the notice. */
export const labelPauseSeconds = 0.5;

/** Asks for the spoken notice in the voice and language of a line of the script. */
export function spokenLabel(like: SpeakRequest): SpeakRequest {
  const [primary = 'en'] = like.language.toLowerCase().split('-');
  const text = notices[primary];
  const language = text === undefined ? 'en' : like.language;
  return {
    ...like,
    id: 'label',
    parts: [
      { kind: 'text', pieces: [{ text: text ?? (notices['en'] as string) }], language, emotion: { kind: 'own' } },
    ],
    language,
    length: { kind: 'natural' },
  };
}

/** Seconds of the short and the long tone and of the silence between two. */
const short = 0.12;
const long = 0.36;
const between = 0.12;
const toneHertz = 1000;

/**
 * The audible label of GB 45438-2025, 4.2 b): the rhythm short long short short, as tones.
 *
 * @param level root mean square of a tone
 */
export function rhythmLabel(sampleRate: number, level: number): Float32Array {
  const frames = (seconds: number) => Math.round(seconds * sampleRate);
  const tones = [short, long, short, short];
  const total = tones.reduce((sum, seconds) => sum + frames(seconds) + frames(between), -frames(between));
  const samples = new Float32Array(total);
  let at = 0;
  for (const seconds of tones) {
    const tone = samples.subarray(at, at + frames(seconds));
    for (let n = 0; n < tone.length; n++) {
      tone[n] = level * Math.SQRT2 * Math.sin((2 * Math.PI * toneHertz * n) / sampleRate);
    }
    fadeEdges(tone, sampleRate, 0.005);
    at += tone.length + frames(between);
  }
  return samples;
}
