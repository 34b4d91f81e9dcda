import type { Engine, EngineInfo, SpeakAnswer, SpeakOptions, SpeakRequest, Take } from '../../engine.ts';
import { draftInfo } from './draftInfo.ts';
import { assembleTake, type SpokenSpeech } from './assembleTake.ts';
import { EspeakProgram, EspeakProgramEnded, type EspeakRequest, type EspeakSpeech } from './espeakProgram.ts';
import { utterance, type SpokenRun, type Utterance } from './utterance.ts';
import { voiceLevel } from './voiceLevel.ts';
import { TablereadError } from '../../../foundation/tablereadError.ts';

/** Words a minute of a usual line, as eSpeak NG counts them. Its Mandarin is slow: 200 give four characters a second. */
const usualRates: Readonly<Record<string, number>> = { cmn: 200 };
const usualRate = 165;
/** What eSpeak NG obeys. */
const rateLimits = { least: 80, most: 450 };
/** Length is nearly rate^−1.02 between 100 and 450 words a minute (measured on twelve lines; one line is up to 4 % off). */
const lengthExponent = 1.02;
/** A line that comes within this is left to production, which stretches it: that little is not heard. */
const fitTolerance = 0.02;
const fitsAllowed = 2;
/** eSpeak NG's own volume: at its usual 100 some voices clip inside it. Gain is ours. */
const volume = 40;
/** Lines under way at once: enough to keep the program busy while answers travel. */
const linesAtOnce = 4;
/** 20 ms, as the language defines tokens for engines that have none. */
const secondsPerToken = 0.02;

/** The embedded voice: eSpeak NG behind a pipe. For timing and proof-reading; docs/draft-engine.md says what it does. */
export function draftEngine(): Engine {
  return new DraftEngine();
}

class DraftEngine implements Engine {
  readonly #program = new EspeakProgram();
  readonly #levels = new Map<string, Promise<number>>();

  info(): Promise<EngineInfo> {
    return Promise.resolve(draftInfo());
  }

  async *speak(requests: readonly SpeakRequest[], { signal }: SpeakOptions = {}): AsyncGenerator<SpeakAnswer> {
    const running: Promise<SpeakAnswer>[] = [];
    let next = 0;
    while (next < requests.length || running.length > 0) {
      signal?.throwIfAborted();
      while (running.length < linesAtOnce && next < requests.length) {
        const request = requests[next++];
        if (request !== undefined) running.push(this.#answer(request));
      }
      const answer = await running.shift();
      if (answer !== undefined) yield answer;
    }
  }

  close(): Promise<void> {
    this.#program.close();
    return Promise.resolve();
  }

  async #answer(request: SpeakRequest): Promise<SpeakAnswer> {
    try {
      return { id: request.id, take: await this.#take(request) };
    } catch (error) {
      if (error instanceof TablereadError) {
        return { id: request.id, failure: { code: error.code, values: error.values } };
      }
      throw error;
    }
  }

  async #take(request: SpeakRequest): Promise<Take> {
    const started = performance.now();
    const asked = utterance(request);
    const variation = variationOf(request.seed);
    const natural = assembleTake(request, asked, await this.#speak(asked, variation, 1));
    if (natural === undefined) throw new TablereadError('models/nothing-to-speak');
    const naturalSeconds = secondsOf(natural);
    const wanted = wantedSeconds(request, naturalSeconds);
    const pauses = pauseSeconds(asked);
    let nearest = natural;
    let faster = 1;
    for (
      let attempt = 1;
      attempt <= fitsAllowed && Math.abs(secondsOf(nearest) / wanted - 1) > fitTolerance;
      attempt++
    ) {
      faster *= speedUp(secondsOf(nearest) - pauses, wanted - pauses);
      const fitted = assembleTake(request, asked, await this.#speak(asked, variation, faster));
      if (fitted === undefined || off(fitted, wanted) >= off(nearest, wanted)) break;
      nearest = fitted;
    }
    return { ...nearest, naturalSeconds, work: { speak: (performance.now() - started) / 1000 } };
  }

  /** Speaks the runs of an utterance, `faster` times as fast as usual. */
  #speak(asked: Utterance, variation: Variation, faster: number): Promise<SpokenSpeech[]> {
    const runs = asked.items.filter((item) => item.kind === 'speech');
    return Promise.all(
      runs.map(async (run) => {
        const { rate, pitch, range, gain } = run.manner;
        const usual = (usualRates[run.language] ?? usualRate) * variation.rate * rate;
        const words = Math.round(bounded(usual * faster, rateLimits.least, rateLimits.most));
        const spoken = this.#ask({
          voice: run.voice,
          text: run.text,
          rate: words,
          pitch: Math.round(bounded(50 + pitch + variation.pitch, 0, 99)),
          range: Math.round(bounded(50 + range + variation.range, 0, 99)),
          volume,
        });
        const level = await this.#level(run);
        return { run, speech: await spoken, gain: level * 10 ** (gain / 20), rate: words };
      }),
    );
  }

  #level(run: SpokenRun): Promise<number> {
    let level = this.#levels.get(run.voice);
    if (level === undefined) {
      level = voiceLevel(run.voice, volume, (request) => this.#ask(request));
      this.#levels.set(run.voice, level);
      level.catch(() => this.#levels.delete(run.voice));
    }
    return level;
  }

  /** Asks the program; a second time when it ended meanwhile. */
  async #ask(request: EspeakRequest): Promise<EspeakSpeech> {
    try {
      return await this.#program.speak(request);
    } catch (error) {
      if (!(error instanceof EspeakProgramEnded)) throw error;
    }
    try {
      return await this.#program.speak(request);
    } catch (error) {
      if (!(error instanceof EspeakProgramEnded)) throw error;
      throw new TablereadError('models/draft-program-ended', { how: error.message }, { cause: error });
    }
  }
}

/** What a seed changes. */
interface Variation {
  /** Factor of the rate, 0.98–1.02. */
  readonly rate: number;
  /** −3 … 3 and −8 … 8 of eSpeak NG's 100 steps. */
  readonly pitch: number;
  readonly range: number;
}

function variationOf(seed: number): Variation {
  // Three numbers from −1 to 1.
  const [rate = 0, pitch = 0, range = 0] = [0, 1, 2].map((nth) => (2 * mixed(mixed(seed) + nth)) / 2 ** 32 - 1);
  return { rate: 1 + 0.02 * rate, pitch: Math.round(3 * pitch), range: Math.round(8 * range) };
}

/** Spreads the bits of a 32-bit number (the finaliser of MurmurHash3, public domain). */
function mixed(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function wantedSeconds({ length }: SpeakRequest, naturalSeconds: number): number {
  switch (length.kind) {
    case 'natural':
      return naturalSeconds;
    case 'exact':
      return length.seconds;
    case 'factor':
      return naturalSeconds * length.factor;
    case 'tokens':
      return length.tokens * secondsPerToken;
    case 'most':
      return Math.min(naturalSeconds, length.seconds);
  }
}

/** Seconds of silence that the script asks for: no speed changes them. */
function pauseSeconds({ items }: Utterance): number {
  return items.reduce((sum, item) => sum + (item.kind === 'silence' ? item.seconds : 0), 0);
}

/** How much faster speech of `seconds` has to be to take `wanted` seconds. */
function speedUp(seconds: number, wanted: number): number {
  if (wanted <= 0) return rateLimits.most;
  return (seconds / wanted) ** (1 / lengthExponent);
}

function secondsOf({ samples, sampleRate }: Pick<Take, 'samples' | 'sampleRate'>): number {
  return samples.length / sampleRate;
}

function off(take: Pick<Take, 'samples' | 'sampleRate'>, wanted: number): number {
  return Math.abs(secondsOf(take) - wanted);
}

function bounded(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
