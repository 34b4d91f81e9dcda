// Chinese sentences of models/; the same keys and placeholders as en/models.ts.
import type { Sentences } from '../sentences.ts';

export const models = {
  // checkpoints/：无法读取的权重文件。每句都写明文件；有张量时也写明张量。
  'checkpoint/unknown-format': {
    text: '{{file}} 既不是 PyTorch 检查点，也不是 safetensors 文件。',
    hint: '请重新下载；常见原因是存下了网页，或只有 Git LFS 指针。',
  },
  'checkpoint/legacy': {
    text: '{{file}} 由 1.6 之前的 PyTorch 写成。',
    hint: '请在 PyTorch 中载入后用 torch.save 重新保存。',
  },
  'checkpoint/no-directory': {
    text: '{{file}} 不完整：缺少目录。',
    hint: '很可能下载中断，请重新下载。',
  },
  'checkpoint/damaged-directory': {
    text: '{{file}} 已损坏：无法读取目录。',
    hint: '请重新下载。',
  },
  'checkpoint/compressed': {
    text: '{{file}} 中的 {{entry}} 经过压缩；这里只读取未压缩的权重。',
    hint: '请使用作者发布的原文件，或用 torch.save 重新保存。',
  },
  'checkpoint/entry-beyond-file': {
    text: '{{file}} 已损坏：{{entry}} 超出文件范围。',
    hint: '请重新下载。',
  },
  'checkpoint/no-pickle': {
    text: '{{file}} 是 zip 压缩包，但不是 PyTorch 检查点：缺少 data.pkl。',
  },
  'checkpoint/byte-order': {
    text: '{{file}} 是在大端序机器上写成的。',
    hint: '请使用作者发布的原文件。',
  },
  'checkpoint/damaged-pickle': {
    text: '{{file}} 已损坏：张量说明在第 {{position}} 字节处无法读取。',
    hint: '请重新下载。',
  },
  'checkpoint/forbidden-name': {
    text: '{{file}} 要求调用 {{name}}，检查点并不需要它。没有运行任何代码。',
    hint: '也不要在其他程序中使用此文件；请从作者处下载原文件。',
    explanation:
      'PyTorch 检查点可以在载入时要求调用任意 Python 函数。Tableread 只认识张量所需的几个名称，文件要求其他任何东西都会被拒绝。',
  },
  'checkpoint/storage-missing': {
    text: '{{file}} 缺少张量 {{tensor}} 的数据 {{entry}}。',
    hint: '请重新下载。',
  },
  'checkpoint/storage-size': {
    text: '{{file}} 已损坏：{{entry}} 的大小与张量 {{tensor}} 不符。',
    hint: '请重新下载。',
  },
  'checkpoint/tensor-bounds': {
    text: '{{file}} 已损坏：张量 {{tensor}} 超出其数据范围。',
    hint: '请重新下载。',
  },
  'checkpoint/nesting': {
    text: '{{file}} 的嵌套过深，不像检查点。',
  },
  'checkpoint/duplicate-tensor': {
    text: '{{file}} 中张量 {{tensor}} 出现两次。',
  },
  'checkpoint/safetensors-header': {
    text: '{{file}} 已损坏：无法读取 safetensors 文件头。',
    hint: '请重新下载；常见原因是只有 Git LFS 指针。',
  },
  'checkpoint/safetensors-tensor': {
    text: '{{file}} 已损坏：张量 {{tensor}} 的类型、形状和位置互相矛盾。',
    hint: '请重新下载。',
  },
  'checkpoint/safetensors-layout': {
    text: '{{file}} 已损坏：在张量 {{tensor}} 处有重叠、空洞，或数据在文件结束前就结束了。',
    hint: '请重新下载。',
  },
  'checkpoint/no-tensor': {
    text: '{{file}} 中没有张量 {{tensor}}。',
    hint: '这不是引擎所需的检查点；请检查版本和文件夹。',
  },
  'checkpoint/element-type': {
    text: '{{file}} 的张量 {{tensor}} 存放的是 {{type}}，不是浮点数。',
  },
  'checkpoint/tensor-shape': {
    text: '{{file}} 的张量 {{tensor}} 形状为 {{shape}}，应为 {{expected}}。',
    hint: '模型的文件不配套；请检查版本和文件夹。',
  },
  'checkpoint/configuration-syntax': {
    text: '无法读取 {{file}}：{{reason}}',
  },
  'checkpoint/configuration-value': {
    text: '{{file}}：{{key}} 应为{{expected}}。',
  },
} as const satisfies Sentences;
