import { join } from 'node:path';
import type { Script } from '../../production/productionTypes.ts';
import type { Cue, Emotion, Length, Part, SoundCue, Start } from '../../screenplay/cue.ts';
import type { RenderSettings, Section } from '../../screenplay/screenplayTypes.ts';
import type { ContinuationLine, CueLine, Line } from '../../grammar/tree.ts';

/** An entry of a script as a test writes it. */
export type EntrySketch = CueSketch | SoundSketch | HeadingSketch;

export interface CueSketch {
  readonly text: string;
  readonly id?: string;
  readonly speaker?: string;
  readonly start?: Start;
  readonly length?: Length;
  readonly pan?: number;
  readonly gain?: number;
  readonly take?: number;
  readonly sound?: boolean;
  readonly speech?: boolean;
  readonly spoken?: readonly Part[];
  readonly emotion?: Emotion;
  readonly recording?: string;
  /** Given unless it says otherwise. */
  readonly consent?: string | undefined;
  readonly groups?: string;
}
export interface SoundSketch {
  readonly path: string;
  readonly start?: Start;
  readonly gain?: number;
  readonly under?: boolean;
}
export interface HeadingSketch {
  readonly level: 1 | 2 | 3;
  readonly title: string;
}

export const defaults: RenderSettings = {
  gap: 0.25,
  loudness: -16,
  truePeak: -1,
  sampleRate: 48000,
  channels: 'stereo',
  bits: 24,
  formats: ['wav'],
  label: 'metadata',
};

const turn: Start = { kind: 'turn', silence: 0.25, isGap: true };

/** A script without a text: what the screenplay would give for the entries. */
export function scriptOf(
  folder: string,
  entries: readonly EntrySketch[],
  settings: Partial<RenderSettings> & { title?: string; language?: string; name?: string } = {},
): Script {
  const { title, language = 'en', name = 'test.voice', ...render } = settings;
  const lines: Line[] = [];
  const sections: {
    heading: undefined;
    level: 0 | 1 | 2 | 3;
    title: string;
    parent: number | undefined;
    from: number;
    to: number;
  }[] = [{ heading: undefined, level: 0, title: '', parent: undefined, from: 0, to: 0 }];
  const made: (Cue | SoundCue)[] = [];
  let open = [0];
  for (const entry of entries) {
    if ('level' in entry) {
      open = open.filter((index) => (sections[index]?.level ?? 0) < entry.level);
      const parent = open.at(-1);
      open.push(
        sections.push({
          heading: undefined,
          level: entry.level,
          title: entry.title,
          parent,
          from: made.length,
          to: made.length,
        }) - 1,
      );
      continue;
    }
    const line = lineOf(entry, lines.length);
    lines.push(line);
    made.push(
      'path' in entry
        ? soundOf(entry, made.length, line, open.at(-1) ?? 0)
        : cueOf(entry, made.length, line, open.at(-1) ?? 0, language),
    );
    for (const index of open) {
      const section = sections[index];
      if (section !== undefined) section.to = made.length;
    }
  }
  const cues = made.filter((entry): entry is Cue => entry.kind === 'cue');
  return {
    path: join(folder, name),
    tree: { lines },
    screenplay: {
      title,
      author: undefined,
      language,
      fps: undefined,
      cast: [],
      moods: new Map(),
      render: { ...defaults, ...render },
      sections: sections satisfies Section[],
      entries: made,
      cues,
      problems: [],
      references: [],
      timeline: { starts: new Float64Array(made.length), ends: new Float64Array(made.length) },
    },
  };
}

function lineOf(entry: CueSketch | SoundSketch, index: number): CueLine {
  const groups = 'text' in entry ? (entry.groups ?? '') : '';
  return {
    kind: 'cue',
    text: groups,
    ending: '\n',
    mistakes: [],
    name: undefined,
    groups: groups === '' ? [] : [{ kind: 'how', items: [], start: 0, end: groups.length }],
    colon: { start: index, end: index },
    spoken: [],
  };
}

function cueOf(sketch: CueSketch, index: number, line: CueLine, section: number, language: string): Cue {
  const emotion: Emotion = sketch.emotion ?? { kind: 'own' };
  const continuations: ContinuationLine[] = [];
  const origin = { from: 'default' } as const;
  return {
    kind: 'cue',
    id: sketch.id ?? `cue-${index + 1}`,
    line,
    continuations,
    speaker: sketch.speaker ?? 'NARRATOR',
    inCast: true,
    name: undefined,
    voice: {
      recording: sketch.recording,
      consent: 'consent' in sketch ? sketch.consent : 'A test, today',
      draft: 'en',
    },
    language,
    spoken: sketch.spoken ?? [{ kind: 'text', pieces: [{ text: sketch.text }], language, emotion }],
    text: sketch.text,
    emotion,
    start: sketch.start ?? turn,
    length: sketch.length ?? { kind: 'natural' },
    settings: { engine: 'tone', seed: 0, take: sketch.take ?? 1, pan: sketch.pan ?? 0, gain: sketch.gain ?? 0 },
    origins: { language: origin, emotion: origin, engine: origin, seed: origin, voice: origin },
    section,
    sound: (sketch.sound ?? true) && (sketch.speech ?? true),
    speech: sketch.speech ?? true,
    digest: `d${index}`,
    estimate: { seconds: sketch.text.length * 0.06, measured: false },
  };
}

function soundOf(sketch: SoundSketch, index: number, line: CueLine, section: number): SoundCue {
  return {
    kind: 'sound',
    id: `sound-${index + 1}`,
    line,
    path: sketch.path,
    start: sketch.start ?? turn,
    gain: sketch.gain ?? 0,
    under: sketch.under ?? false,
    section,
    sound: true,
  };
}
