// English sentences of screenplay/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const screenplay = {
  // The YAML of the front matter
  'voice/yaml-syntax': {
    text: 'The front matter cannot be read from here on.',
    hint: 'Front matter is YAML: `key: value`, one a line; put texts with special characters in quotes.',
    explanation:
      'Between the two `---` lines stands YAML 1.2 with ASCII punctuation. Something here is neither a key nor a value.',
  },
  'voice/yaml-indent': {
    text: 'This line is indented differently from its neighbours, or a bracket above it is still open.',
    hint: 'Keys that belong together start in the same column.',
    explanation: 'YAML shows by indentation what belongs to what.',
  },
  'voice/yaml-tab': {
    text: 'A tab cannot indent in the front matter.',
    hint: 'Indent with spaces, two a level.',
    explanation: 'YAML forbids tabs as indentation, because their width differs between programs.',
  },
  'voice/yaml-unclosed': {
    text: 'A quote or bracket is not closed.',
    hint: 'Add the closing `"`, `\'`, `]` or `}`.',
    explanation: 'What begins with a quote or a bracket goes on until its twin.',
  },
  'voice/yaml-start': {
    text: 'A value cannot begin with this character unless it is in quotes.',
    hint: 'Put the value in quotes.',
    explanation: '`@` and the backquote are reserved in YAML.',
  },
  'voice/yaml-colon': {
    text: 'A second `: ` stands on this line.',
    hint: 'Put a value that has a colon in it in quotes.',
    explanation: 'In YAML `: ` separates a key from its value, once a line.',
  },
  'voice/yaml-no-colon': {
    text: 'Here a `:` is missing after the key.',
    hint: 'Write `key: value`.',
    explanation: 'Every line of the front matter gives a key a value, or goes on with one.',
  },
  'voice/yaml-wide-colon': {
    text: 'The front matter needs the colon `:` of ASCII; this one is full-width.',
    hint: 'Write `: ` (colon and space).',
    explanation: 'Full-width punctuation works everywhere in a script but in the front matter, which is YAML.',
  },
  'voice/yaml-wide-mark': {
    text: '“{{mark}}” is full-width; the front matter needs `{{meant}}`.',
    hint: 'Write the marks of ASCII, or put the text in quotes.',
    explanation: 'Full-width marks work everywhere in a script but in the front matter, which is YAML.',
  },
  'voice/yaml-backslash': {
    text: 'In double quotes a `\\` begins an escape, and there is none like this.',
    hint: 'Write paths with `/`, or use single quotes.',
    explanation: 'YAML reads `\\n`, `\\t` and the like in double quotes.',
  },
  'voice/yaml-deep': {
    text: 'This is nested far too deeply.',
    hint: 'Front matter needs four levels at most.',
    explanation: 'Hundreds of brackets or dashes within each other are a slip, or an attack; they are not read.',
  },
  'voice/yaml-documents': {
    text: 'A second YAML document begins here.',
    hint: 'Keep everything in one document, without `---` or `...` in between.',
    explanation: 'A file of front matter is a single document.',
  },
  'voice/yaml-alias': {
    text: 'Aliases (`*name`) are not read here.',
    hint: 'Write the value out.',
    explanation:
      'YAML can refer to a value that stands elsewhere. Front matter is short enough to do without, and a few lines of aliases can stand for gigabytes.',
  },
  'voice/yaml-tag': {
    text: 'Tags like `{{tag}}` are not read here.',
    hint: 'Remove the tag.',
    explanation: 'YAML tags change the type of a value. Front matter knows what type each of its values has.',
  },
  'voice/yaml-merge': {
    text: '`<<` (merge) is not read here.',
    hint: 'Write the entries out, or share them with `extends`.',
    explanation: 'Merge keys are not part of YAML 1.2.',
  },
  'voice/yaml-key': {
    text: 'A key has to be a plain word or a text.',
    hint: 'Write a name before the colon.',
    explanation: 'Maps, lists, tagged values and nothing at all cannot be keys here.',
  },
  'voice/yaml-twice': {
    text: '`{{key}}` stands here twice.',
    hint: 'Keep one of them.',
    explanation: 'Within a map every key stands once. The first one counts until this is mended.',
  },
  // Front matter
  'voice/front-matter-form': {
    text: 'Front matter is a list of keys with values.',
    hint: 'Write `key: value`, one a line, for example `title: The Last Train`.',
    explanation: 'Between the two `---` lines stand keys such as `title`, `language` and `cast` with their values.',
  },
  'voice/unknown-key': {
    text: 'Nothing reads `{{key}}` here. Possible: {{possible}}.',
    hint: 'Correct or remove the key.',
    explanation: 'A key that is not known is left alone; mostly it is a slip of the keys.',
  },
  'voice/needs-text': {
    text: '`{{key}}` has to be a text.',
    hint: 'Put it in quotes if it looks like something else.',
    explanation: 'A number, a list, a map or `true` stands where a text belongs.',
  },
  'voice/needs-list': {
    text: '`{{key}}` has to be a text or a list of texts.',
    hint: 'Write `[one, two]`.',
    explanation: 'A list of names belongs here.',
  },
  'voice/needs-map': {
    text: '`{{key}}` has to be a map.',
    hint: 'Write the entries below it, indented: `name: value`.',
    explanation: '`cast` and `moods` hold entries with names.',
  },
  'voice/setting-range': {
    text: '`{{key}}` takes {{allowed}}.',
    hint: 'Give a value in this range, with its unit where it has one.',
    explanation: 'Outside this range engines and players fail or nothing can be heard.',
  },
  'voice/setting-choice': {
    text: '`{{key}}` takes {{allowed}}.',
    hint: 'Choose one of these.',
    explanation: 'Only these values have a meaning.',
  },
  'voice/render-form': {
    text: '`render` holds settings with names.',
    hint: 'Write for example `render: { gap: 250ms }`.',
    explanation: '`render` takes gap, loudness, truePeak, sampleRate, channels, bits, formats and label.',
  },
  'voice/unknown-language': {
    text: '“{{written}}” is not a language code.',
    hint: 'Write `en`, `zh`, `ja`, `es`, `ar` or another BCP-47 code.',
    explanation: 'Languages are named by their short international codes.',
  },
  'voice/unknown-engine': {
    text: 'There is no engine “{{engine}}”. Engines: {{allowed}}.',
    hint: 'Choose one of these.',
    explanation: 'Engines turn text into speech. `tableread models` lists them.',
  },
  'voice/file-missing': {
    text: '“{{path}}” is not there, or is not text.',
    hint: 'Check the path: it counts from the folder of the script.',
    explanation: 'Files that `extends` and `lexicon` name are read when the script is checked.',
  },
  'voice/extends-cycle': {
    text: '“{{path}}” is extended a second time: the files extend each other in a circle.',
    hint: 'Remove `extends` from one of them.',
    explanation: 'A file cannot extend itself, not even by way of others.',
  },
  'voice/extends-depth': {
    text: 'The chain of `extends` is longer than {{most}} files.',
    hint: 'Extend a file that lies nearer.',
    explanation: 'A chain this long is a mistake.',
  },
  // Cast
  'voice/cast-form': {
    text: 'An entry of the cast holds settings with names.',
    hint: 'Write for example `MIRA: { voice: voices/mira.wav }`.',
    explanation: 'An entry takes voice, consent, draft, language, mood, pan, gain, seed and aliases.',
  },
  'voice/cast-name': {
    text: '“{{name}}” cannot begin a cue.',
    hint: 'A name has 1–40 characters, a letter among them, and none of `(`, `[`, `{`, `:`.',
    explanation: 'Names of the cast are what cues begin with.',
  },
  'voice/cast-twice': {
    text: '{{name}} is in the cast twice.',
    hint: 'Keep one entry, or give the other one another name.',
    explanation: 'Names compare without case, width and extra spaces.',
  },
  'voice/alias-clash': {
    text: '“{{alias}}” already means {{name}}.',
    hint: 'Choose another alias.',
    explanation: 'A name or alias stands for one speaker only.',
  },
  'voice/alias-idle': {
    text: '{{name}} has this name already.',
    hint: 'Remove the alias.',
    explanation: 'Names compare without case, width and extra spaces, so this alias adds nothing.',
  },
  'voice/no-consent': {
    text: '{{name}} has a voice but no record of consent: {{engine}} will not clone it.',
    hint: 'Add `consent`: who agreed, when, and where it is written.',
    explanation:
      'A cloned voice belongs to a person. Without a record of consent nothing of this speaker is rendered with a cloning engine.',
  },
  'voice/consent-empty': {
    text: 'The record of consent is empty.',
    hint: 'Say who agreed, when, and where it is written: "Mira Ito, 2026-05-01, voice release no. 14".',
    explanation: 'An empty record is none.',
  },
  'voice/unknown-draft-voice': {
    text: 'The draft engine has no voice “{{voice}}”; the one of the language is used.',
    hint: '`tableread voices` lists them: a language and a variant, like `en+f3`.',
    explanation: 'Draft voices are those of eSpeak NG.',
  },
  'voice/unknown-speaker': {
    text: '{{name}} is not in the cast and speaks with the narrator’s voice.',
    hint: 'Add {{name}} to the cast, or correct the name.',
    explanation:
      'Every name that begins a cue should have an entry in `cast`. It is reported where the name stands first.',
  },
  'voice/unused-speaker': {
    text: '{{name}} says nothing in this script.',
    hint: 'Remove the entry, or keep it for later.',
    explanation: 'No cue of this script has this speaker.',
  },
  'voice/sound-as-speaker': {
    text: '“{{name}}” reads as a speaker, and is not spoken.',
    hint: 'Make it a sound (`! file.wav`) or an action (`> text`).',
    explanation:
      'Other formats write sounds like cues. Here a sound is a line with `!` and its file, and what only readers need is a line with `>`.',
  },
  // Recordings
  'voice/recording-missing': {
    text: '“{{path}}” is not there.',
    hint: 'Check the path: it counts from the folder of the script.',
    explanation: 'The file is needed to render this.',
  },
  'voice/recording-missing-yet': {
    text: '“{{path}}” is not there yet.',
    hint: 'Put the recording there before you render with an engine that clones.',
    explanation: 'The engine of this script needs no recording; another one will.',
  },
  'voice/recording-not-audio': {
    text: '“{{path}}” is not sound.',
    hint: 'Use WAV, FLAC, MP3 or Ogg Vorbis.',
    explanation: 'The contents of the file count, not its name.',
  },
  'voice/recording-unreadable': {
    text: '“{{path}}” cannot be read.',
    hint: 'Check that it is whole and that you may open it.',
    explanation: 'The file is damaged, or access is denied.',
  },
  'voice/recording-folder': {
    text: '“{{path}}” is a folder.',
    hint: 'Name a file in it.',
    explanation: 'A recording is one file.',
  },
  'voice/recording-outside': {
    text: '“{{path}}” lies where this script may not look.',
    hint: 'Put it beside the script, or trust the workspace.',
    explanation: 'A script from a stranger reaches only files beside it.',
  },
  'voice/recording-short': {
    text: '“{{path}}” has {{seconds}} s; a voice is cloned well from {{least}} s or more.',
    hint: 'Use a longer recording.',
    explanation: 'A short recording tells too little about a voice.',
  },
  'voice/no-recording': {
    text: '{{engine}} needs a recording to clone, and this speaker has none.',
    hint: 'Give the speaker a `voice` and its `consent`, or use `@engine draft`.',
    explanation:
      'A cloning engine speaks with the voice of a recording. Speakers outside the cast use that of the narrator.',
  },
  'voice/voice-not-in-cast': {
    text: '“{{path}}” is not the voice of anyone in the cast.',
    hint: 'Add a cast entry with this `voice` and its `consent`.',
    explanation: 'A line may borrow only a recording that the cast has, with its consent.',
  },
  'voice/voice-without-consent': {
    text: '“{{path}}” ({{name}}) has no record of consent.',
    hint: 'Add `consent` to the entry of {{name}} in the cast.',
    explanation: 'Without a record of consent a voice is not cloned.',
  },
  // Moods and lexicon
  'voice/mood-name': {
    text: '“{{name}}” cannot be the name of a mood.',
    hint: 'Use words without digits, commas, `+`, `;` or quotes.',
    explanation: 'A mood is named in `( … )`, where these separate items or give strengths.',
  },
  'voice/mood-is-emotion': {
    text: '“{{name}}” is one of the eight emotions already.',
    hint: 'Choose another name.',
    explanation: 'The eight emotions cannot be redefined.',
  },
  'voice/mood-twice': {
    text: 'The mood “{{name}}” is defined twice.',
    hint: 'Keep one of them.',
    explanation: 'Names compare without case, width and extra spaces.',
  },
  'voice/mood-cycle': {
    text: 'The mood “{{name}}” leads back to itself.',
    hint: 'Say with emotions what it is.',
    explanation: 'A mood may name other moods, but not itself by way of them.',
  },
  'voice/mood-form': {
    text: '“{{written}}” names no emotion.',
    hint: 'Write a mood, emotions with weights (`sad 0.4 + calm 0.2`) or words in quotes.',
    explanation: '`@mood` takes what `( … )` takes for emotions.',
  },
  'voice/mood-setting': {
    text: '`{{name}}` belongs to a line, not to a mood.',
    hint: 'Remove it here and write it in `( … )` of the line.',
    explanation: 'A mood is an emotion; it makes no settings.',
  },
  'voice/unused-mood': {
    text: 'The mood “{{name}}” is not used.',
    hint: 'Remove it, or keep it for later.',
    explanation: 'No line, section or speaker names it.',
  },
  'voice/lexicon-form': {
    text: 'A lexicon is a map of words and how they are said, or the path of a YAML file with one.',
    hint: 'Write for example `Ueno: OO eh no`.',
    explanation: 'Every entry is a word and the right side of `<…|…>`.',
  },
  'voice/lexicon-word': {
    text: 'A word is missing before the colon.',
    hint: 'Write the word, then how it is said.',
    explanation: 'A lexicon says how words are said.',
  },
  // Directions
  'voice/unknown-emotion': {
    text: '“{{written}}” is no emotion; it is given to the engine as a description. Did you mean “{{meant}}”?',
    hint: 'Correct it, or put it in quotes to keep it as words.',
    explanation:
      'Bare words that are neither an emotion nor a mood describe how a line is said. A single word one slip away from a known name is mostly a slip.',
  },
  'voice/misspelt-emotion': {
    text: '“{{written}}” is no emotion. Did you mean “{{meant}}”?',
    hint: 'Correct it.',
    explanation:
      'Beside emotions with weights, other words have no place: a line is described by weights or by words, not by both.',
  },
  'voice/voice-by-name': {
    text: '“{{written}}” names {{name}}; a direction takes a recording by its file.',
    hint: 'Write the file in quotes: `voice "voices/bob.wav"` speaks with it, `like "voices/bob.wav"` takes its emotion.',
    explanation:
      '`voice` and `like` are followed by the path of a recording. Someone whose voice is borrowed needs one in the cast, with a record of consent. Put in quotes, the words describe how the line is said.',
  },
  'voice/engine-voice-in-line': {
    text: '“{{name}}” is a voice of an engine; those are chosen in the cast, not on a line.',
    hint: 'Write `draft: {{name}}` in a cast entry and let that speaker say the line.',
    explanation:
      '`voice` on a line is followed by the path of a recording, in quotes. Put in quotes themselves, the words describe how the line is said.',
  },
  'voice/weights-sum': {
    text: 'The weights add up to {{sum}}; more than 0.8 distorts the voice, so they are scaled down to 0.8.',
    hint: 'Make the weights smaller.',
    explanation: 'Beyond a sum of 0.8 speech becomes unnatural. The proportions stay.',
  },
  'voice/emotion-twice': {
    text: '“{{emotion}}” stands here twice; the weights are added.',
    hint: 'Keep one of them.',
    explanation: 'Each emotion has one weight.',
  },
  'voice/two-emotions': {
    text: 'This line has two sources of emotion.',
    hint: 'Keep one: weights, a recording (`like`), words, or `auto`.',
    explanation: 'Weights, a recording, words and `auto` exclude each other.',
  },
  'voice/two-strengths': {
    text: 'Words share one strength; {{strength}} counts.',
    hint: 'Write the strength once.',
    explanation: 'All words of a line become one description with one strength.',
  },
  'voice/random-idle': {
    text: '`random` has nothing to vary here.',
    hint: 'Name emotions beside it, or remove it.',
    explanation: '`random` varies weights, words and `auto`, not the emotion of a recording.',
  },
  'voice/engine-language': {
    text: '{{engine}} does not speak “{{language}}”.',
    hint: 'Choose another engine or language.',
    explanation: 'What an engine reads in a language that it does not know comes out wrong.',
  },
  'voice/engine-ignores-weights': {
    text: '{{engine}} does not obey emotion weights.',
    hint: 'Another engine will.',
    explanation: 'The line is spoken, without this emotion.',
  },
  'voice/engine-ignores-recording': {
    text: '{{engine}} cannot take the emotion of a recording.',
    hint: 'Another engine will.',
    explanation: 'The line is spoken, without this emotion.',
  },
  'voice/engine-ignores-words': {
    text: '{{engine}} does not understand described emotions.',
    hint: 'Another engine will.',
    explanation: 'The line is spoken, without this emotion.',
  },
  'voice/engine-ignores-auto': {
    text: '{{engine}} does not read the emotion from the words.',
    hint: 'Another engine will.',
    explanation: 'The line is spoken, without this emotion.',
  },
  'voice/unknown-setting': {
    text: 'There is no setting `@{{name}}`. Settings: {{allowed}}.',
    hint: 'Choose one of these.',
    explanation: 'A line with `@` changes a setting up to the end of its section.',
  },
  'voice/id-length': {
    text: 'An id has {{most}} characters at most.',
    hint: 'Shorten it.',
    explanation: 'Ids become names of files.',
  },
  'voice/id-twice': {
    text: 'Line {{line}} has the id “{{id}}” already.',
    hint: 'Choose another id; capital and small letters count as the same.',
    explanation:
      'An id names one cue: its file, its row, its place in timelines. Case does not count, because some file systems do not know it.',
  },
  // Times
  'voice/frames-without-fps': {
    text: 'The script has {{count|time code|time codes}} with frames, but no frame rate.',
    hint: 'Add `fps: 25` (or your rate) to the front matter, or write `h:mm:ss.mmm`.',
    explanation:
      'Only with the frame rate it is known how long a frame lasts. It is reported once, where the first of these time codes stands.',
  },
  'voice/drop-frame-rate': {
    text: 'Drop-frame time code does not exist at {{fps}} frames a second.',
    hint: 'Write `:` before the frames, or set `fps` to 29.97 or 59.94.',
    explanation: 'Drop-frame keeps the NTSC rates 29.97 and 59.94 in step with the clock; other rates need none.',
  },
  'voice/no-such-frame': {
    text: 'At {{fps}} frames a second the last frame is {{last}}.',
    hint: 'Correct the frames, or the `fps` of the front matter.',
    explanation: 'Frames count from 0 within each second.',
  },
  'voice/start-before-zero': {
    text: 'With `@offset` this is at {{seconds}} s, before the start.',
    hint: 'Correct the time code or `@offset`.',
    explanation: 'The timeline of a script starts at 0; `@offset` is added to all time codes.',
  },
  'voice/offset-form': {
    text: '“{{written}}” is no time.',
    hint: 'Write for example `-1:00:00`.',
    explanation: '`@offset` is a time code that is added to all time codes, often negative.',
  },
  'voice/length-too-short': {
    text: 'The words need about {{natural}} s; {{asked}} s is too short for natural speech. What fits: {{least}}–{{most}} s.',
    hint: 'Give it more time, or fewer words.',
    explanation:
      'Speech sounds natural between 0.75 and 1.25 times its own length. It is rendered all the same, exactly as long as asked.',
  },
  'voice/length-too-long': {
    text: 'The words take about {{natural}} s; they cannot fill {{asked}} s naturally. What fits: {{least}}–{{most}} s.',
    hint: 'Shorten the time, add words or a `{pause}`.',
    explanation:
      'Speech sounds natural between 0.75 and 1.25 times its own length. It is rendered all the same, exactly as long as asked.',
  },
  'voice/pause-idle': {
    text: 'This line starts at a time of its own, so the pause above it does nothing.',
    hint: 'Remove the `~` line, or this start.',
    explanation: 'A pause is the silence before a cue that takes its turn.',
  },
  'voice/before-start': {
    text: 'This would start about {{seconds}} s before the script begins, so it starts at 0.',
    hint: 'Make the negative time smaller, or remove it.',
    explanation:
      'A negative pause lets a line cut in before the end of what stands above, and `[at door -2s]` starts before a mark. Nothing starts before the timeline does.',
  },
  'voice/no-cue-above': {
    text: 'No cue stands above, so there is nothing to count from.',
    hint: 'Write a time: `[at 0:01]`.',
    explanation: '`[at +0.5s]` counts from the start of the cue above.',
  },
  'voice/no-such-mark': {
    text: 'No cue above has the mark “{{mark}}”.',
    hint: 'Set it with `{mark {{mark}}}` in the text of a cue above.',
    explanation: 'A start at a mark needs the mark in a cue that stands above.',
  },
  'voice/mark-below': {
    text: 'The mark “{{mark}}” is set further down; a line can only hang on what stands above.',
    hint: 'Move the line below the mark.',
    explanation: 'The timeline is built from the top.',
  },
  'voice/mark-twice': {
    text: 'The mark “{{mark}}” is set twice.',
    hint: 'Give one of them another name.',
    explanation: 'A mark names one point in time.',
  },
  'voice/overlap': {
    text: '{{name}} starts about {{seconds}} s before {{name}} has ended.',
    hint: 'Start later, or make the line above shorter.',
    explanation: 'Two speakers may talk at once; one speaker does not.',
  },
  // Comments
  'voice/unknown-code': {
    text: 'No problem has the code “{{code}}”.',
    hint: 'Copy the code from the problem that you want to silence.',
    explanation:
      'The comment silences problems with the named codes on the next line. The page of problems lists them.',
  },
  'voice/ignored-error': {
    text: '“{{code}}” is an error here, and errors cannot be silenced.',
    hint: 'Correct the line below, and remove this.',
    explanation:
      'A line with an error is left out of the sound. Only warnings and notes, whose lines are spoken all the same, can be silenced.',
  },
  'voice/idle-ignore': {
    text: 'The line below has no problem “{{code}}”.',
    hint: 'Remove this.',
    explanation: 'The comment silences problems on the next line; here it silences none.',
  },
  // Text
  'voice/nothing-to-say': {
    text: 'There is nothing to say here: it is a silent beat.',
    hint: 'Write the words after the colon; for a silence write `~ 1s` on a line of its own.',
    explanation: 'A cue without a letter or digit is a silence of 300 ms, or as long as its time asks.',
  },
  'voice/continuation-like-cue': {
    text: 'This goes on with the cue above, but reads like a cue of {{name}}.',
    hint: 'Remove the indentation to make it a cue.',
    explanation: 'Indented lines are spoken by the speaker of the cue above, their names included.',
  },
  // Fixes and places
  'fix/add-consent': {
    text: 'Add a record of consent for {{name}}',
  },
  'fix/add-to-cast': {
    text: 'Add {{name}} to the cast',
  },
  'fix/add-fps': {
    text: 'Add `fps: {{fps}}` to the front matter',
  },
  'fix/close-front-matter': {
    text: 'Close the front matter with `---` below the settings',
  },
  'fix/indent': {
    text: 'Indent with {{spaces}} instead of the tab',
  },
  'fix/keep': {
    text: 'Keep `{{text}}`',
  },
  'fix/make-action': {
    text: 'Make it action (`> …`)',
  },
  'fix/make-sound': {
    text: 'Make it a sound (`! …`)',
  },
  'fix/quote': {
    text: 'Keep it as words: `{{text}}`',
  },
  'fix/remove-indent': {
    text: 'Make it a cue of its own',
  },
  'fix/scale-weights': {
    text: 'Scale the weights down to 0.8',
  },
  'related/also-here': {
    text: 'Also here',
  },
  'related/cast-entry': {
    text: '{{name}} in the cast',
  },
  'related/did-you-mean': {
    text: 'Did you mean {{name}}?',
  },
  'related/id': {
    text: '“{{id}}” stands here first',
  },
  'related/in-file': {
    text: 'In {{path}}, line {{line}}, column {{column}}',
  },
  'related/mark': {
    text: '“{{mark}}” is set here',
  },
  'related/overlapped': {
    text: 'The line of {{name}} that is still going on',
  },
  // Settings
  'setting/gap': {
    text: 'Silence between two lines that follow each other.',
  },
  'setting/loudness': {
    text: 'Loudness of the finished whole.',
  },
  'setting/true-peak': {
    text: 'Highest true peak of the finished whole.',
  },
  'setting/sample-rate': {
    text: 'Sample rate of the finished files.',
  },
  'setting/channels': {
    text: 'Channels of the finished files.',
  },
  'setting/bits': {
    text: 'Bits a sample in WAV files; 32 is floating point.',
  },
  'setting/formats': {
    text: 'Formats of the finished files.',
  },
  'setting/label': {
    text: 'How machine-made speech is labelled: in the files’ metadata, and also by a spoken sentence or a rhythm at the end.',
  },
  'setting/pan': {
    text: 'Where a speaker stands between left (-1) and right (1).',
  },
  'setting/gain': {
    text: 'How much louder or softer than the others.',
  },
  'setting/seed': {
    text: 'Seed of the random choices of an engine: another seed is another reading.',
  },
  'setting/take': {
    text: 'Number of the alternative reading.',
  },
  'setting/fps': {
    text: 'Frames a second, for time codes with frames.',
  },
} as const satisfies Sentences;
