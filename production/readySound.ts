import { resolve } from 'node:path';
import { probeAudio } from '../audio/index.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { SoundCue } from '../screenplay/cue.ts';
import type { MessageCode, MessageValues } from '../foundation/message.ts';
import type { Outcome } from './placing.ts';

/** A sound of the script whose file is there. */
export interface ReadySound {
  /** Absolute. */
  readonly file: string;
  readonly channels: number;
  /** Samples at the rate of the output, of one turn. */
  readonly frames: number;
}

/** Looks at the file of a sound: what is needed to place it, or why it stays silent. */
export async function readySound(
  sound: SoundCue,
  line: number,
  folder: string,
  sampleRate: number,
): Promise<Outcome & { kind: 'sound' }> {
  const fail = (code: MessageCode, values: MessageValues) =>
    ({
      kind: 'sound',
      sound,
      line,
      ready: undefined,
      failure: { kind: 'failure', cue: sound.id, line, code, values },
    }) as const;
  if (!sound.sound) return fail('production/script-error', {});
  const file = resolve(folder, sound.path);
  try {
    const facts = await probeAudio(file);
    const frames = Math.round(
      facts.frames === undefined ? facts.seconds * sampleRate : (facts.frames * sampleRate) / facts.sampleRate,
    );
    if (frames === 0) return fail('production/sound-empty', { path: sound.path });
    return { kind: 'sound', sound, line, ready: { file, channels: facts.channels, frames }, failure: undefined };
  } catch (error) {
    if (error instanceof TablereadError) return fail(error.code, error.values);
    throw error;
  }
}
