import { openAudio, readAudio, Resampler, type AudioReader } from '../audio/index.ts';
import { greatestCommonDivisor } from '../audio/greatestCommonDivisor.ts';

/** Sound of an event of the mix at the rate of the output, from front to back. */
export interface SoundSource {
  /** The next `frames` frames, one array per channel; fewer at the end, empty after it. Valid until the next call. */
  read(frames: number): Promise<readonly Float32Array[]>;
  /** Passes over frames: what is read next is the same as if they had been read. */
  skip(frames: number): Promise<void>;
  close(): Promise<void>;
}

/** Sounds up to this are kept in memory while they are heard. */
const shortSeconds = 20;
/** How the end of a loop goes over into its start. */
const seamSeconds = 0.1;
/** Frames of a file that the resampler must have seen before what it gives is what it would have given: more than its filters reach. */
const leadFrames = 4096;
/** How much is read at a time where it has to be read to be passed over. */
const skipFrames = 32768;

/** A source of samples in memory. */
export function memorySource(channels: readonly Float32Array[]): SoundSource {
  let at = 0;
  return {
    read(frames) {
      const from = at;
      at += frames;
      return Promise.resolve(channels.map((channel) => channel.subarray(from, at)));
    },
    skip(frames) {
      at += frames;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

/** A sound file at another rate, read in a stream where it is long. */
export async function fileSource(path: string, sampleRate: number): Promise<SoundSource> {
  const reader = await openAudio(path);
  if (reader.facts.seconds > shortSeconds) return new StreamedFile(reader, sampleRate);
  await reader.close();
  return memorySource(await readAt(path, sampleRate));
}

/**
 * A sound file repeated without end. Its end overlaps its start by a tenth of a second (less where it is shorter), faded
 * with constant power, so that no seam is heard.
 */
export async function loopSource(path: string, sampleRate: number): Promise<SoundSource> {
  const reader = await openAudio(path);
  const { seconds, channels, frames: written, sampleRate: from, format } = reader.facts;
  await reader.close();
  if (seconds > shortSeconds) {
    const seam = Math.round(seamSeconds * sampleRate);
    // Other formats tell their length only about.
    const frames = format === 'wav' && written !== undefined ? Math.round((written * sampleRate) / from) : undefined;
    return new Loop(() => fileSource(path, sampleRate), { channels, seam, frames });
  }
  const once = await readAt(path, sampleRate);
  const tile = tiled(once, sampleRate);
  const frames = tile[0]?.length ?? 0;
  if (frames === 0) return memorySource(tile);
  const seam = seamOf(frames, sampleRate);
  return new Loop(() => Promise.resolve(memorySource(tile)), { channels: tile.length, seam, frames });
}

async function readAt(path: string, sampleRate: number): Promise<readonly Float32Array[]> {
  const sound = await readAudio(path);
  if (sound.sampleRate === sampleRate) return sound.channels;
  const resampler = new Resampler({ from: sound.sampleRate, to: sampleRate, channels: sound.channels.length });
  const body = resampler.push(sound.channels);
  const rest = resampler.flush();
  return body.map((channel, index) => joined(channel, rest[index] ?? new Float32Array(0)));
}

function seamOf(frames: number, sampleRate: number): number {
  return Math.min(Math.round(seamSeconds * sampleRate), Math.floor(frames / 4));
}

/** A sound so often that a second is full: a loop of a few samples then costs no more than any other. */
function tiled(channels: readonly Float32Array[], sampleRate: number): readonly Float32Array[] {
  const frames = channels[0]?.length ?? 0;
  if (frames === 0 || frames >= sampleRate) return channels;
  const seam = seamOf(frames, sampleRate);
  const step = frames - seam;
  const turns = Math.ceil((sampleRate - seam) / step);
  return channels.map((channel) => {
    const tile = new Float32Array(turns * step + seam);
    for (let turn = 0; turn < turns; turn++) {
      for (let n = 0; n < frames; n++) {
        const fadesIn = turn > 0 && n < seam;
        const fadesOut = turn < turns - 1 && n >= step;
        const gain = fadesIn ? fade(n, seam) : fadesOut ? fade(frames - 1 - n, seam) : 1;
        const at = turn * step + n;
        tile[at] = (tile[at] as number) + gain * (channel[n] as number);
      }
    }
    return tile;
  });
}

/** Constant power: the squares of a fade in and a fade out are 1 together. */
function fade(n: number, length: number): number {
  return Math.sin((Math.PI / 2) * ((n + 0.5) / length));
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const whole = new Float32Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

async function readOver(source: SoundSource, frames: number): Promise<void> {
  for (let left = frames; left > 0;) {
    const [first] = await source.read(Math.min(left, skipFrames));
    if (first === undefined || first.length === 0) return;
    left -= first.length;
  }
}

/** What was read but not yet asked for. */
class Backlog {
  #channels: Float32Array[];

  constructor(channels: number) {
    this.#channels = Array.from({ length: channels }, () => new Float32Array(0));
  }

  get frames(): number {
    return this.#channels[0]?.length ?? 0;
  }

  add(block: readonly Float32Array[]): void {
    this.#channels = this.#channels.map((channel, index) => joined(channel, block[index] ?? new Float32Array(0)));
  }

  take(frames: number): Float32Array[] {
    const taken = this.#channels.map((channel) => channel.subarray(0, frames));
    this.#channels = this.#channels.map((channel) => channel.subarray(frames));
    return taken;
  }
}

class StreamedFile implements SoundSource {
  readonly #reader: AudioReader;
  readonly #resampler: Resampler | undefined;
  readonly #ratio: { readonly from: number; readonly to: number };
  readonly #backlog: Backlog;
  #begun = false;
  #ended = false;

  constructor(reader: AudioReader, sampleRate: number) {
    const { channels, sampleRate: from } = reader.facts;
    const common = greatestCommonDivisor(from, sampleRate);
    this.#ratio = { from: from / common, to: sampleRate / common };
    this.#reader = reader;
    this.#resampler = from === sampleRate ? undefined : new Resampler({ from, to: sampleRate, channels });
    this.#backlog = new Backlog(channels);
  }

  async read(frames: number): Promise<readonly Float32Array[]> {
    this.#begun = true;
    while (this.#backlog.frames < frames && !this.#ended) {
      const block = await this.#reader.read(frames);
      this.#ended = block === undefined;
      if (block !== undefined) this.#backlog.add(this.#resampler?.push(block) ?? block);
      else if (this.#resampler !== undefined) this.#backlog.add(this.#resampler.flush());
    }
    return this.#backlog.take(frames);
  }

  skip(frames: number): Promise<void> {
    const { from, to } = this.#ratio;
    // After `from` frames of the file and `to` of the output the resampler is where it was, but for what it has seen.
    const lead = this.#resampler === undefined ? 0 : Math.ceil(leadFrames / from);
    const turns = Math.floor(frames / to) - lead;
    if (this.#begun || this.#reader.skip === undefined || turns <= 0) return readOver(this, frames);
    this.#reader.skip(turns * from);
    return readOver(this, frames - turns * to);
  }

  close(): Promise<void> {
    return this.#reader.close();
  }
}

interface LoopShape {
  readonly channels: number;
  /** Frames at the end of a turn that go over into the next. */
  readonly seam: number;
  /** Of a turn, where that is known before it has been read. */
  readonly frames: number | undefined;
}

/** Turn after turn of a source; the last `seam` frames of each overlap the first of the next. */
class Loop implements SoundSource {
  readonly #open: () => Promise<SoundSource>;
  readonly #channels: number;
  readonly #seam: number;
  readonly #frames: number | undefined;
  readonly #ready: Backlog;
  #turn: SoundSource | undefined;
  /** The last frames of the turn so far: where it ends, they go over into the next. */
  #tail: Backlog;

  constructor(open: () => Promise<SoundSource>, { channels, seam, frames }: LoopShape) {
    this.#open = open;
    this.#channels = channels;
    this.#seam = seam;
    this.#frames = frames;
    this.#ready = new Backlog(channels);
    this.#tail = new Backlog(channels);
  }

  async read(frames: number): Promise<readonly Float32Array[]> {
    while (this.#ready.frames < frames) {
      this.#turn ??= await this.#next();
      const block = await this.#turn.read(frames);
      if ((block[0]?.length ?? 0) === 0) {
        await this.#turn.close();
        this.#turn = undefined;
        continue;
      }
      this.#tail.add(block);
      const settled = this.#tail.frames - this.#seam;
      if (settled > 0) this.#ready.add(this.#tail.take(settled));
    }
    return this.#ready.take(frames);
  }

  async skip(frames: number): Promise<void> {
    if (this.#turn !== undefined) return readOver(this, frames);
    const length = this.#frames ?? (await this.#skipFirst(frames));
    if (length === undefined) return;
    const step = length - this.#seam;
    const turn = Math.floor(frames / step);
    const into = frames - turn * step;
    this.#turn = await this.#open();
    if (turn === 0 || into >= this.#seam) return this.#turn.skip(into);
    // Where two turns overlap, the end of the one before is heard as well.
    await this.#turn.skip(step);
    return readOver(this, into);
  }

  async close(): Promise<void> {
    await this.#turn?.close();
  }

  /** Passes over frames of the first turn; where there are not so many, tells how many there are instead. */
  async #skipFirst(frames: number): Promise<number | undefined> {
    const turn = await this.#open();
    for (let passed = 0; passed < frames;) {
      const [block] = await turn.read(Math.min(skipFrames, frames - passed));
      if (block === undefined || block.length === 0) {
        await turn.close();
        return passed;
      }
      passed += block.length;
    }
    this.#turn = turn;
    return undefined;
  }

  /** Opens the next turn, its start mixed into the end of the one before. */
  async #next(): Promise<SoundSource> {
    const turn = await this.#open();
    const seam = this.#tail.frames;
    if (seam === 0) return turn;
    const end = this.#tail.take(seam);
    const start = await turn.read(seam);
    this.#tail = new Backlog(this.#channels);
    this.#tail.add(
      end.map((channel, index) =>
        channel.map((sample, n) => {
          const next = start[index]?.[n] ?? 0;
          return sample * fade(seam - 1 - n, seam) + next * fade(n, seam);
        }),
      ),
    );
    return turn;
  }
}
