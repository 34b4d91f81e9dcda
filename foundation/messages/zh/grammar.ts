// Chinese sentences of grammar/; the same keys and placeholders as en/grammar.ts.
import type { Sentences } from '../sentences.ts';

export const grammar = {
  // Lines
  'voice/unclosed-front-matter': {
    text: '文件头没有结束。',
    hint: '请在设置之后加一行，只写 `---`。',
    explanation: '第 1 行的 `---` 开始文件头，下一个 `---` 结束它。没有第二个 `---` 时，第 1 行以下都按剧本正文处理。',
  },
  'voice/stray-fence': {
    text: '短横线只有写成 `---` 才有意义：第 1 行用来开始文件头，后面用来结束它。',
    hint: '请把文件头移到最前面，或者删除这一行。',
    explanation: '文件头从文件的第 1 行开始，那一行只有三个短横线。别处的短横线没有意义；章和场景以 `#` 开头。',
  },
  'voice/unknown-line': {
    text: '这一行既不是台词，也不是剧本认得的其他内容。',
    hint: '台词写作 `名字：内容`，旁白写作 `：内容`，动作写作 `> 内容`。',
    explanation:
      '每一行开头就表明它是什么：`名字（语气）［时间］：内容` 是台词，`：内容` 是旁白，`>` 是动作，`#` 是标题，`//` 是注释，`~` 是停顿，`!` 是音效，`@` 是设置；开头空两格表示接着上面的台词。其他写法不会被处理，也不影响前后的行。',
  },
  'voice/stray-space': {
    text: '这一行开头有一个空格。',
    hint: '请顶格写；如果是接着上面的台词，请空两格。',
    explanation: '一行是什么由开头决定。两个空格、一个制表符或一个全角空格表示接着上面的台词。',
  },
  'voice/name-too-long': {
    text: '冒号前的文字太长，不能作名字（最多 40 个字符）。',
    hint: '旁白请以 `：` 开头。',
    explanation: '台词以 1 到 40 个字符的名字开头。含有冒号的句子如果是旁白，请写成 `：内容`。',
  },
  'voice/name-without-letter': {
    text: '冒号前没有文字，不能作名字。',
    hint: '旁白请以 `：` 开头。',
    explanation: '名字里至少要有一个字母或汉字（`2B`、`DR. O’NEIL`、`老周`），所以 `12:30` 不会被当作名字。',
  },
  'voice/heading-level': {
    text: '标题只有三级：`#` 章，`##` 场景，`###` 段。',
    explanation: '超过三个 `#` 时按三个算。',
  },
  'voice/ignore-without-code': {
    text: '`tableread-ignore` 后面没有写问题代码。',
    hint: '请写上问题代码，例如 `// tableread-ignore voice/unknown-speaker`。',
    explanation: '这条注释让下一行里指定代码的问题不再提示。不写代码就没有作用。',
  },
  'voice/orphan-continuation': {
    text: '上面没有台词可以接续。',
    hint: '台词和接续行之间只能有空行。',
    explanation: '缩进的行接着上面的台词，中间可以有空行；在标题、动作、停顿等之后就没有可以接续的台词了。',
  },

  // Cues, sounds, settings, pauses
  'voice/unexpected-text': {
    text: '“{{text}}”不应出现在这里：此处只能是 `( … )`、`[ … ]`，或者什么都没有。',
    hint: '语气写在圆括号里，时间写在方括号里，要说的话写在冒号后面。',
    explanation: '名字后面是括号里的内容，然后是冒号；停顿和音效的括号之后不能再有内容。',
  },
  'voice/unclosed-bracket': {
    text: '这个 `{{bracket}}` 缺少 `{{closer}}`。',
    explanation: '括号要在同一行、冒号之前结束。',
  },
  'voice/unclosed-quote': {
    text: '这个引号没有结束。',
    explanation: '以 " 开始的用 " 结束，以“开始的用”结束，以「开始的用」结束。',
  },
  'voice/empty-brackets': {
    text: '括号里是空的。',
    explanation: '空括号没有作用。',
  },
  'voice/empty-quotes': {
    text: '引号里是空的。',
    explanation: '引号里写对情感的描述，或者文件的路径。',
  },
  'voice/extra-separator': {
    text: '这里没有需要分隔的内容。',
    explanation: '两项之间写一个 `,`、`;` 或 `+`，第一项之前和最后一项之后都不写。',
  },
  'voice/pause-without-length': {
    text: '这个停顿没有写时长。',
    hint: '例如 `~ 1.2s` 或 `~ 300毫秒`。',
    explanation: '停顿行写明下一句台词之前静默多久，单位是秒或毫秒。',
  },
  'voice/missing-path': {
    text: '这个音效没有写文件。',
    hint: '例如 `! rain.wav`。',
    explanation: '音效行写出相对于剧本的文件路径：`! rain.wav [at +0.5s] (gain -6dB)`。',
  },
  'voice/backslash-in-path': {
    text: '剧本里的路径用 `/` 书写。',
    explanation: '剧本会在不同的电脑上使用，`/` 在所有系统上都有效。',
  },
  'voice/sound-length': {
    text: '音效只有开始时间，没有时长。',
    hint: '音效可以写 `[at …]`，时长就是文件的时长。',
    explanation: '音效播放到文件结束；写了 `(under)` 则一直铺到本节结束。',
  },
  'voice/unknown-sound-option': {
    text: '音效没有“{{text}}”这个选项。',
    hint: '可用的选项有 `gain`（如 `(gain -6dB)`）和 `(under)`。',
    explanation: '`(gain -6dB)` 调整音量，`(under)` 让音效铺在后面的台词之下。',
  },
  'voice/gain-range': {
    text: '增益的范围是 {{least}} 到 {{most}} dB。',
    explanation: '超出这个范围，声音不是听不见，就是严重失真。',
  },
  'voice/setting-without-name': {
    text: '这个 `@` 后面没有写设置的名称。',
    hint: '例如 `@language zh` 或 `@gap 400ms`。',
    explanation: '设置行写作 `@名称 值`，到它所在的节结束为止有效。',
  },
  'voice/setting-without-value': {
    text: '`@{{name}}` 没有写值。',
    hint: '请在后面写上值：`@{{name}} …`。',
    explanation: '设置行写作 `@名称 值`，例如 `@language zh` 或 `@gap 400ms`。',
  },

  // How
  'voice/unreadable-item': {
    text: '“{{text}}”不是情感、情绪预设或设置。',
    hint: '例如 `害怕0.7`、`像“crying.wav”0.9`、`“像在分享秘密”`、`seed 42`。',
    explanation: '含有数字或文件名的一项必须符合某种写法。否则它会被当作描述情感的文字，笔误就看不出来了。',
  },
  'voice/item-form': {
    text: '“{{text}}”在这里要写作 `{{meant}}`。',
    explanation: '情感后面写权重（`悲伤0.4`），设置后面写值（`seed 42`、`take 3`、`language zh`），中间只用空格。',
  },
  'voice/setting-value': {
    text: '`{{item}}` 后面只写一个词。',
    hint: '例如 `{{example}}`。',
    explanation: '语言是 `en`、`zh` 这样的短代码，引擎是 `draft` 这样的名称。',
  },
  'voice/no-such-item': {
    text: '台词没有 `{{name}}` 这一项。',
    hint: '时长写 `[0.9x]` 或 `[2.4s]`，音量和位置用角色表里的 `gain` 和 `pan`。',
    explanation:
      '有的软件用数字设置一句话的语速、音调或音量。这里的台词只有情感、时长和开始时间；`(speed 0.9)` 会被当作情感。',
  },
  'voice/item-without-value': {
    text: '`{{item}}` 后面还需要内容。',
    explanation:
      '例如 `like "crying.wav"`、`voice "other.wav"`、`vector` 加八个数、`seed 42`、`take 3`、`language zh`、`engine draft`、`id alert_03`。',
  },
  'voice/unquoted-path': {
    text: '路径 {{path}} 要写在引号里。',
    explanation: '`( … )` 里的文件要加引号：`like "crying.wav" 0.9`。',
  },
  'voice/file-without-like': {
    text: '{{file}} 是一个文件，但没有说明用途。',
    hint: '`like "文件"` 取它的情感，`voice "文件"` 用它的声音。',
    explanation: '文件名不会被当作描述文字。',
  },
  'voice/vector-length': {
    text: '情感向量要有八个用空格隔开的数，这里有 {{count}} 个。',
    hint: '顺序是：高兴、愤怒、悲伤、害怕、厌恶、低落、惊讶、平静。',
    explanation: '例如 `vector 0 0 0 0 0 0 0.45 0`。',
  },
  'voice/strength-range': {
    text: '强度的范围是 0 到 1。',
    explanation: '情感的权重，以及录音、文字和情绪预设的强度，都在 0（没有）到 1（全部）之间。',
  },
  'voice/percent-strength': {
    text: '强度是 0 到 1 之间的数，不写百分比。',
    explanation: '情感的权重，以及录音、文字和情绪预设的强度，都在 0（没有）到 1（全部）之间。',
  },
  'voice/seed-range': {
    text: '种子是 0 到 {{most}} 之间的整数。',
    hint: '请写这个范围内的数，例如 `seed 42`。',
    explanation: '种子相同，读法就相同。',
  },
  'voice/take-range': {
    text: 'take 是 1 到 {{most}} 之间的整数。',
    hint: '请写这个范围内的数，例如 `take 2`。',
    explanation: '`take n` 是第 n 种读法：设置相同，种子不同。',
  },
  'voice/id-form': {
    text: 'id 只能由字母、数字、`-` 和 `_` 组成。',
    explanation: 'id 会成为这句台词的文件名，所以必须适用于所有文件系统。',
  },
  'voice/repeated-item': {
    text: '“{{name}}”在这一行里重复设置。',
    explanation: '每种设置在一行里只写一次。',
  },
  'voice/time-in-round-brackets': {
    text: '“{{text}}”是时间，时间要写在方括号里。',
    explanation: '`( … )` 写怎么说，`[ … ]` 写什么时候说、说多久。',
  },
  'voice/pause-in-brackets': {
    text: '圆括号里的“{{words}}”不是停顿。',
    hint: '请在文字里写 `{beat}` 或 `{停顿 500毫秒}`，或者单独写一行 `~ 500ms`。',
    explanation: '文字里的圆括号会照原样念出来；冒号前的圆括号说明语气。',
  },

  // When
  'voice/unreadable-time': {
    text: '“{{text}}”不是时间。',
    hint: '例如 `2.4秒`、`0.9倍`、`最多 3秒`、`at 0:12.5`、`at +0.5s`、`0:12.5 - 0:15`。',
    explanation:
      '方括号里写时长（`2.4s`、`0.9x`、`120 tokens`、`max 3s`）、开始时间（`at 0:12.5`、`at +0.5s`、`at door`）或时间窗（`0:12.5 - 0:15`）。',
  },
  'voice/time-form': {
    text: '“{{text}}”在这里要写作 `{{meant}}`。',
    explanation:
      '数字用阿拉伯数字，小数点用点；单位是 `s` 和 `ms`，或者秒和毫秒；比例写 `0.9x` 或 `90%`；时间窗写 `0:12.5 - 0:15`。',
  },
  'voice/missing-unit': {
    text: '“{{text}}”没有写单位。',
    hint: '秒写 `s` 或 `秒`，毫秒写 `ms` 或 `毫秒`。',
    explanation: '时长要带单位：`2.4s`、`400ms`。时间线上的时间以 `at` 开头。',
  },
  'voice/negative-length': {
    text: '时长不能是负数。',
    hint: '要在上一句结束之前插话，请在台词前写一行 `~ -300ms`。',
    explanation: '一句话总要占一段时间。重叠用负的停顿或开始时间来表示。',
  },
  'voice/zero-length': {
    text: '台词的时长不能是 0 秒。',
    hint: '请给出时长，或去掉方括号，使用自然时长。',
    explanation: '时长为零，放不下任何一个字。',
  },
  'voice/zero-pause': {
    text: '这个停顿是 0 秒。',
    explanation: '句中的停顿要有时长；不需要停顿就不必写。',
  },
  'voice/too-long': {
    text: '这个时长超过了一天。',
    explanation: '超过 24 小时的时长、停顿或间隔多半是输入错误。',
  },
  'voice/factor-range': {
    text: '台词的时长可以是自然时长的 0.5 到 2 倍。',
    hint: '请写这个范围内的倍数，例如 `0.9x`。',
    explanation: '短于一半或长于两倍时，语音会失真。倍数指的是时长而不是语速：`0.9倍` 更短。',
  },
  'voice/factor-unnatural': {
    text: '自然时长的 0.75 到 1.25 倍听起来才自然。',
    explanation: '超出这个范围，听得出赶或拖。倍数指的是时长而不是语速：`0.9倍` 更短。',
  },
  'voice/token-count': {
    text: 'token 的个数是 1 到 {{most}} 之间的整数。',
    explanation: '一个语义 token 在 IndexTTS-2 里是 20 毫秒，在 IndexTTS-2.5 里是 40 毫秒。',
  },
  'voice/negative-start': {
    text: '时间线上的时间不能是负数。',
    hint: '`@offset -1:00:00` 可以整体移动一节里的所有时间。',
    explanation: '时间线从 0 开始。画面时间码不从 0 开始时，用 `@offset` 说明。',
  },
  'voice/negative-offset': {
    text: '台词不能在上一句开始之前开始。',
    hint: '要在上一句结束之前插话，请在两句之间写一行 `~ -300ms`。',
    explanation: '`at +0.5s` 从上一句的开始算起。相对标记可以是负的：`at door -0.2s`。',
  },
  'voice/time-without-at': {
    text: '“{{text}}”是时间点，不是时长。',
    hint: '要从那里开始，请写 `at {{text}}`。',
    explanation: '时长带单位（`2.4s`），开始时间以 `at` 开头。',
  },
  'voice/at-without-plus': {
    text: '“{{text}}”有两种可能的意思。',
    hint: '`at +2.4s` 从上一句的开始算起，`at 2.4` 从剧本的开始算起。',
    explanation: '带加号的从上一句算起；不带单位的时间码是时间线上的位置。',
  },
  'voice/at-before-length': {
    text: '`at` 说的是什么时候开始，这里写的却是多长。',
    explanation: '时长和时间窗前面不写 `at`。',
  },
  'voice/several-times': {
    text: '每个时间要各用一对方括号。',
    explanation: '例如 `[at 0:12.5] [2.4s]`。',
  },
  'voice/words-in-square-brackets': {
    text: '方括号里写时间，语气写在圆括号里。',
    explanation: '`( … )` 写怎么说，`[ … ]` 写什么时候说、说多久。',
  },
  'voice/second-start': {
    text: '这一行已经有开始时间了。',
    explanation: '一行最多一个开始时间、一个时长；时间窗两者都算。',
  },
  'voice/second-length': {
    text: '这一行已经有时长了。',
    explanation: '一行最多一个开始时间、一个时长；时间窗两者都算。',
  },
  'voice/window-order': {
    text: '时间窗的结束不晚于开始。',
    hint: '请把较早的时间写在前面：`[0:12.5 - 0:15]`。',
    explanation: '时间窗的第二个时间要晚于第一个。',
  },
  'voice/time-code-range': {
    text: '没有这样的时间码。',
    hint: '分和秒是 00 到 59，小时是 0 到 99。',
    explanation: '时间码写作 `ss.mmm`、`m:ss.mmm`、`h:mm:ss.mmm` 或 `h:mm:ss:ff`。',
  },
  'voice/dropped-frame': {
    text: '丢帧时间码跳过了这个编号。',
    hint: '这一分钟的第一帧是 `;02`（59.94 帧时是 `;04`）。',
    explanation: '丢帧计数在不能被十整除的每一分钟跳过最前面的编号，使时间码与时钟保持一致。',
  },
  'voice/unreadable-duration': {
    text: '“{{text}}”不是时长。',
    hint: '例如 `1.2s` 或 `300毫秒`。',
    explanation: '时长是带单位的数：`s` 或 `ms`，秒或毫秒。',
  },
  'voice/unreadable-time-code': {
    text: '“{{text}}”不是时间码。',
    hint: '例如 `0:12.5`、`1:00:00` 或 `-1:00:00`。',
    explanation: '时间码写作 `ss.mmm`、`m:ss.mmm`、`h:mm:ss.mmm` 或 `h:mm:ss:ff`。',
  },

  // Within the text
  'voice/group-after-colon': {
    text: '“{{text}}”在冒号后面，会被念出来。',
    hint: '请把它移到冒号前面。',
    explanation: '文字里的括号没有特殊含义，会照原样念出来。语气和时间写在名字和冒号之间。',
  },
  'voice/unclosed-brace': {
    text: '这个 `{` 缺少 `}`。',
    hint: '要念出来的 `{` 写作 `\\{`。',
    explanation: '花括号里写停顿、标记或语气，要在同一行结束。',
  },
  'voice/unclosed-note': {
    text: '这个备注缺少 `]]`。',
    explanation: '备注不念出来，要在同一行结束：`[[请法务确认]]`。',
  },
  'voice/unknown-inline': {
    text: '花括号里的“{{text}}”没有意义。',
    hint: '花括号里可以写 `停顿 400毫秒`、`beat`、`mark 名称`、情感，或者引号里的文字。要念出来的 `{` 写作 `\\{`。',
    explanation: '花括号里的内容不会念出来，所以认不得的内容就是错误。其他软件的占位符不会被替换。',
  },
  'voice/pause-form': {
    text: '文字里的停顿写作 `{停顿 400毫秒}` 或 `{beat}`。',
    explanation: '停顿的时长要带单位：秒或毫秒。`{beat}` 是 300 毫秒。',
  },
  'voice/mark-name': {
    text: '标记写作 `{mark 名称}`：以字母或汉字开头，后面可以是字母、数字、`-` 和 `_`。',
    hint: '请改用这样的名称，例如 `{mark door}`。',
    explanation: '标记给一个时间点命名，供 `[at 名称]` 和各种时间线导出使用。',
  },
  'voice/not-within-text': {
    text: '`{{name}}` 对整行有效，要写在冒号前面。',
    explanation: '花括号改变后面文字的情感或语言；其他设置属于整行。',
  },
  'voice/ssml': {
    text: '{{tag}} 是 SSML，剧本不使用这种标签。',
    hint: '停顿写 `{停顿 400毫秒}`，重音写 `*文字*`，读音写 `<文字|读法>`。',
    explanation: 'SSML 标签会被念出来或丢失。剧本对它们的作用有自己的写法。',
  },
  'voice/empty-pronunciation': {
    text: '读音标注的两边都要有内容：`<文字|读法>`。',
    explanation: '`|` 左边是写出来的文字，右边是读法。',
  },
  'voice/pinyin-count': {
    text: '有 {{characters}} 个字，却有 {{syllables}} 个音节。',
    hint: '每个字写一个带声调的音节：`<银行|YIN2 HANG2>`。',
    explanation: '拼音要为每个字写一个带声调数字的音节。',
  },
  'voice/unknown-pinyin': {
    text: '“{{syllable}}”不是拼音音节。',
    hint: '音节后面写声调 1 到 5；ü 写作 v。',
    explanation: '汉字旁边的字母加数字按带声调的拼音来读。',
  },
  'voice/pinyin-tone': {
    text: '“{{syllable}}”没有用数字标声调，会按字母来读。',
    hint: '请在每个音节后面写声调 1 到 5：`HANG2`。',
    explanation: '汉字旁边的拼音要带声调数字：`<银行|YIN2 HANG2>`。不带数字就按拼写来读。',
  },
  'voice/unknown-phone': {
    text: '“{{phone}}”不是 CMU 音素，所以整体按拼写来读。',
    hint: '音素例如 `M IH1 . N AH0 T`。',
    explanation: '如果每一项都是 CMU 词典的音素，并且至少一个带重音数字，就按音素来读；否则把字母当作单词来读。',
  },

  // Fixes
  'fix/replace': { text: '改为 `{{text}}`' },
  'fix/insert': { text: '插入 `{{text}}`' },
  'fix/remove': { text: '删除 `{{text}}`' },
  'fix/narration': { text: '改为旁白（`：…`）' },
  'fix/action': { text: '改为动作（`> …`）' },
  'fix/scene': { text: '改为场景标题（`## …`）' },
  'fix/continuation': { text: '接着上面的台词（空两格）' },
  'fix/at-margin': { text: '顶格书写' },
  'fix/before-colon': { text: '把 `{{text}}` 移到冒号前面' },
} as const satisfies Sentences;
