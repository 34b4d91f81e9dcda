import type { Script } from '../../language-server/script.ts';

/** What a script means: everything of its screenplay but where things stand. */
export function meaning({ screenplay }: Script): unknown {
  const { title, language, cast, moods, sections, entries, problems, references, timeline } = screenplay;
  return {
    title,
    language,
    cast: cast.map((member) => without(member, 'place')),
    moods: [...moods].map(([key, { emotion }]) => [key, emotion]),
    sections: sections.map((section) => without(section, 'heading')),
    entries: entries.map((entry) =>
      entry.kind === 'sound'
        ? without(entry, 'line')
        : {
            ...without(entry, 'line', 'origins'),
            continuations: entry.continuations.length,
            name: entry.name?.value,
          },
    ),
    problems: problems.map(({ code, values, severity }) => [code, values, severity]),
    references: references.map(({ path, kind }) => [path, kind]),
    timeline,
  };
}

function without(thing: object, ...keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(thing).filter(([key]) => !keys.includes(key)));
}
