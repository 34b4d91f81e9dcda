import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createEncoder, type WasmMediaEncoder } from 'wasm-media-encoders';

/** The compiled module, once there is one. */
let compiled: WebAssembly.Module | undefined;

/**
 * An encoder of its own per file. LAME is LGPL: it is loaded from its own file, `wasm-media-encoders/wasm/mp3.wasm`, so
 * that whoever wants another build can put it in its place.
 */
export async function createLame(): Promise<WasmMediaEncoder<'audio/mpeg'>> {
  const path = createRequire(import.meta.url).resolve('wasm-media-encoders/wasm/mp3');
  return createEncoder('audio/mpeg', compiled ?? (await readFile(path)), (module) => {
    compiled = module;
  });
}
