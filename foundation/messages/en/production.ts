// English sentences of production/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const production = {
  'production/nothing-to-render': {
    text: 'There is nothing to render: no line of the script is spoken or sounds.',
    hint: 'Write a cue, for example `: Once upon a time.`, or choose other scenes, speakers or cues.',
  },
  'production/unknown-scene': {
    text: 'The script has no chapter, scene or beat "{{name}}".',
    hint: 'Its headings are: {{known}}.',
  },
  'production/unknown-speaker': {
    text: 'Nobody called "{{name}}" speaks in the script.',
    hint: 'Its speakers are: {{known}}.',
  },
  'production/unknown-cue': {
    text: 'The script has no cue with the id "{{name}}".',
    hint: '`tableread render --dry-run` lists the ids. An id can be given on the line: `(id alert_03)`.',
  },
  'production/option-range': {
    text: '{{option}} cannot be {{value}}.',
    hint: 'Allowed: {{allowed}}.',
  },
  'production/out-is-file': {
    text: '"{{path}}" is not a folder, so nothing can be written into it.',
    hint: 'Choose another output folder.',
  },
  'production/out-in-store': {
    text: '"{{path}}" is where finished takes are kept; deliverables do not go there.',
    hint: 'Choose another output folder, for example `--out out`.',
  },
  'production/out-over-input': {
    text: '"{{path}}" would be written over, and the script is made from it. Nothing was written.',
    hint: 'Choose another output folder. Finished takes are kept.',
  },
  'production/path-is-folder': {
    text: '"{{path}}" is a folder; a file is to be written there.',
    hint: 'Move the folder away or choose another output folder.',
  },
  'production/not-writable': {
    text: '"{{path}}" cannot be written: no permission, or the disk is read-only.',
    hint: 'Choose a place that you may write to. What was there before is untouched.',
  },
  'production/disk-full': {
    text: 'The disk is full: "{{path}}" could not be written.',
    hint: 'Free some space and render again: finished takes are kept, and the earlier output is untouched.',
  },
  'production/disk-too-small': {
    text: 'The finished files would take about {{needed}}, and "{{path}}" has {{free}} free. Nothing was written.',
    hint: 'Free some space, or choose another folder; or make less: no stems (`--deliver whole`), MP3 or FLAC alone (`--format mp3`), a part of the script (`--scene`). Finished takes are kept.',
  },
  'production/write-failed': {
    text: '"{{path}}" could not be written ({{reason}}).',
    hint: 'Finished takes are kept, and the earlier output is untouched.',
  },
  'production/not-spoken': { text: 'This line is not spoken, as a warning of the script says.' },
  'production/script-error': {
    text: 'The line has an error, so it is not rendered. Its place stays silent.',
    hint: '`tableread check` shows the error.',
  },
  'production/no-recording': {
    text: 'The engine "{{engine}}" speaks with a recording of a voice, and {{speaker}} has none.',
    hint: 'Give it one in the cast: `{{speaker}}: { voice: voices/name.wav, consent: "who, when" }`.',
  },
  'production/no-consent': {
    text: 'The voice "{{path}}" is not cloned: there is no record that its owner agrees.',
    hint: 'Add the record beside the voice in the cast: `consent: "who, when, which release"`.',
  },
  'production/recording-missing': {
    text: 'The recording "{{path}}" cannot be read.',
    hint: 'Paths in a script count from its folder.',
  },
  'production/sound-missing': {
    text: 'The sound "{{path}}" cannot be read, so its place stays silent.',
    hint: 'Paths in a script count from its folder.',
  },
  'production/sound-empty': {
    text: 'The sound "{{path}}" holds no samples, so its place stays silent.',
  },
  'production/no-answer': {
    text: 'The engine "{{engine}}" gave no answer for this line.',
    hint: 'Render again: finished takes are kept.',
  },
  'production/engine-not-installed': {
    text: 'The engine {{engine}} is not installed.',
    hint: 'Use the embedded voice: `--engine draft`, or `engine: draft` in the script.',
  },
  'production/engine-failed': {
    text: 'The engine "{{engine}}" failed: {{reason}}',
    hint: 'Render again: finished takes are kept.',
  },
  'production/take-unusable': {
    text: 'The engine "{{engine}}" gave samples that are no numbers.',
    hint: 'Render again or choose another seed with `(seed 2)`.',
  },
  'production/take-corrupt': {
    text: 'A kept take of cue {{cue}} was damaged; it is made again.',
  },
  'production/take-lost': {
    text: 'A finished take disappeared from "{{folder}}" while the script was rendered.',
    hint: 'Render again; do not clean the folder meanwhile.',
  },
  'production/too-short-for-loudness': {
    text: 'The result is silent or shorter than 0.4 s, so it has no loudness to bring to {{target}} LUFS.',
  },
  'production/loudness-not-reached': {
    text: 'The loudness is {{reached}} LUFS instead of {{target}} LUFS: more would push the peaks over {{ceiling}} dB.',
    hint: 'Ask for less loudness (`render: { loudness: {{reached}} LUFS }`) or for higher peaks (`truePeak`).',
  },
  'production/spoken-label-failed': {
    text: 'The spoken notice of machine-made speech could not be made ({{reason}}); the rhythm (short long short short) stands in its place.',
  },
  // locked takes
  'production/locked-takes-damaged': {
    text: 'The file of locked takes "{{file}}" cannot be read ({{reason}}), so nothing is locked.',
    hint: 'Mend it, or bring back an earlier version of it. It is not written over.',
  },
  'production/locked-take-damaged': {
    text: 'What "{{file}}" says of cue {{cue}} cannot be understood, so that cue is not locked.',
    hint: 'Bring back an earlier version of the file, or lock the take again.',
  },
  'production/locked-cue-gone': {
    text: '"{{file}}" locks a take of cue {{cue}}, which the script no longer has.',
    hint: 'A cue keeps its id when its words change only if the line gives it one: `(id alert_03)`.',
  },
  'production/locked-take-remade': {
    text: 'The locked take of cue {{cue}} is not on this machine. It was made again as it was asked for then, but by another version of the engine or from another recording: it may sound different.',
    hint: 'Copy the take from the machine that made it (`.tableread/takes/`), or listen to it and lock it anew.',
  },
  'production/lock-without-take': {
    text: 'Cue {{cue}} has no take yet that could be locked.',
    hint: 'Play the line first.',
  },
  // process.ts and what it serves to an editor
  'production/already-rendering': {
    text: '"{{script}}" is being rendered already.',
    hint: 'Wait until that render has finished, or cancel it first.',
  },
  'production/prune-script-errors': {
    text: '"{{script}}" has errors, so it cannot be told which takes it uses. Nothing was removed.',
    hint: 'Mend the script first.',
  },
  'production/process-ended': {
    text: 'The process that renders and plays ended unexpectedly ({{how}}).',
    hint: 'Try again: it starts anew, and finished takes are kept.',
  },
  'production/no-output': {
    text: 'There is no finished render in "{{folder}}".',
    hint: 'Render the script into it first.',
  },
  'production/no-whole': {
    text: 'The render in "{{folder}}" has no file of the whole that could be played.',
    hint: 'Render it again with the whole among what is delivered (`--deliver whole`).',
  },
  'production/reel-gone': {
    text: 'This sound is not at hand any more.',
    hint: 'Play it again.',
  },
} as const satisfies Sentences;
