import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readSentencePieceModel } from '../../../models/checkpoints/sentencePiece.ts';
import { readTiktoken } from '../../../models/checkpoints/tiktoken.ts';
import type { Behaviour } from '../../../models/text/behaviour.ts';
import { frontEnd2 } from '../../../models/text/frontEnd2.ts';
import { audibleIds, frontEnd25, type Text25 } from '../../../models/text/frontEnd25.ts';
import { normaliseText } from '../../../models/text/normaliseText.ts';
import type { NormalisedLanguage, TextNormaliser } from '../../../models/text/textNormaliser.ts';
import { tiktokenTokeniser, type TiktokenTokeniser } from '../../../models/text/tiktokenTokeniser.ts';
import { unigramTokeniser } from '../../../models/text/unigramTokeniser.ts';
import { openGoldens } from '../../parity/goldens.ts';
import { compareTextCases } from '../../parity/textCases.ts';
import { assetFile, japaneseDictionary, normaliserOfAssets, textAssets } from '../../textAssets.ts';

interface Line {
  readonly language: string;
  readonly text: string;
  readonly corrected: string;
  /** Where the original's order of steps gives something else. */
  readonly original?: string;
}

/**
 * Lines of our own. What is expected was made by running the grammars, and read through line by line; oddities of the
 * grammars ("the one thousand nine hundred and eighty seconds") stay as they are.
 */
const lines = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'text', 'front-end-lines.json'), 'utf8'),
) as Line[];

const vocabulary = assetFile('vocabulary', 'multilingual_zh_ja_yue_char_del.tiktoken.gz');

describe.skipIf(textAssets === undefined || vocabulary === undefined)(
  'lines of our own through the 2.5 vocabulary',
  () => {
    let tokeniser: TiktokenTokeniser;
    let normalisers: Record<NormalisedLanguage, TextNormaliser>;
    beforeAll(() => {
      tokeniser = tiktokenTokeniser(readTiktoken('2.5', readFileSync(vocabulary ?? '')));
      normalisers = { zh: normaliserOfAssets('1.2.0', 'zh'), en: normaliserOfAssets('1.2.0', 'en') };
    });
    const prepare = ({ text, language }: Line, behaviour: Behaviour, most = 120): Text25 =>
      frontEnd25(text, language, {
        tokeniser,
        normalise: (line) => normaliseText(line, { normalisers, behaviour }),
        most,
        positions: 602,
        behaviour,
      });

    test('there are more than 200', () => expect(lines.length).toBeGreaterThan(200));

    test.each(lines)('$language: $text', (line) => {
      expect(prepare(line, 'corrected').prepared).toBe(line.corrected);
      expect(prepare(line, 'original').prepared).toBe(line.original ?? line.corrected);
    });

    test.each([8, 20, 120])('ids of segments of at most %i tokens spell the line', (most) => {
      for (const line of lines) {
        const prefix = `<|${line.language}|> `;
        const { prepared, segments } = prepare(line, 'corrected', most);
        expect(segments.map(({ text }) => text).join('')).toBe(prepared);
        for (const { text, ids } of segments) {
          expect(tokeniser.decode(ids)).toBe(prefix + text);
          // Marked pronunciations are not cut, and neither is a single character.
          if (text.length > 1 && !text.includes('SPECIAL_TOKEN'))
            expect(ids.length).toBeLessThanOrEqual(Math.max(most, 9));
        }
      }
    });

    test('`original` adds a stop token and loses lone marks, `corrected` does neither', () => {
      const line: Line = { language: 'en', text: 'what a surprise!', corrected: '' };
      const [original] = prepare(line, 'original').segments;
      const [corrected] = prepare(line, 'corrected').segments;
      expect(original?.ids.slice(-2)).toEqual([0, 1]);
      expect(corrected?.ids.at(-1)).toBe(0);
      expect(audibleIds(original?.ids ?? [], 'original')).toEqual(original?.ids.slice(0, -2));
      expect(audibleIds(corrected?.ids ?? [], 'corrected')).toEqual(corrected?.ids);
    });
  },
);

describe.skipIf(textAssets === undefined)('cases that come with the text assets', () => {
  const different = async (name: string, kinds: RegExp): Promise<string[]> => {
    const file = assetFile(name);
    if (file === undefined) return [`${name} is missing`];
    const compared = (await compareTextCases(file)).filter((kind) => kinds.test(kind.name));
    expect(compared.length).toBeGreaterThan(0);
    return compared.flatMap((kind) => kind.different);
  };

  test('bare grammars', async () => {
    expect(await different('normaliser-cases.json', /^grammar/)).toEqual([]);
  });

  test('both front ends', async () => {
    expect(await different('front-end-cases.json', /^front end (2|2\.5)$/)).toEqual([]);
  });

  test.skipIf(japaneseDictionary === undefined)('Japanese', async () => {
    expect(await different('front-end-cases.json', / ja$/)).toEqual([]);
  });
});

const goldens = openGoldens();
describe.skipIf(goldens === undefined)('the front end of 2', () => {
  const model = (): ReturnType<typeof unigramTokeniser> =>
    unigramTokeniser(readSentencePieceModel('bpe.model', readFileSync(goldens?.path('models/v2/bpe.model') ?? '')));

  test('one character goes to the tokeniser as it is', () => {
    const never = (): string => {
      throw new Error('not to be called');
    };
    const { normalised, pieces } = frontEnd2(' ① ', model(), never, { most: 120, quick: 0 }, 'original');
    expect(normalised).toBe(' ① ');
    expect(pieces).toEqual(['▁', '1']);
  });

  test('nothing gives nothing', () => {
    const { pieces, segments } = frontEnd2('', model(), (line) => line, { most: 120, quick: 0 }, 'corrected');
    expect([pieces, segments]).toEqual([[], []]);
  });
});
