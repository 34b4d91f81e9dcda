import { TablereadError } from '../foundation/tablereadError.ts';
import type { AudioFacts } from './audioFacts.ts';
import type { SoundFile } from './soundFile.ts';

/** Bytes that are decoded at a time. Few, because they can hold much: 16 KB of FLAC silence are two minutes. */
const pieceBytes = 1 << 14;

/** What the decoders of FLAC and Ogg Vorbis have in common; `Decoded` is what they give. */
export interface PieceDecoder<Decoded extends DecodedPiece> {
  readonly ready: Promise<void>;
  decode(bytes: Uint8Array): Promise<Decoded>;
  flush(): Promise<Decoded>;
  free(): void;
}

interface DecodedPiece {
  readonly channelData: Float32Array[];
  readonly samplesDecoded: number;
  readonly errors: readonly unknown[];
}

/**
 * Decodes the bytes of a file from a start to before an end, piece by piece. An incomplete end is the end: what came before it counts.
 *
 * @param samplesOf from what the decoder gives to samples −1 … 1
 * @param ending bytes that the decoder is given after the last
 * @throws TablereadError `audio/damaged` where the decoder cannot go on
 */
export async function* decodePieces<Decoded extends DecodedPiece>(
  file: SoundFile,
  [start, end]: readonly [number, number],
  { sampleRate, channels }: AudioFacts,
  decoder: PieceDecoder<Decoded>,
  samplesOf: (decoded: Decoded) => Float32Array[],
  ending: Uint8Array,
): AsyncGenerator<Float32Array[]> {
  await decoder.ready;
  let frames = 0;
  const damaged = (cause: unknown): TablereadError =>
    new TablereadError('audio/damaged', { file: file.path, seconds: (frames / sampleRate).toFixed(2) }, { cause });
  try {
    for (let at = start; at <= end; at += pieceBytes) {
      const last = at + pieceBytes > end;
      const read = await file.read(at, Math.min(pieceBytes, end - at));
      const bytes = last ? Buffer.concat([read, ending]) : read;
      // Besides the errors that they list, these decoders trip over their own reports.
      const decoded = await decoder.decode(bytes).catch((error: unknown) => {
        throw damaged(error);
      });
      if (decoded.errors.length > 0) throw damaged(decoded.errors[0]);
      if (decoded.samplesDecoded === 0) continue;
      if (decoded.channelData.length !== channels) throw damaged(`${decoded.channelData.length} channels`);
      frames += decoded.samplesDecoded;
      yield samplesOf(decoded);
    }
    const rest = await decoder.flush().catch(() => undefined);
    if (rest?.errors.length === 0 && rest.samplesDecoded > 0 && rest.channelData.length === channels)
      yield samplesOf(rest);
  } finally {
    decoder.free();
  }
}
