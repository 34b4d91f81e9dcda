// Chinese sentences of screenplay/; the same keys and placeholders as en/screenplay.ts.
import type { Sentences } from '../sentences.ts';

export const screenplay = {
  // The YAML of the front matter
  'voice/yaml-syntax': {
    text: '从这里起，文件头无法读取。',
    hint: '文件头是 YAML 格式：每行一个 `键: 值`；含特殊字符的文字请加引号。',
    explanation: '两行 `---` 之间是 YAML 1.2，标点用半角。这里的内容既不是键也不是值。',
  },
  'voice/yaml-indent': {
    text: '这一行的缩进与相邻各行不一致，或者上面的括号没有闭合。',
    hint: '同一级的键要从同一列开始。',
    explanation: 'YAML 用缩进表示从属关系。',
  },
  'voice/yaml-tab': {
    text: '文件头里不能用制表符缩进。',
    hint: '请用空格缩进，每级两个。',
    explanation: '制表符在不同程序里宽度不同，所以 YAML 不允许用它缩进。',
  },
  'voice/yaml-unclosed': {
    text: '引号或括号没有闭合。',
    hint: '请补上 `"`、`\'`、`]` 或 `}`。',
    explanation: '以引号或括号开头的内容，到对应的另一半为止。',
  },
  'voice/yaml-start': {
    text: '值不能以这个字符开头，除非加引号。',
    hint: '请给这个值加上引号。',
    explanation: '`@` 和反引号是 YAML 的保留字符。',
  },
  'voice/yaml-colon': {
    text: '这一行有第二个 `: `。',
    hint: '值里有冒号时，请给它加上引号。',
    explanation: 'YAML 用 `: ` 分隔键和值，一行只能有一次。',
  },
  'voice/yaml-no-colon': {
    text: '这里的键后面缺少 `:`。',
    hint: '请写成 `键: 值`。',
    explanation: '文件头的每一行都是给一个键赋值，或者是上一行的继续。',
  },
  'voice/yaml-wide-colon': {
    text: '文件头里要用半角冒号 `:`，这里是全角的。',
    hint: '请改成 `: `（半角冒号加空格）。',
    explanation: '剧本其他地方都可以用全角标点，只有文件头不行，因为它是 YAML。',
  },
  'voice/yaml-wide-mark': {
    text: '“{{mark}}”是全角的，文件头里要用半角的 `{{meant}}`。',
    hint: '请改用半角标点；如果是文字内容，请加引号。',
    explanation: '剧本其他地方都可以用全角标点，只有文件头不行，因为它是 YAML。',
  },
  'voice/yaml-backslash': {
    text: '双引号里的 `\\` 是转义的开头，而这里没有这样的转义。',
    hint: '路径请用 `/` 书写，或者改用单引号。',
    explanation: 'YAML 会把双引号里的 `\\n`、`\\t` 等当作转义。',
  },
  'voice/yaml-deep': {
    text: '这里的嵌套太深了。',
    hint: '文件头最多只需要四层。',
    explanation: '成百层的括号或短横线嵌套，要么是笔误，要么是攻击，不会被读取。',
  },
  'voice/yaml-documents': {
    text: '这里开始了第二个 YAML 文档。',
    hint: '请把内容放在一个文档里，中间不要有 `---` 或 `...`。',
    explanation: '文件头是单个文档。',
  },
  'voice/yaml-alias': {
    text: '这里不支持别名引用（`*name`）。',
    hint: '请把值直接写出来。',
    explanation: 'YAML 可以引用别处的值。文件头很短，用不着；而几行别名就可能展开成几个 GB。',
  },
  'voice/yaml-tag': {
    text: '这里不支持 `{{tag}}` 这样的标签。',
    hint: '请去掉标签。',
    explanation: 'YAML 标签会改变值的类型，而文件头里每个值的类型都是固定的。',
  },
  'voice/yaml-merge': {
    text: '这里不支持 `<<`（合并键）。',
    hint: '请把条目写出来，或者用 `extends` 共用。',
    explanation: '合并键不属于 YAML 1.2。',
  },
  'voice/yaml-key': {
    text: '键必须是普通的词或文字。',
    hint: '请在冒号前写上名称。',
    explanation: '映射、列表、带标签的值和空值在这里不能作键。',
  },
  'voice/yaml-twice': {
    text: '`{{key}}` 在这里出现了两次。',
    hint: '请只保留一个。',
    explanation: '同一个映射里，每个键只能出现一次。改正之前以第一个为准。',
  },
  // Front matter
  'voice/front-matter-form': {
    text: '文件头应该是一组键和值。',
    hint: '请每行写一个 `键: 值`，例如 `title: 末班车`。',
    explanation: '两行 `---` 之间是 `title`、`language`、`cast` 等键和它们的值。',
  },
  'voice/unknown-key': {
    text: '这里没有 `{{key}}` 这个键。可用的有：{{possible}}。',
    hint: '请改正或删除它。',
    explanation: '不认识的键会被忽略，多半是写错了。',
  },
  'voice/needs-text': {
    text: '`{{key}}` 的值必须是文字。',
    hint: '如果它看起来像别的类型，请加上引号。',
    explanation: '该写文字的地方写成了数字、列表、映射或 `true`。',
  },
  'voice/needs-list': {
    text: '`{{key}}` 的值必须是文字或文字的列表。',
    hint: '请写成 `[一, 二]`。',
    explanation: '这里应该是名称的列表。',
  },
  'voice/needs-map': {
    text: '`{{key}}` 的值必须是一组条目。',
    hint: '请在它下面缩进书写：`名称: 值`。',
    explanation: '`cast` 和 `moods` 里是带名称的条目。',
  },
  'voice/setting-range': {
    text: '`{{key}}` 的取值为 {{allowed}}。',
    hint: '请填写这个范围内的值，有单位的要带上单位。',
    explanation: '超出这个范围，引擎和播放器会出错，或者什么也听不到。',
  },
  'voice/setting-choice': {
    text: '`{{key}}` 可以是 {{allowed}}。',
    hint: '请从中选择。',
    explanation: '只有这些值有意义。',
  },
  'voice/render-form': {
    text: '`render` 里是带名称的设置。',
    hint: '例如 `render: { gap: 250ms }`。',
    explanation: '`render` 可以有 gap、loudness、truePeak、sampleRate、channels、bits、formats 和 label。',
  },
  'voice/unknown-language': {
    text: '“{{written}}”不是语言代码。',
    hint: '请写 `en`、`zh`、`ja`、`es`、`ar` 或其他 BCP-47 代码。',
    explanation: '语言用国际通用的短代码表示。',
  },
  'voice/unknown-engine': {
    text: '没有叫“{{engine}}”的引擎。可用的引擎：{{allowed}}。',
    hint: '请从中选择。',
    explanation: '引擎把文字变成语音。`tableread models` 会列出它们。',
  },
  'voice/file-missing': {
    text: '找不到“{{path}}”，或者它不是文本文件。',
    hint: '请检查路径：它相对于剧本所在的文件夹。',
    explanation: '检查剧本时会读取 `extends` 和 `lexicon` 指定的文件。',
  },
  'voice/extends-cycle': {
    text: '“{{path}}”被第二次引用：这些文件在互相 `extends`。',
    hint: '请从其中一个文件里去掉 `extends`。',
    explanation: '文件不能扩展自己，通过别的文件绕回来也不行。',
  },
  'voice/extends-depth': {
    text: '`extends` 的层数超过了 {{most}} 个文件。',
    hint: '请直接扩展更近的文件。',
    explanation: '这么长的链条一定有误。',
  },
  // Cast
  'voice/cast-form': {
    text: '角色表里的条目应该是带名称的设置。',
    hint: '例如 `MIRA: { voice: voices/mira.wav }`。',
    explanation: '条目可以有 voice、consent、draft、language、mood、pan、gain、seed 和 aliases。',
  },
  'voice/cast-name': {
    text: '“{{name}}”不能作台词开头的名字。',
    hint: '名字有 1–40 个字符，其中至少一个字母或汉字，不能含 `(`、`[`、`{`、`:`。',
    explanation: '角色表里的名字就是台词开头的名字。',
  },
  'voice/cast-twice': {
    text: '角色表里有两个{{name}}。',
    hint: '请保留一个，或者给另一个改名。',
    explanation: '比较名字时不分大小写和全半角，也不计多余的空格。',
  },
  'voice/alias-clash': {
    text: '“{{alias}}”已经是{{name}}的名字了。',
    hint: '请换一个别名。',
    explanation: '一个名字或别名只能代表一个角色。',
  },
  'voice/alias-idle': {
    text: '{{name}}已经有这个名字了。',
    hint: '请删除这个别名。',
    explanation: '比较名字时不分大小写和全半角，所以这个别名没有作用。',
  },
  'voice/no-consent': {
    text: '{{name}}有参考录音，但没有授权记录：{{engine}} 不会克隆这个声音。',
    hint: '请添加 `consent`：谁在何时同意、记录在哪里。',
    explanation: '克隆的声音属于一个真实的人。没有授权记录，这个角色就不会用克隆引擎渲染。',
  },
  'voice/consent-empty': {
    text: '授权记录是空的。',
    hint: '请写明谁在何时同意、记录在哪里，例如 "周立, 2026-04-11, 授权书 2026-031"。',
    explanation: '空的记录等于没有记录。',
  },
  'voice/unknown-draft-voice': {
    text: '草稿引擎没有“{{voice}}”这个声音，将使用该语言的默认声音。',
    hint: '`tableread voices` 会列出所有声音：语言加变体，如 `en+f3`。',
    explanation: '草稿声音来自 eSpeak NG。',
  },
  'voice/unknown-speaker': {
    text: '角色表里没有{{name}}，将使用旁白的声音。',
    hint: '请把{{name}}加入角色表，或者改正名字。',
    explanation: '每个说台词的名字都应该在 `cast` 里有条目。只在名字第一次出现的地方报告。',
  },
  'voice/unused-speaker': {
    text: '{{name}}在这个剧本里没有台词。',
    hint: '可以删除这个条目，也可以留着以后用。',
    explanation: '这个剧本里没有这个角色的台词。',
  },
  'voice/sound-as-speaker': {
    text: '“{{name}}”在这里成了角色，不会读出来。',
    hint: '请改成音效（`! 文件.wav`）或动作（`> 文字`）。',
    explanation: '有些格式把音效写得像台词。这里音效是以 `!` 开头、写明文件的一行；只给人看的内容以 `>` 开头。',
  },
  // Recordings
  'voice/recording-missing': {
    text: '找不到“{{path}}”。',
    hint: '请检查路径：它相对于剧本所在的文件夹。',
    explanation: '渲染时需要这个文件。',
  },
  'voice/recording-missing-yet': {
    text: '“{{path}}”还不存在。',
    hint: '用克隆引擎渲染之前，请把录音放到那里。',
    explanation: '当前引擎不需要录音，换成别的引擎就需要了。',
  },
  'voice/recording-not-audio': {
    text: '“{{path}}”不是音频文件。',
    hint: '请使用 WAV、FLAC、MP3 或 Ogg Vorbis。',
    explanation: '以文件内容为准，而不是文件名。',
  },
  'voice/recording-unreadable': {
    text: '无法读取“{{path}}”。',
    hint: '请检查文件是否完整、是否有权限打开。',
    explanation: '文件已损坏，或者没有访问权限。',
  },
  'voice/recording-folder': {
    text: '“{{path}}”是文件夹。',
    hint: '请写明其中的文件。',
    explanation: '录音是一个文件。',
  },
  'voice/recording-outside': {
    text: '“{{path}}”在这个剧本无权访问的位置。',
    hint: '请把它放到剧本旁边，或者信任该工作区。',
    explanation: '来自陌生人的剧本只能访问它旁边的文件。',
  },
  'voice/recording-short': {
    text: '“{{path}}”只有 {{seconds}} 秒；要克隆得好，至少需要 {{least}} 秒。',
    hint: '请使用更长的录音。',
    explanation: '录音太短，反映不出声音的特点。',
  },
  'voice/no-recording': {
    text: '{{engine}} 需要用来克隆的录音，而这个角色没有。',
    hint: '请给角色加上 `voice` 和 `consent`，或者使用 `@engine draft`。',
    explanation: '克隆引擎用录音里的声音说话。不在角色表里的人使用旁白的录音。',
  },
  'voice/voice-not-in-cast': {
    text: '角色表里没有人使用“{{path}}”。',
    hint: '请在角色表里加一个条目，写明这个 `voice` 和它的 `consent`。',
    explanation: '台词只能借用角色表里有授权的录音。',
  },
  'voice/voice-without-consent': {
    text: '“{{path}}”（{{name}}）没有授权记录。',
    hint: '请在角色表的{{name}}条目里加上 `consent`。',
    explanation: '没有授权记录的声音不会被克隆。',
  },
  // Moods and lexicon
  'voice/mood-name': {
    text: '“{{name}}”不能作情绪预设的名字。',
    hint: '请使用不含数字、逗号、`+`、`;` 和引号的词。',
    explanation: '情绪预设写在 `( … )` 里，这些符号在那里用来分隔条目或表示强度。',
  },
  'voice/mood-is-emotion': {
    text: '“{{name}}”已经是八种情感之一。',
    hint: '请换一个名字。',
    explanation: '八种情感不能重新定义。',
  },
  'voice/mood-twice': {
    text: '情绪预设“{{name}}”定义了两次。',
    hint: '请只保留一个。',
    explanation: '比较名字时不分大小写和全半角，也不计多余的空格。',
  },
  'voice/mood-cycle': {
    text: '情绪预设“{{name}}”绕回了自己。',
    hint: '请用具体的情感来定义它。',
    explanation: '情绪预设可以引用别的情绪预设，但不能绕回自己。',
  },
  'voice/mood-form': {
    text: '“{{written}}”没有说明情感。',
    hint: '请写情绪预设、带权重的情感（`悲伤0.4 + 平静0.2`）或加引号的描述。',
    explanation: '`@mood` 的写法与 `( … )` 里的情感相同。',
  },
  'voice/mood-setting': {
    text: '`{{name}}` 属于台词，不属于情绪预设。',
    hint: '请在这里删除，写到台词的 `( … )` 里。',
    explanation: '情绪预设只说明情感，不作设置。',
  },
  'voice/unused-mood': {
    text: '情绪预设“{{name}}”没有用到。',
    hint: '可以删除，也可以留着以后用。',
    explanation: '没有台词、节或角色用到它。',
  },
  'voice/lexicon-form': {
    text: '词典应该是“词: 读音”的条目，或者一个 YAML 文件的路径。',
    hint: '例如 `长安: CHANG2 AN1`。',
    explanation: '每个条目是一个词和 `<…|…>` 右边的内容。',
  },
  'voice/lexicon-word': {
    text: '冒号前面缺少词。',
    hint: '请先写词，再写读音。',
    explanation: '词典说明词怎么读。',
  },
  // Directions
  'voice/unknown-emotion': {
    text: '“{{written}}”不是情感名，会作为描述交给引擎。是不是想写“{{meant}}”？',
    hint: '请改正；如果就是要描述，请加上引号。',
    explanation: '既不是情感也不是情绪预设的词会作为描述使用。与已知名称只差一个字母的词多半是笔误。',
  },
  'voice/misspelt-emotion': {
    text: '“{{written}}”不是情感名。是不是想写“{{meant}}”？',
    hint: '请改正。',
    explanation: '与带权重的情感并列时，不能再写其他文字：一句台词要么用权重，要么用文字描述，不能两者都用。',
  },
  'voice/voice-by-name': {
    text: '“{{written}}”写的是{{name}}的名字，这里要写录音文件。',
    hint: '请把文件写在引号里：`voice "voices/bob.wav"` 用它的声音说，`like "voices/bob.wav"` 用它的情感。',
    explanation:
      '`voice` 和 `like` 后面是录音的路径。要借用某人的声音，角色表里得有他的录音和授权记录。写在引号里的文字则用来描述怎么说。',
  },
  'voice/engine-voice-in-line': {
    text: '“{{name}}”是引擎自带的声音，要在角色表里选，不能写在台词行里。',
    hint: '请在角色表的一个角色下写 `draft: {{name}}`，由这个角色来说这句台词。',
    explanation: '台词行里的 `voice` 后面是录音的路径，写在引号里。如果把这几个字放进引号，它们就用来描述怎么说。',
  },
  'voice/weights-sum': {
    text: '权重之和为 {{sum}}；超过 0.8 声音会失真，因此会按比例缩小到 0.8。',
    hint: '请减小权重。',
    explanation: '权重之和超过 0.8，语音会不自然。缩小时比例不变。',
  },
  'voice/emotion-twice': {
    text: '“{{emotion}}”出现了两次，权重会相加。',
    hint: '请只保留一个。',
    explanation: '每种情感只有一个权重。',
  },
  'voice/two-emotions': {
    text: '这一行有两个情感来源。',
    hint: '请只保留一个：权重、录音（`像`）、文字描述或 `自动`。',
    explanation: '权重、录音、文字描述和 `自动` 互相排斥。',
  },
  'voice/two-strengths': {
    text: '文字描述共用一个强度，以 {{strength}} 为准。',
    hint: '强度只写一次。',
    explanation: '一行里的文字描述合成一个，强度也只有一个。',
  },
  'voice/random-idle': {
    text: '这里的 `随机` 没有作用。',
    hint: '请在旁边写上情感，或者删除它。',
    explanation: '`随机` 只对权重、文字描述和 `自动` 起作用，对录音的情感无效。',
  },
  'voice/engine-language': {
    text: '{{engine}} 不会说“{{language}}”。',
    hint: '请换引擎或语言。',
    explanation: '引擎读不认识的语言，结果会出错。',
  },
  'voice/engine-ignores-weights': {
    text: '{{engine}} 不支持情感权重。',
    hint: '换一个引擎即可生效。',
    explanation: '台词会读出来，但没有这种情感。',
  },
  'voice/engine-ignores-recording': {
    text: '{{engine}} 不能参照录音的情感。',
    hint: '换一个引擎即可生效。',
    explanation: '台词会读出来，但没有这种情感。',
  },
  'voice/engine-ignores-words': {
    text: '{{engine}} 不理解文字描述的情感。',
    hint: '换一个引擎即可生效。',
    explanation: '台词会读出来，但没有这种情感。',
  },
  'voice/engine-ignores-auto': {
    text: '{{engine}} 不会从台词推断情感。',
    hint: '换一个引擎即可生效。',
    explanation: '台词会读出来，但没有这种情感。',
  },
  'voice/unknown-setting': {
    text: '没有 `@{{name}}` 这个设置。可用的有：{{allowed}}。',
    hint: '请从中选择。',
    explanation: '以 `@` 开头的行会改变设置，到所在的节结束为止。',
  },
  'voice/id-length': {
    text: 'id 最多 {{most}} 个字符。',
    hint: '请缩短它。',
    explanation: 'id 会用作文件名。',
  },
  'voice/id-twice': {
    text: '第 {{line}} 行已经用了 id“{{id}}”。',
    hint: '请换一个 id；id 不分大小写。',
    explanation: 'id 代表一句台词：它的文件、表格里的行、时间线上的位置。不分大小写，因为有的文件系统不区分。',
  },
  // Times
  'voice/frames-without-fps': {
    text: '剧本里有 {{count}} 处时间码带帧数，却没有写明帧率。',
    hint: '请在文件头加上 `fps: 25`（或实际帧率），或者写成 `h:mm:ss.mmm`。',
    explanation: '知道帧率才能知道一帧有多长。只在第一处这样的时间码上提示一次。',
  },
  'voice/drop-frame-rate': {
    text: '每秒 {{fps}} 帧没有丢帧时间码。',
    hint: '请在帧数前写 `:`，或者把 `fps` 设为 29.97 或 59.94。',
    explanation: '丢帧时间码让 NTSC 的 29.97 和 59.94 与时钟保持一致，其他帧率不需要。',
  },
  'voice/no-such-frame': {
    text: '每秒 {{fps}} 帧时，最后一帧是 {{last}}。',
    hint: '请改正帧数，或者文件头里的 `fps`。',
    explanation: '每秒内的帧从 0 开始数。',
  },
  'voice/start-before-zero': {
    text: '加上 `@offset` 之后是 {{seconds}} 秒，在开头之前。',
    hint: '请改正时间码或 `@offset`。',
    explanation: '剧本的时间线从 0 开始，`@offset` 会加到所有时间码上。',
  },
  'voice/offset-form': {
    text: '“{{written}}”不是时间。',
    hint: '例如写 `-1:00:00`。',
    explanation: '`@offset` 是加到所有时间码上的时间，通常是负的。',
  },
  'voice/length-too-short': {
    text: '这些话大约需要 {{natural}} 秒；{{asked}} 秒太短，听起来会不自然。合适的时长是 {{least}}–{{most}} 秒。',
    hint: '请加长时间，或者减少字数。',
    explanation: '语音在自然时长的 0.75 到 1.25 倍之间听起来自然。仍会按要求的时长渲染。',
  },
  'voice/length-too-long': {
    text: '这些话大约需要 {{natural}} 秒，填不满 {{asked}} 秒。合适的时长是 {{least}}–{{most}} 秒。',
    hint: '请缩短时间，增加字数，或者加一个 `{停顿}`。',
    explanation: '语音在自然时长的 0.75 到 1.25 倍之间听起来自然。仍会按要求的时长渲染。',
  },
  'voice/pause-idle': {
    text: '这一行有自己的开始时间，上面的停顿不起作用。',
    hint: '请删除 `~` 那一行，或者这里的开始时间。',
    explanation: '停顿是按顺序说的台词之前的静默。',
  },
  'voice/before-start': {
    text: '这会比剧本开头早大约 {{seconds}} 秒，因此改从 0 秒开始。',
    hint: '请减小或删除这个负的时间。',
    explanation:
      '负的停顿让下一句在上一句结束之前插入，`[at door -2s]` 在标记之前开始。任何内容都不能早于时间线的开头。',
  },
  'voice/no-cue-above': {
    text: '上面没有台词，无从计时。',
    hint: '请写具体时间：`[at 0:01]`。',
    explanation: '`[at +0.5s]` 从上一句台词的开头算起。',
  },
  'voice/no-such-mark': {
    text: '上面的台词里没有标记“{{mark}}”。',
    hint: '请在上面某句台词里写 `{mark {{mark}}}`。',
    explanation: '以标记为起点时，标记必须在上面的台词里。',
  },
  'voice/mark-below': {
    text: '标记“{{mark}}”在更下面；一行只能以它上面的标记为起点。',
    hint: '请把这一行移到标记下面。',
    explanation: '时间线从上到下排列。',
  },
  'voice/mark-twice': {
    text: '标记“{{mark}}”设置了两次。',
    hint: '请给其中一个换个名字。',
    explanation: '一个标记只代表一个时间点。',
  },
  'voice/overlap': {
    text: '{{name}}的上一句还有约 {{seconds}} 秒没说完，这一句就开始了。',
    hint: '请推迟开始，或者缩短上一句。',
    explanation: '两个人可以同时说话，一个人不行。',
  },
  // Comments
  'voice/unknown-code': {
    text: '没有代码为“{{code}}”的问题。',
    hint: '请从要忽略的问题那里复制代码。',
    explanation: '这条注释让下一行里指定代码的问题不再提示。所有代码见问题列表。',
  },
  'voice/ignored-error': {
    text: '“{{code}}”在这里是错误，错误不能忽略。',
    hint: '请改正下一行，并删除这里的代码。',
    explanation: '有错误的台词不会渲染。只有警告和提示可以忽略，因为那些台词照样会读出来。',
  },
  'voice/idle-ignore': {
    text: '下一行没有“{{code}}”这个问题。',
    hint: '请删除它。',
    explanation: '这条注释用来忽略下一行的问题，但那里没有这样的问题。',
  },
  // Text
  'voice/nothing-to-say': {
    text: '这里没有要说的内容：会是一小段静默。',
    hint: '请在冒号后面写台词；如果要静默，请单独写一行 `~ 1s`。',
    explanation: '没有文字或数字的台词是 300 毫秒的静默；写了时长的话，就是那么长。',
  },
  'voice/continuation-like-cue': {
    text: '这一行接着上面的台词，但看起来像是{{name}}的台词。',
    hint: '去掉缩进，它就是一句台词。',
    explanation: '缩进的行由上一句的角色读出，连名字也会读出来。',
  },
  // Fixes and places
  'fix/add-consent': {
    text: '为{{name}}添加授权记录',
  },
  'fix/add-to-cast': {
    text: '把{{name}}加入角色表',
  },
  'fix/add-fps': {
    text: '在文件头加上 `fps: {{fps}}`',
  },
  'fix/close-front-matter': {
    text: '在设置下面用 `---` 结束文件头',
  },
  'fix/indent': {
    text: '把制表符换成 {{spaces}} 缩进',
  },
  'fix/keep': {
    text: '保留 `{{text}}`',
  },
  'fix/make-action': {
    text: '改成动作（`> …`）',
  },
  'fix/make-sound': {
    text: '改成音效（`! …`）',
  },
  'fix/quote': {
    text: '作为描述保留：`{{text}}`',
  },
  'fix/remove-indent': {
    text: '改成单独的一句台词',
  },
  'fix/scale-weights': {
    text: '把权重按比例缩小到 0.8',
  },
  'related/also-here': {
    text: '这里也是',
  },
  'related/cast-entry': {
    text: '角色表里的{{name}}',
  },
  'related/did-you-mean': {
    text: '是不是想写{{name}}？',
  },
  'related/id': {
    text: '“{{id}}”先在这里出现',
  },
  'related/in-file': {
    text: '在 {{path}} 第 {{line}} 行第 {{column}} 列',
  },
  'related/mark': {
    text: '“{{mark}}”在这里设置',
  },
  'related/overlapped': {
    text: '{{name}}还没说完的那一句',
  },
  // Settings
  'setting/gap': {
    text: '前后两句之间的静默。',
  },
  'setting/loudness': {
    text: '成品的整体响度。',
  },
  'setting/true-peak': {
    text: '成品的最高真峰值。',
  },
  'setting/sample-rate': {
    text: '成品的采样率。',
  },
  'setting/channels': {
    text: '成品的声道。',
  },
  'setting/bits': {
    text: 'WAV 文件的位深；32 为浮点。',
  },
  'setting/formats': {
    text: '成品的格式。',
  },
  'setting/label': {
    text: '如何标识机器合成的语音：写入文件元数据，另可在结尾加一句话或一段节奏。',
  },
  'setting/pan': {
    text: '角色在左（-1）右（1）之间的位置。',
  },
  'setting/gain': {
    text: '比其他声音响多少或轻多少。',
  },
  'setting/seed': {
    text: '引擎随机选择的种子：换一个种子就是另一种读法。',
  },
  'setting/take': {
    text: '备选读法的编号。',
  },
  'setting/fps': {
    text: '每秒帧数，用于带帧数的时间码。',
  },
} as const satisfies Sentences;
