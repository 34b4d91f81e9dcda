/** Asks the host for slices and keeps the last few, so that a loop or a step back is there at once. */
export class SoundRequests {
  readonly #ask: (request: number, reel: string, from: number, to: number) => void;
  readonly #waiting = new Map<number, (wav: ArrayBuffer | null) => void>();
  readonly #kept = new Map<string, Promise<ArrayBuffer | null>>();
  #last = 0;

  constructor(ask: (request: number, reel: string, from: number, to: number) => void) {
    this.#ask = ask;
  }

  /** A slice as a WAV file; null: it is not to be had. Frames that are ready never change, so what is kept stays right. */
  sound(reel: string, from: number, to: number): Promise<ArrayBuffer | null> {
    const key = `${from}-${to} ${reel}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const request = ++this.#last;
    const asked = new Promise<ArrayBuffer | null>((resolve) => this.#waiting.set(request, resolve));
    this.#kept.set(key, asked);
    // Four: the one that sounds, the next one, and two to step back to; at 60 s of 48 kHz stereo about 46 MB.
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > 4 && oldest !== undefined) this.#kept.delete(oldest);
    void asked.then((wav) => {
      if (wav === null) this.#kept.delete(key);
    });
    this.#ask(request, reel, from, to);
    return asked;
  }

  /** The host's answer. */
  answer(request: number, wav: ArrayBuffer | null): void {
    this.#waiting.get(request)?.(wav);
    this.#waiting.delete(request);
  }

  /** Another reel is shown: nothing of the old one is wanted any more. */
  clear(): void {
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
    this.#kept.clear();
  }
}
