import { expect, test } from 'vitest';
import { cueAt, meaning } from './markedScript.ts';

const front = `---
cast:
  MIRA: { voice: mira.wav, consent: yes I do, draft: en+f3 }
  BOB: { voice: bob.wav, consent: yes I do }
---
`;
const digestOf = (text: string, head = front) => cueAt(meaning(head + text)).digest;
const plain = digestOf('MIRA [2s]: Hello there');

test.each([
  'MIRA [2s]: Hello here',
  'MIRA [2.1s]: Hello there',
  'MIRA [max 2s]: Hello there',
  'MIRA: Hello there',
  'BOB [2s]: Hello there',
  'MIRA [2s] (sad 0.4): Hello there',
  'MIRA [2s] (seed 3): Hello there',
  'MIRA [2s] (take 2): Hello there',
  'MIRA [2s] (language zh): Hello there',
  'MIRA [2s] (engine cloner): Hello there',
  'MIRA [2s] (voice "bob.wav"): Hello there',
  'MIRA [2s]: Hello *there*',
  'MIRA [2s]: Hello {beat} there',
  'MIRA [2s]: Hello {angry 0.5} there',
  'MIRA [2s]: Hello <there|their>',
])('%s sounds different', (text) => {
  expect(digestOf(text)).not.toBe(plain);
  expect(digestOf(text)).toMatch(/^[0-9a-f]{32}$/);
});

test.each([
  '> action\n~ 2s\nMIRA [2s]: Hello there',
  '@gap 3s\nMIRA [2s]: Hello there',
  '# Scene\nMIRA [2s] (id hello): Hello   there [[note]]',
  'MIRA [2s] [at 0:10]: Hello there',
  'MIRA [0:10 - 0:12]: Hello there',
  'mira [2000ms] (V.O.): Hello\n  there',
])('%j sounds the same, but for a window', (text) => {
  if (text.includes(' - ')) expect(digestOf(text)).toBe(digestOf('MIRA [0:20 - 0:22]: Hello there'));
  else expect(digestOf(text)).toBe(plain);
});

test('pan, gain and consent are not heard of the cue by itself', () => {
  expect(
    digestOf(
      'MIRA [2s]: Hello there',
      front.replace('draft: en+f3', 'draft: en+f3, pan: 1, gain: -6').replace('I do', 'we do'),
    ),
  ).toBe(plain);
});

test('a copy of a cue has it as any other property, asked before or after', () => {
  const cue = cueAt(meaning(`${front}MIRA [2s]: Hello there`));
  expect({ ...cue }.digest).toBe(plain);
  expect(JSON.parse(JSON.stringify({ digest: cue.digest, copy: { ...cue, line: 0, continuations: 0 } }))).toMatchObject(
    {
      digest: plain,
      copy: { digest: plain },
    },
  );
  expect(Object.keys(cue)).toContain('digest');
});
