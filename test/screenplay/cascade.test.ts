import { describe, expect, test } from 'vitest';
import { absolute, cueAt, expectProblems, fixed, marked, meaning } from './markedScript.ts';

describe('settings come from the nearest place', () => {
  const front = `---
language: es
engine: draft
mood: sad 0.1
seed: 1
cast:
  MIRA: { language: ja, mood: sad 0.2, seed: 2 }
  BOB: {}
---
`;
  const strengthOf = (text: string, index = 0) => {
    const { emotion } = cueAt(meaning(front + text), index);
    return emotion.kind === 'weights' ? emotion.weights[2] : undefined;
  };

  test('the line, then its section, its speaker, the script', () => {
    const section = '@language zh\n@mood sad 0.3\n@seed 3\n@engine cloner\n';
    const line = '(language en, sad 0.4, seed 4, engine draft)';
    const cue = (text: string) => cueAt(meaning(front + text));
    expect(cue('BOB: a')).toMatchObject({ language: 'es', settings: { seed: 1, engine: 'draft' } });
    expect(cue('MIRA: a')).toMatchObject({ language: 'ja', settings: { seed: 2, engine: 'draft' } });
    expect(cue(`${section}MIRA: a`)).toMatchObject({ language: 'zh', settings: { seed: 3, engine: 'cloner' } });
    expect(cue(`${section}MIRA ${line}: a`)).toMatchObject({ language: 'en', settings: { seed: 4, engine: 'draft' } });
    expect([
      strengthOf('BOB: a'),
      strengthOf('MIRA: a'),
      strengthOf('@mood sad 0.3\nMIRA: a'),
      strengthOf('@mood sad 0.3\nMIRA (sad 0.4): a'),
    ]).toEqual([0.1, 0.2, 0.3, 0.4]);
  });

  test('no emotion anywhere: that of the speaker’s own recording', () => {
    expect(cueAt(meaning('MIRA: a')).emotion).toEqual({ kind: 'own' });
  });

  test('origins say where each part was inherited from', () => {
    const source = `---
<|language|>: es
---
@seed 3
MIRA (sad 0.4): Hello`;
    const { script, tree, text } = marked(source);
    const { origins } = cueAt(script);
    const written = ({ line, start = 0, end = 0 }: (typeof origins)['seed']) => {
      if (line === undefined) return undefined;
      const at = absolute(tree, { line, start, end });
      return text.slice(at.start, at.end);
    };
    expect(Object.entries(origins).map(([name, origin]) => [name, origin.from, written(origin)])).toEqual([
      ['language', 'script', 'es'],
      ['emotion', 'line', 'sad 0.4'],
      ['engine', 'default', undefined],
      ['seed', 'section', '3'],
      ['voice', 'default', undefined],
    ]);
  });

  test('a line without a language anywhere is read as what it is written in', () => {
    const script = meaning(': Hello\n: 你好，Mira\n: Hello 世界 my friends\n: こんにちは\n: 안녕\n: مرحبا');
    expect(script.cues.map(({ language }) => language)).toEqual(['en', 'zh', 'en', 'ja', 'ko', 'ar']);
    expect(cueAt(script).origins.language.from).toBe('default');
  });
});

describe('@ settings', () => {
  test('hold from there to the end of the section they stand in', () => {
    const script = meaning(`@seed 1
: script
# One
: one inherits
@seed 2
: one
## Scene
: scene inherits
@seed 3
: scene
### Beat
@seed 4
: beat
## Scene two
: one again
# Two
: script again`);
    expect(script.cues.map(({ settings }) => settings.seed)).toEqual([1, 1, 2, 2, 3, 4, 2, 1]);
  });

  test('the last one in a section wins', () => {
    const script = meaning('@seed 1\n: a\n@seed 2\n: b');
    expect(script.cues.map(({ settings }) => settings.seed)).toEqual([1, 2]);
  });

  test('all of them', () => {
    const script = meaning(`---
cast: { MIRA: {} }
moods: { terrified: afraid 0.6 }
---
@language zh
@engine cloner
@mood terrified 0.5
@seed 7
@gap 400ms
@speaker MIRA
@offset -1:00:00
: a
[1:00:10 - 1:00:12]: b`);
    expect(cueAt(script)).toMatchObject({
      language: 'zh',
      settings: { engine: 'cloner', seed: 7 },
      emotion: { weights: [0, 0, 0, 0.3, 0, 0, 0, 0] },
      speaker: 'MIRA',
      start: { kind: 'turn', silence: 0.4, isGap: true },
    });
    expect(cueAt(script, 1)).toMatchObject({
      start: { kind: 'time', seconds: 10 },
      length: { kind: 'window', end: 12 },
    });
  });

  test.each([
    ['@<|langage|> zh', 'voice/unknown-setting'],
    ['@<|volume|> 3', 'voice/unknown-setting'],
    ['@language <|Chinese|>', 'voice/unknown-language'],
    ['@language <|xx|>', 'voice/unknown-language'],
    ['@engine <|drafty|>', 'voice/unknown-engine'],
    ['@mood <|sad 7|>', 'voice/mood-form'],
    ['@mood <|seed 3|>', 'voice/mood-setting'],
    ['@seed <|many|>', 'voice/setting-range'],
    ['@gap <|400|>', 'voice/setting-range'],
    ['@gap <|-1s|>', 'voice/setting-range'],
    ['@offset <|later|>', 'voice/offset-form'],
    ['@offset <|0:00:10:12|>', 'voice/frames-without-fps'],
  ])('%s', (source, code) => {
    const { script } = expectProblems(`${source}\n: a`, [code]);
    expect(cueAt(script).sound).toBe(true);
  });

  test('fixes', () => {
    expect(fixed(marked('@langage zh'), 'voice/unknown-setting')).toBe('@language zh');
    expect(fixed(marked('@lang zh'), 'voice/unknown-setting')).toBe('@language zh');
    expect(fixed(marked('@mood: sad'), 'voice/unknown-setting')).toBe('@mood sad');
    expect(fixed(marked('@说话人 老周'), 'voice/unknown-setting')).toBe('@speaker 老周');
    expect(fixed(marked('@gap 400'), 'voice/setting-range')).toBe('@gap 400ms');
    // Near in letters, far in meaning.
    expect(marked('@speed 2').script.problems[0]?.fixes).toEqual([]);
    expect(fixed(marked('@language 中文'), 'voice/unknown-language')).toBe('@language zh');
    expect(fixed(marked('@engine drft'), 'voice/unknown-engine')).toBe('@engine draft');
    expect(fixed(marked('@mood afriad'), 'voice/unknown-emotion', 'fix/replace')).toBe('@mood afraid');
  });
});

describe('sections', () => {
  test('nest, and hold the entries under them', () => {
    const { sections } = meaning('# One\n: a\n## Scene\n: b\n! c.wav\n# Two\n### Beat\n: d');
    expect(sections.map(({ title, level, parent, from, to }) => [title, level, parent, from, to])).toEqual([
      ['', 0, undefined, 0, 4],
      ['One', 1, 0, 0, 3],
      ['Scene', 2, 1, 1, 3],
      ['Two', 1, 0, 3, 4],
      ['Beat', 3, 3, 3, 4],
    ]);
  });

  test('each entry knows its innermost one', () => {
    const { entries } = meaning(': 0\n# One\n: 1\n## Scene\n: 2\n! c.wav\n# Two\n### Beat\n: d');
    expect(entries.map(({ section }) => section)).toEqual([0, 1, 2, 2, 4]);
  });
});

describe('tableread-ignore', () => {
  test('silences codes on the next line only', () => {
    const script = (comment: string) =>
      meaning(`${comment}\n(afriad): a\n(afriad): b`).problems.map(({ code, line }) => [code, line.text]);
    const both = [
      ['voice/unknown-emotion', '(afriad): a'],
      ['voice/unknown-emotion', '(afriad): b'],
    ];
    expect(script('// tableread-ignore voice/unknown-emotion')).toEqual(both.slice(1));
    const idle = (comment: string) => ['voice/idle-ignore', comment];
    const two = '// tableread-ignore voice/overlap voice/unknown-emotion';
    expect(script(two)).toEqual([idle(two), ...both.slice(1)]);
    const other = '// tableread-ignore voice/overlap';
    expect(script(other)).toEqual([idle(other), ...both]);
    const far = '// tableread-ignore voice/unknown-emotion';
    expect(script(`${far}\n`)).toEqual([idle(far), ...both]);
  });

  test('several comments, problems between lines, lines that go on', () => {
    expect(
      meaning(
        '// tableread-ignore voice/unknown-speaker\n// tableread-ignore voice/unknown-emotion\nWALT (afriad): a {nome}',
      ).problems,
    ).toMatchObject([{ code: 'voice/unknown-inline' }]);
    expect(meaning('// tableread-ignore voice/weights-sum\n: a\n  b {sad 0.9} c').problems).toEqual([]);
    expect(meaning('// tableread-ignore voice/overlap\n[at 0:01]: a\n: b').problems).toMatchObject([
      { code: 'voice/idle-ignore' },
    ]);
    expect(
      meaning('---\ncast: { MIRA: {} }\n---\nMIRA: one two\n// tableread-ignore voice/overlap\nMIRA [at +0s]: a')
        .problems,
    ).toEqual([]);
    // Where the name stands is where it is silenced.
    expect(meaning('// tableread-ignore voice/unknown-speaker\n@speaker WALT\n: a').problems).toEqual([]);
  });

  test('never silences errors', () => {
    const inLine = '// tableread-ignore <|voice/unknown-inline|>\n: a {<|nome|>}';
    const result = expectProblems(inLine, ['voice/ignored-error', 'voice/unknown-inline']);
    expect(cueAt(result.script).sound).toBe(false);
    expect(fixed(result, 'voice/ignored-error')).toBe('\n: a {nome}');
    expectProblems('// tableread-ignore voice/unknown-emotion <|voice/no-such-mark|>\n(afriad) [at <|door|>]: a', [
      'voice/ignored-error',
      'voice/no-such-mark',
    ]);
  });

  test('codes that there are not, and codes that silence nothing', () => {
    const unknown = expectProblems('// tableread-ignore <|voice/unknown-speeker|>\n: a', ['voice/unknown-code']);
    expect(fixed(unknown, 'voice/unknown-code')).toBe('// tableread-ignore voice/unknown-speaker\n: a');
    expectProblems('// tableread-ignore <|lint/nothing|>\n: a', ['voice/unknown-code']);
    const idle = marked('// tableread-ignore voice/unknown-emotion voice/overlap\n(afriad): a');
    expect(idle.script.problems).toMatchObject([{ code: 'voice/idle-ignore', severity: 'hint', unnecessary: true }]);
    expect(fixed(idle, 'voice/idle-ignore')).toBe('// tableread-ignore voice/unknown-emotion\n(afriad): a');
  });
});
