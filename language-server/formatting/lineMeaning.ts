import type { Inline, Line } from '../../grammar/index.ts';

/** What is not meaning: how and where a line is written. Its mistakes are compared by their codes. */
const places: ReadonlySet<string> = new Set(['text', 'ending', 'mistakes', 'start', 'end']);

/**
 * What a line says, without where its pieces stand: two lines with the same meaning are the same to the screenplay. White
 * space at the ends of the spoken text counts for nothing.
 */
export function lineMeaning(line: Line): string {
  const said = 'spoken' in line ? { ...line, spoken: trimmed(line.spoken) } : line;
  const shape = JSON.stringify(said, (key, value: unknown) => (places.has(key) ? undefined : value));
  return shape + JSON.stringify(line.mistakes.map(({ code, values }) => [code, values]));
}

function trimmed(inlines: readonly Inline[]): readonly Inline[] {
  return inlines
    .map((inline, index) => {
      if (inline.kind !== 'text') return inline;
      const fromStart = index === 0 ? inline.value.trimStart() : inline.value;
      return { ...inline, value: index === inlines.length - 1 ? fromStart.trimEnd() : fromStart };
    })
    .filter((inline) => inline.kind !== 'text' || inline.value !== '');
}
