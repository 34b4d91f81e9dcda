import { dirname, relative, resolve, sep } from 'node:path';
import type { Emotion } from '../../screenplay/cue.ts';
import type { FinishedScript } from '../finishedScript.ts';

/**
 * The cues as a batch of the official `indextts2 batch` command, one JSON object a line. Paths count from the manifest. Lines
 * that are not to be spoken, because they have an error or are no speech, are left out.
 *
 * The command refuses a row with a field that it does not know, and it knows neither lengths nor seeds nor `random` nor
 * emotions inside a line: each cue has its own emotion and natural length. The sheet has the direction in full.
 */
export function batchManifest({ cues, script, out }: FinishedScript, base: string): string {
  const folder = dirname(script.path);
  const fromManifest = (path: string) => relative(out, resolve(folder, path)).split(sep).join('/');
  const spoken = cues.filter(({ cue }) => cue.sound);
  const rows = spoken.map(({ cue, timeline, fileName }) => ({
    text: timeline.text,
    ...(cue.voice.recording === undefined ? {} : { voice: fromManifest(cue.voice.recording) }),
    output: `${base}.batch/${fileName}`,
    ...emotionFields(cue.emotion, timeline.text, fromManifest),
  }));
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function emotionFields(
  emotion: Emotion,
  text: string,
  fromManifest: (path: string) => string,
): Readonly<Record<string, unknown>> {
  switch (emotion.kind) {
    case 'own':
      return {};
    case 'weights':
      return { emotion_vector: emotion.weights };
    case 'recording':
      return { emotion_audio: fromManifest(emotion.path), emotion_weight: emotion.strength };
    case 'words':
      return { emotion_text: emotion.words, emotion_weight: emotion.strength };
    case 'auto':
      return { emotion_text: text, emotion_weight: emotion.strength };
  }
}
