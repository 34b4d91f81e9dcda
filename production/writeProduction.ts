import { createHash } from 'node:crypto';
import { basename, extname, join, relative, sep } from 'node:path';
import {
  createWavWriter,
  LoudnessMeter,
  TruePeakLimiter,
  TruePeakMeter,
  type Chapter,
  type Marker,
} from '../audio/index.ts';
import { writeFileAtomically } from '../foundation/atomicFile.ts';
import type { LabelEvent } from './addAudibleLabel.ts';
import { fileError } from './fileError.ts';
import { safeFileName, safeFileNames } from './fileNames.ts';
import type { FinishedCue } from './finishedScript.ts';
import { machineLabel } from './machineLabel.ts';
import { amplified, isNear, refineMastering, type Mastering } from './mastering.ts';
import { measured } from './measured.ts';
import type { MixBlock } from './mix.ts';
import type { MixPlan } from './mixPlan.ts';
import { sectionOf, type Outcome } from './placing.ts';
import type { ProductionSettings } from './productionSettings.ts';
import type {
  ProducedFile,
  Production,
  ProductionProgress,
  Script,
  TimelineCue,
  TimelineSection,
  TimelineSound,
} from './productionTypes.ts';
import { removeOutdated } from './removeOutdated.ts';
import { SoundFileWriters, type SoundFile } from './soundFiles.ts';
import type { TakeStore } from './takeStore.ts';
import { provenance } from './texts/provenance.ts';
import { scriptTexts } from './texts/scriptTexts.ts';
import type { Placed } from './timeline.ts';

/** A production of which everything is known; only its files are missing. */
export interface ReadyProduction {
  readonly script: Script;
  readonly settings: ProductionSettings;
  /** Name of a selection. */
  readonly selection: string | undefined;
  /** Folder of the files. */
  readonly out: string;
  readonly store: TakeStore;
  readonly outcomes: readonly Outcome[];
  readonly placed: readonly Placed[];
  readonly label: LabelEvent | undefined;
  readonly plan: MixPlan;
  readonly play: (stems: number) => AsyncIterable<MixBlock>;
  readonly mastering: Mastering;
  /** Of the whole. */
  readonly frames: number;
  readonly signal: AbortSignal | undefined;
}

export type WrittenProduction = Omit<Production, 'failures' | 'notices' | 'takes'>;

/** Files of cues that are written at once. */
const cueFilesAtOnce = 4;

/**
 * Writes the deliverables. The large ones get their names together when all of them are whole, the texts follow; what an
 * earlier render of this script left and this one no longer makes is removed last.
 */
export async function* writeProduction(ready: ReadyProduction): AsyncGenerator<ProductionProgress, WrittenProduction> {
  const { script, settings, selection, out, outcomes, placed, label, frames, signal } = ready;
  const { sampleRate } = settings;
  const { screenplay } = script;
  const scriptName = basename(script.path);
  const base = selection ?? safeFileName(basename(scriptName, extname(scriptName)));
  const title = screenplay.title ?? basename(scriptName, extname(scriptName));
  const identity = identityOf(ready);

  const cueFiles = namesOfCueFiles(ready);
  const cues: FinishedCue[] = [];
  const sounds: TimelineSound[] = [];
  outcomes.forEach((outcome, index) => {
    const place = placed[index] ?? { start: 0, length: 0 };
    if (outcome.kind === 'cue') cues.push(finishedCue(outcome, place, cueFiles.get(outcome.cue.id)));
    else if (outcome.ready !== undefined) {
      const { sound, line } = outcome;
      sounds.push({ id: sound.id, line, path: sound.path, ...place });
    }
  });
  const sections = finishedSections(ready);
  const soundFiles = filesOfSound(ready, { base, title, identity, cues, sections });

  const files: ProducedFile[] = [];
  const { writers, loudness } = yield* writtenMix(ready, soundFiles);
  let complete = false;
  try {
    yield* writeCueFiles(ready, cues, files);
    await writers.close();
    complete = true;
  } finally {
    if (!complete) await writers.abort();
  }
  for (const file of soundFiles) {
    for (const format of file.formats) files.unshift({ path: `${file.path}.${format}`, kind: file.kind });
  }

  const timeline = {
    sampleRate,
    length: frames,
    cues: cues.map((cue) => cue.timeline),
    sounds,
    sections: sections.map(({ level, title: heading, start, length }) => ({ level, title: heading, start, length })),
    loudness,
  };
  const relativeFiles = files.map(({ path }) => relative(out, path).split(sep).join('/')).sort();
  const finished = { script, out, selection, title, identity, timeline, cues, label, files: relativeFiles };
  signal?.throwIfAborted();
  for (const { name, kind, content } of scriptTexts(finished, base)) {
    files.push({ path: await writeText(join(out, name), content), kind });
  }
  // Last, so that a render that is killed before still finds what is outdated.
  await removeOutdated(out, scriptName, relativeFiles);
  files.push({ path: await writeText(join(out, 'provenance.json'), provenance(finished)), kind: 'provenance' });
  return { ...timeline, files };
}

async function writeText(path: string, content: string): Promise<string> {
  try {
    await writeFileAtomically(path, content);
  } catch (error) {
    throw fileError(error, path);
  }
  return path;
}

/** The loudness of a finished mix. */
interface Loudness {
  readonly lufs: number;
  readonly truePeak: number;
}

/**
 * Writes the mix and its stems into files that are whole but have no names yet. A mix whose loudness was only foretold is
 * measured on the way; if it is not as foretold, that of the limited mix is looked for, and all is written once more.
 */
async function* writtenMix(
  ready: ReadyProduction,
  files: readonly SoundFile[],
): AsyncGenerator<ProductionProgress, { writers: SoundFileWriters; loudness: Loudness }> {
  const { settings, plan, play, frames } = ready;
  const { sampleRate, bits, loudness: target, truePeak } = settings;
  const format = { sampleRate, channels: settings.channels === 'stereo' ? 2 : 1, bits };
  let { mastering } = ready;
  for (;;) {
    const writers = await SoundFileWriters.open(files, format);
    let kept = false;
    try {
      const loudness = yield* writeMix(ready, mastering, writers);
      kept = mastering.sure || isNear(loudness.lufs, target);
      if (kept) return { writers, loudness };
    } finally {
      if (!kept) await writers.abort();
    }
    const { channels, doubled } = plan;
    const options = { sampleRate, channels, doubled, loudness: target, truePeak };
    mastering = yield* measured(
      refineMastering(() => play(0), options, mastering),
      frames,
    );
  }
}

/** The mix from its start, mastered, and its stems, into the files. */
async function* writeMix(
  { play, plan, settings, frames }: ReadyProduction,
  { gain }: Mastering,
  writers: SoundFileWriters,
): AsyncGenerator<ProductionProgress, Loudness> {
  const { sampleRate, truePeak: ceiling } = settings;
  const { channels, doubled } = plan;
  const limiter = new TruePeakLimiter({ sampleRate, channels, ceiling });
  const meter = new LoudnessMeter(sampleRate, channels);
  const peaks = new TruePeakMeter(channels);
  const spread = (block: readonly Float32Array[]): readonly Float32Array[] => (doubled ? [...block, ...block] : block);
  const write = async (block: readonly Float32Array[]): Promise<void> => {
    meter.push(block);
    peaks.push(block);
    await writers.write(undefined, spread(block));
  };
  let done = 0;
  for await (const block of play(settings.deliver.includes('stems') ? plan.stems.length : 0)) {
    await write(limiter.push(amplified(block.mix, gain)));
    for (const [stem, sound] of block.stems.entries()) await writers.write(stem, spread(amplified(sound, gain)));
    done += block.frames;
    yield { kind: 'progress', stage: 'mix', done, total: frames };
  }
  await write(limiter.flush());
  return { lufs: meter.integrated() + (doubled ? 10 * Math.log10(2) : 0), truePeak: peaks.truePeak() };
}

/** One WAV a cue: its take as it stands on the timeline, without level, place and loudness of the mix. */
async function* writeCueFiles(
  { settings, store, out, signal, script }: ReadyProduction,
  cues: readonly FinishedCue[],
  files: ProducedFile[],
): AsyncGenerator<ProductionProgress> {
  const { sampleRate, bits } = settings;
  const made = cues.filter(({ timeline }) => timeline.file !== null);
  for (let index = 0; index < made.length; index += cueFilesAtOnce) {
    signal?.throwIfAborted();
    const group = made.slice(index, index + cueFilesAtOnce);
    const written = group.map(async ({ timeline, cue, made: take }) => {
      if (take === undefined) return;
      const path = join(out, ...(timeline.file ?? '').split('/'));
      const samples = await store.fittedSamples(take.job.fitted);
      const writer = await createWavWriter(path, {
        sampleRate,
        channels: 1,
        bits,
        frames: samples.length,
        tags: machineLabel(take.job.fitted.slice(0, 32), script.screenplay.language, {
          title: cue.id,
          artist: cue.speaker,
        }),
        markers: timeline.marks.map(({ name, start }) => ({ frame: start - timeline.start, label: name })),
        timeReference: BigInt(timeline.start),
      });
      try {
        await writer.write([unclipped(samples)]);
        await writer.close();
      } catch (error) {
        await writer.abort();
        throw error;
      }
      files.push({ path, kind: 'cues' });
    });
    await Promise.all(written);
    yield {
      kind: 'progress',
      stage: 'write',
      done: Math.min(made.length, index + cueFilesAtOnce),
      total: made.length,
    };
  }
}

/** Samples that fit an integer format: a take that goes over full scale is turned down as a whole. */
function unclipped(samples: Float32Array): Float32Array {
  let largest = 0;
  for (let n = 0; n < samples.length; n++) largest = Math.max(largest, Math.abs(samples[n] as number));
  return largest <= 1 ? samples : samples.map((sample) => sample / largest);
}

/** A digest of what is heard: which takes and sounds, where, how loud. */
function identityOf({ settings, outcomes, placed, label }: ReadyProduction): string {
  const { sampleRate, channels, loudness, truePeak } = settings;
  const heard = outcomes.map((outcome, index) =>
    outcome.kind === 'cue'
      ? [outcome.made?.job.fitted ?? null, outcome.cue.settings.pan, outcome.cue.settings.gain, placed[index]]
      : [outcome.ready === undefined ? null : outcome.sound.path, outcome.sound.gain, placed[index]],
  );
  const notice = label === undefined ? null : [label.kind, label.start];
  const all = JSON.stringify([sampleRate, channels, loudness, truePeak, heard, notice]);
  return createHash('sha256').update(all).digest('hex').slice(0, 32);
}

/** Relative path of the file of every cue that gets one, by id. Names depend on all cues of the script, selected or not. */
function namesOfCueFiles({ script, settings, outcomes }: ReadyProduction): ReadonlyMap<string, string> {
  if (!settings.deliver.includes('cues')) return new Map();
  const ids = script.screenplay.cues.map(({ id }) => id);
  const names = safeFileNames(ids);
  const made = new Set(
    outcomes.map((outcome) => (outcome.kind === 'cue' && outcome.made ? outcome.cue.id : undefined)),
  );
  return new Map(ids.flatMap((id, index) => (made.has(id) ? [[id, `cues/${names[index] ?? id}.wav`]] : [])));
}

function finishedCue(
  outcome: Outcome & { kind: 'cue' },
  { start, length }: Placed,
  file: string | undefined,
): FinishedCue {
  const { cue, line, asked, made } = outcome;
  const isAsked = asked.kind === 'frames' || asked.kind === 'factor';
  const timeline: TimelineCue = {
    id: cue.id,
    line,
    speaker: cue.speaker,
    text: cue.text,
    start,
    length,
    asked: isAsked ? (asked.kind === 'frames' ? asked.frames : length) : null,
    file: file ?? null,
    words: (made?.header.words ?? []).map((word) => ({ ...word, start: start + word.start })),
    marks: (made?.header.marks ?? []).map((mark) => ({ ...mark, start: start + mark.start })),
  };
  return { timeline, cue, made };
}

/** A heading and its stretch of the timeline, with the index of its section. */
interface FinishedSection extends TimelineSection {
  readonly section: number;
}

/** Headings that hold sound: from the first start to the last end under them. */
function finishedSections({ script, outcomes, placed }: ReadyProduction): FinishedSection[] {
  const { sections } = script.screenplay;
  const stretches = new Map<number, { start: number; end: number }>();
  outcomes.forEach((outcome, index) => {
    const { start, length } = placed[index] ?? { start: 0, length: 0 };
    for (let at = sectionOf(outcome); at !== undefined; at = sections[at]?.parent) {
      const stretch = stretches.get(at) ?? { start, end: start };
      stretches.set(at, { start: Math.min(stretch.start, start), end: Math.max(stretch.end, start + length) });
    }
  });
  return sections.flatMap(({ level, title }, section) => {
    const stretch = stretches.get(section);
    if (level === 0 || stretch === undefined) return [];
    return [{ level, title, section, start: stretch.start, length: stretch.end - stretch.start }];
  });
}

interface SoundFileFacts {
  readonly base: string;
  readonly title: string;
  readonly identity: string;
  readonly cues: readonly FinishedCue[];
  readonly sections: readonly FinishedSection[];
}

/** The sound files that are made of the mix and its stems. */
function filesOfSound(
  { settings, out, plan, frames, script }: ReadyProduction,
  { base, title, identity, cues, sections }: SoundFileFacts,
): (SoundFile & { kind: ProducedFile['kind'] })[] {
  const { deliver, formats } = settings;
  const { author, language } = script.screenplay;
  const markers = markersOf(cues);
  const stretch = (from: number, length: number) => ({
    from,
    to: from + length,
    markers: markers.flatMap(({ frame, label }) =>
      frame >= from && frame < from + length ? [{ frame: frame - from, label }] : [],
    ),
    chapters: chaptersWithin(sections, from, from + length),
  });
  const tags = (name: string, id: string, artist: string | undefined) =>
    machineLabel(`${identity}-${id}`, language, { title: name, artist });
  const files: (SoundFile & { kind: ProducedFile['kind'] })[] = [];
  if (deliver.includes('whole')) {
    const whole = { path: join(out, base), stem: undefined, formats, tags: tags(title, 'whole', author) };
    files.push({ kind: 'whole', ...whole, ...stretch(0, frames) });
  }
  for (const [kind, level] of [
    ['chapters', 1],
    ['scenes', 2],
  ] as const) {
    if (!deliver.includes(kind)) continue;
    const these = sections.filter((section) => section.level === level && section.length > 0);
    const digits = Math.max(2, String(these.length).length);
    const names = safeFileNames(these.map((each, index) => `${String(index + 1).padStart(digits, '0')} ${each.title}`));
    these.forEach((section, index) => {
      const path = join(out, kind, names[index] ?? String(index + 1));
      const label = tags(section.title, `${kind}-${index + 1}`, author);
      files.push({ kind, path, stem: undefined, formats, tags: label, ...stretch(section.start, section.length) });
    });
  }
  if (deliver.includes('stems')) {
    const names = safeFileNames(plan.stems);
    plan.stems.forEach((stem, index) => {
      const path = join(out, 'stems', names[index] ?? String(index + 1));
      const label = tags(`${title} – ${stem}`, `stems-${index + 1}`, author);
      files.push({
        kind: 'stems',
        path,
        stem: index,
        formats: ['wav'],
        tags: label,
        ...stretch(0, frames),
        markers: [],
      });
    });
  }
  return files;
}

/** The starts of cues and their marks, in time order. */
function markersOf(cues: readonly FinishedCue[]): Marker[] {
  return cues
    .flatMap(({ timeline: { id, start, marks } }) => [
      { frame: start, label: id },
      ...marks.map((mark) => ({ frame: mark.start, label: mark.name })),
    ])
    .sort((a, b) => a.frame - b.frame);
}

/** Chapters of a stretch for players: its chapters, else its scenes. */
function chaptersWithin(sections: readonly FinishedSection[], from: number, to: number): Chapter[] {
  const inside = sections.filter(({ start, length }) => length > 0 && start >= from && start + length <= to);
  const chapters = inside.filter(({ level }) => level === 1);
  const finest = chapters.length > 1 ? chapters : inside.filter(({ level }) => level === 2);
  return finest.map(({ start, length, title }) => ({ start: start - from, end: start + length - from, title }));
}
