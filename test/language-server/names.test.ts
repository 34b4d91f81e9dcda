import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DocumentHighlightKind } from 'vscode-languageserver/node';
import { definition } from '../../language-server/features/definition.ts';
import { documentHighlight } from '../../language-server/features/documentHighlight.ts';
import { linkedEditing } from '../../language-server/features/linkedEditing.ts';
import { references } from '../../language-server/features/references.ts';
import { prepareRename, rename } from '../../language-server/features/rename.ts';
import { nameKey } from '../../grammar/index.ts';
import { occurrencesOf } from '../../language-server/names/names.ts';
import type { NameKind } from '../../language-server/names/occurrence.ts';
import type { Script } from '../../language-server/script.ts';
import { atOnce } from '../../language-server/slices.ts';
import { property } from '../runs.ts';
import { edited, inOrder, markedScript } from './markedScript.ts';
import { openScriptOf, type Around } from './scriptAt.ts';

/** Every reference, asked for at the cursor, stands where the text is marked. */
function expectReferences(marked: string): void {
  const { script, position, ranges } = markedScript(marked);
  const found = atOnce(references(script, position, true)) ?? [];
  expect(inOrder(found.map(({ range }) => range))).toEqual(ranges);
}

function renamed(marked: string, newName: string, around: Around = {}): string {
  const { script, position, text } = markedScript(marked, around);
  const edit = atOnce(rename(script, position, newName));
  return edited(script, text, edit?.changes?.[script.uri] ?? []);
}

describe('references', () => {
  test('are the same after any edits as in a script read anew', () => {
    const lines = fc.constantFrom(
      'MIRA: Hi.',
      'BOB: Yes {mark a}.',
      '',
      'ANN [at a]: So.',
      '@speaker MIRA',
      'MIRA (low): Live.',
    );
    const edit = fc.record({ from: fc.nat(9), count: fc.nat(4), put: fc.array(lines, { maxLength: 4 }) });
    const front = '---\ncast: { MIRA: { draft: en } }\nmoods: { low: sad 0.2 }\nlexicon: { live: liv }\n---\n';
    const key = fc.constantFrom('speaker mira', 'speaker bob', 'mark a', 'mood low', 'word live');
    const found = (script: Script, name: string): unknown => {
      const [kind = '', word = ''] = name.split(' ');
      const thing = {
        kind: kind as NameKind,
        keys: new Set([kind === 'mark' || kind === 'word' ? word : nameKey(word)]),
      };
      return atOnce(occurrencesOf(script, thing)).map(({ index, start, end }) => [index, start, end]);
    };
    let most = 0;
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 9 }), fc.array(fc.tuple(edit, key), { maxLength: 5 }), (text, edits) => {
        const open = openScriptOf(front + text.join('\n'));
        for (const [{ from, count, put }, name] of edits) {
          const range = { start: { line: 5 + from, character: 0 }, end: { line: 5 + from + count, character: 0 } };
          open.change([{ range, text: put.map((line) => `${line}\n`).join('') }], 2);
          const here = found(open.script, name);
          expect(here).toEqual(found(openScriptOf(open.text).script, name));
          most = Math.max(most, (here as unknown[]).length);
        }
      }),
      property(200, 20_000),
    );
    expect(most).toBeGreaterThan(2);
  });
  test('a speaker: cast, alias, cues and @speaker, whatever their case and width', () => {
    expectReferences(
      [
        '---',
        'cast:',
        '  «MIRA»: { draft: en, aliases: [«M», "«小米»"] }',
        '  BOB: {}',
        '---',
        '«MI‸RA»: Hello, MIRA.',
        'BOB: Hi.',
        '«mira» (sad): Yes?',
        '«ＭＩＲＡ»: Wide.',
        '«小米»：好。',
        '@speaker «m»',
        '',
      ].join('\n'),
    );
  });
  test('a speaker that is not in the cast', () => {
    expectReferences('«BOB‸»: Hi.\nANN: Hi.\n«Bob»: Oh.\n');
  });
  test('a mood: its entry, other moods, the cast, settings, lines, inline manners', () => {
    expectReferences(
      [
        '---',
        'mood: «scared» 0.2',
        'cast:',
        '  MIRA: { mood: "«scared» 0.5" }',
        'moods:',
        '  «scared»: afraid 0.6',
        '  panic: «scared» + surprised 0.1',
        '---',
        '@mood «Scared»',
        'MIRA («sca‸red»): One {«scared» 0.3} two *thr{«scared»}ee*.',
        'MIRA (panic): scared',
        'MIRA ("scared"): Quoted words describe.',
        '',
      ].join('\n'),
    );
  });
  test('a mark: where it is set and the starts at it', () => {
    expectReferences(
      'MIRA: One {mark «door»}two {mark Door}.\n! a.wav [at «do‸or» +0.2s]\nBOB [at «door»]: Hm.\nBOB [at Door]: Hm.\n',
    );
  });
  test('a word of the lexicon as it is found for speaking', () => {
    expectReferences(
      [
        '---',
        'lexicon:',
        '  «live»: liv',
        '  live stream: streem',
        '  Polish: polish',
        '---',
        'MIRA: «Live», we *«live»* to\\: «live» alive; <live|laiv> live stream; ü «l‸ive».',
        '  «live»{pause 1s} polish',
        '',
      ].join('\n'),
    );
  });
  test('in a script of many lines, after lines came above', () => {
    const open = openScriptOf('MIRA: Hi.\nBOB: Hi.\n'.repeat(2000));
    const lines = (): readonly number[] =>
      atOnce(references(open.script, { line: 3, character: 1 }, true))?.map(({ range }) => range.start.line) ?? [];
    expect(lines()).toHaveLength(2000);
    const start = { line: 2, character: 0 };
    open.change([{ range: { start, end: start }, text: 'BOB: New.\nBOB: New.\n' }], 2);
    expect(lines()).toHaveLength(2002);
    expect(lines().slice(0, 5)).toEqual([1, 2, 3, 5, 7]);
  });
  test('a word of the lexicon in a long line that is not all plain', () => {
    expectReferences(`---\nlexicon: { «live»: liv }\n---\nMIRA: ${'a'.repeat(5000)}é  «l‸ive»\n`);
  });
  test('words and emotions that name nothing have none', () => {
    for (const line of ['MIRA (sa‸d): Hi.', 'MIRA (softl‸y spoken): Hi.', 'MIRA: H‸i.', '# On‸e', '‸']) {
      const { script, position } = markedScript(line);
      expect(atOnce(references(script, position, true))).toBeNull();
    }
  });
  test('without declarations', () => {
    const { script, position, ranges } = markedScript('---\ncast: { MIRA: {} }\n---\n«M‸IRA»: Hi.\n');
    expect(atOnce(references(script, position, false))?.map(({ range }) => range)).toEqual(ranges);
  });
  test('in UTF-8 columns', () => {
    const { script, position, ranges } = markedScript('---\ncast: { 旁白人: {}, «老周»: {} }\n---\n«老‸周»：好。\n', {
      encoding: 'utf-8',
    });
    expect(position).toEqual({ line: 3, character: 3 });
    expect(atOnce(references(script, position, true))?.map(({ range }) => range)).toEqual(ranges);
  });
});

test('highlights tell what makes a name from what uses it', () => {
  const { script, position } = markedScript('MIRA: {mark door}Hm.\nBOB [at do‸or]: Yes.\n');
  const found = atOnce(documentHighlight(script, position)) ?? [];
  expect(found.map(({ kind }) => kind)).toEqual([DocumentHighlightKind.Write, DocumentHighlightKind.Read]);
});

describe('definition', () => {
  const uri = 'file:///scripts/one.voice';
  test.each([
    ['a speaker', '---\ncast:\n  «MIRA»: { aliases: [M] }\n---\nM‸IRA: Hi.\n'],
    ['an alias, its entry first', '---\ncast:\n  «MIRA»: { aliases: [«M»] }\n---\nM‸: Hi.\n'],
    ['a mood', '---\nmoods:\n  «low»: sad 0.2\n---\nMIRA (l‸ow): Hi.\n'],
    ['a mark', 'MIRA: {mark «door»}Hi.\nBOB [at d‸oor]: Hi.\n'],
    ['a word of the lexicon', '---\nlexicon: { «GIF»: jif }\n---\nMIRA: A GI‸F.\n'],
  ])('%s', (_, marked) => {
    const { script, position, ranges } = markedScript(marked);
    expect(atOnce(definition(script, position))?.map(({ range }) => range)).toEqual(ranges);
  });
  test('in the files that the script names', () => {
    const texts = new Map([
      ['../series.yaml', 'title: Series\ncast:\n  "MIRA": {}\nmoods:\n  low: sad 0.2\n'],
      ['words.yaml', 'GIF: jif\n'],
    ]);
    const head = '---\nextends: ../series.yaml\nlexicon: words.yaml\n---\n';
    const at = (line: string) => {
      const { script, position } = markedScript(head + line, { uri, texts });
      return atOnce(definition(script, position));
    };
    const range = (line: number, start: number, end: number) => ({
      start: { line, character: start },
      end: { line, character: end },
    });
    expect(at('MI‸RA: Hi.')).toEqual([{ uri: 'file:///series.yaml', range: range(2, 2, 8) }]);
    expect(at('MIRA (lo‸w): Hi.')).toEqual([{ uri: 'file:///series.yaml', range: range(4, 2, 5) }]);
    expect(at('MIRA: A GI‸F.')).toEqual([{ uri: 'file:///scripts/words.yaml', range: range(0, 0, 3) }]);
  });
  test('a path leads to its file; nowhere when it leaves the folder unseen', () => {
    const at = (marked: string) => {
      const { script, position } = markedScript(marked, { uri });
      return atOnce(definition(script, position))?.map((found) => found.uri);
    };
    expect(at('! sounds/ra‸in.wav')).toEqual(['file:///scripts/sounds/rain.wav']);
    expect(at('! ../ra‸in.wav')).toBeUndefined();
    expect(at('! //host/share/ra‸in.wav')).toBeUndefined();
  });
});

describe('rename', () => {
  test('a speaker, its aliases left as they are; quotes where YAML needs them', () => {
    const before = '---\ncast:\n  MIRA: { aliases: [M] }\n---\nMI‸RA (sad): I am MIRA.\nM: Hi.\n@speaker mira\n';
    expect(renamed(before, 'OLD: MAN'.replace(':', ''))).toBe(
      '---\ncast:\n  OLD MAN: { aliases: [M] }\n---\nOLD MAN (sad): I am MIRA.\nM: Hi.\n@speaker OLD MAN\n',
    );
    expect(renamed(before, "DR. O'NEIL, JR")).toContain(`  "DR. O'NEIL, JR": {`);
    expect(renamed(before, 'yes')).toContain('\n  yes: {');
  });
  test('an alias alone, in its quotes', () => {
    expect(renamed('---\ncast:\n  MIRA: { aliases: ["M", N] }\n---\nM‸: Hi.\nMIRA: Hi.\nN: Hi.\n', 'MIMI')).toBe(
      '---\ncast:\n  MIRA: { aliases: ["MIMI", N] }\n---\nMIMI: Hi.\nMIRA: Hi.\nN: Hi.\n',
    );
  });
  test('from the front matter too', () => {
    expect(renamed('---\nmoods:\n  lo‸w: sad 0.2\nmood: low 0.5\n---\nMIRA (low): {low 0.3} Hi.\n', 'very low')).toBe(
      '---\nmoods:\n  very low: sad 0.2\nmood: very low 0.5\n---\nMIRA (very low): {very low 0.3} Hi.\n',
    );
  });
  test('a mark', () => {
    expect(renamed('MIRA: {mark d‸oor}Hi.\nBOB [at door +1s]: Hi.\n', 'gate')).toBe(
      'MIRA: {mark gate}Hi.\nBOB [at gate +1s]: Hi.\n',
    );
  });
  test('a word of the lexicon keeps the capital at the start of a sentence', () => {
    expect(renamed('---\nlexicon:\n  live: liv\n---\nMIRA: Live and li‸ve.\n', 'leave')).toBe(
      '---\nlexicon:\n  leave: liv\n---\nMIRA: Leave and leave.\n',
    );
  });
  test('to another case only', () => {
    expect(renamed('MI‸RA: Hi.\nmira: Hi.\n', 'Mira')).toBe('Mira: Hi.\nMira: Hi.\n');
  });
  test.each([
    ['MI‸RA: Hi.\nBOB: Hi.', 'BOB', 'already'],
    ['---\ncast: { MIRA: { aliases: [M] } }\n---\nBO‸B: Hi.', 'm', 'already'],
    ['MI‸RA: Hi.', 'NARRATOR', 'meaning of its own'],
    ['MI‸RA: Hi.', 'sfx', 'meaning of its own'],
    ['旁‸白：好。', '老周', 'meaning of its own'],
    ['MI‸RA: Hi.', '(sad)', 'cannot be a speaker'],
    ['MI‸RA: Hi.', '# MIRA', 'cannot be a speaker'],
    ['MI‸RA: Hi.', 'A\nB', 'cannot be a speaker'],
    ['---\nmoods: { low: sad 0.2, high: happy 0.2 }\n---\nMIRA (l‸ow): Hi.', 'high', 'already'],
    ['---\nmoods: { low: sad 0.2 }\n---\nMIRA (l‸ow): Hi.', 'angry', 'cannot be a mood'],
    ['---\nmoods: { low: sad 0.2 }\n---\nMIRA (l‸ow): Hi.', 'low 2', 'cannot be a mood'],
    ['---\nmoods: { low: sad 0.2 }\n---\nMIRA (l‸ow): Hi.', 'pause 2s', 'cannot be a mood'],
    ['MIRA: {mark d‸oor}Hi. {mark gate}', 'gate', 'already'],
    ['MIRA: {mark d‸oor}Hi.', '2', 'cannot be a mark'],
    ['---\nlexicon: { GIF: jif }\n---\nMIRA: GI‸F', '{a}', 'cannot be a word'],
  ])('%s cannot become %s', (marked, newName, why) => {
    const { script, position } = markedScript(marked);
    expect(() => atOnce(rename(script, position, newName))).toThrow(why);
  });
  test('what another file defines is renamed there', () => {
    const texts = new Map([['series.yaml', 'cast: { MIRA: {} }\nmoods: { low: sad 0.2 }\n']]);
    for (const line of ['MI‸RA: Hi.', 'MIRA (lo‸w): Hi.']) {
      const { script, position } = markedScript(`---\nextends: series.yaml\n---\n${line}\n`, { texts });
      expect(() => prepareRename(script, position)).toThrow('rename it there');
    }
  });
  test('names written with escapes are left alone', () => {
    const { script, position } = markedScript('---\nmoods: { low: sad 0.2 }\nmood: "l\\u006fw"\n---\nMIRA (l‸ow): Hi.');
    expect(() => atOnce(rename(script, position, 'deep'))).toThrow('escapes');
  });
  test('prepare: the name without its quotes', () => {
    const { script, position, ranges } = markedScript('---\ncast:\n  "«MI‸RA»": {}\n---\nMIRA: Hi.\n');
    expect(prepareRename(script, position)).toEqual({ range: ranges[0], placeholder: 'MIRA' });
    expect(prepareRename(script, { line: 0, character: 0 })).toBeNull();
  });
});

describe('linked editing', () => {
  test('where a name is made, uses written alike go along', () => {
    const { script, position, ranges } = markedScript(
      '---\ncast:\n  «MI‸RA»: {}\n---\n«MIRA»: Hi.\nmira: Hi.\n«MIRA»: Hi.\n',
    );
    expect(atOnce(linkedEditing(script, position))?.ranges).toEqual(ranges);
  });
  test('where it is only used, nothing does', () => {
    for (const marked of ['---\ncast: { MIRA: {} }\n---\nMI‸RA: Hi.\n', 'BOB: {mark a}\nBOB [at a‸]: Hi.\n', '‸']) {
      const { script, position } = markedScript(marked);
      expect(atOnce(linkedEditing(script, position))).toBeNull();
    }
  });
});
