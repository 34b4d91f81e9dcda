import type { ReelCue } from '../../../production/productionService.ts';
import { element } from '../page/element.ts';
import type { SpeakerLook } from './speakerLooks.ts';
import { speakerSwatch } from './speakerSwatch.ts';
import { wordAt, wordSpans } from './wordSpans.ts';

/** The line that is heard, its word lit. Screen readers are told when the line changes, not at every word. */
export class CurrentLine {
  readonly element = element('p', { class: 'line', 'aria-live': 'polite', 'aria-atomic': 'true' });
  #cue: ReelCue | null = null;
  #words: readonly (HTMLElement | undefined)[] = [];
  #lit = -1;

  show(cue: ReelCue | null, look: SpeakerLook | undefined): void {
    if (cue === this.#cue) return;
    const same =
      cue?.id === this.#cue?.id && cue?.text === this.#cue?.text && this.#cue?.words.length === cue?.words.length;
    this.#cue = cue;
    if (same) return;
    this.#lit = -1;
    if (cue === null) {
      this.#words = [];
      this.element.replaceChildren();
      return;
    }
    const words: (HTMLElement | undefined)[] = [];
    const text = element('span', { class: 'said' });
    for (const span of wordSpans(cue)) {
      if (span.word === undefined) {
        text.append(span.text);
      } else {
        const word = element('span', { class: 'word' }, span.text);
        words[span.word] = word;
        text.append(word);
      }
    }
    this.#words = words;
    this.element.scrollTop = 0;
    this.element.replaceChildren(speakerSwatch(look), element('span', { class: 'speaker' }, cue.speaker), ' ', text);
    // Too long for its place: it can be scrolled by keys too.
    if (this.element.scrollHeight > this.element.clientHeight) this.element.tabIndex = 0;
    else this.element.removeAttribute('tabindex');
  }

  /** Lights the word that is said at a frame. */
  light(frame: number): void {
    const word = this.#cue === null ? -1 : wordAt(this.#cue.words, frame);
    if (word === this.#lit) return;
    this.#words[this.#lit]?.classList.remove('lit');
    const lit = this.#words[word];
    lit?.classList.add('lit');
    this.#lit = word;
    if (lit === undefined) return;
    // A long line: the word that is said stays in view.
    const { scrollTop, clientHeight } = this.element;
    if (lit.offsetTop < scrollTop || lit.offsetTop + lit.offsetHeight > scrollTop + clientHeight) {
      this.element.scrollTop = lit.offsetTop - lit.offsetHeight / 2;
    }
  }
}
