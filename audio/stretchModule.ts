/** The exports of signalsmith-stretch's WebAssembly that are used here. Pointers are byte offsets into `HEAP8`. */
export interface StretchModule {
  readonly HEAP8: Int8Array<ArrayBuffer>;
  _presetDefault(channels: number, sampleRate: number): void;
  _reset(): void;
  /** frames */
  _inputLatency(): number;
  /** frames */
  _outputLatency(): number;
  /** Makes room for `length` float32 of every channel in, then as many out; gives where. */
  _setBuffers(channels: number, length: number): number;
  _process(inputFrames: number, outputFrames: number): void;
}

export interface LoadedStretchModule {
  readonly module: StretchModule;
  /** Sets the module's memory back to where it was after loading. */
  readonly restore: () => void;
}

let loaded: Promise<LoadedStretchModule> | undefined;

/** Loads the module once per process. */
export function loadStretchModule(): Promise<LoadedStretchModule> {
  return (loaded ??= load());
}

/** The class that the package gives to a browser's audio thread. */
type WorkletClass = new (options: { numberOfOutputs: number; outputChannelCount: readonly number[] }) => {
  readonly wasmModule: StretchModule | null;
  readonly wasmReady: boolean;
};

/**
 * The package is made for the AudioWorklet of a browser and hands its module to nothing else, so while it loads it finds
 * that environment's four global names.
 */
async function load(): Promise<LoadedStretchModule> {
  let worklet: WorkletClass | undefined;
  const names = {
    AudioWorkletProcessor: class {
      readonly port = { postMessage: () => undefined, onmessage: null };
    },
    registerProcessor: (_name: string, registered: WorkletClass) => {
      worklet = registered;
    },
    sampleRate: 48000,
    currentTime: 0,
  };
  for (const [name, value] of Object.entries(names)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  try {
    await import('signalsmith-stretch');
    if (worklet === undefined) throw new Error('signalsmith-stretch registered no processor');
    const processor = withoutChance(worklet);
    while (!processor.wasmReady || processor.wasmModule === null) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    return snapshot(processor.wasmModule);
  } finally {
    for (const name of Object.keys(names)) Reflect.deleteProperty(globalThis, name);
  }
}

/**
 * Beyond twice the length the module draws random phases, from a seed that it asks `crypto` for once; it takes hold of
 * `crypto` while it is constructed.
 */
function withoutChance(worklet: WorkletClass): InstanceType<WorkletClass> {
  const genuine = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  const getRandomValues = (bytes: Uint8Array): Uint8Array => bytes.fill(1);
  Object.defineProperty(globalThis, 'crypto', { value: { getRandomValues }, configurable: true, writable: true });
  try {
    return new worklet({ numberOfOutputs: 1, outputChannelCount: [1] });
  } finally {
    if (genuine === undefined) Reflect.deleteProperty(globalThis, 'crypto');
    else Object.defineProperty(globalThis, 'crypto', genuine);
  }
}

function snapshot(module: StretchModule): LoadedStretchModule {
  const memory = module.HEAP8.slice();
  return {
    module,
    restore: () => {
      module.HEAP8.set(memory);
      module.HEAP8.fill(0, memory.length);
    },
  };
}
