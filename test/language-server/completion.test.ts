import { describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver/node';
import { pinyinReadings } from '../../language-server/completion/pinyinReadings.ts';
import {
  completion,
  completionPlace,
  itemDocumentation,
  type ItemData,
} from '../../language-server/features/completion.ts';
import { markdown } from '../../language-server/markup.ts';
import { scriptAt, type Around } from './scriptAt.ts';

const readings = await pinyinReadings();
const files = ['mira.wav', 'voices/crying.wav'];

function items(marked: string, around: Around = {}, snippets = false): readonly CompletionItem[] {
  const { script, position } = scriptAt(marked, around);
  const place = completionPlace(script, position);
  if (place === undefined) return [];
  return completion(script, position, place, { files, readings }, { snippets }).items;
}

function labels(marked: string, around: Around = {}): readonly string[] {
  return items(marked, around).map(({ label }) => label);
}

/** The line after an item was taken, snippets with their default words. */
function taken(marked: string, label: string, snippets = true): string {
  const { script, position, text } = scriptAt(marked);
  const item = items(marked, {}, snippets).find((each) => each.label === label);
  const edit = item?.textEdit;
  if (edit === undefined || !('range' in edit)) return `no ${label}`;
  const from = script.ranges.offset(edit.range.start);
  const to = script.ranges.offset(edit.range.end);
  const plain = edit.newText.replace(/\$\{\d+:?([^}]*)\}|\$\d+/g, '$1').replace(/\\([\\$}])/g, '$1');
  const all = text.slice(0, from) + plain + text.slice(to);
  return all.split('\n')[position.line] ?? '';
}

const scene = ['MIRA: Hello.', 'BOB: Hi.', 'ANN: You two?', 'MIRA: Yes.', 'BOB: Go on.', ''].join('\n');

describe('prose', () => {
  test.each([
    'MIRA: Hello (‸',
    'MIRA: She said "‸',
    'MIRA: one, ‸two',
    'MIRA: a <‸b',
    'MIRA: 50 / ‸',
    'MIRA: Hello\n  and on (‸',
    ': Nobody @‸',
    'MIRA (sad): Hello [‸there',
    '> action (‸',
    '# Heading (‸',
    '// comment "‸',
    'MIRA (sad) ‸',
    'This is a sentence of prose that lost its mark at the start ‸',
    'MIRA: a note [[see {‸',
    'MIRA: escaped \\{‸',
  ])('nothing is offered in %s', (marked) => {
    expect(labels(marked)).toEqual([]);
  });
});

describe('the start of a line', () => {
  test('who spoke before the last speaker comes first, then by recency', () => {
    expect(labels(`${scene}‸`).slice(0, 3)).toEqual(['MIRA', 'BOB', 'ANN']);
    expect(labels(`${scene}ANN: Me too.\n‸`).slice(0, 3)).toEqual(['BOB', 'ANN', 'MIRA']);
  });
  test('the cast follows those who have spoken, each once and as the cast writes it', () => {
    const marked = `---\ncast:\n  Mira: { draft: en, aliases: [M] }\n  ZOE: { draft: en }\n---\nM: Hi.\nBOB: Hi.\n‸`;
    expect(labels(marked).slice(0, 3)).toEqual(['Mira', 'BOB', 'ZOE']);
  });
  test('a name is written with its colon, full-width where the line above has one', () => {
    expect(taken(`${scene}MI‸`, 'MIRA')).toBe('MIRA: ');
    expect(taken('老周：好。\n老‸', '老周')).toBe('老周：');
  });
  test('before a bracket or colon the name alone is replaced', () => {
    expect(taken(`${scene}BO‸BBY (sad): Hi.`, 'MIRA')).toBe('MIRA (sad): Hi.');
    expect(taken(`${scene}B‸: Hi.`, 'BOB')).toBe('BOB: Hi.');
  });
  test('a name with a direction has its brackets', () => {
    expect(taken(`${scene}‸`, 'BOB (…)')).toBe('BOB (): ');
  });
  test('snippets only for clients that know them', () => {
    expect(taken(`${scene}‸`, '~ ')).toBe('~ 500ms');
    expect(items(`${scene}‸`).every(({ textEdit }) => textEdit?.newText.includes('$') === false)).toBe(true);
  });
});

describe('directions', () => {
  test('emotions with a weight, English first in an English script, Chinese first in a Chinese one', () => {
    expect(labels('MIRA (‸): Hi.').slice(0, 2)).toEqual(['happy', 'angry']);
    expect(labels('MIRA (‸): Hi.')).toContain('高兴');
    expect(labels('老周（‸）：你好。').slice(0, 2)).toEqual(['高兴', '愤怒']);
    expect(taken('MIRA (sa‸): Hi.', 'sad')).toBe('MIRA (sad 0.6): Hi.');
  });
  test('what is left of 0.8 is the weight of the next emotion, and none comes twice', () => {
    expect(labels('MIRA (sad 0.5 + ‸): Hi.')).not.toContain('sad');
    expect(labels('MIRA (sad 0.5 + ‸): Hi.')).not.toContain('悲伤');
    expect(taken('MIRA (sad 0.5 + ‸): Hi.', 'calm')).toBe('MIRA (sad 0.5 + calm 0.3): Hi.');
  });
  test('moods of the front matter, as written', () => {
    const marked = '---\nmoods: { Terrified: afraid 0.6 }\n---\nMIRA (‸): Hi.';
    expect(labels(marked)).toContain('Terrified');
    expect(taken(marked, 'Terrified')).toBe('MIRA (Terrified): Hi.');
  });
  test('behind an emotion and a space come strengths, the usual one first', () => {
    expect(labels('MIRA (sad ‸): Hi.')).toEqual(['0.6', '0.1', '0.2', '0.3', '0.4', '0.5', '0.7', '0.8']);
    expect(taken('MIRA (sad 0.‸): Hi.', '0.4')).toBe('MIRA (sad 0.4): Hi.');
    expect(taken('老周（悲伤0.‸）：好。', '0.4')).toBe('老周（悲伤0.4）：好。');
    expect(labels('MIRA (sad 0.5 + calm ‸): Hi.')).toEqual(['0.3', '0.1', '0.2']);
  });
  test('recordings behind `like` and `voice`, with quotes where there are none', () => {
    expect(labels('MIRA (like "‸"): Hi.')).toEqual(files);
    expect(taken('MIRA (like "voi‸"): Hi.', 'voices/crying.wav')).toBe('MIRA (like "voices/crying.wav"): Hi.');
    expect(taken('MIRA (like ‸): Hi.', 'mira.wav')).toBe('MIRA (like "mira.wav"): Hi.');
    expect(labels('MIRA (voice “‸”): Hi.')).toEqual(files);
  });
  test('line settings that are not made yet', () => {
    expect(labels('MIRA (take 2, ‸): Hi.')).not.toContain('take');
    expect(labels('MIRA (take 2, ‸): Hi.')).toContain('seed');
  });
  test('within the text: pauses, marks, emotions; the brace is closed where it is open', () => {
    expect(labels('MIRA: Hi {‸').slice(0, 4)).toEqual(['pause', 'beat', 'mark', 'language']);
    expect(taken('MIRA: Hi {pa‸', 'pause')).toBe('MIRA: Hi {pause 400ms}');
    expect(taken('MIRA: Hi {pa‸}', 'pause')).toBe('MIRA: Hi {pause 400ms}');
    expect(taken('MIRA: Hi {an‸', 'angry')).toBe('MIRA: Hi {angry 0.6}');
    expect(labels('MIRA: Hi\n  again {‸}')).toContain('beat');
    expect(labels('MIRA: Hi {‸}')).not.toContain('take');
  });
});

describe('times', () => {
  test('lengths filled with what is predicted, starts, and marks above, the nearest first', () => {
    const found = labels('MIRA: One {mark door} and {mark bell} two.\nBOB [‸]: Hello there, my friend.');
    expect(found[0]).toMatch(/^\d\.\ds$/);
    expect(found).toContain('at door');
    expect(found.indexOf('at bell')).toBeLessThan(found.indexOf('at door'));
    expect(taken('BOB [ma‸]: Hi.', labels('BOB [‸]: Hi.')[2] ?? '')).toMatch(/^BOB \[max \d\.\ds\]: Hi\.$/);
  });
  test('Chinese units on a Chinese line', () => {
    expect(labels('老周【‸】：你好。')[0]).toMatch(/秒$/);
  });
  test('a sound has starts alone', () => {
    expect(labels('! rain.wav [‸]').every((label) => label.startsWith('at '))).toBe(true);
    expect(labels('! rain.wav (‸)')).toEqual(['gain', 'under']);
    expect(labels('! ‸')).toEqual(files);
    expect(taken('! "mi‸"', 'mira.wav')).toBe('! "mira.wav"');
  });
});

test('settings and their values', () => {
  expect(labels('@‸')).toContain('speaker');
  expect(taken('@la‸', 'language')).toBe('@language en');
  expect(labels('@language ‸').slice(0, 2)).toEqual(['en', 'zh']);
  expect(labels('@engine ‸')).toEqual(['draft', 'indextts2', 'indextts25']);
  expect(labels(`${scene}@speaker ‸`)).toEqual(['MIRA', 'BOB', 'ANN']);
  expect(labels('@mood ‸')).toContain('calm');
  expect(labels('~ ‸')).toContain('500ms');
});

test('codes to silence: those of the next line first', () => {
  expect(labels('// tableread-ignore ‸\nnonsense')[0]).toMatch(/^voice\//);
});

describe('readings', () => {
  test('pinyin of a character: all its readings', () => {
    expect(labels('老周: 银<行|‸>').toSorted()).toEqual(['HANG2', 'HANG4', 'HENG2', 'XING2']);
  });
  test('in a word the usual reading comes first', () => {
    expect(labels('老周: <银行|‸>')[0]).toBe('YIN2 HANG2');
    expect(taken('老周: <银行|YIN2 h‸>关门', 'YIN2 HANG2')).toBe('老周: <银行|YIN2 HANG2>关门');
    expect(taken('老周: <银行|‸', 'YIN2 HANG2')).toBe('老周: <银行|YIN2 HANG2>');
  });
  test('ü is v, the neutral tone is 5', () => {
    expect(labels('老周: <女|‸>')).toContain('NV3');
    expect(labels('老周: <的|‸>')).toContain('DE5');
  });
  test('phones for other words, one at a time', () => {
    expect(labels('MIRA: <minute|‸>')).toContain('IH1');
    expect(taken('MIRA: <minute|M I‸>', 'IH1')).toBe('MIRA: <minute|M IH1>');
  });
});

describe('front matter', () => {
  const front = (inner: string): string => `---\n${inner}\n---\nMIRA: Hi.\nBOB: <GIF|jif>.\n`;
  test('keys that are not there yet', () => {
    const found = labels(front('title: One\n‸'));
    expect(found).toContain('cast');
    expect(found).not.toContain('title');
    expect(labels(front('render:\n  gap: 1s\n  ‸'))).toContain('loudness');
    expect(labels(front('cast:\n  MIRA:\n    voice: a.wav\n    ‸'))).toContain('consent');
    expect(labels(front('cast:\n  MIRA: { draft: en, ‸ }'))).toContain('voice');
    expect(labels(front('cast:\n  MIRA: { draft: en, ‸ }'))).not.toContain('draft');
  });
  test('also while the closing fence is not written yet', () => {
    expect(labels('---\nti‸')).toContain('title');
    expect(labels('---\ntitle: One\n\n‸')).not.toContain('lexicon');
  });
  test('speakers that are missing in the cast', () => {
    expect(labels(front('cast:\n  MIRA: { draft: en }\n  ‸'))).toEqual(['BOB']);
    expect(taken(front('cast:\n  ‸'), 'BOB')).toBe('  BOB: { draft: en }');
  });
  test('values: languages, engines, draft voices and their variants, choices, units', () => {
    expect(labels(front('language: ‸'))).toContain('zh');
    expect(labels(front('engine: ‸'))).toContain('indextts2');
    expect(labels(front('cast: { MIRA: { draft: ‸ } }'))).toContain('en-gb');
    expect(labels(front('cast: { MIRA: { draft: en-gb+‸ } }'))).toContain('en-gb+f3');
    expect(labels(front('render: { channels: ‸ }'))).toEqual(['mono', 'stereo']);
    expect(labels(front('render:\n  formats: [wav, ‸]'))).toEqual(['wav', 'mp3', 'flac']);
    expect(labels(front('render:\n  loudness: ‸'))).toEqual(['-16 LUFS']);
  });
  test('directions of moods, recordings, files', () => {
    expect(labels(front('moods:\n  terrified: ‸'))).toContain('afraid');
    expect(labels(front('cast:\n  MIRA:\n    mood: ‸'))).toContain('calm');
    expect(labels(front('cast:\n  MIRA:\n    voice: ‸'))).toEqual(files);
    expect(taken(front('cast:\n  MIRA:\n    voice: "mi‸"'), 'mira.wav')).toBe('    voice: "mira.wav"');
    expect(labels(front('lexicon: ‸'))).toEqual(files);
  });
  test('a record of consent', () => {
    expect(taken(front('cast:\n  MIRA:\n    consent: "‸"'), 'MIRA, YYYY-MM-DD, voice release', false)).toContain(
      'MIRA,',
    );
    expect(taken(front('cast:\n  MIRA:\n    consent: ‸'), '"MIRA, YYYY-MM-DD, voice release"', false)).toBe(
      '    consent: "MIRA, YYYY-MM-DD, voice release"',
    );
  });
  test('words of the text that are said in a way of their own, for the lexicon', () => {
    expect(taken(front('lexicon:\n  ‸'), 'GIF')).toBe('  GIF: jif');
    expect(labels(front('lexicon:\n  银行: ‸'))[0]).toBe('YIN2 HANG2');
  });
  test('nothing in comments and on the closing fence', () => {
    expect(labels(front('title: One # ‸'))).toEqual([]);
    expect(labels('---\ntitle: One\n--‸-\n')).toEqual([]);
  });
});

describe('a bracket that the editor has not closed', () => {
  test.each([
    ['MIRA (‸', 'afraid', 'MIRA (afraid 0.6)'],
    ['MIRA (‸)', 'afraid', 'MIRA (afraid 0.6)'],
    ['MIRA (sad 0.4, ‸): Hi.', 'take', 'MIRA (sad 0.4, take 2): Hi.'],
    ['MIRA (‸: Hello (there).', 'afraid', 'MIRA (afraid 0.6): Hello (there).'],
    ['MIRA (afraid ‸', '0.6', 'MIRA (afraid 0.6)'],
    ['老周（‸', '悲伤', '老周（悲伤 0.6）'],
    ['MIRA [‸', '120 tokens', 'MIRA [120 tokens]'],
    ['MIRA [‸]: Hi.', '120 tokens', 'MIRA [120 tokens]: Hi.'],
    ['老周【‸：好。', '0.9倍', '老周【0.9倍】：好。'],
    ['! a.wav [‸', 'at +0.5s', '! a.wav [at +0.5s]'],
    ['MIRA: {‸ Hi.', 'beat', 'MIRA: {beat} Hi.'],
    ['MIRA: {‸, random} Hi.', 'afraid', 'MIRA: {afraid 0.6, random} Hi.'],
    ['老周：｛‸好。', '停顿', '老周：｛停顿 400ms｝好。'],
    ['@mood ‸', 'afraid', '@mood afraid 0.6'],
  ])('%s: %s', (marked, label, expected) => {
    expect(taken(marked, label)).toBe(expected);
  });
});

test('documentation comes when it is asked for, a stranger’s words escaped', () => {
  const marked = '---\ncast:\n  "*MIRA*": { draft: en, consent: "<img src=x>" }\n---\n‸';
  const { script } = scriptAt(marked);
  const item = items(marked).find(({ label }) => label === '*MIRA*');
  const { about } = item?.data as ItemData;
  const documentation = itemDocumentation(script, about, markdown);
  expect(documentation?.value).toContain('\\*MIRA\\*');
  expect(documentation?.value).not.toContain('*MIRA*');
});

test('ranges hold the cursor on lines of any script, in UTF-8 too', () => {
  const marked = '老周（害怕 0.4 + ‸）：你好。';
  for (const encoding of ['utf-16', 'utf-8'] as const) {
    const { position } = scriptAt(marked, { encoding });
    for (const { textEdit } of items(marked, { encoding })) {
      if (textEdit === undefined || !('range' in textEdit)) throw new Error('no range');
      expect(textEdit.range.start.character).toBeLessThanOrEqual(position.character);
      expect(textEdit.range.end.character).toBeGreaterThanOrEqual(position.character);
    }
  }
});

test('languages: those of the engines that clone first, then by their names', () => {
  const found = labels('@language ‸');
  expect(found.slice(0, 2)).toEqual(['en', 'zh']);
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  const others = found.filter((_, index) => index >= found.indexOf('af')).map((code) => names.of(code) ?? code);
  expect(others.length).toBeGreaterThan(20);
  expect(others).toEqual(others.toSorted(new Intl.Collator('en').compare));
});
