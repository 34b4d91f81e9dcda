import { describe, expect, it } from 'vitest';
import { fixed, lineOf, itMarks } from './marked.ts';

describe('mistakes of a line', () => {
  itMarks([
    ['<|Hello there|>', 'voice/unknown-line'],
    ['<|MIRA (sad) Hello|>', 'voice/unknown-line'],
    ['<|MIRA|> ', 'voice/unknown-line'],
    ['<|[SFX: door slams]|>', 'voice/unknown-line'],
    ['<|（他说：不）|>', 'voice/unknown-line'],
    ['// <|tableread-ignore-next-line|>: voice/overlap', 'voice/ignore-without-code'],
    ['<|----|>', 'voice/stray-fence'],
    ['<|(((((|>', 'voice/unknown-line'],
    ['<| |>MIRA: Hello', 'voice/stray-space'],
    ['<|\u00a0|>你好', 'voice/stray-space'],
    ['<|12|>:30 he came', 'voice/name-without-letter'],
    ['<|It was a dark and stormy night, and then she said|>: no', 'voice/name-too-long'],
    ['<|?!|> (sad): no', 'voice/name-without-letter'],
    ['###<|#|> Four', 'voice/heading-level'],
    ['＃＃＃<|＃＃|>五', 'voice/heading-level'],
    ['// <|tableread-ignore|> ', 'voice/ignore-without-code'],
    ['// <|tableread-ignore|> because', 'voice/ignore-without-code'],
    ['<|~|>', 'voice/pause-without-length'],
    ['~ <|1.2|>', 'voice/missing-unit'],
    ['~ <|a while|>', 'voice/unreadable-duration'],
    ['~ <|1.2sec|>', 'voice/time-form'],
    ['~ <|两秒|>', 'voice/time-form'],
    ['~ 1.2s <|or so|>', 'voice/unexpected-text'],
    ['~ <|-90000s|>', 'voice/too-long'],
    ['<|!|>', 'voice/missing-path'],
    ['<|!|> (under)', 'voice/missing-path'],
    ['<|! ""|>', 'voice/empty-quotes'],
    ['! <|a\\b.wav|>', 'voice/backslash-in-path'],
    ['! <|"|>a.wav', 'voice/unclosed-quote'],
    ['！<|“|>雨.wav（under）', 'voice/unclosed-quote'],
    ['! a.wav (<|loud|>)', 'voice/unknown-sound-option'],
    ['! a.wav (<|gain -6|>)', 'voice/unknown-sound-option'],
    ['! a.wav (gain <|99dB|>)', 'voice/gain-range'],
    ['! a.wav (gain -6dB) (gain <|-3dB|>)', 'voice/repeated-item'],
    ['! a.wav <|(|><|rain🎭|>', 'voice/unclosed-bracket', 'voice/unknown-sound-option'],
    ['! a.wav (under) <|softly|>', 'voice/unexpected-text'],
    ['! "a.wav" <|softly|> (under)', 'voice/unexpected-text'],
    ['! a.wav <|()|>', 'voice/empty-brackets'],
    ['<|@|>', 'voice/setting-without-name'],
    ['<|@|> zh', 'voice/setting-without-name'],
    ['<|@language|> ', 'voice/setting-without-value'],
    ['MIRA (sad) <|whispers|>: x', 'voice/unexpected-text'],
    ['MIRA (sad) <|whispers|> [2s] <|soon|>: x', 'voice/unexpected-text', 'voice/unexpected-text'],
    ['MIRA (sad)<|)|>: x', 'voice/unexpected-text'],
    ['MIRA <|{sad}|>: x', 'voice/unexpected-text'],
    ['老周<|｛停顿 1秒｝|>：x', 'voice/unexpected-text'],
    ['MIRA <|(|>sad: x', 'voice/unclosed-bracket'],
    ['MIRA <|[|>2.4s: x', 'voice/unclosed-bracket'],
    ['MIRA <|[|>at 0:12.5: x', 'voice/unclosed-bracket'],
    ['老周<|（|>悲伤：x', 'voice/unclosed-bracket'],
  ]);

  it('are none in a path that holds other quotes', () => {
    expect(lineOf('sound', '! "“a”.wav"')).toMatchObject({ path: { value: '“a”.wav' }, mistakes: [] });
  });

  it('are mended', () => {
    expect(fixed('Hello there')).toEqual([': Hello there', '> Hello there']);
    expect(fixed('\ufeffHello there')).toEqual(['\ufeff: Hello there', '\ufeff> Hello there']);
    expect(fixed('MIRA (sad) Hello')).toEqual([': MIRA (sad) Hello', '> MIRA (sad) Hello', 'MIRA (sad): Hello']);
    expect(fixed('[SFX: door slams]')).toEqual(['> SFX: door slams', ': [SFX: door slams]']);
    expect(fixed('△ 雨声')).toEqual(['> 雨声', ': △ 雨声']);
    expect(fixed('INT. HOUSE - DAY')).toEqual(['## INT. HOUSE - DAY', '> INT. HOUSE - DAY']);
    expect(fixed('MIRA - Hello')[2]).toBe('MIRA: Hello');
    expect(fixed('MIRA; Hello')[2]).toBe('MIRA: Hello');
    expect(fixed('老周——你好')[2]).toBe('老周: 你好');
    expect(fixed('! a.wav (循环)')).toEqual(['! a.wav (under)']);
    expect(fixed('! a.wav (音量 -6分贝)')).toEqual(['! a.wav (gain -6dB)']);
    expect(fixed('// tableread-ignore unknown-speaker')).toEqual(['// tableread-ignore voice/unknown-speaker']);
    expect(fixed('// tableread-ignore: voice/overlap')).toEqual(['// tableread-ignore voice/overlap']);
    expect(fixed('OLD MAN')).toEqual([': OLD MAN', '> OLD MAN', 'OLD MAN:']);
    expect(fixed(' MIRA: Hello')[0]).toBe('MIRA: Hello');
    expect(fixed('#### Four')).toEqual(['### Four']);
    expect(fixed('~ 1,2 sec')).toEqual(['~ 1.2s']);
    expect(fixed('~ 半秒')).toEqual(['~ 500ms']);
    expect(fixed('~ 1.2')).toEqual(['~ 1.2s', '~ 1.2ms']);
    expect(fixed('! a.wav (gain -6)')).toEqual(['! a.wav (gain -6dB)']);
    expect(fixed('MIRA {sad 0.4}: x')).toEqual(['MIRA (sad 0.4): x', 'MIRA : x']);
    expect(fixed('MIRA {mark a}: x')).toEqual(['MIRA : x']);
    expect(fixed('MIRA (sad: x')).toEqual(['MIRA (sad): x']);
    expect(fixed('MIRA [2.4s : x')).toEqual(['MIRA [2.4s] : x']);
  });

  it('quote no more of a line than a sentence can hold', () => {
    const [mistake] = lineOf('cue', `A () ${'🎭'.repeat(1000)}: x`).mistakes.slice(-1);
    expect(mistake?.values).toEqual({ text: `${'🎭'.repeat(30)}…` });
  });

  it('leave what can be read', () => {
    expect(lineOf('cue', 'MIRA (sad, calm 0.2: x')).toMatchObject({
      name: { value: 'MIRA' },
      groups: [
        {
          kind: 'how',
          items: [{ words: { value: 'sad' } }, { words: { value: 'calm' }, strength: { value: 0.2 } }],
          start: 5,
          end: 19,
        },
      ],
      colon: { start: 19, end: 20 },
      spoken: [{ kind: 'text', value: 'x' }],
    });
    expect(lineOf('cue', 'MIRA (sad) whispers [2s]: x').groups).toHaveLength(2);
    expect(lineOf('heading', '##### Five').level).toBe(3);
  });
});
