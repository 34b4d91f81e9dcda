// Chinese sentences of cli/; the same keys and placeholders as en/cli.ts.
import type { Sentences } from '../sentences.ts';

export const cli = {
  // 报告用词
  'cli/error': { text: '错误：' },
  'cli/warning': { text: '警告：' },
  'cli/information': { text: '说明：' },
  'cli/hint': { text: '提示：' },
  'cli/errors': { text: '{{number}} 个错误' },
  'cli/warnings': { text: '{{number}} 个警告' },
  'cli/failed-lines': { text: '有 {{number}} 行未能生成，保持静音。' },

  // 帮助
  'cli/help-usage': { text: '用法：' },
  'cli/help-arguments': { text: '参数：' },
  'cli/help-options': { text: '选项：' },
  'cli/help-commands': { text: '命令：' },
  'cli/help-examples': { text: '示例：' },
  'cli/help-default': { text: '（默认：{{value}}）' },
  'cli/option-help': { text: '显示此帮助' },
  'cli/option-version': { text: '显示版本' },
  'cli/option-locale': { text: '消息的语言；不指定时取自环境变量（LC_ALL、LANG）' },
  'cli/about': { text: '把 .voice 剧本做成成品音频，时长精确到采样点。' },
  'cli/exit-codes': {
    text: [
      '退出码：',
      '  0    完成',
      '  1    剧本有错误，或有几行未能生成',
      '  2    命令或选项有误',
      '  3    文件或文件夹无法读写，或引擎无法运行',
      '  70   Tableread 自身的缺陷',
      '  130  用 Ctrl-C 取消；已完成的语音都会保留',
    ].join('\n'),
  },

  // check
  'cli/about-check': { text: '列出剧本中的所有问题、所在位置和解决办法' },
  'cli/argument-scripts': { text: '要检查的剧本；- 表示从标准输入读取' },
  'cli/option-check-format': { text: '报告的形式' },
  'cli/about-lsp': { text: '为编辑器提供服务：问题、补全、悬停说明等' },
  'cli/example-lsp': { text: '由编辑器启动；docs/editors.md 中有各编辑器的设置' },
  'cli/option-stdio': { text: '通过标准输入和输出通信（总是如此；编辑器会写上它）' },
  'cli/option-client-process': { text: '编辑器的进程号' },
  'cli/example-check': { text: '列出问题及其所在的行，供人阅读' },
  'cli/example-check-json': { text: '以 JSON 列出两个剧本的问题，供其他程序使用' },
  'cli/example-check-stdin': { text: '从标准输入读取剧本' },
  'cli/check-summary': { text: '{{cues}} 句台词，{{speakers}} 个角色，约 {{time}}' },
  'cli/no-problems': { text: '没有问题' },

  // render
  'cli/about-render': { text: '把剧本做成音频、字幕、时间线和配音表' },
  'cli/argument-script': { text: '要渲染的剧本；- 表示从标准输入读取' },
  'cli/option-out': { text: '存放成品的文件夹' },
  'cli/option-engine': { text: '使用的引擎，优先于剧本中的设置' },
  'cli/option-scene': { text: '只渲染这一章、场景或段（按标题）的台词；可多次使用' },
  'cli/option-speaker': { text: '只渲染这个角色的台词；可多次使用' },
  'cli/option-cue': { text: '只渲染这个 id 的台词；可多次使用' },
  'cli/option-deliver': { text: '要写出哪些声音文件' },
  'cli/option-jobs': { text: '同时运行的引擎进程数' },
  'cli/option-dry-run': { text: '只显示将要生成什么、哪些已有、预计时长；不写任何文件' },
  'cli/example-render': { text: '全部渲染到 out/' },
  'cli/example-render-scene': { text: '只渲染一个场景，输出 WAV 和 MP3' },
  'cli/example-render-master': { text: '播出母版：响度另设，单独的文件夹，每人一轨' },
  'cli/example-render-stdin': { text: '由其他程序写出的剧本；其中的路径从当前文件夹算起' },
  'cli/example-render-dry-run': { text: '将要生成什么，会有多长' },
  'cli/stage-plan': { text: '规划' },
  'cli/stage-start': { text: '正在启动语音引擎' },
  'cli/stage-speak': { text: '配音' },
  'cli/stage-measure': { text: '测量' },
  'cli/stage-mix': { text: '混音' },
  'cli/stage-write': { text: '写入' },
  'cli/time-left': { text: '还需 {{time}}' },
  'cli/times-real-time': { text: '{{factor}} 倍实时' },
  'cli/render-summary': { text: '{{cues}} 句台词，新生成 {{made}} 句，沿用 {{reused}} 句，用时 {{seconds}} 秒' },
  'cli/render-summary-shared': {
    text: '{{cues}} 句台词，新生成 {{made}} 句（共用 {{used}} 次），沿用 {{reused}} 句，用时 {{seconds}} 秒',
  },
  'cli/render-out-missing': {
    text: '来自标准输入的剧本需要指定存放成品的文件夹。',
    hint: '请写明，例如 `tableread render - --out out`。',
  },
  'cli/render-warnings': { text: '{{warnings}} 个警告，可用 `tableread check {{script}}` 查看。' },
  'cli/render-loudness': { text: '{{lufs}} LUFS，{{peak}} dBTP' },
  'cli/more-lines': { text: '……另有 {{number}} 行，原因相同。' },
  'cli/files-whole': { text: '完整混音' },
  'cli/files-chapters': { text: '{{number}} 章' },
  'cli/files-scenes': { text: '{{number}} 个场景' },
  'cli/files-stems': { text: '{{number}} 条分轨，每人一条' },
  'cli/files-cues': { text: '{{number}} 个文件，每句一个' },
  'cli/files-timeline': { text: '时间线' },
  'cli/files-subtitles': { text: '字幕' },
  'cli/files-sheet': { text: '配音表' },
  'cli/files-manifest': { text: '批处理清单' },
  'cli/files-provenance': { text: '来源记录' },
  'cli/plan-kept': { text: '已有' },
  'cli/plan-new': { text: '待生成' },
  'cli/plan-failed': { text: '无法生成' },
  'cli/plan-summary': {
    text: '{{cues}} 句台词：{{kept}} 句已有，{{made}} 句待生成（语音约 {{toSpeak}}）；全长约 {{time}}，音频文件约 {{size}}',
  },

  // speak
  'cli/about-speak': { text: '朗读几个词，或一整行台词' },
  'cli/argument-words': { text: '文字，或剧本中的一行：`MIRA (悲伤) [2s]: 你好。`；- 表示从标准输入读取' },
  'cli/option-speak-out': { text: '要写入的 WAV 文件；- 表示标准输出' },
  'cli/option-voice': { text: '引擎的声音（用 `tableread voices` 查看）' },
  'cli/option-language': { text: '文字的语言，例如 en 或 zh' },
  'cli/example-speak': { text: '写出 speech.wav' },
  'cli/example-speak-cue': { text: '一整行台词：悲伤，正好两秒' },
  'cli/example-speak-pipe': { text: '传给其他程序' },
  'cli/speak-to-terminal': {
    text: '终端无法显示声音。',
    hint: '请用 --out speech.wav 指定文件，或用 > 或 | 把输出传走。',
  },
  'cli/nothing-to-speak': { text: '没有可朗读的内容。', hint: '请写几个字：`tableread speak "你好。"`' },
  'cli/speak-one-line': {
    text: '`speak` 只接受一行，这里有 {{lines}} 行。',
    hint: '请写进剧本，再用 `tableread render`。',
  },
  'cli/spoken': { text: '{{path}}  {{time}}  {{voice}}' },
  'cli/speak-problem': { text: '这一行无法朗读：{{problem}}', hint: '它按剧本中的一行来解读。' },

  // voices
  'cli/about-voices': { text: '列出引擎自带的声音' },
  'cli/option-voices-format': { text: '列出的形式' },
  'cli/option-voices-language': { text: '只列出这种语言的声音' },
  'cli/example-voices': { text: '所有英语声音' },
  'cli/example-voices-json': { text: '以 JSON 列出全部声音' },
  'cli/voices-id': { text: '声音' },
  'cli/voices-name': { text: '名称' },
  'cli/voices-language': { text: '语言' },
  'cli/voices-variants': {
    text: '变体可以改变任何声音的音色：`{{example}}`。共有 {{number}} 种：',
  },
  'cli/no-voices': {
    text: '引擎 {{engine}} 没有“{{language}}”语言的声音。',
    hint: '它支持的语言：{{known}}。',
  },

  // samples
  'cli/about-samples': { text: '复制示例剧本' },
  'cli/argument-samples-folder': { text: '复制到哪个文件夹' },
  'cli/example-samples': { text: '把五个可以随意修改的剧本复制到 samples/' },
  'cli/example-samples-folder': { text: '复制到别处' },
  'cli/samples-next': { text: '现在试试：tableread render {{script}}' },
  'cli/sample-exists': {
    text: '“{{path}}”已经存在，因此什么也没有复制。',
    hint: '请把它移走，或换一个文件夹：`tableread samples 文件夹`。',
  },

  // prune
  'cli/about-prune': { text: '删除文件夹中所有剧本都不再使用的语音' },
  'cli/argument-prune': { text: '剧本所在的文件夹，语音存放在其中的 .tableread/' },
  'cli/option-prune-dry-run': { text: '只说明会删除什么' },
  'cli/example-prune': { text: '清理当前文件夹' },
  'cli/example-prune-dry-run': { text: '看看能清理多少，占多大空间' },
  'cli/option-days': { text: '保留最近几天内生成的语音' },
  'cli/pruned': { text: '删除了 {{files}} 个语音文件（{{megabytes}} MB），保留 {{kept}} 个。' },
  'cli/would-prune': { text: '将删除 {{files}} 个语音文件（{{megabytes}} MB），保留 {{kept}} 个。' },
  'cli/prune-script-errors': {
    text: '“{{path}}”有错误，无法判断它还需要哪些语音，因此什么也没有删除。',
    hint: '请先改正：`tableread check {{path}}`。',
  },
  'cli/prune-no-store': {
    text: '“{{path}}”中没有语音。',
    hint: '请指定剧本所在的文件夹。',
  },

  // completion
  'cli/about-completion': { text: '输出一段脚本，让您的命令行能自动补全' },
  'cli/argument-shell': { text: '要补全的命令行' },
  'cli/example-completion-bash': { text: '用于 bash' },
  'cli/example-completion-zsh': { text: '用于 zsh，~/.zfunc 须在 fpath 中' },
  'cli/example-completion-fish': { text: '用于 fish' },
  'cli/example-completion-powershell': { text: '用于 PowerShell' },

  // 用法有误
  'cli/unknown-command': { text: '没有“{{command}}”这个命令。', hint: '可用的命令：{{known}}。' },
  'cli/misspelt-command': { text: '没有“{{command}}”这个命令。', hint: '您是想用 `tableread {{meant}}` 吗？' },
  'cli/unknown-option': { text: '这里没有 {{option}} 选项。', hint: '用 `{{help}}` 查看所有选项。' },
  'cli/misspelt-option': { text: '这里没有 {{option}} 选项。', hint: '您是想用 {{meant}} 吗？' },
  'cli/option-without-value': { text: '{{option}} 需要一个值。', hint: '用 `{{help}}` 查看可用的值。' },
  'cli/option-value': { text: '{{option}} 不能是“{{value}}”。', hint: '可用的值：{{allowed}}。' },
  'cli/argument-missing': { text: '缺少 <{{argument}}>。', hint: '用 `{{help}}` 查看示例。' },
  'cli/too-many-arguments': {
    text: '多了一个词。',
    hint: '连在一起的词要用引号括起来。用 `{{help}}` 查看示例。',
  },
  'cli/wrong-usage': { text: '看不懂这个命令（{{reason}}）。', hint: '用 `{{help}}` 查看示例。' },

  // 文件
  'cli/no-such-file': { text: '找不到“{{path}}”。', hint: '请检查文件名和文件夹。' },
  'cli/is-folder': { text: '“{{path}}”是文件夹，不是文件。', hint: '请指定其中的文件。' },
  'cli/not-a-file': {
    text: '“{{path}}”是管道或设备，不是文件。',
    hint: '要从管道读取，请用 - 代替剧本：`… | tableread check -`。',
  },
  'cli/script-too-large': {
    text: '“{{path}}”超过 {{most}} MiB，不可能是剧本。',
    hint: '请确认没有选错文件。',
  },
  'cli/other-encoding': {
    text: '“{{path}}”是 {{encoding}} 文本；剧本须为 UTF-8。',
    hint: '请另存为 UTF-8。',
  },
  'cli/not-utf8': {
    text: '{{path}}:{{line}}:{{column}}：字节 {{byte}} 不是 UTF-8，无法读取剧本。',
    hint: '请把剧本另存为 UTF-8（多数编辑器中为“以编码保存”）。',
  },
  'cli/no-permission': { text: '没有使用“{{path}}”的权限。', hint: '请换一个位置，或更改其权限。' },
  'cli/read-only': { text: '“{{path}}”所在的磁盘是只读的。', hint: '请换一个位置。' },
  'cli/disk-full': {
    text: '磁盘已满，无法写入“{{path}}”。',
    hint: '请腾出空间后重试。原有的文件没有改动。',
  },
  'cli/name-too-long': { text: '名称“{{path}}”对这个磁盘来说太长。', hint: '请换一个短些的名称。' },
  'cli/link-loop': { text: '“{{path}}”是指回自身的链接。', hint: '请指定文件本身。' },
  'cli/too-many-files': {
    text: '本机打开的文件太多，无法打开“{{path}}”。',
    hint: '请关闭其他程序，或提高上限（`ulimit -n`）。',
  },
  'cli/device-error': { text: '读写“{{path}}”时磁盘出错。', hint: '请把作品复制到其他磁盘。' },
  'cli/file-busy': { text: '另一个程序正在使用“{{path}}”。', hint: '请先在那里关闭，再重试。' },

  // 程序本身
  'cli/cancelling': { text: '正在取消……已完成的语音都会保留。再按一次 Ctrl-C 立即结束。' },
  'cli/cancelled': { text: '已取消。已完成的语音都会保留，下次渲染从这里继续。' },
  'cli/bug': {
    text: 'Tableread 自身出了问题。这是程序的缺陷，不是您的错误：',
    hint: '请附上以上内容报告此问题。已完成的语音和原有的成品都没有改动。',
  },
} as const satisfies Sentences;
