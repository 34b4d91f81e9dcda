import type { AudioWriter } from './audioWriter.ts';
import { createFlacWriter, type FlacWriterOptions } from './flacWriter.ts';
import { createMp3Writer, type Mp3WriterOptions } from './mp3Writer.ts';

/** A file for a thread to encode. */
export type EncoderOrder =
  | { readonly format: 'mp3'; readonly path: string; readonly options: Mp3WriterOptions }
  | { readonly format: 'flac'; readonly path: string; readonly options: FlacWriterOptions };

/** Starts the file of an order on this thread. Throws as the writer of its format does. */
export function startEncoder(order: EncoderOrder): Promise<AudioWriter> {
  return order.format === 'mp3'
    ? createMp3Writer(order.path, order.options)
    : createFlacWriter(order.path, order.options);
}
