import type { Sound } from '../../audio/sound.ts';
import { bestWindow, type SampleRange } from './bestWindow.ts';
import { measureRecording, type RecordingMeasures } from './measureRecording.ts';
import { frameSeconds, openRecording, stretchOf, type Recording } from './recording.ts';
import { recordingProblems, type RecordingProblem } from './recordingProblems.ts';

/** What may be done to a recording before its voice is cloned. */
export interface PreparationSteps {
  /** Take noise away, gently. */
  readonly denoise: boolean;
  /** Cut silence before and after the speech. */
  readonly trim: boolean;
  /** Choose the best 5–15 s. */
  readonly window: boolean;
  /** Bring speech to −20 dBFS. */
  readonly level: boolean;
}

/** The original takes a recording as it is. */
export const noSteps: PreparationSteps = { denoise: false, trim: false, window: false, level: false };

/** What was done, in order; steps that had nothing to do are not listed. */
export type PreparationReport = readonly (
  | { readonly step: 'denoise'; /** Noise in the pauses, dBFS. */ readonly before: number; readonly after: number }
  | {
      readonly step: 'trim' | 'window';
      /** What was kept, seconds of what came in. */ readonly start: number;
      readonly end: number;
    }
  | { readonly step: 'level'; /** dB */ readonly gain: number }
)[];

export interface PreparedRecording {
  /** The sound that came in where no step did anything; else one channel at its rate. */
  readonly sound: Sound;
  /** Of the recording as it came in. */
  readonly measures: RecordingMeasures;
  readonly problems: readonly RecordingProblem[];
  readonly done: PreparationReport;
}

/** Noise is lowered by no more than this, dB, so that the voice keeps its breath and room. */
const gentle = 12;
/** What stays before and after the speech, seconds. */
const pad = 0.15;
/** Speech is brought here, dBFS, */
const wantedLevel = -20;
/** unless its peak would pass this, dBFS. */
const greatestPeak = -1;
/** A change smaller than this is none, dB. */
const leastGain = 0.5;

/**
 * Measures a recording and does the steps that are switched on: denoise, trim, choose, level, in this order.
 * Errors: `reference/silent`, `reference/not-finite`, and `reference/too-short` where less than 3 s came in or are left.
 */
export async function prepareRecording(
  sound: Sound,
  steps: PreparationSteps,
  options: { readonly signal?: AbortSignal } = {},
): Promise<PreparedRecording> {
  const opened = await openRecording(sound, options);
  const measures = measureRecording(opened);
  const problems = recordingProblems(measures);
  const done: PreparationReport[number][] = [];
  let recording = opened;
  if (steps.denoise) {
    recording = denoised(recording);
    done.push({ step: 'denoise', before: measures.noiseFloor, after: measureRecording(recording).noiseFloor });
  }
  let offset = 0;
  const cut = (step: 'trim' | 'window', { start, end }: SampleRange): void => {
    if (start === 0 && end === recording.samples.length) return;
    const { sampleRate } = recording;
    done.push({ step, start: (offset + start) / sampleRate, end: (offset + end) / sampleRate });
    recording = stretchOf(recording, start, end);
    offset += start;
  };
  if (steps.trim) cut('trim', spokenRange(recording));
  if (steps.window) cut('window', bestWindow(recording));
  if (steps.level) {
    const gain = levelGain(measureRecording(recording));
    if (Math.abs(gain) >= leastGain) {
      recording = { ...recording, samples: recording.samples.map((sample) => sample * 10 ** (gain / 20)) };
      done.push({ step: 'level', gain });
    }
  }
  if (done.length === 0) return { sound, measures, problems, done };
  // Throws where the steps have left too little.
  recordingProblems(measureRecording(recording));
  return { sound: { sampleRate: sound.sampleRate, channels: [recording.samples] }, measures, problems, done };
}

/** The cleaned signal with a rest of the original. */
function denoised(recording: Recording): Recording {
  const rest = 10 ** (-gentle / 20);
  const { samples, cleaned } = recording;
  return { ...recording, samples: cleaned.map((clean, n) => clean + rest * ((samples[n] ?? 0) - clean)) };
}

/** From shortly before the first speech to shortly after the last; all of it where no speech was found. */
function spokenRange({ samples, sampleRate, speech }: Recording): SampleRange {
  const first = speech.indexOf(1);
  if (first < 0) return { start: 0, end: samples.length };
  const at = (seconds: number): number => Math.round(seconds * sampleRate);
  return {
    start: Math.max(0, at(first * frameSeconds - pad)),
    end: Math.min(samples.length, at((speech.lastIndexOf(1) + 1) * frameSeconds + pad)),
  };
}

function levelGain({ speechLevel, peak }: RecordingMeasures): number {
  return Math.min(wantedLevel - speechLevel, greatestPeak - peak);
}
