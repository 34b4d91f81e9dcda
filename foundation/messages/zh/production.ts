// Chinese sentences of production/; the same keys and placeholders as en/production.ts.
import type { Sentences } from '../sentences.ts';

export const production = {
  'production/nothing-to-render': {
    text: '没有可渲染的内容：剧本里没有一行会发声。',
    hint: '写一句台词，例如 `：很久很久以前。`，或选择别的场景、角色或台词。',
  },
  'production/unknown-scene': {
    text: '剧本里没有名为“{{name}}”的章、场景或段。',
    hint: '现有标题：{{known}}。',
  },
  'production/unknown-speaker': {
    text: '剧本里没有名为“{{name}}”的角色。',
    hint: '现有角色：{{known}}。',
  },
  'production/unknown-cue': {
    text: '剧本里没有 id 为“{{name}}”的台词。',
    hint: '`tableread render --dry-run` 会列出所有 id。也可以在行内指定：`(id alert_03)`。',
  },
  'production/option-range': {
    text: '{{option}} 不能是 {{value}}。',
    hint: '允许的取值：{{allowed}}。',
  },
  'production/out-is-file': {
    text: '“{{path}}”不是文件夹，无法写入其中。',
    hint: '请选择别的输出文件夹。',
  },
  'production/out-in-store': {
    text: '“{{path}}”是存放已完成语音的地方，成品不能放在那里。',
    hint: '请另选输出文件夹，例如 `--out out`。',
  },
  'production/out-over-input': {
    text: '“{{path}}”会被覆盖，而剧本要用到这个文件。没有写入任何内容。',
    hint: '请另选输出文件夹。已完成的语音都会保留。',
  },
  'production/path-is-folder': {
    text: '“{{path}}”是文件夹，而这里要写入一个文件。',
    hint: '请移走该文件夹，或选择别的输出文件夹。',
  },
  'production/not-writable': {
    text: '无法写入“{{path}}”：没有权限，或磁盘为只读。',
    hint: '请选择可以写入的位置。原有的内容没有改动。',
  },
  'production/disk-full': {
    text: '磁盘已满：无法写入“{{path}}”。',
    hint: '请腾出空间后重新渲染：已完成的语音会保留，先前的输出没有改动。',
  },
  'production/disk-too-small': {
    text: '成品文件约需 {{needed}}，“{{path}}”所在的磁盘只剩 {{free}}。没有写入任何文件。',
    hint: '请腾出空间或换一个文件夹；也可以少输出一些：不要分轨（`--deliver whole`）、只要 MP3 或 FLAC（`--format mp3`）、只渲染一部分（`--scene`）。已完成的语音会保留。',
  },
  'production/write-failed': {
    text: '无法写入“{{path}}”（{{reason}}）。',
    hint: '已完成的语音会保留，先前的输出没有改动。',
  },
  'production/not-spoken': { text: '正如剧本的警告所说，这一行不朗读。' },
  'production/script-error': {
    text: '这一行有错误，因此不渲染，其位置保持静音。',
    hint: '`tableread check` 会显示该错误。',
  },
  'production/no-recording': {
    text: '引擎“{{engine}}”需要一段人声录音，而 {{speaker}} 没有。',
    hint: '请在角色表中提供：`{{speaker}}: { voice: voices/name.wav, consent: "谁，何时" }`。',
  },
  'production/no-consent': {
    text: '声音“{{path}}”不会被克隆：没有其所有者的授权记录。',
    hint: '请在角色表中该声音旁添加记录：`consent: "谁，何时，哪份授权书"`。',
  },
  'production/recording-missing': {
    text: '无法读取录音“{{path}}”。',
    hint: '剧本中的路径以剧本所在文件夹为起点。',
  },
  'production/sound-missing': {
    text: '无法读取音效“{{path}}”，其位置保持静音。',
    hint: '剧本中的路径以剧本所在文件夹为起点。',
  },
  'production/sound-empty': {
    text: '音效“{{path}}”没有任何采样，其位置保持静音。',
  },
  'production/no-answer': {
    text: '引擎“{{engine}}”没有对这一行给出结果。',
    hint: '请重新渲染：已完成的语音会保留。',
  },
  'production/engine-not-installed': {
    text: '引擎 {{engine}} 尚未安装。',
    hint: '请使用自带的声音：`--engine draft`，或在剧本中写 `engine: draft`。',
  },
  'production/engine-failed': {
    text: '引擎“{{engine}}”出错：{{reason}}',
    hint: '请重新渲染：已完成的语音会保留。',
  },
  'production/take-unusable': {
    text: '引擎“{{engine}}”给出的采样不是有效数值。',
    hint: '请重新渲染，或用 `(seed 2)` 换一个种子。',
  },
  'production/take-corrupt': {
    text: '台词 {{cue}} 保存的语音已损坏，将重新生成。',
  },
  'production/take-lost': {
    text: '渲染过程中，一段已完成的语音从“{{folder}}”中消失了。',
    hint: '请重新渲染；渲染期间不要清理该文件夹。',
  },
  'production/too-short-for-loudness': {
    text: '结果是静音或不足 0.4 秒，没有响度可以调整到 {{target}} LUFS。',
  },
  'production/loudness-not-reached': {
    text: '响度为 {{reached}} LUFS，而不是 {{target}} LUFS：再响峰值就会超过 {{ceiling}} dB。',
    hint: '请降低目标响度（`render: { loudness: {{reached}} LUFS }`）或提高峰值上限（`truePeak`）。',
  },
  'production/spoken-label-failed': {
    text: '无法生成“机器合成语音”的口播提示（{{reason}}）；以节奏提示音（短、长、短、短）代替。',
  },
  // 锁定的语音
  'production/locked-takes-damaged': {
    text: '无法读取锁定语音的文件“{{file}}”（{{reason}}），因此没有任何语音被锁定。',
    hint: '请修复该文件，或恢复它的较早版本。该文件不会被覆盖。',
  },
  'production/locked-take-damaged': {
    text: '“{{file}}”中关于台词 {{cue}} 的内容无法理解，因此该台词没有锁定。',
    hint: '请恢复该文件的较早版本，或重新锁定该语音。',
  },
  'production/locked-cue-gone': {
    text: '“{{file}}”锁定了台词 {{cue}} 的语音，但剧本中已没有这句台词。',
    hint: '只有在行内写明 id 的台词，改动文字后 id 才保持不变：`(id alert_03)`。',
  },
  'production/locked-take-remade': {
    text: '台词 {{cue}} 锁定的语音不在这台机器上。已按当时的要求重新生成，但所用引擎的版本或录音与当时不同，听起来可能有差别。',
    hint: '请从当初生成它的机器复制该语音（`.tableread/takes/`），或试听后重新锁定。',
  },
  'production/lock-without-take': {
    text: '台词 {{cue}} 还没有可以锁定的语音。',
    hint: '请先播放这一行。',
  },
  // process.ts 及其为编辑器提供的功能
  'production/already-rendering': {
    text: '“{{script}}”正在渲染。',
    hint: '请等待该渲染完成，或先取消它。',
  },
  'production/prune-script-errors': {
    text: '“{{script}}”有错误，无法判断它使用了哪些语音，因此没有移除任何内容。',
    hint: '请先修正剧本。',
  },
  'production/process-ended': {
    text: '负责渲染和播放的进程意外退出（{{how}}）。',
    hint: '请重试：进程会重新启动，已完成的语音会保留。',
  },
  'production/no-output': {
    text: '“{{folder}}”中没有已完成的渲染结果。',
    hint: '请先把剧本渲染到该文件夹。',
  },
  'production/no-whole': {
    text: '“{{folder}}”中的渲染结果没有可播放的完整混音。',
    hint: '请重新渲染，并在交付内容中包含完整混音（`--deliver whole`）。',
  },
  'production/reel-gone': {
    text: '这段声音已不可用。',
    hint: '请重新播放。',
  },
} as const satisfies Sentences;
