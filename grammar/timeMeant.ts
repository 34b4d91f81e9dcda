import { spokenNumber } from './spokenNumber.ts';

// What writers type for times in other forms than this language has. Only what can be meant in one way is told. All texts
// are folded, and short: whoever asks looks at the length first.

const number = String.raw`\d+(?:[.,]\d+)?|\.\d+|[a-z]+|[零〇一二两三四五六七八九十百千点半]+`;
const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|msecs?|millis?|milliseconds?|毫秒)$/, 0.001],
  [/^(?:s|secs?|seconds?|秒|秒钟|")$/, 1],
  [/^(?:m|mins?|minutes?|分|分钟|')$/, 60],
  [/^(?:h|hrs?|hours?|小时|钟头)$/, 3600],
];
const unit = String.raw`[a-z]+|毫秒|秒钟?|分钟?|小时|钟头|["']`;
const oneLength = new RegExp(`^(${number})\\s*(?:个)?\\s*(${unit})(半)?$`);
const figure = String.raw`\d+(?:[.,]\d+)?|[零〇一二两三四五六七八九十半]+`;
const minutesAndSeconds = new RegExp(`^(${figure})\\s*(m|mins?|minutes?|分|分钟|')\\s*(${figure})\\s*(${unit})?$`);

/** A duration as it is written here: `2s` for 两秒, `2.4s` for `2,4 sec`, `90s` for `1m30s`; undefined: none can be told. */
export function durationMeant(text: string): string | undefined {
  const said = text.trim().toLowerCase();
  const sign = /^[-−]/.test(said) ? '-' : '';
  const seconds = secondsOf(sign === '' ? said : said.slice(1).trim());
  return seconds === undefined || seconds > 24 * 3600 ? undefined : `${sign}${written(seconds)}`;
}

function secondsOf(said: string): number | undefined {
  const both = minutesAndSeconds.exec(said);
  if (both !== null) {
    const minutes = spokenNumber(both[1] ?? '');
    const seconds = spokenNumber(both[3] ?? '');
    const size = sizeOf(both[4] ?? 's');
    return minutes === undefined || seconds === undefined || size !== 1 ? undefined : minutes * 60 + seconds;
  }
  const one = oneLength.exec(said.replace(/^half a /, 'half '));
  const value = spokenNumber(one?.[1] ?? '');
  const size = sizeOf(one?.[2] ?? '');
  if (value === undefined || size === undefined) return undefined;
  return (value + (one?.[3] === undefined ? 0 : 0.5)) * size;
}

function sizeOf(name: string): number | undefined {
  return units.find(([pattern]) => pattern.test(name))?.[1];
}

function written(seconds: number): string {
  const milliseconds = Math.round(seconds * 1e6) / 1e3;
  return milliseconds < 1000 ? `${milliseconds}ms` : `${Math.round(seconds * 1e6) / 1e6}s`;
}

/** `{1s}`, `{wait 1s}`, `{停一秒}`: a silence in words of other programs, as it is written here. */
export function pauseMeant(said: string): string | undefined {
  if (said.length > 60) return undefined;
  const words =
    /^(?:pause for|pause|beat|break|silence|wait|rest|delay|停顿|停|静默|静音|沉默|等待|等)?\s*[:=]?\s*(.*)$/i.exec(
      said,
    );
  const length = durationMeant(words?.[1] ?? '');
  return length === undefined ? undefined : `pause ${length.replace('-', '')}`;
}

const most =
  /^(?:<=?|≤|at most|up to|no more than|not? longer than|maximum|max|至多|最长|最大|最高|不超过|最多)\s*(.+)$/;
const mostAfter = /^(.+?)\s*(?:以内|之内|内|max|at most)$/;
const about = /^(?:~|≈|about|around|ca\.?|约|大约|差不多)\s*(.+)$/;
const start =
  /^(?:@|at|start|starts|starts? at|starting at|from|begin at|from time|在|从|起于|开始于)\s*:?\s*([\d:;.,]+)\s*(?:s|秒|on|起|开始|处)?$/;
const startAfter = /^([\d:;.,]+)\s*(?:起|开始|处)$/;
const window =
  /^(?:from\s+|between\s+|从\s*)?([\d:;.,]+)\s*(?:s|秒)?\s*(?:to|until|till|and|->|→|=>|至|到|\.{2,3}|…+)\s*([\d:;.,]+)\s*(?:s|秒)?$/;
/** Clock times with a unit after them. */
const windowWithUnits = /^(\d+:[\d:;.,]+)\s*(?:s|秒)?\s*(?:-|–|—|~)+\s*(\d+:[\d:;.,]+)\s*(?:s|秒)?$/;
const share = /^百分之(.+)$/;
const tenths = /^([1-9一二三四五六七八九])[成折](?:([一二三四五六七八九半]))?$/;
const factor = /^(?:x|×|\*)\s*(\d+(?:[.,]\d+)?|\.\d+)$|^(\d+(?:[.,]\d+)?|\.\d+)\s*(?:\*|times|percent|per cent|pct)$/;

const together = /^(?:together|simultaneous(?:ly)?|at the same time|同时|一起)$/;
const later =
  /^(?:after|delay|晚|延迟|推迟|at\s*\+)\s*([\d.,]+)\s*(ms|s|sec|seconds?|秒|毫秒)?$|^([\d.,]+)\s*(ms|s|sec|seconds?|秒|毫秒)\s*(?:later|after|后|之后)$/;
const startInWords = /^(?:at|从|在)\s*(?=\d)(.+)$|^第\s*(\d.*)$/;
/** Of speed, not of length: twice as fast is half as long. */
const speed =
  /^(?:speed|rate|tempo|语速|速度|倍速)\s*[:=]?\s*(\d+(?:\.\d+)?|\.\d+)\s*(?:x|倍)?$|^(\d+(?:\.\d+)?|\.\d+)\s*(?:x\s*speed|倍速)$/;

/** What stands in `[ … ]`, as it is written here: `[90%]` for 九成, `[0.9x]` for `x0.9`; undefined: none can be told. */
export function timeMeant(text: string): string | undefined {
  const said = text.trim().toLowerCase();
  const codes = window.exec(said) ?? windowWithUnits.exec(said);
  if (codes !== null) return `${clock(codes[1] ?? '')} - ${clock(codes[2] ?? '')}`;
  if (together.test(said)) return 'at +0s';
  const offset = later.exec(said);
  if (offset !== null) {
    const length = durationMeant(`${offset[1] ?? offset[3] ?? ''}${offset[2] ?? offset[4] ?? 's'}`);
    return length === undefined ? undefined : `at +${length}`;
  }
  const times = speed.exec(said);
  const pace = Number(times?.[1] ?? times?.[2]);
  if (pace > 0) return `${Math.round(100 / pace) / 100}x`;
  const begins = start.exec(said) ?? startAfter.exec(said);
  if (begins !== null) return `at ${clock(begins[1] ?? '')}`;
  const limit = most.exec(said) ?? mostAfter.exec(said);
  if (limit !== null) {
    const length = durationMeant(limit[1] ?? '');
    return length === undefined ? undefined : `max ${length}`;
  }
  const [, atTime, nth] = startInWords.exec(said) ?? [];
  const seconds = /^(.*)s$/.exec(durationMeant(atTime ?? nth ?? '') ?? '')?.[1];
  if (seconds !== undefined && !seconds.endsWith('m')) return `at ${seconds}`;
  return durationMeant(about.exec(said)?.[1] ?? said) ?? shareMeant(said);
}

function shareMeant(said: string): string | undefined {
  const times = factor.exec(said);
  if (times !== null) {
    const isPercent = /p/.test(said);
    return `${(times[1] ?? times[2] ?? '').replace(',', '.')}${isPercent ? '%' : 'x'}`;
  }
  const percent = spokenNumber(share.exec(said)?.[1] ?? '');
  if (percent !== undefined) return `${percent}%`;
  const [, tenth = '', hundredth = ''] = tenths.exec(said) ?? [];
  const [whole, more] = [spokenNumber(tenth), hundredth === '半' ? 5 : spokenNumber(hundredth)];
  return whole === undefined ? undefined : `${whole * 10 + (more ?? 0)}%`;
}

/** A time code with a point before its fraction. */
function clock(code: string): string {
  return code.replace(/,(?=\d+$)/, '.');
}
