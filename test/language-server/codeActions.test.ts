import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { codeActions } from '../../language-server/features/codeActions.ts';
import { diagnostics } from '../../language-server/features/diagnostics.ts';
import { script as anyScript } from '../grammar/scripts.ts';
import { property } from '../runs.ts';
import { edited, markedScript, type MarkedScript } from './markedScript.ts';
import { scriptAt, type Around } from './scriptAt.ts';

function actionsAt({ script, position, ranges }: MarkedScript, only?: string): readonly CodeAction[] {
  const range = ranges[0] ?? { start: position, end: position };
  return codeActions(script, range, { diagnostics: [], ...(only === undefined ? {} : { only: [only] }) });
}

/** The text after the action whose title holds `title`. */
function after(source: string, title: string, only?: string, around: Around = {}): string {
  const marked = markedScript(source, around);
  const action = actionsAt(marked, only).find((each) => each.title.includes(title));
  if (action === undefined) return `no “${title}”`;
  return edited(marked.script, marked.text, action.edit?.changes?.[marked.script.uri] ?? []);
}

function titles(source: string, only?: string): readonly string[] {
  return actionsAt(markedScript(source), only).map(({ title }) => title);
}

describe('fixes', () => {
  test('of the problems that the range touches, with their diagnostics', () => {
    const { script, position } = markedScript('MIRA (afri‸ad): Hi.\nMIRA (angyr): Hi.\n');
    const client = { relatedInformation: true, codeDescription: true, unnecessaryTag: true };
    const all = diagnostics(script, client);
    const [fix] = codeActions(script, { start: position, end: position }, { diagnostics: all, only: ['quickfix'] });
    expect(fix?.diagnostics?.map(({ code, range }) => [code, range.start.line])).toEqual([[all[1]?.code, 0]]);
  });
  test('a speaker is added to the cast', () => {
    expect(after('---\ncast:\n  MIRA: {}\n---\nMIRA: Hi.\nB‸OB: Hi.\n', 'cast', 'quickfix')).toBe(
      '---\ncast:\n  MIRA: {}\n  BOB: {}\n---\nMIRA: Hi.\nBOB: Hi.\n',
    );
  });
  test('a record of consent is added', () => {
    const source = '---\nengine: indextts2\ncast:\n  MIRA:\n    voice: mi‸ra.wav\n---\nMIRA: Hi.\n';
    expect(after(source, 'onsent', 'quickfix')).toContain('    voice: mira.wav\n    consent: ""\n');
  });
  test('weights are scaled to 0.8', () => {
    expect(after('MIRA (sad 0.‸8 + angry 0.8): Hi.', '0.8', 'quickfix')).toBe('MIRA (sad 0.4 + angry 0.4): Hi.');
  });
  test('all preferred ones at once, only when they are asked for', () => {
    const source = '‸MIRA (afriad): Hi.\nMIRA (sad 0.8 + angry 0.8): Hi.\n';
    expect(after(source, 'Fix all', 'source.fixAll')).toBe('MIRA (afraid): Hi.\nMIRA (sad 0.4 + angry 0.4): Hi.\n');
    expect(titles(source).join()).not.toContain('Fix all');
    expect(titles('‸MIRA: Hi.', 'source')).toEqual([]);
  });
});

describe('moods', () => {
  const emotionOf = (text: string) => scriptAt(text).script.screenplay.cues.at(-1)?.emotion;

  test.each([
    ['MIRA (sa‸d 0.4 + calm 0.2): Hi.', '---\nmoods:\n  new mood: sad 0.4 + calm 0.2\n---\nMIRA (new mood): Hi.'],
    [
      '---\ntitle: x\n---\nMIRA (an‸gry, take 2): Hi.',
      '---\ntitle: x\nmoods:\n  new mood: angry\n---\nMIRA (new mood, take 2): Hi.',
    ],
    [
      '---\nmoods:\n  new mood: sad\n---\nMIRA (id a, "as‸ if" 0.5): Hi.',
      `---\nmoods:\n  new mood: sad\n  new mood b: '"as if" 0.5'\n---\nMIRA (id a, new mood b): Hi.`,
    ],
    [
      '---\nmoods: { low: sad }\n---\nMIRA (an‸gry, pleading): Hi.',
      '---\nmoods: { low: sad, new mood: "angry, pleading" }\n---\nMIRA (new mood): Hi.',
    ],
    [
      '---\nmoods:\n---\nMIRA (au‸to 0.3, random): Hi.',
      '---\nmoods:\n  new mood: "auto 0.3, random"\n---\nMIRA (new mood): Hi.',
    ],
  ])('extract: %j', (source, expected) => {
    expect(after(source, 'a mood', 'refactor.extract')).toBe(expected);
    expect(emotionOf(expected)).toEqual(emotionOf(source.replace('‸', '')));
  });
  test('nothing to extract', () => {
    for (const source of [
      'MIRA (ta‸ke 2): Hi.',
      'MIRA (sad): H‸i.',
      '---\nmoods: { low: sad }\n---\nMIRA (lo‸w): Hi.',
    ]) {
      expect(titles(source, 'refactor.extract')).toEqual([]);
    }
  });
  test.each([
    ['afraid 0.6 + surprised 0.2', 'low', 'afraid 0.6 + surprised 0.2'],
    ['afraid 0.6 + surprised 0.2', 'low 0.5', 'afraid 0.3 + surprised 0.1'],
    ['"as if, softly" 0.4', 'low 0.5', '"as if, softly" 0.2'],
    ['like "cry.wav" 0.8', 'low', 'like "cry.wav" 0.8'],
    ['auto 0.5, random', 'low', 'auto 0.5, random'],
  ])('inline: %s as (%s)', (mood, use, written) => {
    const front = `---\nmoods:\n  low: '${mood}'\n---\n`;
    const source = `${front}MIRA (l‸${use.slice(1)}, take 2): Hi.`;
    expect(after(source, 'low', 'refactor.inline')).toBe(`${front}MIRA (${written}, take 2): Hi.`);
    expect(emotionOf(after(source, 'low', 'refactor.inline'))).toEqual(emotionOf(source.replace('‸', '')));
  });
  test('a mood with a Chinese name is written out in Chinese, within the text too', () => {
    const front = '---\nmoods: { 低声: 悲伤 0.4 + 平静 0.2 }\n---\n';
    expect(after(`${front}老周：{低‸声}好。`, '低声', 'refactor.inline')).toBe(
      `${front}老周：{悲伤 0.4 + 平静 0.2}好。`,
    );
  });
});

describe('lengths', () => {
  const measure = (text: string) => {
    const { cues, timeline } = scriptAt(text).script.screenplay;
    return { seconds: cues.at(-1)?.estimate.seconds ?? 0, start: timeline.starts.at(-1) ?? 0 };
  };
  test.each([
    ['MIRA: Hello there, my fri‸end.', 's]'],
    ['MIRA [2.‸5s]: Hello there, my friend.', 'x]'],
    ['MIRA (sad) [0.9x‸]: Hello there, my friend.', 's]'],
    ['BOB: One.\nMIRA [2.5s‸]: Hello there, my friend.', ' - '],
    ['@offset 1:00\nBOB: One.\nMIRA (sad)[at 1:00] [2.5s‸]: Hello there.', ' - '],
    ['# One\n@offset -1:00\n# Two\nMIRA: Hello‸ there.', ' - '],
    ['MIRA [0:01.5 - 0:04‸]: Hello there, my friend.', 's]'],
    ['MIRA [0:01.5 - 0:04‸]: Hello there, my friend.', 'x]'],
    ['老周【最多 2‸秒】：你好，我的朋友。', ' - '],
    [': Hello there‸.', 's]'],
  ])('%j as […%s', (source, form) => {
    const result = after(source, form, 'refactor.rewrite');
    expect(result).not.toContain('no “');
    const [was, now] = [measure(source.replace('‸', '')), measure(result)];
    expect(Math.abs(now.seconds - was.seconds)).toBeLessThanOrEqual(0.06);
    expect(Math.abs(now.start - was.start)).toBeLessThan(0.001);
    expect(scriptAt(result).script.screenplay.problems.map(({ severity }) => severity)).not.toContain('error');
  });
  test('are written where they belong', () => {
    expect(after('MIRA (sad) [at 0:03] [2.5s‸]: Hello.', ' - ')).toBe('MIRA (sad) [0:03.000 - 0:05.500]: Hello.');
    expect(after('MIRA [0:01.5 - 0:04‸] (sad): Hello.', '2.5s]')).toBe('MIRA [at 0:01.5] [2.5s] (sad): Hello.');
    expect(after('BOB: {mark door}Hm.\nMIRA [at door] [2.5s‸]: Hello there, my friend.', 'x]')).toMatch(
      /^MIRA \[at door\] \[[\d.]+x\]: Hello/m,
    );
  });
});

describe('split', () => {
  const long = 'This is the first sentence of three. Here comes the second one of them! And at last the third.';
  test('after the last sentence that fits', () => {
    expect(after(`MIRA (sad, id a) [0:01 - 0:03.5]: {angry 0.3}${long}‸\n  More.\n`, 'Split')).toBe(
      'MIRA (sad, id a) [0:01 - 0:03.5]: {angry 0.3}This is the first sentence of three.\n' +
        'MIRA (sad): {angry 0.3}Here comes the second one of them! And at last the third.\n  More.\n',
    );
  });
  test('Chinese text, in a continuation', () => {
    const result = after('老周【3秒】：这是‸第一句话。\n  这是第二句话，比第一句话长得多。这是第三句话。', 'Split');
    expect(result).toBe('老周【3秒】：这是第一句话。\n老周：这是第二句话，比第一句话长得多。这是第三句话。');
    expect(scriptAt(result).script.screenplay.cues).toHaveLength(2);
  });
  test('not where it fits, has no end, or is one sentence', () => {
    for (const source of [
      `MIRA [9s]: ${long}‸`,
      `MIRA: ${long}‸`,
      'MIRA [0.5s]: One sentence without an end to speak of‸',
    ]) {
      expect(titles(source).join()).not.toContain('Split');
    }
  });
});

test.each([
  [
    '老‸周（悲伤 ０．４）【２．４秒】：银《行｜HANG2》，《红楼梦》。',
    '老周 (悲伤 0.4) [2.4秒]: 银<行|HANG2>，《红楼梦》。',
  ],
  ['老周：好｛停顿 ４００ms｝‸，【【注】】', '老周: 好{停顿 400ms}，[[注]]'],
  ['＃第‸一场', '# 第一场'],
  ['～１．２秒‸', '~ 1.2秒'],
  ['！雨.wav【at +0.5s】‸', '! 雨.wav [at +0.5s]'],
])('full-width syntax: %s', (source, expected) => {
  expect(after(source, 'ASCII', 'refactor.rewrite')).toBe(expected);
  expect(titles(expected).join()).not.toContain('ASCII');
});

describe('organise the cast', () => {
  test('sorts, the narrator first, takes out who never speaks; comments go along', () => {
    const source = [
      '---',
      'cast:',
      '  # the lead',
      '  MIRA:',
      '    draft: en',
      '  GHOST: {}',
      '  NARRATOR: {}',
      '  ANN: { draft: en }',
      'title: x',
      '---',
      'MIRA: Hi.‸',
      'ANN: Hi.',
      '',
    ].join('\n');
    const result = after(source, 'Organise', 'source.organizeImports');
    expect(result.split('\n').slice(0, 9)).toEqual([
      '---',
      'cast:',
      '  NARRATOR: {}',
      '  ANN: { draft: en }',
      '  # the lead',
      '  MIRA:',
      '    draft: en',
      'title: x',
      '---',
    ]);
    expect(after(result, 'Organise', 'source.organizeImports')).toBe('no “Organise”');
  });
  test('all gone', () => {
    expect(after('---\ncast:\n  GHOST: {}\ntitle: x\n---\nBOB: Hi.\n', 'Organise', 'source')).toBe(
      '---\ncast:\ntitle: x\n---\nBOB: Hi.\n',
    );
  });
  test('written in one line it stays', () => {
    expect(titles('---\ncast: { B: {}, A: {} }\n---\nA: Hi.\nB: Hi.\n', 'source')).toEqual([]);
  });
});

test('every action on any script stands within it and does not touch a place twice', () => {
  fc.assert(
    fc.property(anyScript, fc.nat(), fc.nat(12), (source, at, length) => {
      const text = source.replace(/[‸«»]/g, '');
      const { script } = scriptAt(text);
      const from = at % (text.length + 1);
      const range = {
        start: script.ranges.position(from),
        end: script.ranges.position(Math.min(text.length, from + length)),
      };
      for (const only of [undefined, ['source']]) {
        for (const action of codeActions(script, range, { diagnostics: [], ...(only === undefined ? {} : { only }) })) {
          expect(() => edited(script, text, action.edit?.changes?.[script.uri] ?? [])).not.toThrow();
        }
      }
    }),
    property(300, 20_000),
  );
});
