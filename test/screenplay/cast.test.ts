import { describe, expect, test } from 'vitest';
import { cueAt, engines, expectProblems, fixed, marked, meaning } from './markedScript.ts';

const consented =
  'cast: { MIRA: { voice: mira.wav, consent: "Mira, 2026" }, BOB: { voice: bob.wav, consent: "Bob, 2026" } }';

describe('names', () => {
  test('compare without case, width, Unicode form and extra spaces', () => {
    const script = meaning('---\ncast: { "Old  José": { draft: en+f3 } }\n---\nＯＬＤ JOSE\u0301: a\nold josé: b');
    expect(script.problems).toEqual([]);
    expect(script.cues.map(({ speaker, inCast }) => [speaker, inCast])).toEqual([
      ['Old  José', true],
      ['Old  José', true],
    ]);
  });

  test('aliases are names', () => {
    const script = meaning(
      '---\ncast: { MIRA: { aliases: [Mi, 米拉] }, BOB: { aliases: Bobby } }\n---\nmi: a\n米拉: b\nBobby: c',
    );
    expect(script.problems).toEqual([]);
    expect(script.cues.map(({ speaker }) => speaker)).toEqual(['MIRA', 'MIRA', 'BOB']);
  });

  test('clashes', () => {
    const clash = expectProblems('---\ncast:\n  MIRA: { aliases: [<|bob|>] }\n  BOB: {}\n---', ['voice/alias-clash']);
    expect(clash.script.problems.find(({ code }) => code === 'voice/alias-clash')?.related).toMatchObject([
      { title: 'related/cast-entry', values: { name: 'BOB' } },
    ]);
    expectProblems('---\ncast:\n  MIRA: { aliases: [<|Mira|>] }\n---', ['voice/alias-idle']);
    expectProblems('---\ncast:\n  MIRA: { aliases: [M] }\n  BOB: { aliases: [<|m|>] }\n---', ['voice/alias-clash']);
    expectProblems('---\ncast:\n  MIRA: {}\n  <|Mira|>: {}\n---', ['voice/cast-twice']);
  });

  test('someone in the cast may be called MUSIC', () => {
    const script = meaning('---\ncast: { MUSIC: {} }\n---\nMUSIC: I am a person');
    expect(script.problems).toEqual([]);
    expect(cueAt(script).sound).toBe(true);
  });
});

describe('the narrator', () => {
  test.each(['NARRATOR', '旁白'])('is %s in the cast', (name) => {
    const script = meaning(`---\ncast: { ${name}: { draft: en-gb } }\n---\n: a\n(sad): b`);
    expect(script.cues.map(({ speaker, voice, inCast }) => [speaker, voice.draft, inCast])).toEqual([
      [name, 'en-gb', true],
      [name, 'en-gb', true],
    ]);
  });

  test('else has the draft voice of the language', () => {
    const script = meaning('---\nlanguage: zh\n---\n: 你好\n@language en\n: Hello\nNARRATOR: a');
    expect(script.problems).toEqual([]);
    expect(script.cues.map(({ speaker, voice }) => [speaker, voice.draft])).toEqual([
      ['NARRATOR', 'zh'],
      ['NARRATOR', 'en'],
      ['NARRATOR', 'en'],
    ]);
  });

  test('gives way to @speaker, to the end of its section', () => {
    const script = meaning('---\ncast: { MIRA: {} }\n---\n# A\n@speaker mira\n: a\n# B\n: b');
    expect(script.cues.map(({ speaker }) => speaker)).toEqual(['MIRA', 'NARRATOR']);
  });
});

describe('who is not in the cast', () => {
  const cast = '---\ncast:\n  NARRATOR: { draft: en-gb }\n  MIRA: {}\n---\n';

  test('speaks with the narrator’s voice, with a warning where the name stands first', () => {
    const { script } = expectProblems(`${cast}<|Walter|>: a\nWALTER: b`, ['voice/unknown-speaker']);
    expect(script.problems.filter(({ severity }) => severity !== 'hint')[0]?.severity).toBe('warning');
    expect(script.cues.map(({ speaker, voice, inCast, sound }) => [speaker, voice.draft, inCast, sound])).toEqual([
      ['Walter', 'en-gb', false, true],
      ['Walter', 'en-gb', false, true],
    ]);
  });

  test('a slip is recognised', () => {
    const result = expectProblems(`${cast}<|MIRRA|>: a`, ['voice/unknown-speaker']);
    expect(result.script.problems.at(-1)?.related).toMatchObject([
      { title: 'related/did-you-mean', values: { name: 'MIRA' } },
    ]);
    expect(fixed(result, 'voice/unknown-speaker', 'fix/replace')).toBe(`${cast}MIRA: a`);
  });

  test('of @speaker is marked there', () => {
    expectProblems(`${cast}@speaker <|WALTER|>\n: a\n: b`, ['voice/unknown-speaker']);
  });

  test.each([
    ['WALT: a', '---\ncast:\n  WALT: {}\n---\nWALT: a'],
    ['\uFEFFWALT: a', '\uFEFF---\ncast:\n  WALT: {}\n---\nWALT: a'],
    ['\r\nWALT: a', '---\r\ncast:\r\n  WALT: {}\r\n---\r\n\r\nWALT: a'],
    ['---\ntitle: A\n---\nWALT: a', '---\ntitle: A\ncast:\n  WALT: {}\n---\nWALT: a'],
    ['---\n---\nWALT: a', '---\ncast:\n  WALT: {}\n---\nWALT: a'],
    ['---\ncast:\n---\nWALT: a', '---\ncast:\n  WALT: {}\n---\nWALT: a'],
    ['---\ncast: {}\n---\nWALT: a', '---\ncast: { WALT: {} }\n---\nWALT: a'],
    ['---\ncast: { BOB: {} }\n---\nWALT: a', '---\ncast: { BOB: {}, WALT: {} }\n---\nWALT: a'],
    ['---\ncast: { BOB }\n---\nWALT: a', '---\ncast: { BOB, WALT: {} }\n---\nWALT: a'],
    [
      '---\ncast:\n    BOB: {}\ntitle: A\n---\nWALT: a',
      '---\ncast:\n    BOB: {}\n    WALT: {}\ntitle: A\n---\nWALT: a',
    ],
    [
      '---\ncast:\n  BOB:\n    draft: en # British\n  ZOE:\n---\nWALT: a',
      '---\ncast:\n  BOB:\n    draft: en # British\n  ZOE:\n  WALT: {}\n---\nWALT: a',
    ],
    [
      '---\ncast:\n  BOB:\n    draft: en\n\nmood: sad\n---\nWALT: a',
      '---\ncast:\n  BOB:\n    draft: en\n  WALT: {}\n\nmood: sad\n---\nWALT: a',
    ],
    ['- 2B: a\n', '---\ncast:\n  "- 2B": {}\n---\n- 2B: a\n'],
  ])('the fix adds to %j', (before, after) => {
    const text = fixed(marked(before), 'voice/unknown-speaker', 'fix/add-to-cast');
    expect(text).toBe(after);
    expect(meaning(text).problems.filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });
});

describe('sounds that are written like speakers', () => {
  test.each(['SFX', 'sound', 'MUSIC', '音效', '音乐'])('%s', (name) => {
    const result = expectProblems(`<|${name}|>: door.wav`, ['voice/sound-as-speaker']);
    expect(cueAt(result.script).sound).toBe(false);
    expect(fixed(result, 'voice/sound-as-speaker', 'fix/make-sound')).toBe('! door.wav');
    expect(fixed(result, 'voice/sound-as-speaker', 'fix/make-action')).toBe('> door.wav');
  });
});

describe('recordings and consent', () => {
  test('a voice without consent renders nothing with an engine that clones', () => {
    const result = expectProblems('---\nengine: cloner\ncast:\n  MIRA:\n    voice: <|mira.wav|> # new\n---\nMIRA: a', [
      'voice/no-consent',
    ]);
    expect(cueAt(result.script).sound).toBe(false);
    const text = fixed(result, 'voice/no-consent');
    expect(text).toContain('    voice: mira.wav # new\n    consent: ""\n---');
    expectProblems(text.replace('""', '<|""|>').replace(' mira.wav', ' <|mira.wav|>'), [
      'voice/no-consent',
      'voice/consent-empty',
    ]);
  });

  test('the fix in braces', () => {
    const result = marked('---\nengine: cloner\ncast: { MIRA: { voice: mira.wav, pan: 1 } }\n---\nMIRA: a');
    expect(fixed(result, 'voice/no-consent')).toContain('{ voice: mira.wav, consent: "", pan: 1 }');
  });

  test('with the draft engine no consent is needed', () => {
    const script = meaning('---\ncast: { MIRA: { voice: mira.wav } }\n---\nMIRA: a');
    expect(script.problems).toEqual([]);
    expect(cueAt(script).sound).toBe(true);
  });

  test('an engine of a line is looked at too', () => {
    const source = '---\ncast: { MIRA: { voice: mira.wav } }\n---\nMIRA: a\n<|MIRA|> (engine cloner): b';
    const { script } = expectProblems(source, ['voice/voice-without-consent']);
    expect(script.cues.map(({ sound }) => sound)).toEqual([true, false]);
  });

  test('the engine of the command wins', () => {
    const source = '---\nengine: cloner\ncast: { MIRA: { voice: mira.wav } }\n---\nMIRA (engine cloner): a';
    const script = meaning(source, { engine: 'draft' });
    expect(script.problems).toEqual([]);
    expect(cueAt(script)).toMatchObject({ sound: true, settings: { engine: 'draft' } });
  });

  test('nobody to clone', () => {
    const { script } = expectProblems('---\nengine: cloner\ncast: { MIRA: {} }\n---\n<|MIRA|>: a\n<|:|> b', [
      'voice/no-recording',
      'voice/no-recording',
    ]);
    expect(script.cues.map(({ sound }) => sound)).toEqual([false, false]);
  });

  test('a voice of a line needs a cast entry with its consent', () => {
    const front = `---\nengine: cloner\n${consented}\n---\n`;
    const script = meaning(`${front}MIRA (voice "bob.wav"): a`);
    expect(script.problems.filter(({ severity }) => severity !== 'hint')).toEqual([]);
    expect(cueAt(script)).toMatchObject({
      speaker: 'MIRA',
      voice: { recording: 'bob.wav', consent: 'Bob, 2026' },
      sound: true,
    });
    const { script: other } = expectProblems(`${front}MIRA (voice "<|eve.wav|>"): a`, ['voice/voice-not-in-cast']);
    expect(cueAt(other).sound).toBe(false);
    expectProblems('---\ncast: { MIRA: {}, EVE: { voice: eve.wav } }\n---\nMIRA (voice "<|eve.wav|>"): a', [
      'voice/voice-without-consent',
    ]);
  });

  test('what is known of a recording', () => {
    const wav = (seconds: number) => ({
      format: 'wav' as const,
      sampleRate: 48000,
      channels: 1,
      frames: seconds * 48000,
      seconds,
    });
    const front = (engine: string) =>
      `---\nengine: ${engine}\ncast: { MIRA: { voice: <|mira.wav|>, consent: "Mira, 2026" } }\n---\nMIRA: a`;
    const cases = [
      ['cloner', null, 'voice/recording-missing'],
      ['draft', null, 'voice/recording-missing-yet'],
      ['cloner', { fault: 'not-audio' }, 'voice/recording-not-audio'],
      ['cloner', { fault: 'unreadable' }, 'voice/recording-unreadable'],
      ['cloner', { fault: 'folder' }, 'voice/recording-folder'],
      ['cloner', { fault: 'outside' }, 'voice/recording-outside'],
      ['cloner', wav(3), 'voice/recording-short'],
    ] as const;
    for (const [engine, facts, code] of cases) {
      expectProblems(front(engine), [code], { recordings: new Map([['mira.wav', facts]]) });
    }
    const fine = meaning(front('cloner').replaceAll(/<\||\|>/g, ''), { recordings: new Map([['mira.wav', wav(5)]]) });
    expect(fine.problems).toEqual([]);
  });

  test('the mistaken recording makes its cues silent where it is needed', () => {
    const source = `---\nengine: cloner\n${consented}\n---\nMIRA: a\nBOB: b\nBOB (engine draft): c`;
    const script = meaning(source, { recordings: new Map([['bob.wav', null]]) });
    expect(script.cues.map(({ sound }) => sound)).toEqual([true, false, true]);
  });
});

test('a recording of an emotion is needed by engines that obey it', () => {
  const nothing = { recordings: new Map([['cry.wav', null]]) };
  const { script } = expectProblems(
    '(like "<|cry.wav|>"): a\n: b {like "<|cry.wav|>"} c',
    ['voice/recording-missing', 'voice/recording-missing'],
    nothing,
  );
  expect(script.cues.map(({ sound }) => sound)).toEqual([false, false]);
  const deaf = new Map([...engines].map(([id, facts]) => [id, { ...facts, emotions: ['weights' as const] }]));
  const spoken = expectProblems(
    '(<|like "<|cry.wav|>"|>): a',
    ['voice/engine-ignores-recording', 'voice/recording-missing-yet'],
    {
      ...nothing,
      engines: deaf,
    },
  );
  expect(cueAt(spoken.script).sound).toBe(true);
  expectProblems('---\nmoods: { low: <|like "cry.wav"|> }\n---\n(low): a', ['voice/recording-missing'], nothing);
});

test('draft voices', () => {
  expectProblems('---\ncast: { MIRA: { draft: <|en+f33|> } }\n---\nMIRA: a', ['voice/unknown-draft-voice']);
  const result = marked('---\ncast: { MIRA: { draft: en+f33 } }\n---\nMIRA: a');
  expect(cueAt(result.script).voice.draft).toBe('en');
  expect(fixed(result, 'voice/unknown-draft-voice')).toContain('draft: en+f3 ');
  expect(cueAt(meaning('---\ncast: { MIRA: { draft: EN-GB } }\n---\nMIRA: a')).voice.draft).toBe('en-gb');
});

test('entries that nothing uses', () => {
  const { script } = expectProblems('---\ncast:\n  <|MIRA|>: {}\n  BOB: {}\n---\nBOB: a', ['voice/unused-speaker']);
  expect(script.problems[0]).toMatchObject({ severity: 'hint', unnecessary: true });
  expectProblems(
    '---\nmoods: { <|odd|>: sad 0.4, soft: calm 0.4, base: sad 0.1, more: base 0.5 }\nmood: more\n---\n(soft): a',
    ['voice/unused-mood'],
  );
});
