// Entry of an encoder thread: started by encoderThread.ts, bundled to dist/encoder.mjs.
import { parentPort } from 'node:worker_threads';
import { packError } from '../foundation/travellingError.ts';
import type { AudioWriter } from './audioWriter.ts';
import { startEncoder } from './encoderOrder.ts';
import type { EncoderAnswer, EncoderRequest } from './encoderThread.ts';

const writers = new Map<number, AudioWriter>();

async function obey(request: EncoderRequest): Promise<void> {
  if (request.kind === 'open') {
    writers.set(request.file, await startEncoder(request.order));
    return;
  }
  const writer = writers.get(request.file);
  switch (request.kind) {
    case 'write':
      return writer?.write(request.block);
    case 'close':
      return writer?.close();
    case 'abort':
      return writer?.abort();
  }
}

// One request after the other, as an encoder takes them; each gets its answer in turn.
let before = Promise.resolve();
parentPort?.on('message', (request: EncoderRequest) => {
  before = before.then(async () => {
    let answer: EncoderAnswer = {};
    try {
      await obey(request);
    } catch (error) {
      answer = { error: packError(error) };
    }
    parentPort?.postMessage(answer);
  });
});
