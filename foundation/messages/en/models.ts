// English sentences of models/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const models = {
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
} as const satisfies Sentences;
