import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the memory of this process near what its scripts need; a server stands beside an editor all day. Both are flags
 * that V8 reads at every collection, and that other V8s pass over.
 *
 * - `--heap-growing-percent`: the heap may grow by a third between two full collections, where V8 by itself lets it grow
 *   to several times what lives. The collections run beside the server's thread.
 * - `--semi-space-growth-factor`: the space of new objects stays as small as it is when the server starts (two halves of
 *   1–4 MB) instead of doubling up to 16 MB each. What a script leaves behind lives on, so a larger one saves no time: with
 *   10,000 lines the peak is 30 MB lower, and opening takes as long.
 */
export function modestHeap(): void {
  setFlagsFromString('--heap-growing-percent=30');
  setFlagsFromString('--semi-space-growth-factor=1');
}
