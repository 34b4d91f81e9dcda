import { element, svg } from '../page/element.ts';
import { scaledWeights } from './weightSum.ts';

const size = 260;
const centre = size / 2;
const inner = 14;
const outer = 86;
/** Radians that a petal opens to each side at its widest. */
const opening = 0.33;
/** Lengths grow faster at first: the sum is at most 0.8, so most weights are small. Distances from the centre. */
const reach = (weight: number) => inner + weight ** 0.65 * (outer - inner);
const weightAt = (distance: number) => Math.max(0, (distance - inner) / (outer - inner)) ** (1 / 0.65);

/** Indexes of the emotions, clockwise from the top: opposites face each other (happy–sad, surprised–melancholic, angry–afraid, disgusted–calm). */
export const petalOrder: readonly number[] = [0, 6, 1, 4, 2, 5, 3, 7];

/**
 * The eight weights as a flower: a petal for each emotion, as long as its weight. Filled is what is heard; a dashed outline is
 * what is set where the sum is too large. Petals are pulled with the mouse or a finger; the sliders beside it do the same for
 * everyone, so screen readers pass it by.
 */
export class EmotionFlower {
  readonly element: HTMLElement;
  readonly #svg: SVGSVGElement;
  readonly #petals: { readonly fill: SVGPathElement; readonly outline: SVGPathElement; readonly knob: SVGElement }[] =
    [];
  readonly #labels: SVGElement[] = [];
  #held: number | null = null;

  /** @param pull an emotion's new weight; `final` when it is let go */
  constructor(names: readonly string[], pull: (emotion: number, weight: number, final: boolean) => void) {
    this.#svg = svg('svg', { viewBox: `0 0 ${size} ${size}`, class: 'flower', 'aria-hidden': 'true' });
    for (const share of [0.25, 0.5, 0.75, 1]) {
      this.#svg.append(svg('circle', { class: 'ring', cx: centre, cy: centre, r: reach(share) }));
    }
    petalOrder.forEach((emotion, place) => {
      const [x, y] = point(place, outer);
      this.#svg.append(svg('line', { class: 'axis', x1: centre, y1: centre, x2: x, y2: y }));
      const [labelX, labelY] = point(place, outer + 15);
      const anchor = Math.abs(labelX - centre) < 10 ? 'middle' : labelX > centre ? 'start' : 'end';
      this.#labels[emotion] = svg('text', {
        x: labelX,
        y: labelY,
        'text-anchor': anchor,
        'dominant-baseline': 'central',
      });
      this.#labels[emotion].append(names[emotion] ?? '');
    });
    const knobs = svg('g');
    petalOrder.forEach((emotion) => {
      const fill = svg('path', { class: `petal emotion-${emotion}` });
      const outline = svg('path', { class: `outline emotion-${emotion}` });
      const knob = svg('circle', { class: `knob emotion-${emotion}`, r: 4.5 });
      this.#petals[emotion] = { fill, outline, knob };
      this.#svg.append(fill, outline);
      knobs.append(knob);
    });
    this.#svg.append(svg('circle', { class: 'heart', cx: centre, cy: centre, r: inner - 4 }), knobs, ...this.#labels);
    this.element = element('div', { class: 'flower-frame' }, this.#svg);

    this.#svg.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      const place = this.#place(event);
      if (place === null) return;
      event.preventDefault();
      this.#held = petalOrder[place] ?? null;
      this.#svg.setPointerCapture(event.pointerId);
      if (this.#held !== null) pull(this.#held, this.#weight(event), false);
    });
    this.#svg.addEventListener('pointermove', (event) => {
      if (this.#held !== null) pull(this.#held, this.#weight(event), false);
    });
    const letGo = (event: PointerEvent) => {
      if (this.#held === null) return;
      const emotion = this.#held;
      this.#held = null;
      pull(emotion, this.#weight(event), true);
    };
    this.#svg.addEventListener('pointerup', letGo);
    this.#svg.addEventListener('pointercancel', letGo);
  }

  /** Whether a petal is being pulled. */
  get held(): boolean {
    return this.#held !== null;
  }

  show(weights: readonly number[]): void {
    const heard = scaledWeights(weights);
    petalOrder.forEach((emotion, place) => {
      const { fill, outline, knob } = this.#petals[emotion] ?? {};
      const weight = weights[emotion] ?? 0;
      const length = heard[emotion] ?? 0;
      fill?.setAttribute('d', petal(place, length));
      outline?.setAttribute('d', weight > length ? petal(place, weight) : '');
      const [x, y] = point(place, reach(weight));
      knob?.setAttribute('cx', String(x));
      knob?.setAttribute('cy', String(y));
      this.#labels[emotion]?.classList.toggle('set', weight > 0);
    });
  }

  /** The petal that a pointer is nearest to; null: in the heart, where all begin. */
  #place(event: PointerEvent): number | null {
    const { x, y } = this.#fromCentre(event);
    if (Math.hypot(x, y) < inner / 2) return null;
    const turn = Math.atan2(x, -y) / (2 * Math.PI);
    return (Math.round(turn * 8) + 8) % 8;
  }

  /** Along the petal that is held, in steps of a twentieth. */
  #weight(event: PointerEvent): number {
    const place = petalOrder.indexOf(this.#held ?? 0);
    const angle = (place * Math.PI) / 4;
    const { x, y } = this.#fromCentre(event);
    const weight = weightAt(x * Math.sin(angle) - y * Math.cos(angle));
    return Math.round(Math.min(1, weight) * 20) / 20;
  }

  #fromCentre(event: PointerEvent): { x: number; y: number } {
    const { left, top, width, height } = this.#svg.getBoundingClientRect();
    const scale = Math.min(width, height) / size;
    return { x: (event.clientX - left - width / 2) / scale, y: (event.clientY - top - height / 2) / scale };
  }
}

function point(place: number, radius: number, aside = 0): [number, number] {
  const angle = (place * Math.PI) / 4 + aside;
  return [centre + radius * Math.sin(angle), centre - radius * Math.cos(angle)].map(
    (value) => Math.round(value * 10) / 10,
  ) as [number, number];
}

function petal(place: number, weight: number): string {
  if (weight <= 0) return '';
  const tip = reach(weight);
  const at = (radius: number, aside: number) => point(place, radius, aside).join(' ');
  const [near, far] = [inner + (tip - inner) * 0.25, inner + (tip - inner) * 0.85];
  return `M${at(inner * 0.6, 0)}C${at(near, -opening * 1.5)} ${at(far, -opening)} ${at(tip, 0)}C${at(far, opening)} ${at(near, opening * 1.5)} ${at(inner * 0.6, 0)}Z`;
}
