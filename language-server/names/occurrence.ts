import type { Line, Span } from '../../grammar/index.ts';

/** What has a name in a script: speakers and their aliases, moods, marks, words of the lexicon. */
export type NameKind = 'speaker' | 'mood' | 'mark' | 'word';

/**
 * A place where a name stands; the span is that of the name alone, without quotes. Names of one kind with the same `key`
 * are the same name; a speaker has one for each alias, too.
 */
export interface Occurrence extends Span {
  readonly kind: NameKind;
  readonly key: string;
  /** The name is made here: the entry of the front matter, `{mark …}`. */
  readonly declares: boolean;
  /** A scalar of YAML (a key, an alias) that is written anew as a whole, its quotes included; undefined: the span alone. */
  readonly scalar?: Span;
  /** The name cannot be told from its surroundings (escapes, folded lines of YAML): it can be found but not changed. */
  readonly isBlurred?: boolean;
}

/** One in a line below the front matter: there a name stands as it is. */
export type LineOccurrence = Omit<Occurrence, 'scalar' | 'isBlurred'>;

/** An occurrence and its line. */
export interface PlacedOccurrence extends Occurrence {
  readonly line: Line;
}
