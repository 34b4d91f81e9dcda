// The front door of audio/: sound in memory and in files.
export type { AudioFacts } from './audioFacts.ts';
export type { AudioReader } from './audioReader.ts';
export type { AudioWriter, AudioWriterOptions, Chapter, Marker, Tags } from './audioWriter.ts';
export { fadeEdges } from './fadeEdges.ts';
export { createFlacWriter, type FlacWriterOptions } from './flacWriter.ts';
export { LoudnessMeter } from './loudnessMeter.ts';
export { createMp3Writer, type Mp3WriterOptions } from './mp3Writer.ts';
export { openAudio } from './openAudio.ts';
export { probeAudio } from './probeAudio.ts';
export { readAudio } from './readAudio.ts';
export { resample } from './resample.ts';
export { Resampler, type ResamplerOptions } from './resampler.ts';
export type { Sound } from './sound.ts';
export { stretch } from './stretch.ts';
export { trimSilence } from './trimSilence.ts';
export { TruePeakLimiter, type TruePeakLimiterOptions } from './truePeakLimiter.ts';
export { createWavWriter, type WavWriterOptions } from './wavWriter.ts';
