// English sentences of grammar/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const grammar = {
  // Lines
  'voice/unclosed-front-matter': {
    text: 'The front matter has no end.',
    hint: 'Put a line with only `---` after the settings.',
    explanation:
      'A `---` on line 1 opens the front matter, and the next `---` closes it. Without the second one, everything below line 1 is read as script.',
  },
  'voice/stray-fence': {
    text: 'Dashes mean something only as `---` on line 1, where they open the front matter, and where they close it.',
    hint: 'Move the front matter to the very top, or remove this line.',
    explanation:
      'Front matter begins on line 1 of the file, with three dashes and nothing else on the line. Elsewhere a line of dashes is nothing that a script knows; chapters and scenes begin with `#`.',
  },
  'voice/unknown-line': {
    text: 'This line is neither a cue nor anything else that a script knows.',
    hint: 'A cue is `NAME: text`, narration is `: text`, action is `> text`.',
    explanation:
      'Every line shows at its start what it is: `NAME (how) [when]: text` is a cue, `: text` narration, `>` action, `#` a heading, `//` a comment, `~` a pause, `!` a sound, `@` a setting; two spaces go on with the cue above. Other lines are left alone, and so are the lines around them.',
  },
  'voice/stray-space': {
    text: 'This line starts with a single space.',
    hint: 'Start it at the margin, or with two spaces when it goes on with the cue above.',
    explanation: 'What a line is shows at its start. Two spaces, a tab or an ideographic space make it a continuation.',
  },
  'voice/name-too-long': {
    text: 'What stands before the colon is too long for a name (40 characters at most).',
    hint: 'Start narration with `: `.',
    explanation: 'A cue begins with a name of 1–40 characters. A sentence with a colon in it is narration: `: text`.',
  },
  'voice/name-without-letter': {
    text: 'What stands before the colon has no letter, so it is not a name.',
    hint: 'Start narration with `: `.',
    explanation: 'A name has a letter in it (`2B`, `DR. O’NEIL`, `老周`), so that `12:30` is never one.',
  },
  'voice/heading-level': {
    text: 'Headings have three levels: `#` chapter, `##` scene, `###` beat.',
    explanation: 'More than three `#` count as three.',
  },
  'voice/ignore-without-code': {
    text: '`tableread-ignore` names no code.',
    hint: 'Write the code of the problem, for example `// tableread-ignore voice/unknown-speaker`.',
    explanation: 'The comment silences problems with the named codes on the next line. Without a code it does nothing.',
  },
  'voice/orphan-continuation': {
    text: 'There is no cue above that this line could go on with.',
    hint: 'Only blank lines may stand between a cue and its continuation.',
    explanation:
      'An indented line goes on with the cue above. Blank lines between are fine; after a heading, an action, a pause or the like there is nothing to go on with.',
  },

  // Cues, sounds, settings, pauses
  'voice/unexpected-text': {
    text: '“{{text}}” stands where only `( … )`, `[ … ]` or the end of this part of the line may stand.',
    hint: 'Direction belongs in round brackets, time in square brackets, speech after the colon.',
    explanation:
      'After the name come groups in brackets and then the colon; after a pause or the groups of a sound comes nothing.',
  },
  'voice/unclosed-bracket': {
    text: 'This `{{bracket}}` has no `{{closer}}`.',
    explanation: 'A group in brackets ends on its line, before the colon.',
  },
  'voice/unclosed-quote': {
    text: 'This quote has no end.',
    explanation: 'A quote that opens with " ends with ", “ ends with ”, and 「 ends with 」.',
  },
  'voice/empty-brackets': {
    text: 'There is nothing in these brackets.',
    explanation: 'Empty brackets have no effect.',
  },
  'voice/empty-quotes': {
    text: 'There is nothing in these quotes.',
    explanation: 'Quotes hold a description of the emotion or the path of a file.',
  },
  'voice/extra-separator': {
    text: 'There is nothing to separate here.',
    explanation: 'One `,`, `;` or `+` stands between two items, none before the first or after the last.',
  },
  'voice/pause-without-length': {
    text: 'This pause has no length.',
    hint: 'For example `~ 1.2s` or `~ 300ms`.',
    explanation: 'A pause line says how long the silence before the next cue is, in seconds or milliseconds.',
  },
  'voice/missing-path': {
    text: 'This sound names no file.',
    hint: 'For example `! rain.wav`.',
    explanation: 'A sound line names a file, relative to the script: `! rain.wav [at +0.5s] (gain -6dB)`.',
  },
  'voice/backslash-in-path': {
    text: 'Paths in a script are written with `/`.',
    explanation: 'Scripts travel between computers, and `/` works on all of them.',
  },
  'voice/sound-length': {
    text: 'A sound has a start but no length.',
    hint: 'It takes `[at …]`; its length is that of its file.',
    explanation: 'A sound plays for as long as its file is, or, with `(under)`, to the end of its section.',
  },
  'voice/unknown-sound-option': {
    text: '“{{text}}” is no option of a sound.',
    hint: 'The options are `gain`, as in `(gain -6dB)`, and `(under)`.',
    explanation: '`(gain -6dB)` makes a sound louder or softer; `(under)` lays it beneath the cues that follow.',
  },
  'voice/gain-range': {
    text: 'The gain lies from {{least}} to {{most}} dB.',
    explanation: 'Beyond that a sound is silent or destroyed.',
  },
  'voice/setting-without-name': {
    text: 'This `@` names no setting.',
    hint: 'For example `@language zh` or `@gap 400ms`.',
    explanation: 'A setting line is `@name value` and holds to the end of the section that it stands in.',
  },
  'voice/setting-without-value': {
    text: '`@{{name}}` has no value.',
    hint: 'Write the value behind it: `@{{name}} …`.',
    explanation: 'A setting line is `@name value`, for example `@language zh` or `@gap 400ms`.',
  },

  // How
  'voice/unreadable-item': {
    text: '“{{text}}” is no emotion, mood or setting.',
    hint: 'For example `afraid 0.7`, `like "crying.wav" 0.9`, `"as if sharing a secret"`, `seed 42`.',
    explanation:
      'An item with a digit or a file name in it must fit one of the forms. Anything else would be read as words that describe the emotion, and a slip would go unnoticed.',
  },
  'voice/item-form': {
    text: '“{{text}}” is written `{{meant}}` here.',
    explanation:
      'Emotions are followed by their weight (`sad 0.4`), settings by their value (`seed 42`, `take 3`, `language zh`), with a space between and nothing else.',
  },
  'voice/setting-value': {
    text: '`{{item}}` takes one word.',
    hint: 'For example `{{example}}`.',
    explanation: 'A language is a short code such as `en` or `zh`; an engine is a name such as `draft`.',
  },
  'voice/no-such-item': {
    text: 'A line has no `{{name}}`.',
    hint: 'Its length is set by `[0.9x]` or `[2.4s]`, loudness and place by `gain` and `pan` of the speaker in the cast.',
    explanation:
      'Other programs set speed, pitch or volume of a line by a number. Here a line has an emotion, a length and a start; `(speed 0.9)` would be read as an emotion.',
  },
  'voice/item-without-value': {
    text: '`{{item}}` needs something after it.',
    explanation:
      '`like "crying.wav"`, `voice "other.wav"`, `vector` with eight numbers, `seed 42`, `take 3`, `language zh`, `engine draft`, `id alert_03`.',
  },
  'voice/unquoted-path': {
    text: 'The path {{path}} needs quotes around it.',
    explanation: 'Files in `( … )` stand in quotes: `like "crying.wav" 0.9`.',
  },
  'voice/file-without-like': {
    text: '{{file}} is a file, and nothing says what for.',
    hint: '`like "file"` takes its emotion, `voice "file"` its voice.',
    explanation: 'A file name is never read as words.',
  },
  'voice/vector-length': {
    text: 'A vector has eight numbers with spaces between them; here are {{count}}.',
    hint: 'In this order: happy, angry, sad, afraid, disgusted, melancholic, surprised, calm.',
    explanation: 'For example `vector 0 0 0 0 0 0 0.45 0`.',
  },
  'voice/strength-range': {
    text: 'A strength lies from 0 to 1.',
    explanation:
      'Weights of emotions and strengths of recordings, words and moods lie from 0 (nothing) to 1 (all of it).',
  },
  'voice/percent-strength': {
    text: 'A strength is a number from 0 to 1, not a percentage.',
    explanation:
      'Weights of emotions and strengths of recordings, words and moods lie from 0 (nothing) to 1 (all of it).',
  },
  'voice/seed-range': {
    text: 'A seed is a whole number from 0 to {{most}}.',
    hint: 'Write a number within that range, for example `seed 42`.',
    explanation: 'The same seed gives the same reading again.',
  },
  'voice/take-range': {
    text: 'A take is a whole number from 1 to {{most}}.',
    hint: 'Write a number within that range, for example `take 2`.',
    explanation: '`take n` is the n-th alternative reading: the same settings with another seed.',
  },
  'voice/id-form': {
    text: 'An id has letters, digits, `-` and `_` only.',
    explanation: 'The id names the file of the cue, so it must fit every file system.',
  },
  'voice/repeated-item': {
    text: '“{{name}}” sets again what is set before on this line.',
    explanation: 'Each setting stands once on a line.',
  },
  'voice/time-in-round-brackets': {
    text: '“{{text}}” is a time, and times stand in square brackets.',
    explanation: '`( … )` says how a line is spoken, `[ … ]` when and how long.',
  },
  'voice/pause-in-brackets': {
    text: '“{{words}}” in round brackets is no pause.',
    hint: 'Write `{beat}` or `{pause 500ms}` in the text, or a line `~ 500ms`.',
    explanation:
      'Round brackets in the text are spoken as they stand, and before the colon they say how a line is spoken.',
  },

  // When
  'voice/unreadable-time': {
    text: '“{{text}}” is no time.',
    hint: 'For example `2.4s`, `0.9x`, `max 3s`, `at 0:12.5`, `at +0.5s`, `0:12.5 - 0:15`.',
    explanation:
      'Square brackets hold a length (`2.4s`, `0.9x`, `120 tokens`, `max 3s`), a start (`at 0:12.5`, `at +0.5s`, `at door`) or a window (`0:12.5 - 0:15`).',
  },
  'voice/time-form': {
    text: '“{{text}}” is written `{{meant}}` here.',
    explanation:
      'Numbers are digits with a point before the fraction; units are `s` and `ms`, 秒 and 毫秒; a share is `0.9x` or `90%`; a window is `0:12.5 - 0:15`.',
  },
  'voice/missing-unit': {
    text: '“{{text}}” has no unit.',
    hint: 'Seconds are `s`, milliseconds `ms`.',
    explanation: 'Durations have a unit: `2.4s`, `400ms`. Times on the timeline begin with `at`.',
  },
  'voice/negative-length': {
    text: 'A length cannot be negative.',
    hint: 'To cut in before the line above has ended, put `~ -300ms` before the cue.',
    explanation: 'A line lasts some time. What overlaps is said by a negative pause or by a start.',
  },
  'voice/zero-length': {
    text: 'A line cannot last 0 seconds.',
    hint: 'Give the line a time, or leave the brackets out for its natural length.',
    explanation: 'A length of nothing cannot hold any words.',
  },
  'voice/zero-pause': {
    text: 'This pause lasts 0 seconds.',
    explanation: 'A pause within a line lasts some time; without it there is none.',
  },
  'voice/too-long': {
    text: 'This is longer than a day.',
    explanation: 'A length, pause or gap of more than 24 hours is a slip of the keys.',
  },
  'voice/factor-range': {
    text: 'A line can be made 0.5 to 2 times its natural length.',
    hint: 'Write a factor within that range, for example `0.9x`.',
    explanation:
      'Beyond half or twice the natural length speech falls apart. The factor is one of length, not of speed: 0.9x is shorter.',
  },
  'voice/factor-unnatural': {
    text: 'Speech sounds natural from 0.75 to 1.25 times its natural length.',
    explanation:
      'Outside that range words are audibly hurried or dragged. The factor is one of length, not of speed: 0.9x is shorter.',
  },
  'voice/token-count': {
    text: 'The number of tokens is a whole number from 1 to {{most}}.',
    explanation: 'A semantic token lasts 20 ms in IndexTTS-2 and 40 ms in IndexTTS-2.5.',
  },
  'voice/negative-start': {
    text: 'A time on the timeline cannot be negative.',
    hint: '`@offset -1:00:00` moves all times of a section.',
    explanation: 'The timeline starts at 0. Scripts whose picture starts at another time code say so with `@offset`.',
  },
  'voice/negative-offset': {
    text: 'A line cannot start before the cue above starts.',
    hint: 'To cut in before the cue above has ended, put `~ -300ms` between them.',
    explanation:
      '`at +0.5s` counts from the start of the cue above. A mark may have a negative offset: `at door -0.2s`.',
  },
  'voice/time-without-at': {
    text: '“{{text}}” is a place in time, not a length.',
    hint: 'Write `at {{text}}` for a start there.',
    explanation: 'A length has a unit (`2.4s`); a start begins with `at`.',
  },
  'voice/at-without-plus': {
    text: '“{{text}}” may mean two things.',
    hint: '`at +2.4s` counts from the start of the cue above, `at 2.4` from the start of the script.',
    explanation: 'A plus sign counts from the cue above; a time code without a unit is a place on the timeline.',
  },
  'voice/at-before-length': {
    text: '`at` says when a line starts, and this says how long it lasts.',
    explanation: 'Lengths and windows stand without `at`.',
  },
  'voice/several-times': {
    text: 'Each time needs square brackets of its own.',
    explanation: 'For example `[at 0:12.5] [2.4s]`.',
  },
  'voice/words-in-square-brackets': {
    text: 'Square brackets hold times; direction stands in round brackets.',
    explanation: '`( … )` says how a line is spoken, `[ … ]` when and how long.',
  },
  'voice/second-start': {
    text: 'This line has a start already.',
    explanation: 'At most one start and one length a line; a window is both.',
  },
  'voice/second-length': {
    text: 'This line has a length already.',
    explanation: 'At most one start and one length a line; a window is both.',
  },
  'voice/window-order': {
    text: 'This window ends before it has begun, or at once.',
    hint: 'Write the earlier time first: `[0:12.5 - 0:15]`.',
    explanation: 'The second time of a window is later than the first.',
  },
  'voice/time-code-range': {
    text: 'There is no such time code.',
    hint: 'Minutes and seconds go from 00 to 59, hours from 0 to 99.',
    explanation: 'Time codes are `ss.mmm`, `m:ss.mmm`, `h:mm:ss.mmm` and `h:mm:ss:ff`.',
  },
  'voice/dropped-frame': {
    text: 'Drop-frame time code leaves this number out.',
    hint: 'The first frame of this minute is `;02` (at 59.94 frames a second `;04`).',
    explanation:
      'Drop-frame counting skips the first numbers of every minute that does not divide by ten, so that it stays in step with the clock.',
  },
  'voice/unreadable-duration': {
    text: '“{{text}}” is no duration.',
    hint: 'For example `1.2s` or `300ms`.',
    explanation: 'A duration is a number with a unit: `s` or `ms`, 秒 or 毫秒.',
  },
  'voice/unreadable-time-code': {
    text: '“{{text}}” is no time code.',
    hint: 'For example `0:12.5`, `1:00:00` or `-1:00:00`.',
    explanation: 'Time codes are `ss.mmm`, `m:ss.mmm`, `h:mm:ss.mmm` and `h:mm:ss:ff`.',
  },

  // Within the text
  'voice/group-after-colon': {
    text: '“{{text}}” stands after the colon, so it is spoken.',
    hint: 'Put it before the colon.',
    explanation:
      'Brackets in the text mean nothing: they are spoken as they stand. Direction and time stand between the name and the colon.',
  },
  'voice/unclosed-brace': {
    text: 'This `{` has no `}`.',
    hint: 'A `{` that is to be spoken is written `\\{`.',
    explanation: 'Braces hold a pause, a mark or a manner, and end on their line.',
  },
  'voice/unclosed-note': {
    text: 'This note has no `]]`.',
    explanation: 'A note is not spoken and ends on its line: `[[check with legal]]`.',
  },
  'voice/unknown-inline': {
    text: '“{{text}}” means nothing in braces.',
    hint: 'Braces hold `pause 400ms`, `beat`, `mark name`, an emotion, or words in quotes. A `{` that is to be spoken is written `\\{`.',
    explanation:
      'What stands in braces is never spoken, so anything unknown there is an error. Placeholders of other programs are not filled in.',
  },
  'voice/pause-form': {
    text: 'A pause in the text is `{pause 400ms}` or `{beat}`.',
    explanation: 'The length of a pause has a unit: `s` or `ms`. A beat is 300 ms.',
  },
  'voice/mark-name': {
    text: 'A mark is `{mark name}`: a letter first, then letters, digits, `-` and `_`.',
    hint: 'Choose such a name, for example `{mark door}`.',
    explanation: 'A mark names a point in time, for `[at name]` and for every export of the timeline.',
  },
  'voice/not-within-text': {
    text: '`{{name}}` holds for a whole line, so it stands before the colon.',
    explanation:
      'Braces change the emotion or the language of the rest of a line; everything else belongs to the line as a whole.',
  },
  'voice/ssml': {
    text: '{{tag}} is SSML, which scripts do not use.',
    hint: 'Write `{pause 400ms}` for a break, `*word*` for stress, `<word|how>` for a pronunciation.',
    explanation: 'Tags of SSML would be spoken or lost. A script has its own forms for what they say.',
  },
  'voice/empty-pronunciation': {
    text: 'A pronunciation needs words on both sides: `<written|said>`.',
    explanation: 'Left of `|` stands what is written, right of it how it is said.',
  },
  'voice/pinyin-count': {
    text: 'Characters and syllables do not match: {{characters}} and {{syllables}}.',
    hint: 'Write one syllable with its tone for every character: `<银行|YIN2 HANG2>`.',
    explanation: 'Pinyin has one syllable with a tone digit for each character.',
  },
  'voice/unknown-pinyin': {
    text: '“{{syllable}}” is no syllable of pinyin.',
    hint: 'A syllable is followed by its tone, 1–5; ü is written v.',
    explanation: 'Letters with a digit beside Chinese characters are read as pinyin with tones.',
  },
  'voice/pinyin-tone': {
    text: '“{{syllable}}” has no tone as a digit, so it is read as letters.',
    hint: 'Write the tone behind each syllable, 1 to 5: `HANG2`.',
    explanation:
      'Beside Chinese characters, pinyin has tone digits: `<银行|YIN2 HANG2>`. Without them it is a respelling.',
  },
  'voice/unknown-phone': {
    text: '“{{phone}}” is no CMU phone, so all of this is read as a respelling.',
    hint: 'Phones are, for example, `M IH1 . N AH0 T`.',
    explanation:
      'Where every word is a phone of the CMU dictionary and one has a stress digit, they are said as phones; otherwise the letters are read as a word.',
  },

  // Fixes
  'fix/replace': { text: 'Change to `{{text}}`' },
  'fix/insert': { text: 'Insert `{{text}}`' },
  'fix/remove': { text: 'Remove `{{text}}`' },
  'fix/narration': { text: 'Make it narration (`: …`)' },
  'fix/action': { text: 'Make it action (`> …`)' },
  'fix/scene': { text: 'Make it the heading of a scene (`## …`)' },
  'fix/continuation': { text: 'Go on with the cue above (two spaces)' },
  'fix/at-margin': { text: 'Start at the margin' },
  'fix/before-colon': { text: 'Move `{{text}}` before the colon' },
} as const satisfies Sentences;
