import type { EspeakRequest, EspeakSpeech } from './espeakProgram.ts';

/** Speech level that every voice is brought to: −26 dB below full scale (ITU-T P.56, the usual level of speech material). */
const target = 10 ** (-26 / 20);
/** Nearly every voice reads digits; those that do not (Cherokee, Chuvash, Sindarin) read some of these letters. */
const texts = ['1 2 3 4 5 6 7 8 9 10', 'Ꭰ Ꮄ Ꮊ Ꮎ Ꮿ, ма на ла са та, ma na la sa ta'];

/**
 * The factor that brings a voice to the common speech level: some of eSpeak NG's variants are 9 dB quieter than others. The
 * same for all lines of a voice, so what is quiet within a line or a manner stays so.
 */
export async function voiceLevel(
  voice: string,
  volume: number,
  speak: (request: EspeakRequest) => Promise<EspeakSpeech>,
): Promise<number> {
  for (const text of texts) {
    const { samples, sampleRate } = await speak({ voice, text, rate: 175, pitch: 50, range: 50, volume });
    const level = speechLevel(samples, sampleRate);
    if (level > 0) return target / level;
  }
  return 1;
}

/** RMS of the 20 ms frames within 30 dB of the loudest: speech without its pauses. */
function speechLevel(samples: Int16Array, sampleRate: number): number {
  const size = Math.round(0.02 * sampleRate);
  const powers: number[] = [];
  for (let start = 0; start + size <= samples.length; start += size) {
    let sum = 0;
    for (let index = start; index < start + size; index++) sum += ((samples[index] ?? 0) / 32768) ** 2;
    powers.push(sum / size);
  }
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  const speech = powers.filter((power) => power > loudest * 1e-3);
  return speech.length === 0 ? 0 : Math.sqrt(speech.reduce((sum, power) => sum + power, 0) / speech.length);
}
