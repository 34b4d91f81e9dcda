import { CompletionItemKind } from 'vscode-languageserver/node';
import { message, type MessageCode } from '../../foundation/message.ts';
import { lineIndex, nameKey } from '../../grammar/index.ts';
import type { Script } from '../script.ts';
import { plainInSnippet, says, type Offer } from './offer.ts';

/** How many cues above a line are looked at to find who is talking. */
const conversation = 400;

/**
 * Speakers, the one first who is most likely to answer: who spoke last before the one who has just spoken. Then everyone
 * else by how lately they spoke, then the rest of the cast. Behind them the other things a line can be.
 */
export function lineStartOffers(script: Script, index: number, followed: boolean): Offer[] {
  const names = speakersByTurn(script, index);
  const colon = colonOf(script, index);
  const speakers = names.map((name): Offer => ({
    label: name,
    kind: CompletionItemKind.Class,
    insert: followed ? name : `${name}${colon}`,
    about: { of: 'speaker', name },
  }));
  if (followed) return speakers;
  const { locale } = script;
  const directed = names.map((name): Offer => ({
    label: `${name} (…)`,
    kind: CompletionItemKind.Class,
    filter: name,
    insert: `${name} (`,
    snippet: `${plainInSnippet(name)} (\${1})${colon}$0`,
    detail: message('lsp/complete-with-direction', {}, locale).text,
    about: { of: 'speaker', name },
  }));
  const lines = lineForms.map(([label, snippet, code]): Offer => ({
    label,
    kind: CompletionItemKind.Snippet,
    insert: label,
    snippet,
    detail: message(code, {}, locale).text,
    ...says(code),
  }));
  return [...speakers, ...directed, ...lines, ...(index === 0 ? [frontMatterOffer(script)] : [])];
}

const lineForms: readonly (readonly [label: string, snippet: string, code: MessageCode])[] = [
  [': ', ': $0', 'lsp/complete-narration'],
  ['> ', '> $0', 'lsp/complete-action'],
  ['# ', '# $0', 'lsp/complete-chapter'],
  ['## ', '## $0', 'lsp/complete-scene'],
  ['### ', '### $0', 'lsp/complete-beat'],
  ['~ ', '~ ${1:500ms}$0', 'lsp/complete-pause'],
  ['! ', '! $0', 'lsp/complete-sound'],
  ['@', '@$0', 'lsp/complete-setting'],
  ['// ', '// $0', 'lsp/complete-comment'],
];

function frontMatterOffer({ locale }: Script): Offer {
  return {
    label: '---',
    kind: CompletionItemKind.Snippet,
    insert: '---\ntitle: \nlanguage: en\ncast:\n---\n',
    snippet: '---\ntitle: ${1}\nlanguage: ${2:en}\ncast:\n  ${3:MIRA}: { draft: ${4:en} }\n---\n$0',
    detail: message('lsp/complete-front-matter', {}, locale).text,
    ...says('lsp/complete-front-matter'),
  };
}

/** Names of the speakers as the cast has them: who answers first. */
export function speakersByTurn({ tree, screenplay }: Script, index: number): readonly string[] {
  const { cues, cast } = screenplay;
  let above = cues.length;
  let low = 0;
  while (low < above) {
    const middle = (low + above) >>> 1;
    const cue = cues[middle];
    if (cue !== undefined && lineIndex(tree, cue.line) < index) low = middle + 1;
    else above = middle;
  }
  const names = new Map<string, string>();
  const add = (name: string): void => {
    if (!names.has(nameKey(name))) names.set(nameKey(name), name);
  };
  for (let at = above - 1; at >= Math.max(0, above - conversation); at--) {
    const cue = cues[at];
    // Narration has no name to write.
    if (cue?.name !== undefined) add(cue.speaker);
  }
  const [justSpoke, partner, ...others] = names.values();
  const spoken = [partner, justSpoke, ...others].filter((name) => name !== undefined);
  names.clear();
  for (const name of [...spoken, ...cast.map((member) => member.name)]) add(name);
  // Who speaks further below only: the line itself is being written, its name is not one yet.
  for (let at = above; at < Math.min(cues.length, above + conversation); at++) {
    const cue = cues[at];
    if (cue?.name !== undefined && lineIndex(tree, cue.line) !== index) add(cue.speaker);
  }
  return [...names.values()];
}

/** The colon that the writer uses: that of the cue above. */
function colonOf({ tree }: Script, index: number): string {
  for (let above = index - 1; above >= Math.max(0, index - 50); above--) {
    const line = tree.lines[above];
    if (line?.kind === 'cue') return line.text.charAt(line.colon.start) === '：' ? '：' : ': ';
  }
  return ': ';
}
