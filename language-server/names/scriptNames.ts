import type { Lexicon } from '../../screenplay/lexicon.ts';
import { lexiconWords } from './lexiconWords.ts';
import { lineNames } from './lineNames.ts';
import { NameIndex } from './nameIndex.ts';

/** Where the names of an open script stand, kept up while it is edited. */
export class ScriptNames {
  readonly #names = new NameIndex(lineNames);
  #words: NameIndex | undefined;
  #lexicon: Lexicon | undefined;

  /** Speakers, moods and marks. */
  get names(): NameIndex {
    return this.#names;
  }

  /** Words of a lexicon. One lexicon is kept: it is another when the front matter changes. */
  words(lexicon: Lexicon): NameIndex {
    if (this.#words === undefined || this.#lexicon !== lexicon) {
      this.#words = new NameIndex((line) => lexiconWords(line, lexicon));
      this.#lexicon = lexicon;
    }
    return this.#words;
  }
}
