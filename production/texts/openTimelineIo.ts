import { dirname, relative, resolve, sep } from 'node:path';
import type { FinishedCue, FinishedScript } from '../finishedScript.ts';

/**
 * The timeline for editors that read OpenTimelineIO: an audio track a speaker (more where one speaks over himself), each cue
 * a clip of its own WAV at its own sample; sounds on tracks of theirs, but for those that repeat under others (the stem has
 * them). Schema versions are the oldest that say all of it, which every reader takes.
 */
export function openTimelineIo({ title, timeline, cues, script, out }: FinishedScript): string {
  const { sampleRate } = timeline;
  const time = (value: number) => ({ OTIO_SCHEMA: 'RationalTime.1', rate: sampleRate, value });
  const range = (start: number, length: number) => ({
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: time(start),
    duration: time(length),
  });

  const clip = ({ name, length, url, marks, about }: Clip) => ({
    OTIO_SCHEMA: 'Clip.1',
    name,
    source_range: range(0, length),
    media_reference:
      url === null
        ? { OTIO_SCHEMA: 'MissingReference.1', name: '', available_range: null, metadata: {} }
        : {
            OTIO_SCHEMA: 'ExternalReference.1',
            name,
            target_url: url.split('/').map(encodeURIComponent).join('/'),
            available_range: range(0, length),
            metadata: {},
          },
    markers: marks.map((mark) => ({
      OTIO_SCHEMA: 'Marker.2',
      name: mark.name,
      color: 'GREEN',
      marked_range: range(mark.start, 0),
      metadata: {},
    })),
    effects: [],
    metadata: { tableread: about },
  });
  const gap = (length: number) => ({
    OTIO_SCHEMA: 'Gap.1',
    name: '',
    source_range: range(0, length),
    effects: [],
    markers: [],
    metadata: {},
  });

  const beds = new Set(
    script.screenplay.entries.flatMap((entry) => ('under' in entry && entry.under ? [entry.id] : [])),
  );
  const sounds = timeline.sounds.flatMap(({ id, line, path, start, length }): Clip[] => {
    const url = relative(out, resolve(dirname(script.path), path))
      .split(sep)
      .join('/');
    return beds.has(id) ? [] : [{ track: 'sounds', name: id, start, length, url, marks: [], about: { id, line } }];
  });
  const tracks = tracksOf([...cues.map(clipOfCue), ...sounds]).map(({ name, clips }) => {
    let at = 0;
    const children = clips.flatMap((each) => {
      const silence = each.start - at;
      at = each.start + each.length;
      return silence > 0 ? [gap(silence), clip(each)] : [clip(each)];
    });
    return {
      OTIO_SCHEMA: 'Track.1',
      name,
      kind: 'Audio',
      source_range: null,
      children,
      effects: [],
      markers: [],
      metadata: {},
    };
  });
  const document = {
    OTIO_SCHEMA: 'Timeline.1',
    name: title,
    global_start_time: null,
    tracks: {
      OTIO_SCHEMA: 'Stack.1',
      name: 'tracks',
      source_range: null,
      children: tracks,
      effects: [],
      markers: [],
      metadata: {},
    },
    metadata: { tableread: { sampleRate } },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** A piece of sound on a track. */
interface Clip {
  readonly track: string;
  readonly name: string;
  readonly start: number;
  readonly length: number;
  /** Relative to the timeline; null: there is none. */
  readonly url: string | null;
  /** From the start of the clip. */
  readonly marks: readonly { readonly name: string; readonly start: number }[];
  readonly about: Readonly<Record<string, unknown>>;
}

function clipOfCue({ timeline: { id, line, speaker, text, start, length, file, marks } }: FinishedCue): Clip {
  return {
    track: speaker,
    name: id,
    start,
    length,
    url: file,
    marks: marks.map((mark) => ({ name: mark.name, start: mark.start - start })),
    about: { id, line, speaker, text },
  };
}

/** Clips by track, in time order; where they lie over each other, a track more of the same name. */
function tracksOf(clips: readonly Clip[]): { name: string; clips: Clip[] }[] {
  const tracks: { name: string; clips: Clip[]; end: number }[] = [];
  for (const clip of [...clips].sort((a, b) => a.start - b.start)) {
    const { track: name, start, length } = clip;
    if (length === 0) continue;
    const free = tracks.find((track) => track.name === name && track.end <= start);
    if (free === undefined) tracks.push({ name, clips: [clip], end: start + length });
    else {
      free.clips.push(clip);
      free.end = start + length;
    }
  }
  return tracks;
}
