// ffmpeg as WebAssembly (@ffmpeg/core, a development dependency that nobody is shipped): a judge that is not ours.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';

/** What is used of the package. */
interface FfmpegCore {
  readonly FS: {
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array;
    unlink(path: string): void;
  };
  setLogger(logger: (line: { readonly message: string }) => void): void;
  exec(...args: readonly string[]): number;
  reset(): void;
}

const require = createRequire(import.meta.url);
let loaded: Promise<FfmpegCore> | undefined;

/** The package takes itself to be in a browser's worker and asks `self` where it is. */
async function load(): Promise<FfmpegCore> {
  const script = require.resolve('@ffmpeg/core');
  const wasmBinary = await readFile(script.replace(/\.js$/, '.wasm'));
  Object.defineProperty(globalThis, 'self', { value: { location: { href: '' } }, configurable: true });
  try {
    const create = require('@ffmpeg/core') as (options: object) => Promise<FfmpegCore>;
    return await create({ wasmBinary });
  } finally {
    Reflect.deleteProperty(globalThis, 'self');
  }
}

interface Answer {
  /** What it said. */
  readonly log: string;
  /** The bytes of `result` if it was written. */
  readonly result: Buffer;
}

/**
 * Runs ffmpeg on one file.
 *
 * @param args what stands after `-i file`; a result is written to `result`
 * @throws Error with all it said when it fails
 */
export async function ffmpeg(path: string, args: readonly string[]): Promise<Answer> {
  try {
    return await runOnce(path, args);
  } catch (error) {
    // A module that has run for many files now and then reads beyond its memory (WebAssembly.RuntimeError). A new one
    // gets the file then: if the fault is the file's, it fails again.
    if (!(error instanceof Error && error.name === 'RuntimeError')) throw error;
    return runOnce(path, args);
  }
}

async function runOnce(path: string, args: readonly string[]): Promise<Answer> {
  loaded ??= load();
  const core = await loaded;
  const input = `/${basename(path)}`;
  const lines: string[] = [];
  core.setLogger(({ message }) => lines.push(message));
  core.FS.writeFile(input, await readFile(path));
  core.FS.writeFile('/result', new Uint8Array(0));
  try {
    const code = core.exec('-nostdin', '-y', '-i', input, ...args);
    if (code !== 0) throw new Error(`ffmpeg ends with ${code}:\n${lines.join('\n')}`);
    return { log: lines.join('\n'), result: Buffer.from(core.FS.readFile('/result')) };
  } catch (error) {
    // After a failure its state is unknown.
    loaded = undefined;
    throw error;
  } finally {
    core.FS.unlink(input);
    core.FS.unlink('/result');
    core.reset();
  }
}

/** The sound that ffmpeg decodes from a file, one array per channel. */
export async function decodeWithFfmpeg(path: string, channels: number): Promise<Float32Array[]> {
  const { result } = await ffmpeg(path, ['-f', 'f32le', '-c:a', 'pcm_f32le', '/result']);
  const interleaved = new Float32Array(result.buffer, result.byteOffset, result.length / 4);
  return Array.from({ length: channels }, (_, channel) =>
    Float32Array.from(
      { length: interleaved.length / channels },
      (_, n) => interleaved[n * channels + channel] as number,
    ),
  );
}

/** Loudness in LUFS and true peak in dBTP of a file, by ffmpeg's ebur128. The peak's resolution is 0.001 of full scale. */
export async function measureWithFfmpeg(path: string): Promise<{ integrated: number; truePeak: number }> {
  const filters = 'ebur128=peak=true:metadata=1,ametadata=mode=print:file=/result';
  const { result } = await ffmpeg(path, ['-af', filters, '-f', 'null', '-']);
  const last = (key: string): number => {
    const values = [...result.toString().matchAll(new RegExp(`lavfi\\.r128\\.${key}=(.*)`, 'g'))];
    return Number(values.at(-1)?.[1]);
  };
  return { integrated: last('I'), truePeak: 20 * Math.log10(last('true_peak')) };
}

/** What ffmpeg says about a file: format, streams, chapters and tags. */
export async function describeWithFfmpeg(path: string): Promise<string> {
  return (await ffmpeg(path, ['-f', 'null', '-'])).log;
}
