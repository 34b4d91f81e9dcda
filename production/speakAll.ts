import type { MessageCode, MessageValues } from '../foundation/message.ts';
import { en } from '../foundation/messages/en.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { SpeakRequest, Take } from '../models/engine.ts';
import type { Engines } from './engines.ts';

/** What became of a request. */
export type Spoken =
  | { readonly id: string; readonly take: Take }
  | { readonly id: string; readonly code: MessageCode; readonly values: MessageValues };

/**
 * Has requests spoken; every request gets exactly one answer, in any order. One without words is silence and wakes no engine. An engine that breaks off fails the requests
 * that it has not answered.
 *
 * @param name of the engine
 * @throws the signal's reason when it aborts
 */
export async function* speakAll(
  engines: Engines,
  name: string,
  requests: readonly SpeakRequest[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Spoken> {
  const speech = requests.filter(hasWords);
  for (const request of requests) if (!hasWords(request)) yield { id: request.id, take: silence(request) };
  if (speech.length === 0) return;
  const unanswered = new Set(speech.map(({ id }) => id));
  let reason: { code: MessageCode; values: MessageValues } = { code: 'production/no-answer', values: { engine: name } };
  try {
    const engine = await engines.open(name);
    for await (const answer of engine.speak(speech, signal === undefined ? {} : { signal })) {
      signal?.throwIfAborted();
      if (!unanswered.delete(answer.id)) continue;
      if ('take' in answer) yield checked(answer.id, answer.take, name);
      else yield { id: answer.id, ...known(answer.failure, name) };
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof Error)) throw error;
    reason =
      error instanceof TablereadError
        ? { code: error.code, values: error.values }
        : { code: 'production/engine-failed', values: { engine: name, reason: error.message } };
  }
  signal?.throwIfAborted();
  for (const id of unanswered) yield { id, ...reason };
}

function hasWords({ parts }: SpeakRequest): boolean {
  return parts.some((part) => part.kind === 'text');
}

// Silence needs no rate of its own; one that is common makes resampling cheap.
const silenceRate = 48_000;

/** A line of pauses alone, a beat in a dialogue, needs no voice. */
function silence({ id, parts }: SpeakRequest): Take {
  const marks: { name: string; seconds: number }[] = [];
  let seconds = 0;
  for (const part of parts) {
    if (part.kind === 'silence') seconds += part.seconds;
    if (part.kind === 'mark') marks.push({ name: part.name, seconds });
  }
  const samples = new Float32Array(Math.round(seconds * silenceRate));
  return { id, samples, sampleRate: silenceRate, words: [], marks, naturalSeconds: seconds, work: {} };
}

function checked(id: string, take: Take, engine: string): Spoken {
  for (let n = 0; n < take.samples.length; n++) {
    if (!Number.isFinite(take.samples[n])) return { id, code: 'production/take-unusable', values: { engine } };
  }
  return { id, take };
}

/** A failure as the tables of messages know it. */
function known(
  { code, values }: { code: string; values: MessageValues },
  engine: string,
): { code: MessageCode; values: MessageValues } {
  if (code in en) return { code: code as MessageCode, values };
  return { code: 'production/engine-failed', values: { engine, reason: code } };
}
