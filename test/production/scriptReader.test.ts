import fc from 'fast-check';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { print } from '../../grammar/index.ts';
import { openScript } from '../../production/openScript.ts';
import type { Script } from '../../production/productionTypes.ts';
import { ScriptReader } from '../../production/scriptReader.ts';
import { property } from '../runs.ts';
import { temporaryFolder } from './rendered.ts';

const line = fc.constantFrom(
  '# One',
  '## Two',
  'MIRA: Good evening.',
  'JOE (afraid) [2s]: Who is there?',
  'JOE (like "crying.wav"): Leave me alone.',
  '! bell.wav',
  ': Narration, in its own voice.',
  '  and on it goes',
  '',
  '---',
  'lexicon: words.yaml',
  'cast: { MIRA: { draft: en+f3 } }',
);
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, end]) => lines.join(end));

/** What a reader of the script hears and is told. */
function meaning({ tree, screenplay }: Script & { tree: Parameters<typeof print>[0] }): unknown {
  const { cues, problems, references, sections, render } = screenplay;
  return {
    text: print(tree),
    cues: cues.map(({ id, digest, text: said, settings, start, length, estimate }) => [
      id,
      digest,
      said,
      settings,
      start,
      length,
      estimate,
    ]),
    problems: problems.map(({ code, values }) => [code, values]),
    references: references.map(({ path, kind }) => [path, kind]),
    sections: sections.map(({ title, from, to }) => [title, from, to]),
    render,
  };
}

describe('a script that is read again', () => {
  it('means what it means to one who reads it for the first time', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'words.yaml'), 'evening: EEV ning\n');
    const path = join(folder, 'test.voice');
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 6 }), async (texts) => {
        const reader = new ScriptReader(path, undefined);
        for (const each of texts)
          expect(meaning(await reader.read(each))).toEqual(meaning(await openScript(path, each)));
      }),
      property(40, 1000),
    );
  });

  it('is the same object while nothing has changed, and sees files that have', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'test.voice');
    const words = join(folder, 'words.yaml');
    const script = '---\nlexicon: words.yaml\n---\n: Good evening.\n';
    const reader = new ScriptReader(path, undefined);
    const [first, second] = await Promise.all([reader.read(script), reader.read(script)]);
    expect(second).toBe(first);
    expect(first.screenplay.problems.map(({ code }) => code)).toContain('voice/file-missing');
    await writeFile(words, 'evening: EEV ning\n');
    const third = await reader.read(script);
    expect(third.screenplay.problems.map(({ code }) => code)).not.toContain('voice/file-missing');
    expect(third.screenplay.cues[0]?.digest).not.toBe(first.screenplay.cues[0]?.digest);
    await writeFile(words, 'evening: EV e ning\n');
    await utimes(words, new Date(), new Date(Date.now() + 5000));
    const fourth = await reader.read(script);
    expect(fourth.screenplay.cues[0]?.digest).not.toBe(third.screenplay.cues[0]?.digest);
    await rm(words);
    expect((await reader.read(script)).screenplay.cues[0]?.digest).toBe(first.screenplay.cues[0]?.digest);

    const lengths = join(dirname(path), '.tableread', 'lengths.jsonl');
    await mkdir(dirname(lengths));
    const { digest = '' } = first.screenplay.cues[0] ?? {};
    await writeFile(lengths, `{"digest":"${digest}","seconds":4.250000}\n`);
    expect((await reader.read(script)).screenplay.cues[0]?.estimate).toEqual({ seconds: 4.25, measured: true });
  });
});
