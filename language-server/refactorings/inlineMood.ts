import { nameKey, type HowItem, type Inline } from '../../grammar/index.ts';
import { emotionNames } from '../../screenplay/emotionNames.ts';
import type { Emotion } from '../../screenplay/index.ts';
import type { Script } from '../script.ts';
import type { Refactoring } from './refactoring.ts';

/** Writes what a mood means in place of its name at a column, its strength worked in. */
export function inlineMood(script: Script, index: number, column: number): Refactoring | undefined {
  const line = script.tree.lines[index];
  if (line?.kind !== 'cue' && line?.kind !== 'continuation') return undefined;
  const groups = line.kind === 'cue' ? line.groups.flatMap((group) => (group.kind === 'how' ? group.items : [])) : [];
  const item = [...groups, ...itemsIn(line.spoken)].find(({ start, end }) => start <= column && column <= end);
  if (item?.form !== 'words' || item.quoted) return undefined;
  const mood = script.screenplay.moods.get(nameKey(item.words.value));
  if (mood === undefined) return undefined;
  const written = directionText(mood.emotion, item.strength?.value ?? 1, /\p{Script=Han}/u.test(mood.name));
  if (written === undefined) return undefined;
  const end = item.strength?.end ?? item.words.end;
  const edits = [{ range: script.ranges.inLine(index, item.start, end), newText: written }];
  return { title: 'lsp/action-inline-mood', values: { name: mood.name }, kind: 'refactor.inline', edits };
}

function itemsIn(inlines: readonly Inline[]): readonly HowItem[] {
  return inlines.flatMap((inline) =>
    inline.kind === 'manner' ? inline.items : inline.kind === 'stress' ? itemsIn(inline.spoken) : [],
  );
}

/** An emotion as a script writes it; undefined: it cannot be written. */
function directionText(emotion: Emotion, scale: number, chinese: boolean): string | undefined {
  switch (emotion.kind) {
    case 'own':
      return undefined;
    case 'weights': {
      const named = emotion.weights.flatMap((weight, index) => {
        const { en, zh } = emotionNames(index);
        return weight === 0 ? [] : [`${chinese ? zh : en} ${figure(weight * scale)}`];
      });
      return named.length === 0 ? undefined : withRandom(named.join(' + '), emotion);
    }
    case 'recording':
      return emotion.path.includes('"') ? undefined : `like "${emotion.path}" ${figure(emotion.strength * scale)}`;
    case 'words':
      return emotion.words.includes('"')
        ? undefined
        : withRandom(`"${emotion.words}" ${figure(emotion.strength * scale)}`, emotion);
    case 'auto':
      return withRandom(`auto ${figure(emotion.strength * scale)}`, emotion);
  }
}

function withRandom(written: string, { random }: { readonly random: boolean }): string {
  return random ? `${written}, random` : written;
}

/** To four decimals, as the screenplay counts. */
function figure(value: number): string {
  return String(Math.round(value * 1e4) / 1e4);
}
