import { createRequire } from 'node:module';

/** What is used of libflacjs. An encoder is a pointer. */
export interface FlacModule {
  isReady(): boolean;
  onready: (() => void) | undefined;
  /** 0 when it cannot be made. */
  create_libflac_encoder(
    sampleRate: number,
    channels: number,
    bits: number,
    level: number,
    totalFrames: number,
    verify: boolean,
  ): number;
  /** 0: all is well. */
  init_encoder_stream(
    encoder: number,
    write: (bytes: Uint8Array, length: number, samples: number) => void,
    finished: (info: FlacStreamInfo) => void,
  ): number;
  FLAC__stream_encoder_process_interleaved(encoder: number, samples: Int32Array, frames: number): boolean | number;
  FLAC__stream_encoder_finish(encoder: number): boolean | number;
  FLAC__stream_encoder_delete(encoder: number): void;
}

export interface FlacStreamInfo {
  readonly min_blocksize: number;
  readonly max_blocksize: number;
  readonly min_framesize: number;
  readonly max_framesize: number;
  /** Hexadecimal. */
  readonly md5sum: string;
}

let loaded: Promise<FlacModule> | undefined;

/** Loads libFLAC once per process. */
export function loadFlacModule(): Promise<FlacModule> {
  return (loaded ??= load());
}

async function load(): Promise<FlacModule> {
  const require = createRequire(import.meta.url);
  // The package takes a global `fetch` for the sign of a browser, and then cannot find its own file.
  const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  Reflect.deleteProperty(globalThis, 'fetch');
  let flac: FlacModule;
  try {
    flac = (require('libflacjs') as (variant: string) => FlacModule)('min.wasm');
  } finally {
    if (fetch !== undefined) Object.defineProperty(globalThis, 'fetch', fetch);
  }
  if (!flac.isReady()) {
    await new Promise<void>((resolve) => {
      flac.onready = resolve;
    });
  }
  return flac;
}
