// Chinese sentences of audio/; the same keys and placeholders as en/audio.ts.
import type { Sentences } from '../sentences.ts';

export const audio = {
  'audio/missing': {
    text: '找不到文件“{{file}}”。',
    hint: '请检查文件名和所在文件夹；剧本中的路径以剧本所在位置为起点。',
  },
  'audio/folder': { text: '“{{file}}”是文件夹，不是录音。', hint: '请指定其中的某个文件。' },
  'audio/not-a-file': {
    text: '“{{file}}”是管道或设备，不是普通文件。',
    hint: '请先把声音保存为文件，再指定该文件。',
    explanation: '录音会被多次读取，也会从中间开始读取，只有普通文件做得到。没有程序写入的管道还会让读取永远等待下去。',
  },
  'audio/empty': { text: '“{{file}}”是空文件（0 字节）。', hint: '请重新导出或复制这段录音。' },
  'audio/unreadable': {
    text: '无法读取“{{file}}”（{{reason}}）。',
    hint: '请确认您有权打开该文件，且其所在磁盘已连接。',
  },
  'audio/not-audio': {
    text: '“{{file}}”不是可读取的音频。',
    hint: '可读取 WAV、FLAC、MP3 和 Ogg Vorbis；以文件内容为准，与扩展名无关。',
  },
  'audio/unsupported-encoding': {
    text: '“{{file}}”采用 {{encoding}} 编码，无法读取。',
    hint: '请转换为 WAV 或 FLAC。',
  },
  'audio/cut-off': { text: '“{{file}}”在声音数据开始之前就结束了。', hint: '文件没有完整复制或下载，请重新获取。' },
  'audio/damaged-header': {
    text: '“{{file}}”的文件头有误：{{field}} 为 {{value}}。',
    hint: '请重新导出这段录音。',
  },
  'audio/damaged': { text: '“{{file}}”在 {{seconds}} 秒之后已损坏，无法继续读取。', hint: '请重新导出这段录音。' },
  'audio/disk-full': {
    text: '磁盘已满，无法写入“{{file}}”。',
    hint: '请腾出空间后重试。原有文件保持不变。',
  },
  'audio/file-in-the-way': {
    text: '无法写入“{{file}}”：本应是文件夹的位置上有一个文件。',
    hint: '请移走那个文件，或另选输出文件夹。',
  },
  'audio/too-many-files': {
    text: '无法写入“{{file}}”：打开的文件超过了系统允许的数量。',
    hint: '请减少同时输出的分轨、场景或格式，或提高上限（`ulimit -n`）。已完成的语音都会保留。',
  },
  'audio/cannot-write': {
    text: '无法写入“{{file}}”（{{reason}}）。',
    hint: '请确认您有权写入该文件夹，且没有其他程序占用该文件。',
  },
  'audio/mp3-sample-rate': {
    text: 'MP3 不支持 {{rate}} Hz。',
    hint: '请选用 {{allowed}} Hz 之一，或改用 WAV、FLAC。',
  },
  'audio/flac-sample-rate': {
    text: 'FLAC 不支持 {{rate}} Hz。',
    hint: '请选用不高于 {{most}} Hz 的采样率，或改用 WAV。',
  },
  'audio/too-many-channels': {
    text: '{{format}} 不支持 {{channels}} 个声道。',
    hint: '请减少到 {{most}} 个以内，或改用 WAV。',
  },
  'audio/damaged-peaks': {
    text: '这不是当前版本的波形峰值文件。',
    hint: '请重新渲染，或删除该文件，它会重新生成。',
  },
  'audio/too-long': {
    text: '“{{file}}”过长，无法整段载入（超过 {{minutes}} 分钟）。',
    hint: '请截取所需的片段。',
  },
} as const satisfies Sentences;
