import { nameKey, readHow } from '../../grammar/index.ts';
import type { FrontMatter } from '../../screenplay/frontMatter.ts';
import { placeWithin, type Located } from '../../screenplay/frontMatterSource.ts';
import { moodsIn } from './lineNames.ts';
import type { NameKind, PlacedOccurrence } from './occurrence.ts';

const known = new WeakMap<FrontMatter, readonly PlacedOccurrence[]>();

/** The names in a script's own front matter: keys of cast, moods and lexicon, aliases, moods that values name. */
export function frontMatterNames(front: FrontMatter): readonly PlacedOccurrence[] {
  const before = known.get(front);
  if (before !== undefined) return before;
  const names = readNames(front);
  known.set(front, names);
  return names;
}

function readNames({ own }: FrontMatter): readonly PlacedOccurrence[] {
  const names: PlacedOccurrence[] = [...moodUses(own.mood)];
  for (const { name, nameAt, aliases, mood } of own.cast) {
    names.push(scalar('speaker', nameKey(name), nameAt));
    for (const alias of aliases) names.push(scalar('speaker', nameKey(alias.value), alias));
    for (const name of moodUses(mood)) names.push(name);
  }
  for (const { name, nameAt, text } of own.moods) {
    names.push(scalar('mood', nameKey(name), nameAt), ...moodUses(text));
  }
  for (const { name, nameAt } of own.lexicon) names.push(scalar('word', name.normalize('NFC'), nameAt));
  return names;
}

function scalar(kind: NameKind, key: string, { value, place, yaml }: Located<string>): PlacedOccurrence {
  const { line, start, end } = place;
  const written = line.text.slice(start, end);
  const quotes = /^(["']).*\1$/s.test(written) ? 1 : 0;
  const inner = { start: start + quotes, end: end - quotes };
  const isWhole = yaml.end - yaml.start === end - start;
  const isVerbatim = isWhole && line.text.slice(inner.start, inner.end).trim() === value.trim();
  return {
    kind,
    key,
    declares: true,
    line,
    ...(isVerbatim ? inner : { start, end }),
    ...(isWhole ? { scalar: { start, end } } : { isBlurred: true }),
  };
}

function moodUses(text: Located<string> | undefined): readonly PlacedOccurrence[] {
  if (text === undefined) return [];
  return moodsIn(readHow(text.value).value ?? []).map((mood) => {
    const { line, start, end } = placeWithin(text, mood);
    const isThere = nameKey(line.text.slice(start, end)) === mood.key;
    return { ...mood, line, start, end, ...(isThere ? {} : { isBlurred: true }) };
  });
}
