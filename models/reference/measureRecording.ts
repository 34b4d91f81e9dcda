import { clippedShare } from './clippedShare.ts';
import { decibels, rootMeanSquare } from './decibels.ts';
import { frameOf, frameSeconds, type Recording } from './recording.ts';
import { severalSpeakersSuspected } from './severalSpeakers.ts';

/** What a recording is like. */
export interface RecordingMeasures {
  readonly seconds: number;
  readonly speechSeconds: number;
  /** 0–1 */
  readonly speechShare: number;
  /** Greatest sample, dBFS. */
  readonly peak: number;
  /** Root mean square of the speech, dBFS. */
  readonly speechLevel: number;
  /** Root mean square of the pauses, dBFS; of the quietest twentieth where there are none. */
  readonly noiseFloor: number;
  /** How far speech stands above the noise, dB. */
  readonly signalToNoise: number;
  /** Share of the samples that are clipped, 0–1. */
  readonly clippedShare: number;
  readonly severalSpeakers: boolean;
}

/** Frames next to speech belong to its onset or its decay, not to the noise. */
const margin = 10;
/** So many frames of pauses tell the noise; with fewer, the quietest frames do. */
const enoughPauses = 10;
const quietest = 0.05;
/** Pauses that are emptier than this were made so afterwards, and tell nothing about the noise under the speech. −90 dBFS */
const empty = 3e-5;

/** Measures a recording. */
export function measureRecording(recording: Recording): RecordingMeasures {
  const { samples, sampleRate, speech } = recording;
  const levels = Float64Array.from(speech, (_, frame) => rootMeanSquare(frameOf(samples, sampleRate, frame)));
  const spoken = levels.filter((_, frame) => speech[frame] === 1);
  const speechSeconds = spoken.length * frameSeconds;
  const speechLevel = decibels(mean(spoken.length > 0 ? spoken : levels));
  const noiseFloor = decibels(mean(noiseFrames(levels, speech)));
  return {
    seconds: samples.length / sampleRate,
    speechSeconds,
    speechShare: speech.length === 0 ? 0 : spoken.length / speech.length,
    peak: decibels(samples.reduce((greatest, sample) => Math.max(greatest, Math.abs(sample)), 0)),
    speechLevel,
    noiseFloor,
    signalToNoise: speechLevel - noiseFloor,
    clippedShare: clippedShare(samples),
    severalSpeakers: severalSpeakersSuspected(recording),
  };
}

function noiseFrames(levels: Float64Array, speech: Uint8Array): Float64Array {
  const pauses = levels.filter((level, frame) => {
    return (
      level > empty && speech.subarray(Math.max(0, frame - margin), frame + margin + 1).every((spoken) => spoken === 0)
    );
  });
  if (pauses.length >= enoughPauses) return pauses;
  return Float64Array.from(levels)
    .sort()
    .subarray(0, Math.max(1, Math.ceil(levels.length * quietest)));
}

/** Of powers, as a level again. */
function mean(levels: Float64Array): number {
  return Math.sqrt(levels.reduce((sum, level) => sum + level * level, 0) / Math.max(1, levels.length));
}
