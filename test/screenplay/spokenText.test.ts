import { describe, expect, test } from 'vitest';
import type { Part } from '../../screenplay/index.ts';
import { cueAt, expectProblems, fixed, marked, meaning } from './markedScript.ts';

/** The parts of a cue as one line: `text`, `~0.4`, `@mark`, `[said as]`, `*stressed*`, `|` between parts. */
function shown(spoken: readonly Part[]): string {
  return spoken
    .map((part) => {
      if (part.kind === 'silence') return `~${part.seconds}`;
      if (part.kind === 'mark') return `@${part.name}`;
      return part.pieces
        .map(({ text, say, stressed }) => {
          const said =
            say === undefined
              ? text
              : `${text}[${say.kind === 'respelling' ? say.text : (say.kind === 'pinyin' ? say.syllables : say.phones).join(' ')}]`;
          return stressed === true ? `*${said}*` : said;
        })
        .join('');
    })
    .join('|');
}

const read = (text: string, front = '') => cueAt(meaning(`${front}: ${text}`));

describe('parts', () => {
  test.each([
    ['Did you hear that? {pause 400ms} It’s {mark door}behind us.', 'Did you hear that?|~0.4|It’s|@door| behind us.'],
    ['A {beat} B', 'A|~0.3|B'],
    ['{pause 1s}{停顿 200毫秒} A', '~1|~0.2|A'],
    ['I *never* said so', 'I *never* said so'],
    ['*I* *never* <said|sed> *so*', '*I never* said[sed] *so*'],
    ['银<行|HANG2>关门了', '银行[HANG2]关门了'],
    ['a <minute|M IH1 . N AH0 T> more', 'a minute[M IH1 . N AH0 T] more'],
    ['a <GIF|jif> here', 'a GIF[jif] here'],
    ['a *<GIF|jif>* here', 'a *GIF[jif]* here'],
    ['A [[check this]] B', 'A B'],
    ['A[[check this]]', 'A'],
    ['\\{not a pause\\} \\*plain\\*', '{not a pause} *plain*'],
    ['I <3 you, 《红楼梦》', 'I <3 you, 《红楼梦》'],
    ['a // b # c @ d (e) [f] — g', 'a // b # c @ d (e) [f] — g'],
    ['  spaces   run \t together  ', 'spaces run together'],
    ['cafe\u0301', 'café'],
  ])('%j', (text, parts) => {
    expect(shown(read(text).spoken)).toBe(parts);
  });

  test('what a reader reads', () => {
    expect(read('Did *you* hear? {pause 1s} It’s {mark door}<behind|bee hind> us. [[note]]').text).toBe(
      'Did you hear? It’s behind us.',
    );
  });
});

describe('lines that go on', () => {
  test.each([
    ['One\n  two', 'One two'],
    ['One\n\ttwo\n　three', 'One two three'],
    ['One\n\n  two', 'One two'],
    ['One  \n    two', 'One two'],
    ['我们\n  走吧', '我们走吧'],
    ['我们，\n  走吧', '我们，走吧'],
    ['他说：\n  “走吧”', '他说：“走吧”'],
    ['我们\n  go\n  吧', '我们 go 吧'],
    ['He said —\n  “No.”', 'He said — “No.”'],
    ['One {pause 1s}\n  two', 'One two'],
    ['\n  One', 'One'],
  ])('%j', (text, joined) => {
    expect(read(text).text).toBe(joined);
  });

  test('carry marks, pauses and manners on', () => {
    const { spoken, continuations } = read('One {angry 0.5} two\n  {pause 1s} three');
    expect(shown(spoken)).toBe('One| two|~1|three');
    expect(continuations).toHaveLength(1);
    expect(spoken.map((part) => (part.kind === 'text' ? part.emotion.kind : ''))).toEqual([
      'own',
      'weights',
      '',
      'weights',
    ]);
  });

  test('that read like a cue of the cast get a warning', () => {
    const front = '---\ncast: { MIRA: { aliases: [米拉] }, BOB: {} }\n---\n';
    const result = expectProblems(`${front}BOB: Hello\n  <|MIRA|> (sad) [2s]: Hi`, ['voice/continuation-like-cue']);
    expect(fixed(result, 'voice/continuation-like-cue')).toBe(`${front}BOB: Hello\nMIRA (sad) [2s]: Hi`);
    expectProblems(`${front}BOB: Hello\n  <|mira|>: Hi`, ['voice/continuation-like-cue']);
    expectProblems(`${front}BOB: Hello\n  <|米拉|>：你好`, ['voice/continuation-like-cue']);
    expect(marked(`${front}MIRA: a\nBOB: Hello\n  Zoe: Hi\n  said MIRA: b`).script.problems).toEqual([]);
  });
});

describe('manners within the text', () => {
  const manners = (text: string) =>
    read(text).spoken.flatMap((part) =>
      part.kind === 'text'
        ? [[part.language, part.emotion.kind === 'weights' ? part.emotion.weights : part.emotion.kind]]
        : [],
    );

  test('hold to the end of the cue, or to {}', () => {
    const angry = [0, 0.5, 0, 0, 0, 0, 0, 0];
    const script = meaning('(sad 0.4): One {angry 0.5} two {language es} tres {} four');
    const sad = [0, 0, 0.4, 0, 0, 0, 0, 0];
    expect(
      cueAt(script).spoken.map((part) =>
        part.kind === 'text' && part.emotion.kind === 'weights' ? [part.language, part.emotion.weights] : [],
      ),
    ).toEqual([
      ['en', sad],
      ['en', angry],
      ['es', angry],
      ['en', sad],
    ]);
    expect(cueAt(script).emotion).toMatchObject({ weights: sad });
  });

  test('take what ( … ) takes, words in quotes', () => {
    expect(manners('a {"softly"} b {like "c.wav"} d {auto} e {愤怒0.5} f')).toEqual([
      ['en', 'own'],
      ['en', 'words'],
      ['en', 'recording'],
      ['en', 'auto'],
      ['en', [0, 0.5, 0, 0, 0, 0, 0, 0]],
    ]);
    expect(meaning(': a {like "c.wav"} d').references).toMatchObject([{ kind: 'emotion', path: 'c.wav' }]);
  });

  test.each([
    [': Hello {<|name|>}, hi', 'voice/unknown-inline'],
    [': Hello {<|angr|>} hi', 'voice/unknown-inline'],
    [': Hello {<|seed 3|>} hi', 'voice/not-within-text'],
    [': Hello {language <|Spanish|>} hi', 'voice/unknown-language'],
    [': Hello {<|random|>} hi', 'voice/random-idle'],
    [': Hello {sad 0.4, <|"soft"|>} hi', 'voice/two-emotions'],
  ])('%s', (source, code) => {
    expectProblems(source, [code]);
  });

  test('a slip has a fix', () => {
    expect(fixed(marked(': Hello {angr} hi'), 'voice/unknown-inline', 'fix/replace')).toBe(': Hello {angry} hi');
  });

  test('a placeholder can be spoken as it stands', () => {
    const text = fixed(marked(': Hello {name} hi'), 'voice/unknown-inline');
    expect(text).toBe(': Hello \\{name} hi');
    expect(meaning(text).problems).toEqual([]);
    expect(cueAt(meaning(text)).text).toBe('Hello {name} hi');
    expect(fixed(marked('：你好｛ 名字 ｝'), 'voice/unknown-inline')).toBe('：你好\\｛ 名字 ｝');
  });
});

describe('the lexicon', () => {
  const front = `---
lexicon:
  Ueno: OO eh no
  live: liv
  Polish: POH lish
  polish: pah lish
  New York: noo YORK
  New: nyoo
  行长: HANG2 ZHANG3
  行: XING2
  GIF: jif
  minute: M IH1 . N AH0 T
---
`;
  test.each([
    ['To Ueno now', 'To Ueno[OO eh no] now'],
    ['To ueno now', 'To ueno now'],
    ['Uenos', 'Uenos'],
    ['Ueno’s', 'Ueno[OO eh no]’s'],
    ['我去Ueno了', '我去Ueno[OO eh no]了'],
    ['Live and live', 'Live[liv] and live[liv]'],
    ['olive alive', 'olive alive'],
    ['Polish polish', 'Polish[POH lish] polish[pah lish]'],
    ['In New York, New Year', 'In New York[noo YORK], New[nyoo] Year'],
    ['银行长不行', '银行长[HANG2 ZHANG3]不行[XING2]'],
    ['a <GIF|ghif> and a GIF', 'a GIF[ghif] and a GIF[jif]'],
    ['a *GIF*', 'a *GIF[jif]*'],
    ['a *GI*F', 'a *GI*F'],
    ['New\n  York', 'New York[noo YORK]'],
    ['one minute', 'one minute[M IH1 . N AH0 T]'],
    ['GIF_a GIF2 GIF-b', 'GIF[jif]_a GIF2 GIF[jif]-b'],
  ])('%j', (text, said) => {
    expect(shown(read(text, front).spoken)).toBe(said);
  });

  test('from a file, over which nothing of the map is lost', () => {
    const script = meaning('---\nlexicon: words.yaml\n---\n: Ueno', {
      texts: new Map([['words.yaml', '# names\nUeno: OO eh no\n']]),
    });
    expect(shown(cueAt(script).spoken)).toBe('Ueno[OO eh no]');
    expect(script.references).toMatchObject([{ kind: 'lexicon', path: 'words.yaml' }]);
  });

  test('mistakes', () => {
    expectProblems('---\nlexicon: { 银行: <|HANG2|> }\n---\n: a', ['voice/pinyin-count']);
    expectProblems('---\nlexicon: <|words.yaml|>\n---\n: a', ['voice/lexicon-form'], {
      texts: new Map([['words.yaml', '- a']]),
    });
    expectProblems('---\nlexicon: <|words.yaml|>\n---\n: a', ['voice/yaml-unclosed'], {
      texts: new Map([['words.yaml', 'a: "b']]),
    });
  });
});

describe('nothing to say', () => {
  test.each(['<|:|>', 'MIRA<|:|>', ': <|…|>', '<|:|> [[note]]'])('%s', (source) => {
    const { script } = expectProblems(`---\ncast: { MIRA: {} }\n---\n${source}`, ['voice/nothing-to-say']);
    expect(cueAt(script)).toMatchObject({ sound: true, spoken: [{ kind: 'silence', seconds: 0.3 }] });
  });

  test('a silence is something', () => {
    expect(meaning(': {pause 1s}').problems).toEqual([]);
    expect(cueAt(meaning(': {pause 1s}'))).toMatchObject({ sound: true, estimate: { seconds: 1 } });
  });
});
