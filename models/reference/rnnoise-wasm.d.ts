// The package has no types; these are the exports of RNNoise that are used here.
declare module '@echogarden/rnnoise-wasm' {
  interface RnnoiseModule {
    readonly HEAPF32: Float32Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    /** 0 takes the built-in model. */
    _rnnoise_create(model: number): number;
    _rnnoise_destroy(state: number): void;
    /** Cleans 480 samples of 48 kHz in the range of 16 bits; returns how likely they hold speech, 0–1. */
    _rnnoise_process_frame(state: number, output: number, input: number): number;
  }
  export default function load(): Promise<RnnoiseModule>;
}
