import { basename, dirname, relative, sep } from 'node:path';
import type { Cue } from '../../screenplay/cue.ts';
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
    cues: cues.map((cue) => cueRecord(cue, dirname(script.path))),
    ...(label?.take === undefined ? {} : { label: takeRecord(label.take) }),
    files,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function cueRecord({ cue, timeline, made }: FinishedCue, folder: string): unknown {
  const { id, line, speaker, file } = timeline;
  if (made === undefined) return { id, line, speaker, failed: true };
  return {
    id,
    line,
    speaker,
    ...takeRecord(made),
    voice: voiceOf(cue, made, folder),
    take: cue.settings.take,
    ...(made.job.locked === undefined ? {} : { locked: true }),
    file,
  };
}

function voiceOf({ voice }: Cue, { job }: FinishedTake, folder: string): unknown {
  const { request, recordingSha256: sha256, locked } = job;
  if (request.recording === undefined) return { name: request.voice };
  // A locked take speaks in the voice, and with the consent, of its time.
  const recording = locked === undefined ? voice.recording : relative(folder, request.recording).split(sep).join('/');
  return { recording, sha256, consent: (locked ?? voice).consent ?? null };
}

function takeRecord({ job, header }: FinishedTake): Readonly<Record<string, unknown>> {
  return { engine: job.engine, model: job.digest, seed: job.request.seed, address: job.take, sha256: header.take };
}
