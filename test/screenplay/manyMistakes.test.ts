import { expect, test } from 'vitest';
import { parse } from '../../grammar/index.ts';
import { screenplay } from '../../screenplay/index.ts';

// More than the arguments that one call can take.
const many = 150_000;

test.each([
  ['items', `A (${','.repeat(many)}): x\n`],
  ['inlines', `A: ${'{x} '.repeat(many)}\n`],
])('a line with very many mistakes is a line with mistakes: %s', (_, text) => {
  const { problems } = screenplay(parse(text), {
    texts: new Map(),
    recordings: new Map(),
    engines: new Map(),
    defaultEngine: 'draft',
    measured: new Map(),
  });
  expect(problems.length).toBeGreaterThan(many / 2);
});
