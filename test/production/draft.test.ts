// The embedded voice through the whole production: what a newcomer gets.
import fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { probeAudio } from '../../audio/index.ts';
import { EngineProcesses } from '../../production/engineProcesses.ts';
import { openScript } from '../../production/openScript.ts';
import { fromSource } from '../models/engineProcess.ts';
import { property, runs } from '../runs.ts';
import { rendered, temporaryFolder } from './rendered.ts';

const engines = new EngineProcesses({ program: fromSource });
afterAll(() => engines.close());

const words = fc.constantFrom(
  'the',
  'night',
  'train',
  'leaves',
  'at',
  'eleven',
  'and',
  'nobody',
  'knows',
  'why',
  'it',
  'does',
);
const text = fc.array(words, { minLength: 1, maxLength: 8 }).map((each) => each.join(' '));
const timed = fc.oneof(
  fc.integer({ min: 300, max: 3000 }).map((milliseconds) => `[${milliseconds}ms]`),
  fc.integer({ min: 60, max: 170 }).map((percent) => `[${percent}%]`),
  fc.integer({ min: 20, max: 150 }).map((tokens) => `[${tokens} tokens]`),
  fc.integer({ min: 500, max: 3000 }).map((milliseconds) => `[max ${milliseconds / 1000}s]`),
  fc
    .tuple(fc.integer({ min: 0, max: 600_000 }), fc.integer({ min: 300, max: 3000 }))
    .map(([from, length]) => `[${(from / 1000).toFixed(3)} - ${((from + length) / 1000).toFixed(3)}]`),
);

describe.each([22050, 44100, 48000])('random timed lines of the draft voice at %i Hz', (sampleRate) => {
  it('have exactly the samples that are asked for', async () => {
    const count = runs(40, 500);
    const { seed = 0 } = property(1, 1);
    const lines = fc.array(fc.tuple(timed, text), { minLength: count, maxLength: count });
    const [sketches = []] = fc.sample(lines, { seed, numRuns: 1 });
    const script = [
      '---',
      `render: { sampleRate: ${sampleRate}, channels: mono, gap: 0s }`,
      '---',
      ...sketches.map(([when, said], index) => `${when}: ${said}, number ${index}.`),
      '',
    ].join('\n');
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const opened = await openScript(join(folder, 'random.voice'), script);
    const { production } = await rendered(opened, { out }, engines.engine);
    expect(production.failures.filter(({ code }) => code !== 'production/script-error')).toEqual([]);
    let checked = 0;
    for (const made of production.cues) {
      const [when = ''] = sketches[made.line - 4] ?? [];
      if (made.file === null) continue;
      const facts = await probeAudio(join(out, made.file));
      expect(facts.frames, when).toBe(made.length);
      const numbers = [...when.matchAll(/\d+(\.\d+)?/g)].map(([number]) => Number(number));
      const [first = NaN, second = NaN] = numbers;
      if (when.endsWith('ms]')) expect(made.length).toBe(Math.round((first / 1000) * sampleRate));
      else if (when.includes('tokens')) expect(made.length).toBe(Math.round(first * 0.02 * sampleRate));
      // In milliseconds it is exact: 0.579 × 48000 is 27791.999999999996.
      else if (when.includes('max'))
        expect(made.length * 1000).toBeLessThanOrEqual(Math.round(first * 1000) * sampleRate);
      else if (when.includes(' - ')) {
        expect(made.start, when).toBe(Math.round(first * sampleRate));
        expect(made.start + made.length, when).toBe(Math.round(second * sampleRate));
      }
      checked++;
    }
    expect(checked).toBeGreaterThan(count * 0.8);
  });
});

it('a share of the natural length is that of the line without a time', async () => {
  const folder = await temporaryFolder();
  const said = ['The night train leaves at eleven.', 'Nobody knows why, and nobody asks.', 'It is late.'];
  const percents = [70, 93, 150];
  const script = said.flatMap((line, index) => [`: ${line}`, `[${percents[index] ?? 100}%]: ${line}`]).join('\n');
  const opened = await openScript(join(folder, 'share.voice'), script);
  const { production } = await rendered(opened, { out: join(folder, 'out') }, engines.engine);
  for (const [index, percent] of percents.entries()) {
    const natural = production.cues[2 * index]?.length ?? NaN;
    const shared = production.cues[2 * index + 1]?.length ?? NaN;
    // The natural one was rounded to a sample of the output before.
    expect(Math.abs(shared - (natural * percent) / 100)).toBeLessThanOrEqual(1.5);
  }
});
