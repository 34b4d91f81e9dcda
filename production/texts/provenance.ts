import { basename } from 'node:path';
import type { FinishedTake } from '../bringTakes.ts';
import type { FinishedCue, FinishedScript } from '../finishedScript.ts';
import { producer } from '../machineLabel.ts';

/**
 * `provenance.json`: by what, in whose voice and with whose consent every take was made. `address` and `sha256` are those of its
 * file in the take store, `.tableread/takes/ADDRESS.take`.
 */
export function provenance({ script, selection, title, identity, cues, label, files }: FinishedScript): string {
  const document = {
    version: 1,
    producer,
    identity,
    title,
    script: basename(script.path),
    ...(selection === undefined ? {} : { selection }),
    machineMade: true,
    cues: cues.map(cueRecord),
    ...(label?.take === undefined ? {} : { label: takeRecord(label.take) }),
    files,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function cueRecord({ cue, timeline, made }: FinishedCue): unknown {
  const { id, line, speaker, file } = timeline;
  if (made === undefined) return { id, line, speaker, failed: true };
  const { recording, consent } = cue.voice;
  const clones = made.job.request.recording !== undefined;
  return {
    id,
    line,
    speaker,
    ...takeRecord(made),
    voice: clones
      ? { recording, sha256: made.job.recordingSha256, consent: consent ?? null }
      : { name: made.job.request.voice },
    take: cue.settings.take,
    file,
  };
}

function takeRecord({ job, header }: FinishedTake): Readonly<Record<string, unknown>> {
  return { engine: job.engine, model: job.digest, seed: job.request.seed, address: job.take, sha256: header.take };
}
