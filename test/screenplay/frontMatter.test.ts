import { describe, expect, test } from 'vitest';
import { message } from '../../foundation/message.ts';
import { cueAt, expectProblems, fixed, marked, meaning } from './markedScript.ts';

describe('what the front matter says', () => {
  test('all of it', () => {
    const script = meaning(`---
title: The Last Train
author: Ito
language: en
fps: 25
seed: 7
engine: draft
mood: terrified
cast:
  MIRA: { voice: voices/mira.wav, consent: "Mira Ito, 2026-05-01", draft: en+f3, pan: -0.5, gain: -3 dB, seed: 9, aliases: [MI, 米拉] }
  老周: { language: zh, mood: sad 0.4 }
  NARRATOR: { draft: en-gb }
moods:
  terrified: afraid 0.6 + surprised 0.2
lexicon: { Ueno: OO eh no }
render: { gap: 400ms, loudness: -18 LUFS, truePeak: -2 dB, sampleRate: 44100, channels: mono, bits: 16, formats: [wav, mp3], label: rhythm }
---
MI: Hello
老周: 你好
`);
    expect(script.problems).toEqual([]);
    expect(script).toMatchObject({ title: 'The Last Train', author: 'Ito', language: 'en', fps: 25 });
    expect(script.cast.map(({ name }) => name)).toEqual(['MIRA', '老周', 'NARRATOR']);
    expect(script.cast[0]).toMatchObject({ aliases: ['MI', '米拉'], pan: -0.5, gain: -3, seed: 9 });
    expect(script.render).toEqual({
      gap: 0.4,
      loudness: -18,
      truePeak: -2,
      sampleRate: 44100,
      channels: 'mono',
      bits: 16,
      formats: ['wav', 'mp3'],
      label: 'rhythm',
    });
    expect(cueAt(script)).toMatchObject({
      speaker: 'MIRA',
      voice: { recording: 'voices/mira.wav', consent: 'Mira Ito, 2026-05-01', draft: 'en+f3' },
      settings: { pan: -0.5, gain: -3, seed: 9, engine: 'draft', take: 1 },
    });
  });

  test('defaults', () => {
    const script = meaning(': Hello');
    expect(script.problems).toEqual([]);
    expect(script.render).toEqual({
      gap: 0.25,
      loudness: -16,
      truePeak: -1,
      sampleRate: 48000,
      channels: 'stereo',
      bits: 24,
      formats: ['wav'],
      label: 'metadata',
    });
    expect(cueAt(script)).toMatchObject({ speaker: 'NARRATOR', language: 'en', voice: { draft: 'en' } });
  });

  test('the user’s settings stand in where the script sets nothing', () => {
    const userSettings = { sampleRate: 44100, gap: 1 };
    const { render } = meaning('---\nrender: { gap: 2s }\n---\n: Hello', { userSettings });
    expect(render).toMatchObject({ sampleRate: 44100, gap: 2, bits: 24 });
  });

  test('empty front matter, comments, CRLF and a byte-order mark', () => {
    for (const front of ['---\n---', '---\n# only a comment\n---', '---\n\n---', '\uFEFF---\r\ntitle: A\r\n---']) {
      expect(marked(`${front}\n: Hello`).script.problems).toEqual([]);
    }
  });

  test('a name that is a number, and texts that look like numbers', () => {
    const script = meaning(
      '---\ntitle: 1984\nauthor: 2\ncast: { 2B: {} }\nlexicon: { 2024: twenty }\n---\n2B: Hello in 2024',
    );
    expect(script.problems).toEqual([]);
    expect(script).toMatchObject({ title: '1984', author: '2' });
    expect(cueAt(script).spoken).toMatchObject([
      { pieces: [{ text: 'Hello in ' }, { text: '2024', say: { kind: 'respelling', text: 'twenty' } }] },
    ]);
  });
});

describe('broken front matter: one clear problem at the place', () => {
  const cases: readonly (readonly [name: string, source: string, code: string])[] = [
    ['a list', '---\n<|- a|>\n- b\n---', 'voice/front-matter-form'],
    ['a text', '---\n<|just text|>\n---', 'voice/front-matter-form'],
    ['a tab', '---\ncast:\n<|\t|>MIRA: {}\n---', 'voice/yaml-tab'],
    ['wrong indentation', '---\ncast:\n  MIRA: {}\n<| |>BOB: {}\n---', 'voice/yaml-indent'],
    ['an open quote', '---\ntitle: "The Las<|t|>\n---', 'voice/yaml-unclosed'],
    ['an open bracket', '---\nrender: { gap: 1<|s|>\n---', 'voice/yaml-unclosed'],
    ['a second colon', '---\ntitle: <|P|>art one: The Train\n---', 'voice/yaml-colon'],
    ['no colon', '---\n<|title The Train|>\nauthor: Ito\n---', 'voice/yaml-no-colon'],
    ['a full-width colon', '---\ntitle<|：|>The Train\nauthor: Ito\n---', 'voice/yaml-wide-colon'],
    ['full-width colons alone', '---\ntitle<|：|>x\n---', 'voice/yaml-wide-colon'],
    ['full-width colons everywhere', '---\ntitle<|：|>x\nauthor：y\n---', 'voice/yaml-wide-colon'],
    ['a full-width colon in the cast', '---\ncast:\n  MIRA<|：|>{}\n---', 'voice/yaml-wide-colon'],
    ['a full-width colon in an entry', '---\ncast:\n  MIRA:\n    draft<|：|>en\n---', 'voice/yaml-wide-colon'],
    ['a reserved character', '---\ntitle: <|@|>home\n---', 'voice/yaml-start'],
    ['an unknown escape', '---\ntitle: "a<|\\|>qb"\n---', 'voice/yaml-backslash'],
    ['an alias', '---\nauthor: &a Ito\ntitle: <|*a|>\n---', 'voice/yaml-alias'],
    ['an alias of nothing', '---\ntitle: <|*a|>\n---', 'voice/yaml-alias'],
    ['a merge key', '---\n<|"<<"|>: { title: A }\n---', 'voice/yaml-merge'],
    ['a tag', '---\ntitle: !!str <|A|>\n---', 'voice/yaml-tag'],
    ['a foreign tag', '---\ntitle: !python/object <|A|>\n---', 'voice/yaml-tag'],
    ['a key twice', '---\ntitle: A\n<|title|>: B\n---', 'voice/yaml-twice'],
    ['a key that is a list', '---\n? <|[a]|>\n: b\n---', 'voice/yaml-key'],
    ['no key', '---\n<|~|>: b\n---', 'voice/yaml-key'],
    ['__proto__', '---\n<|__proto__|>: { title: A }\n---', 'voice/unknown-key'],
    ['constructor', '---\n<|constructor|>: 1\n---', 'voice/unknown-key'],
    ['an unknown key', '---\n<|colour|>: red\n---', 'voice/unknown-key'],
    ['a misspelt key', '---\n<|titel|>: A\n---', 'voice/unknown-key'],
    ['a key in other case', '---\nrender: { <|samplerate|>: 48000 }\n---', 'voice/unknown-key'],
    ['a title that is a map', '---\ntitle: <|{ a: b }|>\n---', 'voice/needs-text'],
    ['a title that is true', '---\ntitle: <|true|>\n---', 'voice/needs-text'],
    ['a cast that is a list', '---\ncast: <|[MIRA, BOB]|>\n---', 'voice/needs-map'],
    ['a cast entry that is a path', '---\ncast:\n  MIRA: <|voices/mira.wav|>\n---', 'voice/cast-form'],
    ['a cast name without a letter', '---\ncast: { <|"12"|>: {} }\n---', 'voice/cast-name'],
    ['a cast name with a bracket', '---\ncast: { <|"MIRA (young)"|>: {} }\n---', 'voice/cast-name'],
    ['a cast name of 41 characters', `---\ncast: { <|${'M'.repeat(41)}|>: {} }\n---`, 'voice/cast-name'],
    ['fps out of range', '---\nfps: <|0|>\n---', 'voice/setting-range'],
    ['fps that is a word', '---\nfps: <|fast|>\n---', 'voice/setting-range'],
    ['a seed below zero', '---\nseed: <|-1|>\n---', 'voice/setting-range'],
    ['a gap without a unit', '---\nrender: { gap: <|250|> }\n---', 'voice/setting-range'],
    ['a gap that is too long', '---\nrender: { gap: <|2000s|> }\n---', 'voice/setting-range'],
    ['loudness above all', '---\nrender: { loudness: <|3 LUFS|> }\n---', 'voice/setting-range'],
    ['a sample rate out of range', '---\nrender: { sampleRate: <|999|> }\n---', 'voice/setting-range'],
    ['an unknown format', '---\nrender: { formats: [wav, <|ogg|>] }\n---', 'voice/setting-choice'],
    ['unknown channels', '---\nrender: { channels: <|sterio|> }\n---', 'voice/setting-choice'],
    ['render that is a text', '---\nrender: <|wav|>\n---', 'voice/render-form'],
    ['an unknown language', '---\nlanguage: <|Chinese|>\n---', 'voice/unknown-language'],
    ['an unknown engine', '---\nengine: <|drft|>\n---', 'voice/unknown-engine'],
    ['a path with \\', '---\nlexicon: <|words\\names.yaml|>\n---', 'voice/backslash-in-path'],
    ['a lexicon that is a list', '---\nlexicon: <|[a]|>\n---', 'voice/lexicon-form'],
    ['a lexicon value that is a map', '---\nlexicon: { a: <|{ b: c }|> }\n---', 'voice/needs-text'],
    ['moods that are a text', '---\nmoods: <|sad|>\n---', 'voice/needs-map'],
    ['a mood named like an emotion', '---\nmoods: { <|Angry|>: sad 0.4 }\n---', 'voice/mood-is-emotion'],
    ['a mood with a number in its name', '---\nmoods: { <|sad 2|>: sad 0.4 }\n---', 'voice/mood-name'],
    ['a mood that makes settings', '---\nmoods: { odd: "sad 0.4, <|seed 3|>" }\n---\n(odd): a', 'voice/mood-setting'],
    ['a second document', '---\ntitle: A\n...\n<|title: B|>\n---', 'voice/yaml-documents'],
  ];
  test.each(cases)('%s', (_name, source, code) => {
    expectProblems(source, [code]);
  });

  test('front matter that nothing closes is an error on line 1 alone', () => {
    const { script } = expectProblems('<|---|>\n: Hello\n', ['voice/unclosed-front-matter']);
    expect(script.cues).toHaveLength(1);
  });

  test('what follows from front matter that nothing closes is no mistake of its own', () => {
    const front = '<|---|>\ntitle: A\nfps: 25\ncast:\n  MIRA: { draft: en+f3 }\n\nrender: { gap: 1s }';
    const lines = '\n\nMIRA [at 0:00:05:12]: Hello\n: One { two\n';
    const result = expectProblems(front + lines.replace('{', '<|{|>'), [
      'voice/unclosed-front-matter',
      'voice/unclosed-brace',
    ]);
    const closed = fixed(result, 'voice/unclosed-front-matter');
    expect(closed).toBe(`${front.replace(/[<|>]+/g, '')}\n---${lines}`);
    expect(meaning(closed).problems.map(({ code }) => code)).toEqual(['voice/unclosed-brace']);
    // Nobody is in a cast that is not there.
    expectProblems('<|---|>\ntitle: A\n<|MIRA|>: a', ['voice/unclosed-front-matter', 'voice/unknown-speaker']);
  });

  test('attacks are answered at once, with one problem', () => {
    const bomb = ['a0: &a0 [x, x]', ...Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`)];
    const attacks = [
      [bomb.join('\n'), 'voice/yaml-alias'],
      [`title: ${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'voice/yaml-deep'],
      [`title: ${'['.repeat(10_000)}`, 'voice/yaml-deep'],
      [`title: ${'[ '.repeat(10_000)}`, 'voice/yaml-deep'],
      ['- '.repeat(10_000), 'voice/yaml-deep'],
      [`title: ${'{a: '.repeat(10_000)}`, 'voice/yaml-deep'],
    ] as const;
    for (const [yaml, code] of attacks) {
      const { script, tree } = marked(`---\n${yaml}\n---\n: Hello`);
      expect(script.problems.map((problem) => problem.code)).toEqual([code]);
      for (const { line, start, end } of script.problems) {
        expect(tree.lines).toContain(line);
        expect(end).toBeGreaterThan(start);
      }
      expect(script.cues).toHaveLength(1);
    }
  });

  test('a thousand levels by indentation', () => {
    const yaml = Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
    const { script } = marked(`---\n${yaml}\n---\n: Hello`);
    expect(script.problems).toHaveLength(1);
    expect(script.cues).toHaveLength(1);
  });

  test('ten thousand entries of a lexicon', () => {
    const words = Array.from({ length: 10_000 }, (_, n) => `  word${n}: werd ${n === 0 ? 'zero' : 'x'}`).join('\n');
    const { script } = marked(`---\nlexicon:\n${words}\n---\n: Say word0 now`);
    expect(script.problems).toEqual([]);
    expect(cueAt(script).spoken).toMatchObject([
      { pieces: [{ text: 'Say ' }, { text: 'word0', say: { text: 'werd zero' } }, { text: ' now' }] },
    ]);
  });
});

describe('fixes', () => {
  test.each([
    ['---\n<|titel|>: A\n---\n', 'voice/unknown-key', '---\ntitle: A\n---\n'],
    ['---\nrender: { <|samplerate|>: 48000 }\n---\n', 'voice/unknown-key', '---\nrender: { sampleRate: 48000 }\n---\n'],
    [
      '---\nrender: { channels: <|sterio|> }\n---\n',
      'voice/setting-choice',
      '---\nrender: { channels: stereo }\n---\n',
    ],
    ['---\nlanguage: <|Chinese|>\n---\n', 'voice/unknown-language', '---\nlanguage: zh\n---\n'],
    ['---\nengine: <|drft|>\n---\n', 'voice/unknown-engine', '---\nengine: draft\n---\n'],
    ['---\nlexicon: <|a\\b.yaml|>\n---\n', 'voice/backslash-in-path', '---\nlexicon: a/b.yaml\n---\n'],
    ['---\ntitle<|：|>A\nauthor: B\n---\n', 'voice/yaml-wide-colon', '---\ntitle: A\nauthor: B\n---\n'],
    ['---\ntitle: <|P|>art: A\n---\n', 'voice/yaml-colon', '---\ntitle: "Part: A"\n---\n'],
    ['---\ntitle: <|@|>home\n---\n', 'voice/yaml-start', '---\ntitle: "@home"\n---\n'],
    ['---\ntitle<|：|>x\n---\n', 'voice/yaml-wide-colon', '---\ntitle: x\n---\n'],
    ['---\ncast: { A: {}<|，|>B: {} }\n---\n', 'voice/yaml-wide-mark', '---\ncast: { A: {}, B: {} }\n---\n'],
    ['---\n<|标题|>: A\n---\n', 'voice/unknown-key', '---\ntitle: A\n---\n'],
    ['---\nfps: <|25fps|>\n---\n', 'voice/setting-range', '---\nfps: 25\n---\n'],
    ['---\nfps: <|23,976|>\n---\n', 'voice/setting-range', '---\nfps: 23.976\n---\n'],
    ['---\nrender: { gap: <|300|> }\n---\n', 'voice/setting-range', '---\nrender: { gap: 300ms }\n---\n'],
    ['---\nrender: { channels: <|2|> }\n---\n', 'voice/setting-choice', '---\nrender: { channels: stereo }\n---\n'],
    [
      '---\nrender:\n  formats: <|wav, mp3|>\n---\n',
      'voice/setting-choice',
      '---\nrender:\n  formats: [wav, mp3]\n---\n',
    ],
    ['---\ncast:\n<|\t|>MIRA: {}\n---\n', 'voice/yaml-tab', '---\ncast:\n  MIRA: {}\n---\n'],
    ['---\ntitle: "C:<|\\|>My voices"\n---\n', 'voice/yaml-backslash', '---\ntitle: "C:/My voices"\n---\n'],
  ])('%j', (source, code, result) => {
    expect(fixed(expectProblems(source, [code]), code)).toBe(result);
  });
});

test('a mistake of the front matter makes no strangers of the cast', () => {
  expectProblems('---\ntitle: <|A|>ct 1: The Fall\ncast: { MIRA: {} }\n---\nMIRA: a', ['voice/yaml-colon']);
  expectProblems('<|---|>\ntitle: A\n: a', ['voice/unclosed-front-matter']);
});

test('titles of fixes show the spaces that they put in', () => {
  const titleOf = (source: string) => {
    const fix = marked(source).script.problems[0]?.fixes[0];
    return fix === undefined ? undefined : message(fix.title, fix.values).text;
  };
  expect(titleOf('---\ncast:\n\tMIRA: {}\n---\n')).toContain('␣␣');
  expect(titleOf('---\ntitle：x\n---\n')).toContain('`: `');
});

test('spaces within quotes move no place', () => {
  const source =
    '---\nmood: "  sad 0.4, <|sed 3 3|> "\ncast: { MIRA: { mood: " <|afriad|>", aliases: [" MI "] } }\n---\n';
  expectProblems(source, ['voice/unreadable-item', 'voice/unknown-emotion']);
});

describe('extends', () => {
  const series = (text: string, more: readonly (readonly [string, string | null])[] = []) => ({
    texts: new Map<string, string | null>([['../series.yaml', text], ...more]),
  });

  test('brings a shared cast, over which the script’s entries win', () => {
    const shared = [
      'title: Series',
      'author: Ito',
      'cast:',
      '  MIRA: { voice: voices/mira.wav, consent: "Mira, 2026", draft: en+f3, pan: 0.2 }',
      '  BOB: { voice: voices/bob.wav, consent: "Bob, 2026" }',
      'moods: { terrified: afraid 0.6 }',
      'render: { gap: 1s, bits: 16 }',
    ].join('\n');
    const { script } = marked(
      '---\nextends: ../series.yaml\ntitle: Episode\ncast: { mira: { mood: terrified } }\nrender: { gap: 2s }\n---\nMIRA: a\nBOB: b',
      series(shared),
    );
    expect(script.problems).toEqual([]);
    expect(script).toMatchObject({ title: 'Episode', author: 'Ito', render: { gap: 2, bits: 16 } });
    expect(cueAt(script)).toMatchObject({
      speaker: 'mira',
      voice: { recording: '../voices/mira.wav', consent: 'Mira, 2026', draft: 'en+f3' },
      emotion: { kind: 'weights', weights: [0, 0, 0, 0.6, 0, 0, 0, 0] },
      settings: { pan: 0.2 },
    });
    expect(cueAt(script, 1).voice.recording).toBe('../voices/bob.wav');
    expect(script.references.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'extends ../series.yaml',
      'voice ../voices/mira.wav',
      'voice ../voices/bob.wav',
    ]);
  });

  test('consent for one recording never passes to another', () => {
    const shared = 'cast: { MIRA: { voice: mira.wav, consent: "Mira, 2026" } }';
    const source =
      '---\nextends: ../series.yaml\nengine: cloner\ncast: { MIRA: { voice: <|other.wav|> } }\n---\nMIRA: a';
    const { script } = expectProblems(source, ['voice/no-consent'], series(shared));
    expect(cueAt(script).sound).toBe(false);
  });

  test('names what it needs before it is there', () => {
    const script = meaning('---\nextends: ../series.yaml\n---\n: a');
    expect(script.problems).toEqual([]);
    expect(script.references).toMatchObject([{ kind: 'extends', path: '../series.yaml', start: 9, end: 23 }]);
  });

  test('a file that is not there', () => {
    expectProblems('---\nextends: <|../series.yaml|>\n---', ['voice/file-missing'], {
      texts: new Map([['../series.yaml', null]]),
    });
  });

  test('files of files, each with paths of its own', () => {
    const script = meaning(
      '---\nextends: ../series.yaml\n---\n(odd): a',
      series('extends: studio/house.yaml', [
        ['../studio/house.yaml', 'moods: { odd: like "cry.wav" 0.5 }\nlexicon: words.yaml'],
        ['../studio/words.yaml', 'a: ey'],
      ]),
    );
    expect(script.problems).toEqual([]);
    expect(cueAt(script).emotion).toEqual({ kind: 'recording', path: '../studio/cry.wav', strength: 0.5 });
    expect(cueAt(script).spoken).toMatchObject([{ pieces: [{ text: 'a', say: { text: 'ey' } }] }]);
  });

  test('a circle', () => {
    expectProblems('---\nextends: <|../series.yaml|>\n---', ['voice/extends-cycle'], series('extends: series.yaml'));
  });

  test('a chain without end', () => {
    const texts = new Map(Array.from({ length: 40 }, (_, n) => [`a${n}.yaml`, `extends: a${n + 1}.yaml`] as const));
    expectProblems('---\nextends: <|a0.yaml|>\n---', ['voice/extends-depth'], { texts });
  });

  test('what is wrong in the file is told where it is named, with the place in the file', () => {
    const { script } = expectProblems(
      '---\nextends: <|../series.yaml|>\n---',
      ['voice/unknown-key'],
      series('\uFEFFtitle: A\r\ncolour: red\r\n'),
    );
    expect(script.problems[0]).toMatchObject({
      fixes: [],
      inFile: { path: '../series.yaml', line: 1, start: 0, end: 6, text: 'colour: red' },
    });
  });

  test('all mistakes of all files stand at their own places, in the order of the file', () => {
    const { script } = marked('---\nextends: ../series.yaml\nengine: cloner\n---\n> nothing', {
      ...series(
        [
          'moods:',
          '  odd: afriad 0.6',
          '  worse: "sad 0.4, sed 4 4"',
          'lexicon: words.yaml',
          'cast:',
          '  MIRA: { voice: no.wav, consent: "Mira, 2026", aliases: [BOB] }',
          '  BOB: {}',
          'language: Klingonese',
        ].join('\n'),
        [['../words.yaml', '银行: HANG2\nreply: ri PLAI\nlive: [1]\n']],
      ),
      recordings: new Map([['../no.wav', null]]),
    });
    expect(
      script.problems.map(({ code, inFile }) => [
        code,
        inFile?.path,
        (inFile?.line ?? 0) + 1,
        inFile?.text.slice(inFile.start, inFile.end),
      ]),
    ).toEqual([
      ['voice/unknown-emotion', '../series.yaml', 2, 'afriad'],
      ['voice/unreadable-item', '../series.yaml', 3, 'sed 4 4'],
      ['voice/recording-missing', '../series.yaml', 6, 'no.wav'],
      ['voice/alias-clash', '../series.yaml', 6, 'BOB'],
      ['voice/unknown-language', '../series.yaml', 8, 'Klingonese'],
      ['voice/pinyin-count', '../words.yaml', 1, 'HANG2'],
      ['voice/needs-text', '../words.yaml', 3, '[1]'],
    ]);
    const clash = script.problems.find(({ code }) => code === 'voice/alias-clash');
    expect(clash?.related?.[0]?.inFile).toMatchObject({ path: '../series.yaml', line: 6, start: 2, end: 5 });
  });

  test('what a shared file names and is not there is told in the shared file', () => {
    const { script } = marked(
      '---\nextends: ../series.yaml\n---',
      series('title: A\nextends: house.yaml', [['../house.yaml', null]]),
    );
    expect(script.problems).toMatchObject([
      { code: 'voice/file-missing', start: 9, end: 23, inFile: { path: '../series.yaml', line: 1, start: 9, end: 19 } },
    ]);
  });
});
