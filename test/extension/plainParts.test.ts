import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockTime } from '../../extension/clockTime.ts';
import { directedCue } from '../../extension/directedCue.ts';
import { errorText } from '../../extension/errorText.ts';
import { newScriptText } from '../../extension/newScriptText.ts';
import { isProduction, outputFiles } from '../../extension/outputFiles.ts';
import { renderArguments } from '../../extension/renderArguments.ts';
import { renderMessage } from '../../extension/renderMessage.ts';
import { renderShare } from '../../extension/renderShare.ts';
import { copySamples, samples } from '../../extension/samples.ts';
import { scriptPath } from '../../extension/scriptPath.ts';
import { takeChoices } from '../../extension/takeChoices.ts';
import { takeMark } from '../../extension/takeMark.ts';
import { cueLines, problemLines, renderLines } from '../../extension/toolAnswers.ts';
import { writtenPath } from '../../extension/writtenPath.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { resolvedCue } from '../../language-server/features/resolvedCue.ts';
import { status } from '../../language-server/features/status.ts';
import type { Production, ProductionProgress } from '../../production/productionTypes.ts';
import { scriptAt } from '../language-server/scriptAt.ts';

const root = join(import.meta.dirname, '..', '..');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tableread-extension-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('scriptPath', () => {
  it('is the file, a place in the storage, or none', () => {
    const at = (scheme: string, path: string) => scriptPath({ scheme, fsPath: path, path }, '/storage');
    expect(at('file', '/a/b.voice')).toBe('/a/b.voice');
    expect(at('untitled', 'Untitled-1')).toBe(join('/storage', 'untitled', 'Untitled-1', 'Untitled-1.voice'));
    expect(at('untitled', '/../x y/雨')).toBe(join('/storage', 'untitled', 'x-y-雨', 'x-y-雨.voice'));
    expect(at('untitled', '..')).toBe(join('/storage', 'untitled', 'untitled', 'untitled.voice'));
    expect(at('vscode-vfs', '/a.voice')).toBeUndefined();
  });
});

describe('writtenPath', () => {
  it('is relative, with slashes', () => {
    expect(writtenPath(join('/a', 'b'), join('/a', 'b', 'voices', 'x.wav'))).toBe('voices/x.wav');
    expect(writtenPath(join('/a', 'b'), join('/a', 'c.wav'))).toBe('../c.wav');
  });
});

describe('errorText', () => {
  it('says what happened and what to do', () => {
    const error = new TablereadError('production/nothing-to-render');
    expect(errorText(error, 'en')).toMatch(/^There is nothing to render.*Write a cue/);
    expect(errorText(error, 'zh')).toMatch(/\p{Script=Han}/u);
  });

  it('says nothing of what was cancelled, and owns up to the rest', () => {
    expect(errorText(new DOMException('stopped', 'AbortError'), 'en')).toBeUndefined();
    expect(errorText(new TypeError('x is undefined'), 'en')).toContain('x is undefined');
    expect(errorText('odd', 'en')).toContain('odd');
  });
});

describe('takeMark', () => {
  it('tells states apart', () => {
    expect(takeMark({ state: 'none', locked: false })).toBeUndefined();
    expect(takeMark({ state: 'cached', locked: false })).toBe('cached');
    expect(takeMark({ state: 'stale', locked: false })).toBe('stale');
    expect(takeMark({ state: 'failed', locked: true })).toBe('failed');
    expect(takeMark({ state: 'cached', locked: true })).toBe('locked');
    expect(takeMark({ state: 'stale', locked: true })).toBe('locked-stale');
  });
});

describe('takeChoices', () => {
  it('always offers one that the line never had', () => {
    expect(takeChoices(1)).toBe(4);
    expect(takeChoices(9)).toBe(10);
  });
});

describe('clockTime', () => {
  it('shows seconds, minutes, hours', () => {
    expect(clockTime(2.44, 'en')).toBe('2.4 s');
    expect(clockTime(59.94, 'zh')).toBe('59.9 秒');
    expect(clockTime(59.96, 'en')).toBe('1:00');
    expect(clockTime(3725, 'en')).toBe('1:02:05');
  });
});

describe('progress of a render', () => {
  it('goes from 0 to 1 and never back from stage to stage', () => {
    const stages = ['plan', 'speak', 'measure', 'mix', 'write'] as const;
    const shares = stages.flatMap((stage) => [0, 1, 2].map((done) => renderShare(stage, done, 2)));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
    expect(renderShare('speak', 0, 0)).toBe(renderShare('speak', 0, 5));
  });

  it('is said with the line, per cent and time left', () => {
    const progress: Extract<ProductionProgress, { kind: 'progress' }> = {
      kind: 'progress',
      stage: 'speak',
      done: 1,
      total: 2,
      secondsLeft: 80,
    };
    expect(renderMessage(progress, { speaker: 'IRIS', text: 'Please.' }, 'en')).toBe(
      'IRIS: Please. · 41 % · 1:20 left',
    );
    expect(renderMessage(progress, undefined, 'zh')).toBe('正在朗读 · 41% · 剩余 1:20');
    expect(renderMessage({ ...progress, stage: 'mix' }, { speaker: 'IRIS', text: 'Please.' }, 'en')).toMatch(/^Mixing/);
    const long = renderMessage(progress, { speaker: 'IRIS', text: '𝄞'.repeat(100) }, 'en');
    expect(Array.from(long.split(' · ')[0] ?? '')).toHaveLength(40);
    expect(long).not.toMatch(/\p{Surrogate}/u);
  });
});

describe('renderArguments', () => {
  it('writes beside the script where nothing else is said', () => {
    expect(renderArguments({ script: 'ep/one.voice' })).toEqual(['render', 'ep/one.voice', '--out', 'ep/out']);
    expect(renderArguments({ script: 'ep\\one.voice', arguments: ['--jobs', '2'] })).toEqual([
      'render',
      'ep\\one.voice',
      '--out',
      'ep/out',
      '--jobs',
      '2',
    ]);
    expect(renderArguments({ script: 'a.voice', out: 'o' })).toEqual(['render', 'a.voice', '--out', 'o']);
  });
});

describe('newScriptText', () => {
  it('has no problem in either language, and something to hear', () => {
    for (const locale of ['en', 'zh'] as const) {
      const { script } = scriptAt(newScriptText(locale));
      expect(script.screenplay.problems.map(({ code }) => code)).toEqual([]);
      expect(script.screenplay.cues.filter(({ sound }) => sound).length).toBeGreaterThan(3);
    }
  });
});

describe('directedCue', () => {
  const directed = (line: string) => {
    const { script } = scriptAt(`---\nlanguage: en\n---\n${line}\n`);
    const cue = resolvedCue(script, 3);
    if (cue === null) throw new Error('no cue');
    return directedCue(cue);
  };

  it('shows the source of the emotion', () => {
    expect(directed('A: Hi.')).toMatchObject({ speaker: 'A', text: 'Hi.', source: 'own', strength: 1 });
    expect(directed('A (sad 0.3): Hi.')).toMatchObject({ source: 'weights', weights: [0, 0, 0.3, 0, 0, 0, 0, 0] });
    expect(directed('A (like "x.wav" 0.4): Hi.')).toMatchObject({
      source: 'recording',
      recording: 'x.wav',
      strength: 0.4,
    });
    expect(directed('A ("in awe" 0.5): Hi.')).toMatchObject({ source: 'words', words: 'in awe', strength: 0.5 });
    expect(directed('A (auto 0.7): Hi.')).toMatchObject({ source: 'auto', strength: 0.7 });
  });

  it('writes the length as scripts do', () => {
    const lengths = ['2.4s', '0.9x', '40 tokens', 'max 3s', '0:12.500 - 0:15.250'];
    for (const length of lengths) expect(directed(`A [${length}]: Hi.`).length, length).toBe(length);
    expect(directed('A: Hi.').length).toBe('');
  });
});

describe('answers to language models', () => {
  const { script } = scriptAt('# One\nA: Hi.\nB: You.\n');

  it('list problems', () => {
    const problem = { line: 3, column: 5, isError: true, message: 'Wrong.', code: 'voice/wrong' };
    expect(problemLines([problem], null)).toBe('3:5 error Wrong. [voice/wrong]');
    expect(problemLines([], status(script))).toMatch(/^No problems\.\n2 cues, 2 words, .*Speakers: A, B\.$/);
  });

  it('list cues under their sections', () => {
    const cue = resolvedCue(script, 1);
    if (cue === null) throw new Error('no cue');
    const sections = [
      { title: '', level: 0, range: cue.range, parent: null },
      { title: 'One', level: 1, range: cue.range, parent: 0 },
    ] as const;
    const take = { cue: cue.id, line: 2, state: 'cached', locked: true, take: 1 } as const;
    const text = cueLines({ version: 1, sections, cues: [cue] }, new Map([[cue.id, take]]));
    expect(text).toMatch(
      /^# One\nline 2, id a-hi-\w+, 0\.00 s \+ \d\.\d\d s \(predicted\), take cached, locked: A: Hi\.$/,
    );
    expect(cueLines({ version: 1, sections, cues: [] }, undefined)).toBe('The script has no cues.');
  });

  it('tell what was rendered', () => {
    const production = {
      length: 96_000,
      sampleRate: 48_000,
      files: [
        { path: '/o/a.wav', kind: 'whole' },
        { path: '/o/cues/1.wav', kind: 'cues' },
      ],
      failures: [{ kind: 'failure', cue: 'x', line: 4, code: 'production/no-recording', values: {} }],
    } as unknown as Production;
    expect(renderLines(production)).toBe(
      'Rendered 2.00 s.\nwhole: /o/a.wav\nline 4 (x) failed: production/no-recording',
    );
  });
});

describe('samples', () => {
  it('are listed with their titles and copied with their sounds', async () => {
    const from = join(root, 'samples');
    const found = await samples(from);
    expect(found).toContainEqual({ name: 'two-hander.voice', title: 'Lost Property' });
    const to = join(folder, 'samples');
    await copySamples(from, to);
    expect((await outputFiles(join(to, 'sounds'))).length).toBeGreaterThan(0);
    await writeFile(join(to, 'two-hander.voice'), 'mine');
    await copySamples(from, to);
    expect(await readFile(join(to, 'two-hander.voice'), 'utf8')).toBe('mine');
  });
});

describe('outputFiles', () => {
  it('lists folders first and tells productions', async () => {
    const out = join(folder, 'out');
    await mkdir(join(out, 'selections', 'one'), { recursive: true });
    await writeFile(join(out, 'timeline.json'), '{}');
    await writeFile(join(out, 'a.wav'), '');
    await writeFile(join(out, '.hidden'), '');
    expect((await outputFiles(out)).map(({ path }) => path)).toEqual(
      ['selections', 'a.wav', 'timeline.json'].map((name) => join(out, name)),
    );
    expect(await isProduction(out)).toBe(true);
    expect(await isProduction(join(out, 'selections'))).toBe(false);
    expect(await outputFiles(join(out, 'nowhere'))).toEqual([]);
  });
});
