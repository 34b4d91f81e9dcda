import { element } from '../page/element.ts';

export interface SliderOptions {
  readonly label: string;
  /** Class of its colour. */
  readonly mark: string;
  /** 0 if left out. */
  readonly least?: number;
  /** 1 if left out. */
  readonly most?: number;
  readonly suffix?: string;
  /** Makes its id. */
  readonly key: string;
  /** `final`: it was let go, or a key was pressed. */
  readonly set: (value: number, final: boolean) => void;
}

/** A slider with its name and its figure. Arrow keys go by a twentieth, with Shift by a hundredth. */
export class SliderRow {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #figure = element('output', { class: 'figure', 'aria-hidden': 'true' });
  readonly #suffix: string;
  #held = false;

  constructor({ label, mark, least = 0, most = 1, suffix = '', key, set }: SliderOptions) {
    const id = `slider-${key}`;
    this.#suffix = suffix;
    this.#input = element('input', { type: 'range', id, min: least, max: most, step: 0.01 });
    this.element = element(
      'div',
      { class: `slider ${mark}` },
      element('label', { for: id }, label),
      this.#input,
      this.#figure,
    );
    this.#input.addEventListener('pointerdown', () => (this.#held = true));
    this.#input.addEventListener('input', () => {
      this.#draw();
      set(this.#input.valueAsNumber, false);
    });
    this.#input.addEventListener('change', () => {
      this.#held = false;
      set(this.#input.valueAsNumber, true);
    });
    for (const end of ['pointerup', 'pointercancel', 'blur']) {
      this.#input.addEventListener(end, () => (this.#held = false));
    }
    this.#input.addEventListener('keydown', (event) => {
      const up = event.key === 'ArrowUp' || event.key === 'ArrowRight';
      const down = event.key === 'ArrowDown' || event.key === 'ArrowLeft';
      if ((!up && !down) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const step = event.shiftKey ? 0.01 : 0.05;
      const value = Math.round((this.#input.valueAsNumber + (up ? step : -step)) * 100) / 100;
      if (Math.min(most, Math.max(least, value)) === this.#input.valueAsNumber) return;
      this.#input.value = String(value);
      this.#draw();
      set(this.#input.valueAsNumber, true);
    });
  }

  /** Whether the mouse holds it. */
  get held(): boolean {
    return this.#held;
  }

  show(value: number): void {
    if (!this.#held) this.#input.value = String(value);
    this.#draw();
  }

  #draw(): void {
    const { min, max, valueAsNumber } = this.#input;
    const share = (valueAsNumber - Number(min)) / (Number(max) - Number(min));
    this.#input.style.setProperty('--share', `${share * 100}%`);
    this.#figure.textContent = `${valueAsNumber.toFixed(2)}${this.#suffix}`;
    this.element.classList.toggle('set', valueAsNumber > Number(min));
  }
}
