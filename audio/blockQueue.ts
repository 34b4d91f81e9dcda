/** Blocks of any length in, blocks of the wanted length out. */
export class BlockQueue {
  readonly #channels: number;
  #blocks: (readonly Float32Array[])[] = [];
  /** Frames of the first block that are gone already. */
  #taken = 0;
  /** Frames that can be taken. */
  frames = 0;

  constructor(channels: number) {
    this.#channels = channels;
  }

  push(block: readonly Float32Array[]): void {
    const frames = block[0]?.length ?? 0;
    if (frames === 0) return;
    this.#blocks.push(block);
    this.frames += frames;
  }

  /** The next `frames` frames, fewer when there are fewer. */
  take(frames: number): Float32Array[] {
    const count = Math.min(frames, this.frames);
    const taken = Array.from({ length: this.#channels }, () => new Float32Array(count));
    let spent = 0;
    for (let at = 0; at < count;) {
      const block = this.#blocks[spent] ?? [];
      const length = block[0]?.length ?? 0;
      const end = Math.min(length, this.#taken + count - at);
      taken.forEach((samples, channel) => samples.set((block[channel] as Float32Array).subarray(this.#taken, end), at));
      at += end - this.#taken;
      this.#taken = end === length ? 0 : end;
      if (end === length) spent++;
    }
    this.#blocks.splice(0, spent);
    this.frames -= count;
    return taken;
  }
}
