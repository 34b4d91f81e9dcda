import type { MessageCode, MessageValues } from '../../foundation/message.ts';
import type { Severity } from '../../foundation/problem.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { heardSeconds } from '../features/referenceSignals.ts';
import type { RecordingMeasures } from './measureRecording.ts';

/** Something to know about a recording before its voice is cloned. */
export interface RecordingProblem {
  readonly code: MessageCode;
  readonly values: MessageValues;
  readonly severity: Severity;
}

/** Less is refused, seconds. */
const least = 3;
/** Less is caught less well, seconds. */
const good = 5;
const leastSpeech = 0.5;
/** One sample in ten thousand. */
const mostClipped = 1e-4;
/** dBFS */
const leastLevel = -36;
/** dB */
const leastSignalToNoise = 20;

/**
 * What is wrong with a recording, worst first; nothing of it keeps it from being used but its length.
 * Errors: `reference/too-short` below 3 s.
 */
export function recordingProblems(measures: RecordingMeasures): RecordingProblem[] {
  const seconds = measures.seconds.toFixed(1);
  if (measures.seconds < least) throw new TablereadError('reference/too-short', { seconds, least });
  const problems: (RecordingProblem | undefined)[] = [
    when(measures.severalSpeakers, 'reference/several-speakers', {}),
    when(measures.clippedShare > mostClipped, 'reference/clipped', { percent: percent(measures.clippedShare, 2) }),
    when(measures.signalToNoise < leastSignalToNoise, 'reference/noisy', {
      decibels: measures.signalToNoise.toFixed(0),
    }),
    when(measures.speechShare < leastSpeech, 'reference/little-speech', {
      percent: percent(measures.speechShare, 0),
      seconds: measures.speechSeconds.toFixed(1),
    }),
    when(measures.speechLevel < leastLevel, 'reference/quiet', { level: measures.speechLevel.toFixed(0) }),
    when(measures.seconds < good, 'reference/short', { seconds, least: good }),
    when(measures.seconds > heardSeconds, 'reference/long', { seconds, most: heardSeconds }, 'information'),
  ];
  return problems.filter((problem) => problem !== undefined);
}

function when(
  wrong: boolean,
  code: MessageCode,
  values: MessageValues,
  severity: Severity = 'warning',
): RecordingProblem | undefined {
  return wrong ? { code, values, severity } : undefined;
}

function percent(share: number, digits: number): string {
  return (share * 100).toFixed(digits);
}
