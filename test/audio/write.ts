import type { AudioWriter } from '../../audio/index.ts';

/** Writes all blocks and closes. */
export async function write(
  opening: Promise<AudioWriter>,
  blocks: readonly (readonly Float32Array[])[],
): Promise<void> {
  const writer = await opening;
  for (const block of blocks) await writer.write(block);
  await writer.close();
}
