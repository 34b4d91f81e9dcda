import type { FinishedCue, FinishedScript } from '../finishedScript.ts';

/**
 * The timeline for editors that read OpenTimelineIO: an audio track a speaker (more where one speaks over himself), each cue
 * a clip of its own WAV at its own sample. Schema versions are the oldest that say all of it, which every reader takes.
 */
export function openTimelineIo({ title, timeline, cues }: FinishedScript): string {
  const { sampleRate } = timeline;
  const time = (value: number) => ({ OTIO_SCHEMA: 'RationalTime.1', rate: sampleRate, value });
  const range = (start: number, length: number) => ({
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: time(start),
    duration: time(length),
  });

  const clip = ({ timeline: cue }: FinishedCue) => ({
    OTIO_SCHEMA: 'Clip.1',
    name: cue.id,
    source_range: range(0, cue.length),
    media_reference:
      cue.file === null
        ? { OTIO_SCHEMA: 'MissingReference.1', name: '', available_range: null, metadata: {} }
        : {
            OTIO_SCHEMA: 'ExternalReference.1',
            name: cue.id,
            target_url: cue.file.split('/').map(encodeURIComponent).join('/'),
            available_range: range(0, cue.length),
            metadata: {},
          },
    markers: cue.marks.map((mark) => ({
      OTIO_SCHEMA: 'Marker.2',
      name: mark.name,
      color: 'GREEN',
      marked_range: range(mark.start - cue.start, 0),
      metadata: {},
    })),
    effects: [],
    metadata: { tableread: { id: cue.id, line: cue.line, speaker: cue.speaker, text: cue.text } },
  });
  const gap = (length: number) => ({
    OTIO_SCHEMA: 'Gap.1',
    name: '',
    source_range: range(0, length),
    effects: [],
    markers: [],
    metadata: {},
  });

  const tracks = tracksOf(cues).map(({ name, clips }) => {
    let at = 0;
    const children = clips.flatMap((cue) => {
      const { start, length } = cue.timeline;
      const silence = start - at;
      at = start + length;
      return silence > 0 ? [gap(silence), clip(cue)] : [clip(cue)];
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

/** Cues by speaker, in time order, none of a track over another. */
function tracksOf(cues: readonly FinishedCue[]): { name: string; clips: FinishedCue[] }[] {
  const tracks: { name: string; clips: FinishedCue[]; end: number }[] = [];
  for (const cue of [...cues].sort((a, b) => a.timeline.start - b.timeline.start)) {
    const { speaker, start, length } = cue.timeline;
    if (length === 0) continue;
    const free = tracks.find((track) => track.name === speaker && track.end <= start);
    if (free === undefined) tracks.push({ name: speaker, clips: [cue], end: start + length });
    else {
      free.clips.push(cue);
      free.end = start + length;
    }
  }
  return tracks;
}
