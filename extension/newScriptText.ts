import type { Locale } from '../foundation/message.ts';

const english = `---
title: My first scene
language: en
cast:
  NARRATOR: { draft: en-gb }
  MIRA: { draft: en-us+f3 }
  TOM: { draft: en-gb+david }
---
# One
## The door
> What is seen is not spoken.

: It had been raining since noon.
MIRA (afraid 0.4): Did you hear that?
~ 500ms
TOM (calm 0.5): It's only the wind. {pause 300ms} I think.
MIRA (surprised 0.5) [1.4s]: The wind doesn't knock.
`;

const chinese = `---
title: 我的第一场戏
language: zh
cast:
  旁白: { draft: cmn }
  小雨: { draft: cmn+f3 }
  老周: { draft: cmn+m3 }
---
# 第一章
## 门
> 画面不会被朗读。

：雨从中午一直下到现在。
小雨（害怕0.4）：你听见了吗？
~ 500ms
老周（平静0.5）：只是风声。{停顿 300ms}我想是吧。
小雨（惊讶0.5）【1.6秒】：风可不会敲门。
`;

/** What a new script begins with: every kind of line once, to be heard at once with the draft voice. */
export function newScriptText(locale: Locale): string {
  return locale === 'zh' ? chinese : english;
}
