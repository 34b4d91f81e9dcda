import type { Reel, ReelCue } from '../../../production/productionService.ts';
import { element } from '../page/element.ts';
import { speakerColours, type SpeakerLook } from './speakerLooks.ts';
import { VisibleCues } from './visibleCues.ts';

/** Pixels. A narrower cue has its band only, no element of its own. */
const narrowest = 14;
const nameFrom = 34;
const bandHeight = 5;

/**
 * The cues over the waveform: a coloured, patterned band for each, and an element with the speaker's name for those wide
 * enough to be read. Only what is in view (and half a view on both sides) exists. For the eye and the mouse alone: screen
 * readers have the list.
 */
export class CueRegions {
  readonly #layer = element('div', { part: 'regions', 'aria-hidden': 'true' });
  readonly #band = element('canvas', { part: 'bands' });
  readonly #unready = element('div', { part: 'unready' });
  readonly #shown = new Map<number, HTMLElement>();
  #reel: Reel | null = null;
  #looks: ReadonlyMap<string, SpeakerLook> = new Map();
  #visible = new VisibleCues([]);
  #now = -1;
  #cursor: string | null = null;
  #colours: readonly string[] = [];
  #drawn = { left: 0, right: 0, width: 0 };

  /** @param wrapper as wide as the whole waveform */
  constructor(wrapper: HTMLElement) {
    this.#layer.append(this.#unready, this.#band);
    wrapper.append(this.#layer);
  }

  show(reel: Reel, looks: ReadonlyMap<string, SpeakerLook>): void {
    this.#reel = reel;
    this.#looks = looks;
    this.#visible = new VisibleCues(reel.cues);
    this.#clear();
  }

  /** The cue that is heard and the one that the editor's cursor stands in. */
  mark(now: number, cursor: string | null): void {
    if (now === this.#now && cursor === this.#cursor) return;
    this.#now = now;
    this.#cursor = cursor;
    for (const [index, made] of this.#shown) made.setAttribute('part', this.#part(index));
  }

  /** The theme has changed. */
  recolour(): void {
    this.#colours = [];
    this.#clear();
  }

  /** Index of the cue under a point of the page; −1: none. */
  cueAt(event: Event): number {
    const hit = event
      .composedPath()
      .find((target) => target instanceof HTMLElement && target.dataset['cue'] !== undefined);
    return hit instanceof HTMLElement ? Number(hit.dataset['cue']) : -1;
  }

  /** @param left, right, width pixels: what is in view, and the whole */
  draw(left: number, right: number, width: number): void {
    const reel = this.#reel;
    if (reel === null || reel.frames === 0 || width === 0) return;
    if (left >= this.#drawn.left && right <= this.#drawn.right && width === this.#drawn.width) return;
    const margin = (right - left) / 2;
    const from = Math.max(0, left - margin);
    const to = Math.min(width, right + margin);
    this.#drawn = { left: from, right: to, width };
    const perFrame = width / reel.frames;
    const [first, end] = this.#visible.between(from / perFrame, to / perFrame);
    this.#drawBands(reel.cues.slice(first, end), from, to, perFrame);
    this.#unready.style.left = `${reel.readyFrames * perFrame}px`;
    this.#unready.hidden = reel.readyFrames >= reel.frames;
    for (const [index, made] of this.#shown) {
      if (index >= first && index < end) continue;
      made.remove();
      this.#shown.delete(index);
    }
    for (let index = first; index < end; index++) {
      const cue = reel.cues[index];
      if (cue !== undefined) this.#place(index, cue, perFrame);
    }
  }

  #place(index: number, cue: ReelCue, perFrame: number): void {
    const pixels = cue.length * perFrame;
    let made = this.#shown.get(index);
    if (pixels < narrowest) {
      made?.remove();
      this.#shown.delete(index);
      return;
    }
    if (made === undefined) {
      made = element('div', { 'data-cue': index, part: this.#part(index), title: `${cue.speaker}: ${cue.text}` });
      made.append(element('span', { part: `name colour-${this.#look(cue).colour}` }, cue.speaker));
      this.#shown.set(index, made);
      this.#layer.append(made);
    }
    const name = made.firstElementChild;
    if (name instanceof HTMLElement) name.hidden = pixels < nameFrom;
    made.style.left = `${cue.start * perFrame}px`;
    made.style.width = `${Math.max(2, pixels - 1)}px`;
  }

  #part(index: number): string {
    const cue = this.#reel?.cues[index];
    if (cue === undefined) return 'cue';
    return [
      'cue',
      `colour-${this.#look(cue).colour}`,
      cue.state,
      ...(index === this.#now ? ['now'] : []),
      ...(cue.id === this.#cursor ? ['cursor-cue'] : []),
    ].join(' ');
  }

  #look(cue: ReelCue): SpeakerLook {
    return this.#looks.get(cue.speaker) ?? { colour: 0, pattern: 0 };
  }

  #drawBands(cues: readonly ReelCue[], from: number, to: number, perFrame: number): void {
    const scale = window.devicePixelRatio;
    const canvas = this.#band;
    canvas.width = Math.ceil((to - from) * scale);
    canvas.height = bandHeight * scale;
    canvas.style.left = `${from}px`;
    canvas.style.width = `${to - from}px`;
    const context = canvas.getContext('2d');
    if (context === null) return;
    context.scale(scale, scale);
    const colours = this.#speakerColours();
    for (const cue of cues) {
      const { colour, pattern } = this.#look(cue);
      const left = cue.start * perFrame - from;
      const width = Math.max(1, cue.length * perFrame - 1);
      context.fillStyle = colours[colour] ?? 'currentColor';
      if (pattern === 0 || width < 4) context.fillRect(left, 0, width, bandHeight);
      else if (pattern === 1) {
        for (let at = 0; at < width; at += 7) context.fillRect(left + at, 0, Math.min(4, width - at), bandHeight);
      } else {
        context.fillRect(left, 0, width, 1.5);
        context.fillRect(left, bandHeight - 1.5, width, 1.5);
      }
    }
  }

  #speakerColours(): readonly string[] {
    if (this.#colours.length > 0) return this.#colours;
    const probe = element('span', { hidden: true });
    this.#layer.append(probe);
    this.#colours = Array.from({ length: speakerColours }, (_, index) => {
      probe.style.color = `var(--speaker-${index})`;
      return getComputedStyle(probe).color;
    });
    probe.remove();
    return this.#colours;
  }

  #clear(): void {
    for (const made of this.#shown.values()) made.remove();
    this.#shown.clear();
    this.#drawn = { left: 0, right: 0, width: 0 };
  }
}
