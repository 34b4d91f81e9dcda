import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftEngine } from '../../../models/engines/draft/draftEngine.ts';
import { openRecording, type Recording } from '../../../models/reference/recording.ts';
import { severalPitches } from '../../../models/reference/severalPitches.ts';
import { severalSpeakersSuspected } from '../../../models/reference/severalSpeakers.ts';
import { severalTimbres } from '../../../models/reference/severalTimbres.ts';

const sentences = [
  'The weather was fine when we left the house this morning.',
  'I told her that the letters had never arrived at all.',
  'Bring me the other chair, would you, and close that window.',
  'Nobody in the village remembered who had built the bridge.',
];
/** Two men of like pitch, two women of like pitch. */
const voices = ['en+m1', 'en+m7', 'en+f1', 'en+f4'];
const said = new Map<string, Float32Array>();
let sampleRate = 0;
const engine = draftEngine();

beforeAll(async () => {
  const requests = voices.flatMap((voice) =>
    sentences.map((text, number) => ({
      id: `${voice} ${number}`,
      parts: [{ kind: 'text' as const, pieces: [{ text }], language: 'en', emotion: { kind: 'own' as const } }],
      language: 'en',
      recording: undefined,
      voice,
      length: { kind: 'natural' as const },
      seed: number,
    })),
  );
  for await (const answer of engine.speak(requests)) {
    if ('failure' in answer) throw new Error(answer.failure.code);
    said.set(answer.id, answer.take.samples);
    sampleRate = answer.take.sampleRate;
  }
});
afterAll(() => engine.close());

/** Sentences one after the other, with pauses that are not quite silent: each by one of the voices. */
function recording(...speakers: readonly string[]): Promise<Recording> {
  const pause = Float32Array.from({ length: 0.4 * sampleRate }, (_, n) => 1e-4 * Math.sin(n ** 2));
  const parts = speakers.flatMap((voice, number) => [said.get(`${voice} ${number}`) ?? new Float32Array(), pause]);
  const samples = Float32Array.from(parts.flatMap((part) => [...part]));
  return openRecording({ sampleRate, channels: [samples] });
}

test.each(voices)('%s alone is one speaker', async (voice) => {
  expect(severalSpeakersSuspected(await recording(voice, voice, voice, voice))).toBe(false);
});

test.each([
  ['en+m1', 'en+m7'],
  ['en+f1', 'en+f4'],
])('%s and %s are two, by their timbre, whoever speaks when', async (one, other) => {
  for (const speakers of [
    [one, one, other, other],
    [one, other, one, other],
    [other, one, one, other],
  ]) {
    const heard = await recording(...speakers);
    expect(severalTimbres(heard)).toBe(true);
    expect(severalSpeakersSuspected(heard)).toBe(true);
  }
});

test('a man and a woman are two by their pitch already', async () => {
  expect(severalPitches(await recording('en+m1', 'en+m1', 'en+f4', 'en+f4'))).toBe(true);
});

test('too little speech tells nothing', async () => {
  expect(severalSpeakersSuspected(await recording('en+m1'))).toBe(false);
});
