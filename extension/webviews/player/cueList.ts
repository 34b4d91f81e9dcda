import type { Reel, ReelCue } from '../../../production/productionService.ts';
import { element } from '../page/element.ts';
import { icon } from '../page/icons.ts';
import type { Say } from '../page/say.ts';
import { clock } from './clock.ts';
import type { SpeakerLook } from './speakerLooks.ts';
import { speakerSwatch } from './speakerSwatch.ts';

const rowHeight = 24;
/** Rows beyond the view on both sides. */
const margin = 8;

/**
 * The cues as a list that is read by eye and by screen readers. Only the rows in view exist, and always the one that has (or
 * would get) the focus. Rows are of one height.
 */
export class CueList {
  readonly element: HTMLElement;
  readonly #rows: HTMLElement;
  readonly #say: Say;
  readonly #shown = new Map<number, HTMLElement>();
  #reel: Reel | null = null;
  #looks: ReadonlyMap<string, SpeakerLook> = new Map();
  #active = 0;
  #now = -1;
  #cursor: string | null = null;

  constructor(say: Say, choose: (cue: number, reveal: boolean) => void) {
    this.#say = say;
    this.#rows = element('div', { class: 'rows', role: 'presentation' });
    this.element = element('div', { class: 'cues', role: 'listbox', 'aria-label': say('player/cues') }, this.#rows);
    this.element.addEventListener('scroll', () => this.#draw(), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(this.element);
    const indexOf = (event: Event) => {
      const row = event.target instanceof Element ? event.target.closest('[data-cue]') : null;
      return row instanceof HTMLElement ? Number(row.dataset['cue']) : -1;
    };
    this.element.addEventListener('click', (event) => {
      const index = indexOf(event);
      if (index < 0) return;
      this.#activate(index, true);
      choose(index, false);
    });
    this.element.addEventListener('dblclick', (event) => {
      const index = indexOf(event);
      if (index >= 0) choose(index, true);
    });
    this.element.addEventListener('keydown', (event) => {
      const to = this.#target(event.key);
      if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.#activate(to, true);
    });
  }

  /** The cue that the list stands on. */
  get active(): number {
    return this.#active;
  }

  show(reel: Reel, looks: ReadonlyMap<string, SpeakerLook>): void {
    const same = reel.id === this.#reel?.id;
    this.#reel = reel;
    this.#looks = looks;
    if (!same) {
      this.#active = 0;
      this.#now = -1;
      this.element.scrollTop = 0;
    }
    const focused = this.element.contains(document.activeElement);
    for (const row of this.#shown.values()) row.remove();
    this.#shown.clear();
    this.#rows.style.height = `${reel.cues.length * rowHeight}px`;
    this.#draw();
    if (focused) this.#shown.get(this.#active)?.focus({ preventScroll: true });
  }

  /** @param follow scrolls so that the cue which is heard is in view */
  mark(now: number, cursor: string | null, follow: boolean): void {
    if (now === this.#now && cursor === this.#cursor) return;
    const moved = now !== this.#now;
    this.#now = now;
    this.#cursor = cursor;
    if (moved && now >= 0 && !this.element.contains(document.activeElement)) {
      this.#active = now;
      if (follow) this.#reveal(now);
    }
    this.#draw();
    for (const [index, row] of this.#shown) this.#state(index, row);
  }

  #target(key: string): number | null {
    const last = (this.#reel?.cues.length ?? 0) - 1;
    const page = Math.max(1, Math.floor(this.element.clientHeight / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + page,
      PageUp: this.#active - page,
      Home: 0,
      End: last,
    };
    const to = steps[key];
    return to === undefined || last < 0 ? null : Math.min(Math.max(to, 0), last);
  }

  #activate(index: number, focus: boolean): void {
    this.#active = index;
    this.#reveal(index);
    this.#draw();
    for (const [at, row] of this.#shown) row.tabIndex = at === index ? 0 : -1;
    if (focus) this.#shown.get(index)?.focus({ preventScroll: true });
  }

  #reveal(index: number): void {
    const { scrollTop, clientHeight } = this.element;
    const top = index * rowHeight;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + rowHeight > scrollTop + clientHeight) this.element.scrollTop = top + rowHeight - clientHeight;
  }

  #draw(): void {
    const reel = this.#reel;
    if (reel === null) return;
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
    const end = Math.min(reel.cues.length, Math.ceil((scrollTop + clientHeight) / rowHeight) + margin);
    for (const [index, row] of this.#shown) {
      if ((index >= first && index < end) || index === this.#active) continue;
      row.remove();
      this.#shown.delete(index);
    }
    for (let index = first; index < end; index++) this.#row(reel, index);
    this.#row(reel, this.#active);
  }

  #row(reel: Reel, index: number): void {
    const cue = reel.cues[index];
    if (cue === undefined || this.#shown.has(index)) return;
    const row = element(
      'div',
      {
        class: 'row',
        role: 'option',
        'data-cue': index,
        'aria-posinset': index + 1,
        'aria-setsize': reel.cues.length,
        title: cue.text,
      },
      speakerSwatch(this.#looks.get(cue.speaker)),
      element('span', { class: 'speaker' }, cue.speaker),
      element('span', { class: 'text' }, cue.text),
      ...(cue.state === 'failed' ? [icon('failed')] : []),
      ...this.#spoken(cue),
      element('span', { class: 'time' }, clock(cue.start / reel.sampleRate, reel.frames / reel.sampleRate)),
    );
    row.style.top = `${index * rowHeight}px`;
    this.#state(index, row);
    this.#shown.set(index, row);
    // In the order of the script, for those who go through the document.
    const after = [...this.#rows.children].find((other) => Number((other as HTMLElement).dataset['cue']) > index);
    this.#rows.insertBefore(row, after ?? null);
  }

  /** What is seen by style and picture, in words. */
  #spoken({ state }: ReelCue): HTMLElement[] {
    if (state === 'ready') return [];
    return [
      element('span', { class: 'unseen' }, this.#say(state === 'failed' ? 'player/cue-failed' : 'player/cue-missing')),
    ];
  }

  #state(index: number, row: HTMLElement): void {
    const cue = this.#reel?.cues[index];
    row.tabIndex = index === this.#active ? 0 : -1;
    row.setAttribute('aria-selected', String(index === this.#now));
    row.classList.toggle('now', index === this.#now);
    row.classList.toggle('cursor-cue', cue !== undefined && cue.id === this.#cursor);
    row.classList.toggle('missing', cue?.state === 'missing');
    row.classList.toggle('failed', cue?.state === 'failed');
  }
}
