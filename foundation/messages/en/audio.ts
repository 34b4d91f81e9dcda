// English sentences of audio/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const audio = {
  'audio/missing': {
    text: 'There is no file “{{file}}”.',
    hint: 'Check the name and the folder; paths in a script count from the script.',
  },
  'audio/folder': { text: '“{{file}}” is a folder, not a recording.', hint: 'Name a file inside it.' },
  'audio/not-a-file': {
    text: '“{{file}}” is a pipe or a device, not a file.',
    hint: 'Save the sound as a file first and name that.',
    explanation:
      'Recordings are read more than once and from the middle, which only files allow. A pipe would also wait for ever when nothing writes to it.',
  },
  'audio/empty': { text: '“{{file}}” is empty (0 bytes).', hint: 'Export or copy the recording again.' },
  'audio/unreadable': {
    text: '“{{file}}” cannot be read ({{reason}}).',
    hint: 'Check that you may open the file and that its disk is connected.',
  },
  'audio/not-audio': {
    text: '“{{file}}” is no sound that can be read.',
    hint: 'WAV, FLAC, MP3 and Ogg Vorbis are read; the content counts, not the ending of the name.',
  },
  'audio/unsupported-encoding': {
    text: '“{{file}}” holds {{encoding}}, which is not read.',
    hint: 'Convert it to WAV or FLAC.',
  },
  'audio/cut-off': {
    text: '“{{file}}” ends before its sound begins.',
    hint: 'The file was not copied or downloaded whole: get it again.',
  },
  'audio/damaged-header': {
    text: 'The header of “{{file}}” makes no sense: {{field}} is {{value}}.',
    hint: 'Export the recording again.',
  },
  'audio/damaged': {
    text: 'The sound in “{{file}}” is damaged after {{seconds}} s and cannot be read further.',
    hint: 'Export the recording again.',
  },
  'audio/disk-full': {
    text: 'The disk is full: “{{file}}” could not be written.',
    hint: 'Free some space and try again. What was there before is unchanged.',
  },
  'audio/file-in-the-way': {
    text: '“{{file}}” cannot be written: a file lies where its folder should be.',
    hint: 'Move that file away, or choose another output folder.',
  },
  'audio/too-many-files': {
    text: '“{{file}}” cannot be written: more files are open than the system allows.',
    hint: 'Ask for fewer stems, scenes or formats at once, or raise the limit (`ulimit -n`). Finished takes are kept.',
  },
  'audio/cannot-write': {
    text: '“{{file}}” cannot be written ({{reason}}).',
    hint: 'Check that you may write to the folder and that no other program holds the file open.',
  },
  'audio/mp3-sample-rate': {
    text: 'MP3 cannot hold {{rate}} Hz.',
    hint: 'Choose one of {{allowed}} Hz, or WAV or FLAC.',
  },
  'audio/flac-sample-rate': {
    text: 'FLAC cannot hold {{rate}} Hz.',
    hint: 'Choose at most {{most}} Hz, or WAV.',
  },
  'audio/too-many-channels': {
    text: '{{format}} cannot hold {{channels}} channels.',
    hint: 'Choose at most {{most}}, or WAV.',
  },
  'audio/damaged-peaks': {
    text: 'This is no file of waveform peaks of this version.',
    hint: 'Render again, or delete the file: it is made anew.',
  },
  'audio/too-long': {
    text: '“{{file}}” is too long to be taken as a whole (more than {{minutes}} minutes).',
    hint: 'Cut out the part that is needed.',
  },
} as const satisfies Sentences;
