import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRegistryFromGrammars } from 'vscode-tmgrammar-test/dist/common/index.js';
import { parseGrammarTestCase, runGrammarTestCase } from 'vscode-tmgrammar-test/dist/unit/index.js';
import configuration from '../../grammar/language-configuration.json' with { type: 'json' };

const fixtures = new URL('../fixtures/grammar/', import.meta.url);

describe('voice.tmLanguage.json', () => {
  // The grammar of YAML belongs to the editor; here an empty one stands in for it.
  const registry = createRegistryFromGrammars([
    {
      grammar: { path: 'voice.tmLanguage.json', scopeName: 'source.voice' },
      content: readFileSync(new URL('../../grammar/voice.tmLanguage.json', import.meta.url), 'utf8'),
    },
    {
      grammar: { path: 'yaml.tmLanguage.json', scopeName: 'source.yaml' },
      content: '{ "scopeName": "source.yaml", "patterns": [] }',
    },
  ]);

  it.each(readdirSync(fixtures).filter((name) => name.endsWith('.voice-test')))('%s', async (name) => {
    const testCase = parseGrammarTestCase(readFileSync(new URL(name, fixtures), 'utf8'));
    expect(testCase.assertions.length).toBeGreaterThan(5);
    expect(await runGrammarTestCase(registry, testCase)).toEqual([]);
  });
});

describe('language-configuration.json', () => {
  const onEnterRules: readonly { readonly beforeText: string; readonly afterText?: string }[] =
    configuration.onEnterRules;
  const [continuation, comment, cue] = onEnterRules.map(
    ({ beforeText, afterText = '' }) =>
      (before: string, after: string) =>
        new RegExp(beforeText).test(before) && new RegExp(afterText).test(after),
  );

  it('goes on with a cue that Enter splits', () => {
    expect(cue?.('MIRA (sad) [at 0:12]: Hello', ' there')).toBe(true);
    expect(cue?.('老周（悲伤）：你好', '吗')).toBe(true);
    expect(cue?.('MIRA: Hello', '')).toBe(false);
    expect(cue?.('MIRA', ': Hello')).toBe(false);
    expect(cue?.('// MIRA: Hello', ' there')).toBe(false);
    expect(cue?.('> Rain: more', ' of it')).toBe(false);
    expect(comment?.('// a', 'b')).toBe(true);
  });

  it('ends a continuation with an empty one', () => {
    expect(continuation?.('  ', '')).toBe(true);
    expect(continuation?.('  more', '')).toBe(false);
  });

  it('takes names and Chinese words as words', () => {
    const words = (text: string) =>
      text.match(new RegExp(configuration.wordPattern.pattern, `g${configuration.wordPattern.flags}`));
    expect(words("DR. O'NEIL (half-asleep, alert_03)")).toEqual(['DR', "O'NEIL", 'half-asleep', 'alert_03']);
    expect(words('老周：你好，🎭')).toEqual(['老周', '你好']);
  });

  it('folds between region markers', () => {
    expect('// #region one').toMatch(new RegExp(configuration.folding.markers.start));
    expect('// endregion').toMatch(new RegExp(configuration.folding.markers.end));
  });
});
