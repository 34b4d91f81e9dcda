import { fold } from './fold.ts';
import { mannerMistakes } from './itemMistakes.ts';
import { isPauseWord } from './lineActions.ts';
import { addAll, error, movedBy, removing, replacing, warning } from './mistake.ts';
import { pronunciation } from './pronunciation.ts';
import { pauseMeant } from './timeMeant.ts';
import { durationMistakes } from './timeMistakes.ts';
import type { Inline, Mistake, Span } from './tree.ts';

/** What is wrong within spoken text. */
export function inlineMistakes(spoken: readonly Inline[], text: string): readonly Mistake[] {
  let found: Mistake[] | undefined;
  for (const inline of spoken) {
    const more = mistakesOf(inline, text);
    if (more.length > 0) addAll((found ??= []), more);
  }
  return found ?? none;
}

const none: readonly Mistake[] = [];

function mistakesOf(inline: Inline, text: string): readonly Mistake[] {
  switch (inline.kind) {
    case 'text':
      return bracketedPauses(inline, text);
    case 'pause':
      if (inline.seconds === 0) return [error('voice/zero-pause', inline, {}, [removing(inline, text)])];
      return durationMistakes(inline.seconds, inline);
    case 'manner':
      return mannerMistakes(inline.items, { start: inline.start + 1, end: inline.end - 1 }, text);
    case 'pronunciation':
      if (inline.written.value === '') return [error('voice/empty-pronunciation', inline)];
      return saysMistakes(inline.written.value, inline.says.start, inline.says.value, inline);
    case 'stress':
      return inlineMistakes(inline.spoken, text);
    case 'mistake':
      return [unreadableInline(inline, text)];
    case 'escape':
    case 'mark':
    case 'note':
      return none;
  }
}

function saysMistakes(written: string, start: number, says: string, whole: Span): Mistake[] {
  const { mistakes } = pronunciation(written, says);
  // Nothing to mark on the right side: the whole is marked.
  return mistakes.map((mistake) =>
    says === '' ? { ...mistake, start: whole.start, end: whole.end } : movedBy(mistake, start),
  );
}

/** `(beat)`, `(pause)`: spoken as they stand. */
function bracketedPauses(inline: Span & { readonly value: string }, text: string): readonly Mistake[] {
  if (!/[(（]/.test(inline.value)) return none;
  const said = fold(inline.value);
  return [...said.matchAll(/\(([^()]*)\)/g)]
    .filter((match) => isPauseWord((match[1] ?? '').trim()))
    .map((match) => {
      const span = { start: inline.start + match.index, end: inline.start + match.index + match[0].length };
      return warning('voice/pause-in-brackets', span, { words: text.slice(span.start, span.end) }, [
        replacing(span, '{beat}'),
      ]);
    });
}

function unreadableInline(inline: Span, text: string): Mistake {
  const written = text.slice(inline.start, inline.end);
  const said = fold(written);
  if (said.startsWith('<')) return error('voice/ssml', inline, { tag: written }, speechTagFixes(said, inline, text));
  if (said.startsWith('[')) {
    return error('voice/unclosed-note', inline, {}, [
      { title: 'fix/insert', values: { text: ']]' }, edits: [{ start: text.length, end: text.length, newText: ']]' }] },
      replacing(inline, said.replaceAll('[', '\\[')),
    ]);
  }
  if (said.startsWith('{{') && said.endsWith('}')) {
    const name = written.slice(2, -2).trim();
    return error('voice/unknown-inline', inline, { text: name }, [
      replacing(inline, `\\${written[0] ?? ''}\\${written.slice(1)}`),
    ]);
  }
  if (!said.endsWith('}'))
    return error('voice/unclosed-brace', inline, {}, [replacing(inline, said.replaceAll('{', '\\{'))]);
  const inside = said.slice(1, -1).trim().slice(0, 40);
  if (/^mark/i.test(inside)) return error('voice/mark-name', inline);
  const figure = /^(?:pause|停顿|beat)\s*([\d.]+)$/i.exec(inside)?.[1];
  const meant = figure === undefined ? pauseMeant(inside) : undefined;
  if (meant !== undefined) return error('voice/pause-form', inline, {}, [replacing(inline, `{${meant}}`)]);
  const fixes =
    figure === undefined
      ? [replacing(inline, '{beat}')]
      : [replacing(inline, `{pause ${figure}s}`), replacing(inline, `{pause ${figure}ms}`)];
  return error('voice/pause-form', inline, {}, fixes);
}

/** What this language has in the place of some tags; any tag can go. */
function speechTagFixes(tag: string, span: Span, text: string) {
  const own = ownForm(tag);
  return [...(own === undefined ? [] : [replacing(span, own)]), removing(span, text)];
}

function ownForm(tag: string): string | undefined {
  if (/^<break/i.test(tag)) {
    const time = /time\s*=\s*["'](\d+(?:\.\d+)?m?s)["']/i.exec(tag)?.[1];
    return time === undefined ? '{beat}' : `{pause ${time}}`;
  }
  if (/^<\/?emphasis/i.test(tag)) return '*';
  const name = /^<mark[^>]*name\s*=\s*["'](\p{L}[\p{L}\p{N}_-]*)["']/iu.exec(tag)?.[1];
  return name === undefined ? undefined : `{mark ${name}}`;
}
