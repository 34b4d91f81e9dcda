// English sentences of cli/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const cli = {
  // Words of reports
  'cli/error': { text: 'error:' },
  'cli/warning': { text: 'warning:' },
  'cli/information': { text: 'note:' },
  'cli/hint': { text: 'hint:' },
  'cli/errors': { text: '{{number|error|errors}}' },
  'cli/warnings': { text: '{{number|warning|warnings}}' },
  'cli/failed-lines': { text: '{{number|line failed and stays silent|lines failed and stay silent}}.' },

  // Help
  'cli/help-usage': { text: 'Usage:' },
  'cli/help-arguments': { text: 'Arguments:' },
  'cli/help-options': { text: 'Options:' },
  'cli/help-commands': { text: 'Commands:' },
  'cli/help-examples': { text: 'Examples:' },
  'cli/help-default': { text: '(default: {{value}})' },
  'cli/option-help': { text: 'show this help' },
  'cli/option-version': { text: 'show the version' },
  'cli/option-locale': { text: 'language of messages; otherwise that of the environment (LC_ALL, LANG)' },
  'cli/about': { text: 'Turns .voice screenplays into finished audio, exact to the sample.' },
  'cli/exit-codes': {
    text: [
      'Exit codes:',
      '  0    done',
      '  1    a script has errors, or some of its lines could not be rendered',
      '  2    the command or an option is wrong',
      '  3    a file or folder could not be read or written, or an engine could not be run',
      '  70   a bug in Tableread',
      '  130  cancelled with Ctrl-C; finished takes are kept',
    ].join('\n'),
  },

  // check
  'cli/about-check': { text: 'name every problem of scripts, with its place and what to do' },
  'cli/argument-scripts': { text: 'scripts to check; - reads one from standard input' },
  'cli/option-check-format': { text: 'how to report' },
  'cli/about-lsp': { text: 'serve editors: problems, completion, hovers and more for scripts' },
  'cli/example-lsp': { text: 'what an editor starts; docs/editors.md has the settings for several' },
  'cli/option-stdio': { text: 'speak over standard input and output (always so; editors write it)' },
  'cli/option-client-process': { text: 'process of the editor' },
  'cli/example-check': { text: 'problems with their lines, for people' },
  'cli/example-check-json': { text: 'problems of two scripts as JSON, for other programs' },
  'cli/example-check-stdin': { text: 'a script from standard input' },
  'cli/check-summary': { text: '{{cues|cue|cues}}, {{speakers|speaker|speakers}}, about {{time}}' },
  'cli/no-problems': { text: 'no problems' },

  // render
  'cli/about-render': { text: 'make a script into audio, subtitles, timelines and sheets' },
  'cli/argument-script': { text: 'script to render; - reads it from standard input' },
  'cli/option-out': { text: 'folder for the finished files' },
  'cli/option-engine': { text: 'engine that speaks, whatever the script says' },
  'cli/option-scene': {
    text: 'only the lines under this chapter, scene or beat (its title); can be given several times',
  },
  'cli/option-speaker': { text: 'only the lines of this speaker; can be given several times' },
  'cli/option-cue': { text: 'only the line with this id; can be given several times' },
  'cli/option-deliver': { text: 'which sound files to write' },
  'cli/option-jobs': { text: 'engine processes at once' },
  'cli/option-dry-run': {
    text: 'show what would be made, what is already there and the expected length; write nothing',
  },
  'cli/example-render': { text: 'all of it, into out/' },
  'cli/example-render-scene': { text: 'one scene, as WAV and MP3' },
  'cli/example-render-master': { text: 'a broadcast master: louder limits, own folder, a file per speaker' },
  'cli/example-render-stdin': { text: 'a script that another program writes; its paths count from this folder' },
  'cli/example-render-dry-run': { text: 'what would be made, and how long it would be' },
  'cli/stage-plan': { text: 'planning' },
  'cli/stage-start': { text: 'starting the voice' },
  'cli/stage-speak': { text: 'speaking' },
  'cli/stage-measure': { text: 'measuring' },
  'cli/stage-mix': { text: 'mixing' },
  'cli/stage-write': { text: 'writing' },
  'cli/time-left': { text: '{{time}} left' },
  'cli/times-real-time': { text: '{{factor}}× real time' },
  'cli/render-summary': { text: '{{cues|cue|cues}}, {{made}} made, {{reused}} already there, {{seconds}} s of work' },
  'cli/render-summary-shared': {
    text: '{{cues|cue|cues}}, {{made}} made once and used {{used}} times, {{reused}} already there, {{seconds}} s of work',
  },
  'cli/render-out-missing': {
    text: 'A script from standard input needs a folder for its files.',
    hint: 'Name it: `tableread render - --out out`.',
  },
  'cli/render-warnings': { text: '{{warnings|warning|warnings}}; `tableread check {{script}}` shows more.' },
  'cli/render-loudness': { text: '{{lufs}} LUFS, {{peak}} dBTP' },
  'cli/more-lines': { text: '… and {{number|more line|more lines}}, for the same reason.' },
  'cli/files-whole': { text: 'the whole' },
  'cli/files-chapters': { text: '{{number|chapter|chapters}}' },
  'cli/files-scenes': { text: '{{number|scene|scenes}}' },
  'cli/files-stems': { text: '{{number|stem|stems}}, one a speaker' },
  'cli/files-cues': { text: '{{number|file|files}}, one a cue' },
  'cli/files-timeline': { text: 'timeline' },
  'cli/files-subtitles': { text: 'subtitles' },
  'cli/files-sheet': { text: 'voice-over sheet' },
  'cli/files-manifest': { text: 'batch manifest' },
  'cli/files-provenance': { text: 'provenance' },
  'cli/plan-kept': { text: 'there' },
  'cli/plan-new': { text: 'to make' },
  'cli/plan-failed': { text: 'cannot' },
  'cli/plan-summary': {
    text: '{{cues|cue|cues}}: {{kept}} already there, {{made}} to make ({{toSpeak}} of speech); about {{time}} in all, {{size}} of sound files',
  },

  // speak
  'cli/about-speak': { text: 'speak some words, or a whole cue line' },
  'cli/argument-words': { text: 'words, or a line as in a script: `MIRA (sad) [2s]: Hello.`; - reads standard input' },
  'cli/option-speak-out': { text: 'WAV file to write; - is standard output' },
  'cli/option-voice': { text: 'voice of the engine (`tableread voices` lists them)' },
  'cli/option-language': { text: 'language of the words, for example en or zh' },
  'cli/example-speak': { text: 'writes speech.wav' },
  'cli/example-speak-cue': { text: 'a whole cue: sad, exactly two seconds long' },
  'cli/example-speak-pipe': { text: 'into another program' },
  'cli/speak-to-terminal': {
    text: 'Sound cannot be shown in a terminal.',
    hint: 'Give a file with --out speech.wav, or send the output on with > or |.',
  },
  'cli/nothing-to-speak': { text: 'There is nothing to speak.', hint: 'Give some words: `tableread speak "Hello."`' },
  'cli/speak-one-line': {
    text: '`speak` takes one line; this has {{lines}}.',
    hint: 'Put them into a script and use `tableread render`.',
  },
  'cli/spoken': { text: '{{path}}  {{time}}  {{voice}}' },
  'cli/speak-problem': { text: 'The line cannot be spoken: {{problem}}', hint: 'It is read like a line of a script.' },

  // voices
  'cli/about-voices': { text: 'list the voices that an engine brings' },
  'cli/option-voices-format': { text: 'how to list them' },
  'cli/option-voices-language': { text: 'only voices of this language' },
  'cli/example-voices': { text: 'every voice for English' },
  'cli/example-voices-json': { text: 'all of them as JSON' },
  'cli/voices-id': { text: 'voice' },
  'cli/voices-name': { text: 'name' },
  'cli/voices-language': { text: 'language' },
  'cli/voices-variants': {
    text: 'Variants change the sound of any voice: `{{example}}`. There are {{number}}:',
  },
  'cli/no-voices': {
    text: 'The engine {{engine}} has no voice for the language "{{language}}".',
    hint: 'Its languages: {{known}}.',
  },

  // samples
  'cli/about-samples': { text: 'copy the sample scripts' },
  'cli/argument-samples-folder': { text: 'folder to copy them to' },
  'cli/example-samples': { text: 'five scripts to play with, in samples/' },
  'cli/example-samples-folder': { text: 'the same somewhere else' },
  'cli/samples-next': { text: 'Now try: tableread render {{script}}' },
  'cli/sample-exists': {
    text: '"{{path}}" is already there, so nothing was copied.',
    hint: 'Move it away, or name another folder: `tableread samples FOLDER`.',
  },

  // prune
  'cli/about-prune': { text: 'remove takes that no script of a folder uses any more' },
  'cli/argument-prune': { text: 'folder of the scripts, whose takes lie in its .tableread/' },
  'cli/option-prune-dry-run': { text: 'only say what would be removed' },
  'cli/example-prune': { text: 'in this folder' },
  'cli/example-prune-dry-run': { text: 'what could go, and how much room it takes' },
  'cli/option-days': { text: 'keep takes that were made in the last days' },
  'cli/pruned': { text: '{{files|file|files}} of takes removed ({{megabytes}} MB), {{kept}} kept.' },
  'cli/would-prune': { text: '{{files|file|files}} of takes would be removed ({{megabytes}} MB), {{kept}} kept.' },
  'cli/prune-script-errors': {
    text: '"{{path}}" has errors, so it cannot be told which takes it still needs. Nothing was removed.',
    hint: 'Mend it first: `tableread check {{path}}`.',
  },
  'cli/prune-no-store': {
    text: 'There are no takes in "{{path}}".',
    hint: 'Name the folder that the scripts are in.',
  },

  // completion
  'cli/about-completion': { text: 'print a script that completes commands in your shell' },
  'cli/argument-shell': { text: 'shell to complete in' },
  'cli/example-completion-bash': { text: 'for bash' },
  'cli/example-completion-zsh': { text: 'for zsh, with ~/.zfunc in fpath' },
  'cli/example-completion-fish': { text: 'for fish' },
  'cli/example-completion-powershell': { text: 'for PowerShell' },

  // Wrong usage
  'cli/unknown-command': { text: 'There is no command "{{command}}".', hint: 'Commands: {{known}}.' },
  'cli/misspelt-command': { text: 'There is no command "{{command}}".', hint: 'Did you mean `tableread {{meant}}`?' },
  'cli/unknown-option': { text: 'There is no option {{option}} here.', hint: '`{{help}}` lists the options.' },
  'cli/misspelt-option': { text: 'There is no option {{option}} here.', hint: 'Did you mean {{meant}}?' },
  'cli/option-without-value': { text: '{{option}} needs a value.', hint: '`{{help}}` says which.' },
  'cli/option-value': { text: '{{option}} cannot be "{{value}}".', hint: 'Allowed: {{allowed}}.' },
  'cli/argument-missing': { text: 'Something is missing: <{{argument}}>.', hint: '`{{help}}` shows examples.' },
  'cli/too-many-arguments': {
    text: 'There is a word too many.',
    hint: 'Words that belong together need quotes. `{{help}}` shows examples.',
  },
  'cli/wrong-usage': { text: 'The command cannot be understood ({{reason}}).', hint: '`{{help}}` shows examples.' },

  // Files
  'cli/no-such-file': { text: '"{{path}}" is not there.', hint: 'Check the name and the folder.' },
  'cli/is-folder': { text: '"{{path}}" is a folder, not a file.', hint: 'Name the file in it.' },
  'cli/not-a-file': {
    text: '"{{path}}" is a pipe or a device, not a file.',
    hint: 'To read from a pipe, write - for the script: `… | tableread check -`.',
  },
  'cli/script-too-large': {
    text: '"{{path}}" is larger than {{most}} MiB, which no script is.',
    hint: 'Check that it is the right file.',
  },
  'cli/other-encoding': {
    text: '"{{path}}" is {{encoding}} text; scripts are UTF-8.',
    hint: 'Save it again as UTF-8.',
  },
  'cli/not-utf8': {
    text: '{{path}}:{{line}}:{{column}}: the byte {{byte}} is not UTF-8, so the script cannot be read.',
    hint: 'Save the script as UTF-8 (in many editors: Save with encoding).',
  },
  'cli/no-permission': {
    text: 'There is no permission to use "{{path}}".',
    hint: 'Choose another place, or change who may use it.',
  },
  'cli/read-only': { text: '"{{path}}" is on a read-only disk.', hint: 'Choose another place.' },
  'cli/disk-full': {
    text: 'The disk is full: "{{path}}" could not be written.',
    hint: 'Free some space and try again. What was there before is untouched.',
  },
  'cli/name-too-long': { text: 'The name "{{path}}" is too long for this disk.', hint: 'Choose a shorter one.' },
  'cli/link-loop': { text: '"{{path}}" is a link that leads back to itself.', hint: 'Name the file itself.' },
  'cli/too-many-files': {
    text: 'Too many files are open on this machine; "{{path}}" could not be opened.',
    hint: 'Close other programs, or raise the limit (`ulimit -n`).',
  },
  'cli/device-error': {
    text: 'The disk failed while "{{path}}" was read or written.',
    hint: 'Copy your work to another disk.',
  },
  'cli/file-busy': { text: 'Another program is using "{{path}}".', hint: 'Close it there and try again.' },

  // The program itself
  'cli/cancelling': { text: 'Cancelling … finished takes are kept. Ctrl-C again ends at once.' },
  'cli/cancelled': { text: 'Cancelled. Finished takes are kept: the next render goes on from here.' },
  'cli/bug': {
    text: 'Something went wrong in Tableread itself. This is a bug, not your mistake:',
    hint: 'Please report it with the lines above. Finished takes and earlier output are untouched.',
  },
} as const satisfies Sentences;
