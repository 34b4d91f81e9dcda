import { createHash } from 'node:crypto';
import type { Engine, EngineInfo, SpeakAnswer, SpeakOptions, SpeakRequest, Take } from '../../models/engine.ts';

/**
 * A test double: a tone with a little noise for every word, its pitch and noise made from the request. Aims at the length
 * asked as a real engine does: misses it by up to 2 %.
 */
export class ToneEngine implements Engine {
  /** Ids of everything that was spoken. */
  readonly spoken: string[] = [];
  readonly #options: ToneEngineOptions;

  constructor(options: ToneEngineOptions = {}) {
    this.#options = options;
  }

  info(): Promise<EngineInfo> {
    return Promise.resolve({
      id: 'tone',
      digest: this.#options.digest ?? 'tone-1',
      sampleRate: this.#options.sampleRate ?? 22050,
      voices: this.#options.clones === true ? [] : [{ id: 'en', name: 'Tone', language: 'en', kind: 'voice' }],
      device: 'cpu',
    });
  }

  async *speak(requests: readonly SpeakRequest[], { signal }: SpeakOptions = {}): AsyncGenerator<SpeakAnswer> {
    for (const request of requests) {
      signal?.throwIfAborted();
      await Promise.resolve();
      const text = textOf(request);
      if (text.includes('BREAK OFF')) throw new Error('out of tune');
      if (text.includes('KEEP SILENT')) continue;
      this.spoken.push(request.id);
      if (text.includes('FAIL')) {
        yield { id: request.id, failure: { code: 'models/engine-crashed', values: { how: 'a string snapped' } } };
      } else {
        yield { id: request.id, take: toneTake(request, this.#options.sampleRate ?? 22050) };
      }
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export interface ToneEngineOptions {
  readonly sampleRate?: number;
  readonly digest?: string;
  /** Has no voices of its own. */
  readonly clones?: boolean;
}

const secondsPerLetter = 0.06;

export function toneTake(request: SpeakRequest, sampleRate: number): Take {
  const digest = createHash('sha256')
    .update(JSON.stringify({ ...request, id: '' }, sortedKeys))
    .digest();
  const text = textOf(request);
  const words = text.split(/\s+/).filter((word) => word !== '');
  const silence = request.parts.reduce((sum, part) => sum + (part.kind === 'silence' ? part.seconds : 0), 0);
  const naturalSeconds = Math.max(0.05, text.length * secondsPerLetter) + silence;
  const miss = 1 + (digest.readUInt8(0) / 255 - 0.5) * 0.04;
  const seconds = Math.max(0.02, askedSeconds(request, naturalSeconds) * miss);
  const samples = new Float32Array(Math.round(seconds * sampleRate));
  const hertz = 110 + digest.readUInt8(1);
  let state = digest.readUInt32LE(4) | 1;
  for (let n = 0; n < samples.length; n++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const word = Math.abs(Math.sin((Math.PI * n * Math.max(1, words.length)) / samples.length));
    const noise = state / 2 ** 31;
    const tone =
      Math.sin((2 * Math.PI * hertz * n) / sampleRate) + 0.4 * Math.sin((6 * Math.PI * hertz * n) / sampleRate);
    // As espeak-ng gives it: 16 bits.
    samples[n] = Math.round(word * (0.25 * tone + 0.05 * noise) * 32767) / 32768;
  }
  let letters = 0;
  const marks = request.parts.flatMap((part) => {
    if (part.kind === 'text') letters += part.pieces.reduce((sum, piece) => sum + piece.text.length, 0);
    return part.kind === 'mark' ? [{ name: part.name, seconds: (seconds * letters) / Math.max(1, text.length) }] : [];
  });
  return {
    id: request.id,
    samples,
    sampleRate,
    words: words.map((word, index) => ({
      text: word,
      start: (seconds * index) / words.length,
      end: (seconds * (index + 0.9)) / words.length,
    })),
    marks,
    naturalSeconds,
    work: {},
  };
}

/** For `JSON.stringify`: equal requests are equal in whatever order they were put together. */
function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function askedSeconds({ length }: SpeakRequest, natural: number): number {
  switch (length.kind) {
    case 'natural':
      return natural;
    case 'exact':
      return length.seconds;
    case 'factor':
      return natural * length.factor;
    case 'tokens':
      return length.tokens * 0.02;
    case 'most':
      return Math.min(natural, length.seconds);
  }
}

function textOf({ parts }: SpeakRequest): string {
  return parts.map((part) => (part.kind === 'text' ? part.pieces.map((piece) => piece.text).join('') : '')).join('');
}
