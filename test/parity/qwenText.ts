import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readHuggingFaceTokenizer } from '../../models/checkpoints/huggingFaceTokenizer.ts';
import { byteLevelTokeniser } from '../../models/text/byteLevelTokeniser.ts';
import { emotionPrompt } from '../../models/text/chatPrompt.ts';
import { emotionAnswer } from '../../models/text/emotionAnswer.ts';
import { eachCase, equality, type Goldens } from './goldens.ts';
import type { Stage } from './stage.ts';

interface PromptCase {
  readonly text: string;
  readonly rendered: string;
  readonly ids: number[];
  readonly chatml: string;
  readonly chatml_ids: number[];
  readonly plain_ids: number[];
  readonly decoded: string;
}

/** An object of weights, or `error: …` where the official code throws. */
type Answer = string | Readonly<Record<string, number>>;

interface AnswerCase {
  readonly answer: string;
  readonly text: string;
  readonly v2: Answer;
  readonly v25: Answer;
}

/** What goes into the emotion model and what is read from its answer; the network itself is the stage `qwen`. */
export const qwenTextStage: Stage = {
  name: 'qwen',
  check: async (goldens, report) => {
    await eachCase(goldens.cases('qwen'), report, (golden) => {
      const file = golden.outputs['table']?.file;
      if (file === undefined) return;
      const table = goldens.json(file) as { template?: string; chatml_template?: string; cases: object[] };
      if (table.template === undefined) {
        const cases = table.cases as AnswerCase[];
        const wrong = (version: 'v2' | 'v25'): number => cases.filter((each) => !sameAnswer(each, version)).length;
        report(equality(golden, 'v2', wrong('v2')));
        report(equality(golden, 'v25', wrong('v25')));
      } else {
        for (const [output, different] of comparePrompts(goldens, table as PromptTable)) {
          report(equality(golden, output, different));
        }
      }
    });
  },
};

interface PromptTable {
  readonly template: string;
  readonly chatml_template: string;
  readonly cases: readonly PromptCase[];
}

function comparePrompts(goldens: Goldens, { template, chatml_template, cases }: PromptTable): [string, number][] {
  // "models/aux/…/chat_template.jinja (stand-in, …)"
  const file = template.replace(/ .*$/, '');
  const folder = dirname(file);
  const read = (path: string): string => readFileSync(goldens.path(path), 'utf8');
  const first = read(file);
  const second = read(join(folder, chatml_template));
  const tokenizerFile = join(folder, 'tokenizer.json');
  const tokeniser = byteLevelTokeniser(readHuggingFaceTokenizer(tokenizerFile, read(tokenizerFile)));
  const count = (differs: (each: PromptCase) => boolean): number => cases.filter(differs).length;
  const ids = (text: string, wanted: readonly number[]): boolean => tokeniser.encode(text).join() !== wanted.join();
  return [
    ['rendered', count((each) => emotionPrompt(file, first, each.text) !== each.rendered)],
    ['ids', count((each) => ids(each.rendered, each.ids))],
    ['chatml', count((each) => emotionPrompt(chatml_template, second, each.text) !== each.chatml)],
    ['chatml_ids', count((each) => ids(each.chatml, each.chatml_ids))],
    ['plain_ids', count((each) => ids(each.text, each.plain_ids))],
    ['decoded', count((each) => tokeniser.decode(each.ids) !== each.decoded)],
  ];
}

function sameAnswer(each: AnswerCase, version: 'v2' | 'v25'): boolean {
  const wanted = each[version];
  const ours = emotionAnswer(each.answer, each.text, version, 'original');
  const same =
    typeof wanted === 'string' ? ours === undefined : ours?.join() === Object.values(wanted).map(Number).join();
  if (!same) console.warn(`differs: ${JSON.stringify(each).slice(0, 500)}, ours ${String(ours)}`);
  return same;
}
