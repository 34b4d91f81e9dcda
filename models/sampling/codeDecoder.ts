import { beamDecoder } from './beamDecoder.ts';
import type { Decoder, DrawNoise } from './decoder.ts';
import type { CodeSet, SamplingSettings } from './samplingSettings.ts';
import { singleDecoder } from './singleDecoder.ts';

/**
 * What chooses the codes of one line: beam sampling, or single draws with one beam. Without noise both take the
 * likeliest codes (beam search, greedy search), as the reference outputs of the networks need it.
 */
export function codeDecoder(settings: SamplingSettings, codeSet: CodeSet, noise?: DrawNoise): Decoder {
  return settings.beams === 1 ? singleDecoder(settings, codeSet, noise) : beamDecoder(settings, codeSet, noise);
}
