// An engine process whose engine does what the text of a request says, one request after the other.
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { TablereadError } from '../../foundation/tablereadError.ts';
import type { Engine, SpeakRequest, Take } from '../../models/engine.ts';
import { serveEngines } from '../../models/serveEngines.ts';

const ballast: Buffer[] = [];
let spoken = 0;

function take({ id }: SpeakRequest, word: string): Take {
  return {
    id,
    samples: Float32Array.of(0.5),
    sampleRate: 8000,
    words: [{ text: word, start: 0, end: 0 }],
    marks: [],
    naturalSeconds: 1 / 8000,
    work: {},
  };
}

async function obey(request: SpeakRequest, signal: AbortSignal | undefined): Promise<string> {
  spoken++;
  const [part] = request.parts;
  const [order = '', value = ''] = part?.kind === 'text' ? (part.pieces[0]?.text ?? '').split(/ (.*)/s) : [];
  switch (order) {
    case 'crash':
      process.kill(process.pid, 'SIGKILL');
      await sleep(10_000);
      return '';
    case 'throw-outside':
      setImmediate(() => {
        throw new RangeError('out of the blue');
      });
      await sleep(10_000);
      return '';
    case 'crash-once': {
      if (existsSync(value)) return 'survived';
      writeFileSync(value, '');
      process.kill(process.pid, 'SIGKILL');
      await sleep(10_000);
      return '';
    }
    case 'hang': // Not even a message is read any more.
      for (;;) Math.random();
    case 'deaf': // Reads messages, but never ends.
      await new Promise(() => undefined);
      return '';
    case 'sleep':
      await sleep(Number(value), undefined, { signal });
      return 'slept';
    case 'grow':
      ballast.push(Buffer.alloc(Number(value) * 1e6, 1));
      await sleep(300);
      return 'grown';
    case 'count':
      return String(spoken);
    case 'pid':
      return String(process.pid);
    case 'environment':
      return process.env[value] ?? '';
    case 'refuse':
      throw new TablereadError('models/nothing-to-speak');
    case 'bug':
      throw new RangeError('a bug');
    default:
      return order;
  }
}

const engine: Engine = {
  info: () => Promise.resolve({ id: 'fake', digest: String(process.pid), sampleRate: 8000, voices: [], device: 'cpu' }),
  async *speak(requests, { signal } = {}) {
    for (const request of requests) {
      signal?.throwIfAborted();
      try {
        yield { id: request.id, take: take(request, await obey(request, signal)) };
      } catch (error) {
        if (!(error instanceof TablereadError)) throw error;
        yield { id: request.id, failure: { code: error.code, values: error.values } };
      }
    }
  },
  close: () => Promise.resolve(),
};

serveEngines({
  fake: () => Promise.resolve(engine),
  broken: () => Promise.reject(new TablereadError('models/unknown-language', { language: 'xx', engine: 'broken' })),
});
