// A program that uses an engine: tells the engine process' id, then either has one more request spoken or comes to its end.
import { EngineClient } from '../../models/client.ts';
import { fromSource } from './engineProcess.ts';

const [, , entry = '', order] = process.argv;
const client = new EngineClient({ engine: 'fake', ...fromSource, entry });
const request = (text: string) => ({
  id: text,
  parts: [{ kind: 'text', pieces: [{ text }], language: 'en', emotion: { kind: 'own' } }] as const,
  language: 'en',
  recording: undefined,
  voice: undefined,
  length: { kind: 'natural' } as const,
  seed: 1,
});

for await (const answer of client.speak([request('pid')])) {
  const pid = 'take' in answer ? Number(answer.take.words[0]?.text) : 0;
  process.send?.(pid);
  if (order === undefined) process.stdout.write(String(pid));
}
if (order !== undefined) await client.speak([request(order)]).next();
