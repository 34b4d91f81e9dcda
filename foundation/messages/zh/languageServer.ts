// Chinese sentences of language-server/; the same keys and placeholders as en/languageServer.ts.
import type { Sentences } from '../sentences.ts';

export const languageServer = {
  'lsp/emotion-own': { text: '与参考录音相同' },
  'lsp/emotion-like': { text: '像 {{path}} {{strength}}' },
  'lsp/emotion-auto': { text: '由台词判断' },
  'lsp/emotion-happy': { text: '高兴' },
  'lsp/emotion-angry': { text: '愤怒' },
  'lsp/emotion-sad': { text: '悲伤' },
  'lsp/emotion-afraid': { text: '害怕' },
  'lsp/emotion-disgusted': { text: '厌恶' },
  'lsp/emotion-melancholic': { text: '低落' },
  'lsp/emotion-surprised': { text: '惊讶' },
  'lsp/emotion-calm': { text: '平静' },
  'lsp/inherited-from-line': { text: '来自这一行。' },
  'lsp/inherited-from-section': { text: '来自本节的设置。' },
  'lsp/inherited-from-speaker': { text: '来自角色表中该角色的条目。' },
  'lsp/inherited-from-script': { text: '来自剧本开头的设置。' },
  'lsp/inherited-from-default': { text: '没有设置：默认值。' },
  'lsp/measured-length': { text: '成品的实际长度。' },
  'lsp/predicted-length': { text: '预计长度：这一句还没有生成。' },
  'lsp/lens-play': { text: '播放' },
  'lsp/lens-play-from-here': { text: '从这里播放' },
  'lsp/lens-render-scene': { text: '渲染本场（{{length}}）' },
  'lsp/lens-speaker': { text: '{{lines}} 句，{{length}}' },
  'lsp/fix-all': { text: '修正本剧本的所有问题' },
} as const satisfies Sentences;
