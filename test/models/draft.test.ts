import { afterAll, expect, test } from 'vitest';
import { EngineClient } from '../../models/client.ts';
import type { SpeakAnswer, SpeakRequest, Take } from '../../models/engine.ts';
import { fromSource } from './engineProcess.ts';

const client = new EngineClient({ engine: 'draft', ...fromSource });
afterAll(() => client.close());

function line(text: string, more: Partial<SpeakRequest> & { readonly language?: string } = {}): SpeakRequest {
  const language = more.language ?? 'en';
  return {
    id: text,
    parts: [{ kind: 'text', pieces: [{ text }], language, emotion: { kind: 'own' } }],
    language,
    recording: undefined,
    voice: undefined,
    length: { kind: 'natural' },
    seed: 1,
    ...more,
  };
}

async function answers(requests: readonly SpeakRequest[]): Promise<SpeakAnswer[]> {
  const all: SpeakAnswer[] = [];
  for await (const answer of client.speak(requests)) all.push(answer);
  return all;
}

async function take(request: SpeakRequest): Promise<Take> {
  const [answer] = await answers([request]);
  if (answer === undefined || !('take' in answer)) throw new Error(JSON.stringify(answer));
  return answer.take;
}

test('a line is spoken, with the times of its words', async () => {
  const { samples, sampleRate, words, naturalSeconds } = await take(line('Did you hear that? It is behind us.'));
  expect(sampleRate).toBe(22_050);
  expect(samples.length / sampleRate).toBeGreaterThan(1.5);
  expect(samples.length / sampleRate).toBeCloseTo(naturalSeconds, 6);
  expect(words.map(({ text }) => text)).toEqual(['Did', 'you', 'hear', 'that', 'It', 'is', 'behind', 'us']);
});

test('a line without words says so and leaves its neighbours alone', async () => {
  const all = await answers([line('…!'), line('Hello.')]);
  expect(all).toEqual([
    { id: '…!', failure: { code: 'models/nothing-to-speak', values: {} } },
    { id: 'Hello.', take: expect.anything() as unknown },
  ]);
});
