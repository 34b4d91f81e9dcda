import { basename } from 'node:path';
import type { FinishedScript } from '../finishedScript.ts';

/** `timeline.json`, as production/schemas/timeline.schema.json describes it. */
export function timelineJson({ script, title, selection, timeline, label }: FinishedScript): string {
  const { sampleRate, length, sections, cues, sounds, loudness } = timeline;
  const document = {
    version: 1,
    title,
    script: basename(script.path),
    ...(selection === undefined ? {} : { selection }),
    sampleRate,
    length,
    loudness: { lufs: toHundredths(loudness.lufs), truePeak: toHundredths(loudness.truePeak) },
    ...(label === undefined ? {} : { label: { kind: label.kind, start: label.start, length: label.length } }),
    sections,
    cues,
    sounds,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function toHundredths(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : null;
}
