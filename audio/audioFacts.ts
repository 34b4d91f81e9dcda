/** Facts of a recording, told without reading all of it where its format allows. */
export interface AudioFacts {
  readonly format: 'wav' | 'flac' | 'mp3' | 'ogg';
  /** Hz */
  readonly sampleRate: number;
  readonly channels: number;
  /** Sample frames; undefined where only decoding tells (MP3 without a header frame). */
  readonly frames: number | undefined;
  readonly seconds: number;
}
