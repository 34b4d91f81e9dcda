/** Calls at most once in `milliseconds`, with the last values given; the first call goes through at once. */
export class Throttle<Values> {
  readonly #milliseconds: number;
  readonly #call: (values: Values) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: { readonly values: Values } | undefined;

  constructor(milliseconds: number, call: (values: Values) => void) {
    this.#milliseconds = milliseconds;
    this.#call = call;
  }

  send(values: Values): void {
    if (this.#timer !== undefined) {
      this.#waiting = { values };
      return;
    }
    this.#call(values);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const next = this.#waiting;
      this.#waiting = undefined;
      if (next !== undefined) this.send(next.values);
    }, this.#milliseconds);
  }

  /** What waits is not wanted any more. */
  drop(): void {
    this.#waiting = undefined;
  }

  /** Something else begins: what waits is dropped, and the next call goes through at once. */
  reset(): void {
    this.drop();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
