import type { Emotion } from './cue.ts';
import type { FrontMatter } from './frontMatter.ts';
import type { EngineFacts, Surroundings } from './surroundings.ts';

/** What every line of a script is read against. The same object as long as nothing of it changed. */
export interface World {
  readonly front: FrontMatter;
  readonly surroundings: Surroundings;
  /** Engine where no section or line names one. */
  readonly scriptEngine: string;
  readonly moodOf: (key: string) => Emotion | undefined;
  readonly moodNames: readonly string[];
}

export function worldOf(front: FrontMatter, surroundings: Surroundings): World {
  const moodNames = [...front.moods.values()].map(({ name }) => name);
  return {
    front,
    surroundings,
    scriptEngine: surroundings.engine ?? front.engine?.value ?? surroundings.defaultEngine,
    moodOf: (key) => front.moods.get(key)?.emotion,
    moodNames,
  };
}

/** Facts of an engine; undefined: unknown. */
export function engineFacts({ surroundings }: World, engine: string): EngineFacts | undefined {
  return surroundings.engines.get(engine);
}

/** Whether an engine speaks a language, as far as that is known. */
export function speaksLanguage(world: World, engine: string, language: string): boolean {
  const facts = engineFacts(world, engine);
  return facts === undefined || facts.languages.includes('*') || facts.languages.includes(language);
}
