import type { MessageCode } from './message.ts';

/**
 * What a script, a command and an editor can set, described once: the checks of front matter, the options of the command
 * line, the settings of editors and their docs are made from this. Order: command › script › the user's settings › default.
 */
export type Setting = NumberSetting | ChoiceSetting | ListSetting;

interface Described {
  /** As in the front matter: `sampleRate`. */
  readonly name: string;
  /** What it is for, one sentence. */
  readonly sentence: MessageCode;
}

export interface NumberSetting extends Described {
  readonly type: 'number';
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  /** Units that may follow the number, and what they multiply it with. `''` stands for none. */
  readonly units: ReadonlyMap<string, number>;
  /** How a value is shown: the number in this unit. */
  readonly shown: string;
  readonly default: number;
}

export interface ChoiceSetting extends Described {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
}

export interface ListSetting extends Described {
  readonly type: 'list';
  readonly choices: readonly string[];
  readonly default: readonly string[];
}

const seconds = new Map([
  ['s', 1],
  ['ms', 0.001],
  ['秒', 1],
  ['毫秒', 0.001],
]);
const decibels = new Map([
  ['', 1],
  ['db', 1],
]);
const plain = new Map([['', 1]]);

/** `render:` of the front matter. */
export const renderSettings = {
  gap: {
    name: 'gap',
    type: 'number',
    sentence: 'setting/gap',
    least: 0,
    most: 60,
    whole: false,
    units: seconds,
    shown: 's',
    default: 0.25,
  },
  // EBU R 128 s2 and the streaming services ask for −14 to −24; −16 LUFS is usual for speech.
  loudness: {
    name: 'loudness',
    type: 'number',
    sentence: 'setting/loudness',
    least: -40,
    most: -5,
    whole: false,
    units: new Map([
      ['', 1],
      ['lufs', 1],
    ]),
    shown: ' LUFS',
    default: -16,
  },
  truePeak: {
    name: 'truePeak',
    type: 'number',
    sentence: 'setting/true-peak',
    least: -20,
    most: 0,
    whole: false,
    units: new Map([...decibels, ['dbtp', 1]]),
    shown: ' dB',
    default: -1,
  },
  sampleRate: {
    name: 'sampleRate',
    type: 'number',
    sentence: 'setting/sample-rate',
    least: 8000,
    most: 192_000,
    whole: true,
    units: new Map([
      ['', 1],
      ['hz', 1],
      ['khz', 1000],
    ]),
    shown: ' Hz',
    default: 48_000,
  },
  channels: {
    name: 'channels',
    type: 'choice',
    sentence: 'setting/channels',
    choices: ['mono', 'stereo'],
    default: 'stereo',
  },
  bits: { name: 'bits', type: 'choice', sentence: 'setting/bits', choices: ['16', '24', '32'], default: '24' },
  formats: {
    name: 'formats',
    type: 'list',
    sentence: 'setting/formats',
    choices: ['wav', 'mp3', 'flac'],
    default: ['wav'],
  },
  label: {
    name: 'label',
    type: 'choice',
    sentence: 'setting/label',
    choices: ['metadata', 'spoken', 'rhythm'],
    default: 'metadata',
  },
} as const satisfies Readonly<Record<string, Setting>>;

/** Numbers of lines, speakers and scripts. */
export const voiceSettings = {
  pan: {
    name: 'pan',
    type: 'number',
    sentence: 'setting/pan',
    least: -1,
    most: 1,
    whole: false,
    units: plain,
    shown: '',
    default: 0,
  },
  gain: {
    name: 'gain',
    type: 'number',
    sentence: 'setting/gain',
    least: -60,
    most: 24,
    whole: false,
    units: decibels,
    shown: ' dB',
    default: 0,
  },
  // Engines seed 32-bit generators.
  seed: {
    name: 'seed',
    type: 'number',
    sentence: 'setting/seed',
    least: 0,
    most: 4_294_967_295,
    whole: true,
    units: plain,
    shown: '',
    default: 0,
  },
  take: {
    name: 'take',
    type: 'number',
    sentence: 'setting/take',
    least: 1,
    most: 9999,
    whole: true,
    units: plain,
    shown: '',
    default: 1,
  },
  fps: {
    name: 'fps',
    type: 'number',
    sentence: 'setting/fps',
    least: 1,
    most: 240,
    whole: false,
    units: plain,
    shown: '',
    default: 25,
  },
} as const satisfies Readonly<Record<string, NumberSetting>>;

/** A value read from text, as far as it fits; undefined: it does not (see `allowedValues`). */
export function readNumberSetting(setting: NumberSetting, text: string): number | undefined {
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*(\p{L}*)$/u.exec(text.trim().replace(/^\u2212/, '-'));
  if (match === null) return undefined;
  const factor = setting.units.get((match[2] ?? '').toLowerCase());
  if (factor === undefined) return undefined;
  // 0.001 and its like are not exact in binary: a microsecond is finer than anything that is set here.
  const value = Math.round(Number(match[1]) * factor * 1e6) / 1e6;
  if (!(value >= setting.least && value <= setting.most)) return undefined;
  if (setting.whole && !Number.isInteger(value)) return undefined;
  return value;
}

/** One of the choices of a setting, without regard to case. */
export function readChoice(setting: ChoiceSetting | ListSetting, text: string): string | undefined {
  const wanted = text.trim().toLowerCase();
  return setting.choices.find((choice) => choice === wanted);
}

/** What a setting takes, for messages: `0 – 60 s`, `mono, stereo`. */
export function allowedValues(setting: Setting): string {
  if (setting.type !== 'number') return setting.choices.join(', ');
  return `${setting.least} – ${setting.most}${setting.shown}`;
}
