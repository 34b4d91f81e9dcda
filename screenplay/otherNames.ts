/**
 * What settings and keys are called in Chinese and by other programs: for telling what was meant, nothing reads them.
 * Keys of this table are `nameKey`s.
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  lang: ['language'],
  locale: ['language'],
  语言: ['language'],
  语种: ['language'],
  引擎: ['engine'],
  情绪: ['mood', 'moods'],
  情感: ['mood'],
  语气: ['mood'],
  emotion: ['mood'],
  情绪预设: ['moods'],
  emotions: ['moods'],
  种子: ['seed'],
  随机种子: ['seed'],
  间隔: ['gap'],
  停顿: ['gap'],
  间隙: ['gap'],
  说话人: ['speaker'],
  角色: ['speaker', 'cast'],
  character: ['speaker'],
  偏移: ['offset'],
  标题: ['title'],
  作者: ['author'],
  帧率: ['fps'],
  framerate: ['fps'],
  角色表: ['cast'],
  演员表: ['cast'],
  演员: ['cast'],
  人物: ['cast'],
  characters: ['cast'],
  speakers: ['cast'],
  voices: ['cast'],
  词典: ['lexicon'],
  发音: ['lexicon'],
  读音: ['lexicon'],
  pronunciation: ['lexicon'],
  pronunciations: ['lexicon'],
  dictionary: ['lexicon'],
  渲染: ['render'],
  输出: ['render'],
  output: ['render'],
  继承: ['extends'],
  extend: ['extends'],
  声音: ['voice'],
  音色: ['voice'],
  录音: ['voice'],
  授权: ['consent'],
  同意: ['consent'],
  草稿: ['draft'],
  声像: ['pan'],
  增益: ['gain'],
  音量: ['gain'],
  volume: ['gain'],
  别名: ['aliases'],
  alias: ['aliases'],
  采样率: ['sampleRate'],
  samplerate: ['sampleRate'],
  声道: ['channels'],
  位深: ['bits'],
  格式: ['formats'],
  format: ['formats'],
  响度: ['loudness'],
};
/** Near in letters, far in meaning. */
const nothingLike = new Set(['speed', 'rate', 'pitch', 'volume', 'tempo', '语速', '音量', '音调']);

/** The name among the known ones that another name stands for; undefined: none. `key` is a `nameKey`. */
export function otherNameOf(key: string, known: readonly string[]): string | undefined {
  const names = Object.hasOwn(otherNames, key) ? otherNames[key] : undefined;
  return names?.find((name) => known.includes(name));
}

/** Whether a name is that of something else, however near its letters are. */
export function isSomethingElse(key: string): boolean {
  return nothingLike.has(key);
}
