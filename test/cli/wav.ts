export interface WavFacts {
  readonly seconds: number;
  readonly sampleRate: number;
  readonly channels: number;
  readonly bits: 8 | 16 | 24 | 32;
  readonly float?: boolean;
  readonly extensible?: boolean;
  /** Seconds that the header speaks of, when they are not those of the file. */
  readonly claimedSeconds?: number;
}

/** The bytes of a WAV file with a 440 Hz tone, made by the letter of the format and by nothing of Tableread. */
export function wav({
  seconds,
  sampleRate,
  channels,
  bits,
  float = false,
  extensible = false,
  claimedSeconds,
}: WavFacts): Buffer {
  const frames = Math.round(seconds * sampleRate);
  const frameBytes = (channels * bits) / 8;
  const dataBytes = (claimedSeconds === undefined ? frames : claimedSeconds * sampleRate) * frameBytes;
  const code = float ? 3 : 1;

  const format = Buffer.alloc(extensible ? 40 : 16);
  format.writeUInt16LE(extensible ? 0xfffe : code, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(sampleRate * frameBytes, 8);
  format.writeUInt16LE(frameBytes, 12);
  format.writeUInt16LE(bits, 14);
  if (extensible) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(bits, 18);
    // KSDATAFORMAT_SUBTYPE_PCM and its kin.
    Buffer.from([code, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]).copy(format, 24);
  }

  const data = Buffer.alloc(frames * frameBytes);
  for (let frame = 0; frame < frames; frame++) {
    const value = 0.3 * Math.sin((2 * Math.PI * 440 * frame) / sampleRate);
    for (let channel = 0; channel < channels; channel++) {
      const at = frame * frameBytes + (channel * bits) / 8;
      if (float) data.writeFloatLE(value, at);
      else if (bits === 8) data.writeUInt8(Math.round(128 + 127 * value), at);
      else data.writeIntLE(Math.round(value * (2 ** (bits - 1) - 1)), at, bits / 8);
    }
  }
  return Buffer.concat([
    Buffer.from('RIFF'),
    size(4 + 8 + format.length + 8 + dataBytes),
    Buffer.from('WAVEfmt '),
    size(format.length),
    format,
    Buffer.from('data'),
    size(dataBytes),
    data,
  ]);
}

function size(bytes: number): Buffer {
  const field = Buffer.alloc(4);
  field.writeUInt32LE(bytes);
  return field;
}
