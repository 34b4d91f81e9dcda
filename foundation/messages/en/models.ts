// English sentences of models/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const models = {
  // engine process and draft engine
  'models/engine-start': {
    text: 'The engine could not be started ({{how}}).',
    hint: 'Try again. If it happens again, reinstall Tableread.',
    explanation:
      'Engines run in a process of their own. It ended several times before it could take any work, which points to files that are missing or damaged, or to a protection program that stops it.',
  },
  'models/engine-restarted': {
    text: 'The engine ended unexpectedly ({{how}}) and was started again.',
    hint: 'Nothing is lost: the lines that it was speaking are spoken again.',
  },
  'models/engine-crashed': {
    text: 'The engine crashed twice on this line ({{how}}).',
    hint: 'Change the line, or speak it with another engine.',
    explanation:
      'After a crash, each line that the engine had in hand is tried again by itself. This one crashed it a second time, so it is left out; the others are not affected.',
  },
  'models/engine-memory': {
    text: 'The engine took {{megabytes}} MB, more than the {{ceiling}} MB allowed, and was started again.',
  },
  'models/engine-closed': { text: 'The engine was closed while it was speaking.' },
  'models/jobs': { text: '{{jobs}} engine processes cannot run at once.', hint: 'Use a whole number from 1 to 16.' },
  'models/unknown-voice': {
    text: 'The {{engine}} engine has no voice “{{voice}}”.',
    hint: '`tableread voices` lists them all. A voice and a variant are joined by a plus sign: en+f3.',
  },
  'models/unknown-language': {
    text: 'The {{engine}} engine does not speak the language “{{language}}”.',
    hint: '`tableread voices` lists the languages of each engine.',
  },
  'models/nothing-to-speak': {
    text: 'The line has nothing that can be spoken.',
    hint: 'Add words, or write a pause (~ 1s) or a sound (! file.wav) instead.',
  },
  'models/draft-program-ended': {
    text: 'The draft voice’s program ended unexpectedly ({{how}}).',
    hint: 'Try again. If it happens again, reinstall Tableread.',
  },
  // end of engine process and draft engine
  // checkpoints/: files of weights that cannot be read. Each names the file, and the tensor where there is one.
  'checkpoint/unknown-format': {
    text: '{{file}} is neither a PyTorch checkpoint nor a safetensors file.',
    hint: 'Download the file again; a saved web page or a Git LFS pointer is a frequent cause.',
  },
  'checkpoint/legacy': {
    text: '{{file}} was written by a PyTorch older than 1.6.',
    hint: 'Load it in PyTorch and save it again with torch.save.',
  },
  'checkpoint/no-directory': {
    text: '{{file}} is incomplete: its list of contents is missing.',
    hint: 'The download probably broke off. Download the file again.',
  },
  'checkpoint/damaged-directory': {
    text: '{{file}} is damaged: its list of contents cannot be read.',
    hint: 'Download the file again.',
  },
  'checkpoint/compressed': {
    text: '{{file}} holds {{entry}} compressed; weights are read from uncompressed files only.',
    hint: 'Use the file as its authors publish it, or save it again with torch.save.',
  },
  'checkpoint/entry-beyond-file': {
    text: '{{file}} is damaged: {{entry}} does not lie inside the file.',
    hint: 'Download the file again.',
  },
  'checkpoint/no-pickle': {
    text: '{{file}} is a zip archive but not a PyTorch checkpoint: data.pkl is missing.',
  },
  'checkpoint/byte-order': {
    text: '{{file}} was written on a big-endian machine.',
    hint: 'Use the file as its authors publish it.',
  },
  'checkpoint/damaged-pickle': {
    text: '{{file}} is damaged: its description of the tensors cannot be read at byte {{position}}.',
    hint: 'Download the file again.',
  },
  'checkpoint/forbidden-name': {
    text: '{{file}} asks for {{name}}, which no checkpoint needs. Nothing was run.',
    hint: 'Do not use this file with other programs either; download the original from its authors.',
    explanation:
      'A PyTorch checkpoint can name any Python function to be called while it is loaded. Tableread knows the few names that tensors need and refuses a file that asks for anything else.',
  },
  'checkpoint/storage-missing': {
    text: '{{file}} lacks {{entry}}, the numbers of tensor {{tensor}}.',
    hint: 'Download the file again.',
  },
  'checkpoint/storage-size': {
    text: '{{file}} is damaged: {{entry}} has another size than tensor {{tensor}} needs.',
    hint: 'Download the file again.',
  },
  'checkpoint/tensor-bounds': {
    text: '{{file}} is damaged: tensor {{tensor}} reaches beyond its numbers.',
    hint: 'Download the file again.',
  },
  'checkpoint/nesting': {
    text: '{{file}} is nested too deeply for a checkpoint.',
  },
  'checkpoint/duplicate-tensor': {
    text: '{{file}} names tensor {{tensor}} twice.',
  },
  'checkpoint/safetensors-header': {
    text: '{{file}} is damaged: the safetensors header cannot be read.',
    hint: 'Download the file again; a Git LFS pointer in its place is a frequent cause.',
  },
  'checkpoint/safetensors-tensor': {
    text: '{{file}} is damaged: type, shape and place of tensor {{tensor}} do not fit each other.',
    hint: 'Download the file again.',
  },
  'checkpoint/safetensors-layout': {
    text: '{{file}} is damaged: the tensors overlap, leave a hole or end before the file does, at tensor {{tensor}}.',
    hint: 'Download the file again.',
  },
  'checkpoint/no-tensor': {
    text: '{{file}} has no tensor {{tensor}}.',
    hint: 'This is not the checkpoint that the engine expects; check version and folder.',
  },
  'checkpoint/element-type': {
    text: 'Tensor {{tensor}} of {{file}} holds {{type}}, not floating-point numbers.',
  },
  'checkpoint/tensor-shape': {
    text: 'Tensor {{tensor}} of {{file}} has the shape {{shape}}; {{expected}} is expected.',
    hint: 'The files of the model do not belong together; check version and folder.',
  },
  'checkpoint/configuration-syntax': {
    text: '{{file}} cannot be read: {{reason}}',
  },
  'checkpoint/configuration-value': {
    text: '{{file}}: {{key}} must be {{expected}}.',
  },
  // onnx/: networks that cannot be made ready or loaded.
  'onnx/other-drive': {
    text: '{{file}} and {{other}} lie on different drives; a network cannot be loaded from both.',
    hint: 'Put the folder of models and the cache on the same drive.',
  },
  'onnx/provider-absent': {
    text: 'This build of ONNX Runtime has no {{provider}}; the CPU is used.',
  },
  'onnx/provider-failed': {
    text: '{{provider}} cannot run the network; the CPU is used: {{reason}}',
    hint: 'Check the driver of the graphics card, or choose cpu in the settings.',
  },
  'onnx/load-failed': {
    text: 'The network {{network}} could not be loaded: {{reason}}',
    hint: 'Too little memory is the most frequent cause. Close other programs, or choose a smaller precision.',
  },
  // text/: grammars, glossaries and templates.
  'text/grammar-foreign': {
    text: '{{file}} is no text grammar (OpenFST file).',
    hint: 'Download the text grammars again.',
  },
  'text/grammar-kind': {
    text: '{{file}} is a kind of OpenFST file that is not read here: {{kind}}.',
    hint: 'Grammars have to be vector transducers with standard arcs, version 2, without symbol tables.',
  },
  'text/grammar-damaged': {
    text: '{{file}} is damaged at byte {{at}}.',
    hint: 'Download the text grammars again.',
  },
  'text/grammar-loop': {
    text: '{{file}} has a loop that reads nothing, at state {{state}}.',
    hint: 'Download the text grammars again.',
  },
  'text/grammar-missing': {
    text: 'The text grammar {{name}} is missing from {{folder}}.',
    hint: 'Download the text grammars again.',
  },
  'text/not-normalisable': {
    text: 'The text grammar {{file}} finds no reading for “{{text}}”.',
    hint: 'Write the numbers and signs out in words.',
  },
  'text/glossary-damaged': {
    text: '{{file}}, line {{line}}: not a list of terms and readings.',
    hint: 'Write one term a line: `C++: C plus plus`, or `C++: { zh: C 加加, en: C plus plus }`.',
  },
  'text/glossary-entry': {
    text: '{{file}}: the reading of “{{term}}” is neither text nor readings for zh and en.',
    hint: 'Write `C++: C plus plus`, or `C++: { zh: C 加加, en: C plus plus }`.',
  },
  'text/template-damaged': {
    text: '{{file}} is not a chat template that can be filled in.',
    hint: 'Download the model again.',
  },
  'text/dictionary-damaged': {
    text: '{{file}} is not a whole MeCab dictionary file.',
    hint: 'Download the Japanese dictionary again.',
  },
  'text/dictionary-kind': {
    text: '{{file}} is a MeCab dictionary of a kind that is not read here: {{kind}}.',
    hint: 'Dictionaries have to be compiled by MeCab 0.99 for UTF-8.',
  },
  // Vocabularies of the tokenisers.
  'tokenizer/sentencepiece-damaged': {
    text: '{{file}} is not a whole SentencePiece model: unreadable at byte {{at}}.',
    hint: 'Download the model again.',
  },
  'tokenizer/sentencepiece-kind': {
    text: '{{file}} is a SentencePiece model of a kind that is not read here: {{kind}}.',
    hint: 'IndexTTS-2 has a Unigram model; take the bpe.model of its official release.',
  },
  'tokenizer/tiktoken-line': {
    text: '{{file}}, line {{line}}: not a token and its rank.',
    hint: 'Download the model again.',
  },
  'tokenizer/tiktoken-gap': {
    text: '{{file}}: no token has the rank {{rank}}.',
    hint: 'The download probably broke off. Download the model again.',
  },
  'tokenizer/tiktoken-byte': {
    text: '{{file}}: the byte {{byte}} is no token, so not every text can be written.',
    hint: 'Download the model again.',
  },
  'tokenizer/json-damaged': {
    text: '{{file}} is not a whole tokenizer.json: {{field}} is missing or wrong.',
    hint: 'Download the model again.',
  },
  'tokenizer/json-unsupported': {
    text: '{{file}}: {{field}} is {{found}}, which is not supported.',
    hint: 'Only byte-level BPE as in Qwen and GPT-2 is read. Take the tokenizer.json of the official release.',
  },
  // reference/: recordings to clone a voice from.
  'reference/too-short': {
    text: 'The recording is {{seconds}} s long; a voice needs at least {{least}} s.',
    hint: 'Record 5 to 15 seconds of connected speech.',
  },
  'reference/silent': {
    text: 'The recording holds no sound.',
    hint: 'Check the microphone and the file, then record again.',
  },
  'reference/not-finite': {
    text: 'The recording holds samples that are no numbers, the first at {{seconds}} s.',
    hint: 'Save the recording again as 16-bit or 24-bit WAV.',
  },
  'reference/short': {
    text: 'The recording is {{seconds}} s long; below {{least}} s the voice is caught less well.',
    hint: 'Record 5 to 15 seconds of connected speech.',
  },
  'reference/long': {
    text: 'The recording is {{seconds}} s long; the model hears {{most}} s of it.',
    hint: 'Cut it to the best {{most}} seconds, or let Tableread choose them.',
  },
  'reference/little-speech': {
    text: 'Only {{percent}} % of the recording is speech ({{seconds}} s).',
    hint: 'Cut the pauses, or record more connected speech.',
  },
  'reference/clipped': {
    text: 'The recording is overdriven: {{percent}} % of its samples are clipped.',
    hint: 'Record again with less gain; clipping is cloned along with the voice.',
  },
  'reference/quiet': {
    text: 'The recording is very quiet: speech at {{level}} dBFS.',
    hint: 'Record closer to the microphone, or let Tableread raise the level.',
  },
  'reference/noisy': {
    text: 'The recording is noisy: speech is only {{decibels}} dB above the noise.',
    hint: 'Record in a quieter room, or let Tableread reduce the noise.',
  },
  'reference/several-speakers': {
    text: 'The recording seems to hold more than one speaker.',
    hint: 'Cut out one speaker; a mixture is cloned as a mixture.',
  },
} as const satisfies Sentences;
