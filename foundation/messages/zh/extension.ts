// Chinese sentences of extension/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const extension = {
  'editor/unexpected': { text: 'Tableread 自身出错：{{what}}' },
  'editor/show-log': { text: '查看日志' },
  'editor/player': { text: 'Tableread 播放器' },
  'editor/no-script': { text: '请先打开一个 .voice 剧本。' },
  'editor/no-cue-here': { text: '光标处没有可朗读的台词。' },
  'editor/cue-not-spoken': { text: '这一行有错误，或者没有人说这句话，因此没有声音可听。' },
  'editor/virtual': { text: '这个剧本位于虚拟工作区，无法生成声音。请先把它保存到磁盘文件夹中。' },
  'editor/untrusted': { text: '剧本会引用文件，因此只在受信任的工作区中生成声音。检查和高亮在任何地方都可用。' },
  'editor/manage-trust': { text: '管理工作区信任' },
  'editor/lens-play': { text: '播放' },
  'editor/lens-stop': { text: '停止' },
  'editor/lens-waiting': { text: '正在生成，点击停止' },
  'editor/lens-play-tooltip': { text: '朗读这一行' },
  'editor/lens-seconds': { text: '{{seconds}} 秒' },
  'editor/lens-stale': { text: '之后有改动' },
  'editor/lens-failed': { text: '生成失败' },
  'editor/lens-locked': { text: '已锁定' },
  'editor/lens-take': { text: '第 {{take}} 条' },
} as const satisfies Sentences;
