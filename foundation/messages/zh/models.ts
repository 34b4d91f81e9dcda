// Chinese sentences of models/; the same keys and placeholders as en/models.ts.
import type { Sentences } from '../sentences.ts';

export const models = {
  // engine process and draft engine
  'models/engine-start': {
    text: '引擎无法启动（{{how}}）。',
    hint: '请重试。如果仍然失败，请重新安装 Tableread。',
    explanation: '引擎在单独的进程中运行。该进程还没开始工作就多次退出，通常是文件缺失或损坏，或者被安全软件拦截。',
  },
  'models/engine-restarted': {
    text: '引擎意外退出（{{how}}），已重新启动。',
    hint: '没有任何内容丢失：正在合成的台词会重新合成。',
  },
  'models/engine-crashed': {
    text: '引擎在这句台词上崩溃了两次（{{how}}）。',
    hint: '请修改这句台词，或者换一个引擎。',
    explanation: '引擎崩溃后，手上的每句台词都会单独重试。这一句再次导致崩溃，因此被跳过，其他台词不受影响。',
  },
  'models/engine-memory': { text: '引擎占用了 {{megabytes}} MB 内存，超过上限 {{ceiling}} MB，已重新启动。' },
  'models/engine-closed': { text: '引擎在合成过程中被关闭。' },
  'models/jobs': { text: '不能同时运行 {{jobs}} 个引擎进程。', hint: '请使用 1 到 16 之间的整数。' },
  'models/unknown-voice': {
    text: '{{engine}} 引擎没有名为“{{voice}}”的声音。',
    hint: '`tableread voices` 会列出全部声音。声音和变体之间用加号连接，例如 en+f3。',
  },
  'models/unknown-language': {
    text: '{{engine}} 引擎不支持语言“{{language}}”。',
    hint: '`tableread voices` 会列出每个引擎支持的语言。',
  },
  'models/nothing-to-speak': {
    text: '这句台词没有可以朗读的内容。',
    hint: '请添加文字，或者改写成停顿（~ 1s）或音效（! 文件.wav）。',
  },
  'models/draft-program-ended': {
    text: '草稿语音程序意外退出（{{how}}）。',
    hint: '请重试。如果仍然失败，请重新安装 Tableread。',
  },
  // end of engine process and draft engine
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
  // onnx/：无法准备或载入的网络。
  'onnx/other-drive': {
    text: '{{file}} 与 {{other}} 位于不同的驱动器，无法同时从两处载入网络。',
    hint: '请把模型文件夹和缓存放在同一驱动器上。',
  },
  'onnx/provider-absent': {
    text: '此版本的 ONNX Runtime 不含 {{provider}}，改用 CPU。',
  },
  'onnx/provider-failed': {
    text: '{{provider}} 无法运行该网络，改用 CPU：{{reason}}',
    hint: '请检查显卡驱动，或在设置中选择 cpu。',
  },
  'onnx/load-failed': {
    text: '无法载入网络 {{network}}：{{reason}}',
    hint: '最常见的原因是内存不足。请关闭其他程序，或选择更低的精度。',
  },
  // text/: grammars, glossaries and templates.
  'text/grammar-foreign': {
    text: '{{file}} 不是文本语法文件（OpenFST 格式）。',
    hint: '请重新下载文本语法。',
  },
  'text/grammar-kind': {
    text: '{{file}} 是此处无法读取的 OpenFST 类型：{{kind}}。',
    hint: '语法文件须为 vector 类型、standard 弧、版本 2，且不含符号表。',
  },
  'text/grammar-damaged': {
    text: '{{file}} 在第 {{at}} 字节处损坏。',
    hint: '请重新下载文本语法。',
  },
  'text/grammar-loop': {
    text: '{{file}} 的状态 {{state}} 处有不读取任何字符的循环。',
    hint: '请重新下载文本语法。',
  },
  'text/grammar-missing': {
    text: '{{folder}} 中缺少文本语法 {{name}}。',
    hint: '请重新下载文本语法。',
  },
  'text/not-normalisable': {
    text: '文本语法 {{file}} 无法读出“{{text}}”。',
    hint: '请将其中的数字和符号写成文字。',
  },
  'text/glossary-damaged': {
    text: '{{file}} 第 {{line}} 行：不是“词语: 读法”的列表。',
    hint: '每行写一个词语：`C++: C plus plus`，或 `C++: { zh: C 加加, en: C plus plus }`。',
  },
  'text/glossary-entry': {
    text: '{{file}}：“{{term}}”的读法既不是文字，也不是 zh 和 en 的读法。',
    hint: '请写成 `C++: C plus plus`，或 `C++: { zh: C 加加, en: C plus plus }`。',
  },
  'text/template-damaged': {
    text: '{{file}} 不是可以填写的对话模板。',
    hint: '请重新下载模型。',
  },
  'text/dictionary-damaged': {
    text: '{{file}} 不是完整的 MeCab 词典文件。',
    hint: '请重新下载日语词典。',
  },
  'text/dictionary-kind': {
    text: '{{file}} 是此处无法读取的 MeCab 词典类型：{{kind}}。',
    hint: '词典须由 MeCab 0.99 以 UTF-8 编译。',
  },
  // Vocabularies of the tokenisers.
  'tokenizer/sentencepiece-damaged': {
    text: '{{file}} 不是完整的 SentencePiece 模型：第 {{at}} 字节处无法读取。',
    hint: '请重新下载模型。',
  },
  'tokenizer/sentencepiece-kind': {
    text: '{{file}} 是此处无法读取的 SentencePiece 模型类型：{{kind}}。',
    hint: 'IndexTTS-2 使用 Unigram 模型，请使用官方发布的 bpe.model。',
  },
  'tokenizer/tiktoken-line': {
    text: '{{file}} 第 {{line}} 行：不是词元及其序号。',
    hint: '请重新下载模型。',
  },
  'tokenizer/tiktoken-gap': {
    text: '{{file}}：没有序号为 {{rank}} 的词元。',
    hint: '下载可能中断，请重新下载模型。',
  },
  'tokenizer/tiktoken-byte': {
    text: '{{file}}：字节 {{byte}} 不是词元，因此无法表示任意文本。',
    hint: '请重新下载模型。',
  },
  'tokenizer/json-damaged': {
    text: '{{file}} 不是完整的 tokenizer.json：{{field}} 缺失或有误。',
    hint: '请重新下载模型。',
  },
  'tokenizer/json-unsupported': {
    text: '{{file}}：{{field}} 为 {{found}}，不受支持。',
    hint: '仅支持 Qwen 和 GPT-2 那样的字节级 BPE，请使用官方发布的 tokenizer.json。',
  },
  // reference/: recordings to clone a voice from.
  'reference/too-short': {
    text: '录音时长 {{seconds}} 秒；克隆声音至少需要 {{least}} 秒。',
    hint: '请录制 5 到 15 秒连贯的语音。',
  },
  'reference/silent': {
    text: '录音中没有声音。',
    hint: '请检查麦克风和文件，然后重新录制。',
  },
  'reference/not-finite': {
    text: '录音中含有非数值的采样，首处位于 {{seconds}} 秒。',
    hint: '请将录音重新保存为 16 位或 24 位 WAV。',
  },
  'reference/short': {
    text: '录音时长 {{seconds}} 秒；不足 {{least}} 秒时，声音还原度会下降。',
    hint: '请录制 5 到 15 秒连贯的语音。',
  },
  'reference/long': {
    text: '录音时长 {{seconds}} 秒；模型只听取其中 {{most}} 秒。',
    hint: '请剪出最好的 {{most}} 秒，或让 Tableread 自动挑选。',
  },
  'reference/little-speech': {
    text: '录音中只有 {{percent}}% 是语音（{{seconds}} 秒）。',
    hint: '请剪去停顿，或录制更多连贯的语音。',
  },
  'reference/clipped': {
    text: '录音过载：{{percent}}% 的采样被削波。',
    hint: '请降低增益重新录制；削波会随声音一起被克隆。',
  },
  'reference/quiet': {
    text: '录音音量很小：语音电平为 {{level}} dBFS。',
    hint: '请靠近麦克风录制，或让 Tableread 提高电平。',
  },
  'reference/noisy': {
    text: '录音噪声较大：语音只比噪声高 {{decibels}} dB。',
    hint: '请在更安静的房间录制，或让 Tableread 降噪。',
  },
  'reference/several-speakers': {
    text: '录音中似乎不止一个人的声音。',
    hint: '请只保留一个人的声音；混合的声音会被混合地克隆。',
  },
} as const satisfies Sentences;
