import { CompletionItemKind } from 'vscode-languageserver/node';
import { message, type MessageCode } from '../../foundation/message.ts';
import { lineIndex } from '../../grammar/index.ts';
import { cueAt } from '../cueAt.ts';
import { timelineCode } from '../clockTime.ts';
import { entryAt } from '../entryAt.ts';
import type { Script } from '../script.ts';
import type { CursorPlace } from './cursorPlace.ts';
import { plainInSnippet, says, type Offer } from './offer.ts';

/** Most marks that are offered, the nearest first. */
const mostMarks = 50;

/** Lengths and starts for `[ … ]`, filled with what is predicted for the line. */
export function timeOffers(
  script: Script,
  index: number,
  { of, close }: Extract<CursorPlace, { kind: 'time' }>,
  chinese: boolean,
): Offer[] {
  const { screenplay, locale } = script;
  const entry = entryAt(script, index);
  const cue = cueAt(script, index);
  const start = entry === undefined ? 0 : (screenplay.timeline.starts[entry] ?? 0);
  const seconds = Math.max(0.1, cue?.estimate.seconds ?? 2);
  const rounded = (Math.round(seconds * 10) / 10).toFixed(1);
  const offer = (label: string, snippet: string, code: MessageCode): Offer => ({
    label,
    kind: CompletionItemKind.Value,
    insert: `${label}${close}`,
    snippet: `${snippet}${plainInSnippet(close)}`,
    detail: message(code, { seconds: rounded }, locale).text,
    about: { of: 'message', code },
  });
  const second = chinese ? '秒' : 's';
  const from = timelineCode(start);
  const to = timelineCode(start + seconds);
  const lengths =
    of === 'sound'
      ? []
      : [
          offer(`${rounded}${second}`, `\${1:${rounded}}${second}`, 'lsp/complete-exact'),
          offer(chinese ? '0.9倍' : '0.9x', `\${1:0.9}${chinese ? '倍' : 'x'}`, 'lsp/complete-factor'),
          offer(
            `${chinese ? '最多' : 'max'} ${rounded}${second}`,
            `${chinese ? '最多' : 'max'} \${1:${rounded}}${second}`,
            'lsp/complete-most',
          ),
          offer(`${from} - ${to}`, `\${1:${from}} - \${2:${to}}`, 'lsp/complete-window'),
          offer('120 tokens', '${1:120} tokens', 'lsp/complete-tokens'),
        ];
  return [
    ...lengths,
    offer(`at ${from}`, `at \${1:${from}}`, 'lsp/complete-at'),
    offer('at +0.5s', 'at +${1:0.5}s', 'lsp/complete-at-offset'),
    ...marksAbove(script, index).map((mark): Offer => ({
      label: `at ${mark}`,
      insert: `at ${mark}${close}`,
      kind: CompletionItemKind.Reference,
      detail: message('lsp/complete-at-mark', {}, locale).text,
      ...says('lsp/complete-at-mark'),
    })),
  ];
}

/** Marks set above a line, the nearest first. */
function marksAbove({ tree, screenplay }: Script, index: number): readonly string[] {
  const marks: string[] = [];
  for (const { line, spoken } of screenplay.cues) {
    if (!spoken.some(({ kind }) => kind === 'mark')) continue;
    if (lineIndex(tree, line) >= index) break;
    for (const part of spoken) if (part.kind === 'mark') marks.push(part.name);
  }
  return [...new Set(marks.reverse())].slice(0, mostMarks);
}
