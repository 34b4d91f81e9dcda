import { en } from '../foundation/messages/en.ts';
import type { Sentences } from '../foundation/messages/sentences.ts';
import { zh } from '../foundation/messages/zh.ts';

const pages = {
  en: {
    sentences: en as Sentences,
    title: 'Problems of scripts',
    lead: 'Every problem that `tableread check` and editors name, by its code. Made from the tables of messages by `npm run docs`; do not edit. `{{…}}` stands for what the script says.',
    remedy: 'What to do:',
  },
  zh: {
    sentences: zh as Sentences,
    title: '剧本中的问题',
    lead: '`tableread check` 和编辑器会指出的所有问题，按代码排列。由 `npm run docs` 从消息表生成，请勿手工修改。`{{…}}` 代表剧本中的内容。',
    remedy: '解决办法：',
  },
} as const;

/** A page about every problem of a script: its sentence, what to do, why it is one. */
export function problemsPage(locale: 'en' | 'zh'): string {
  const { sentences, title, lead, remedy } = pages[locale];
  const entries = Object.entries(sentences)
    .filter(([code]) => code.startsWith('voice/'))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, { text, hint, explanation }]) =>
      [
        `## ${code}`,
        escaped(inPlural(text)),
        ...(explanation === undefined ? [] : [escaped(explanation)]),
        ...(hint === undefined ? [] : [`${remedy} ${escaped(hint)}`]),
      ].join('\n\n'),
    );
  return `${[`# ${title}`, lead, ...entries].join('\n\n')}\n`;
}

/** `{{lines|line|lines}}`: how many nobody knows here. */
function inPlural(text: string): string {
  return text.replace(/\{\{(\w+)\|[^|}]+\|([^|}]+)\}\}/g, '{{$1}} $2');
}

/** Outside of code, what Markdown would read as a tag or emphasis. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[<*_|]/g, '\\$&')))
    .join('');
}
