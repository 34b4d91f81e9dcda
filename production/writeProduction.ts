import { createHash } from 'node:crypto';
import { basename, extname, join, relative, sep } from 'node:path';
import { encodePeaks } from '../audio/index.ts';
import { writeFileAtomically } from '../foundation/atomicFile.ts';
import { fileError } from './fileError.ts';
import { safeFileName } from './fileNames.ts';
import { finishedTimeline } from './finishedTimeline.ts';
import { keepPeaks } from './outputPeaks.ts';
import { planSoundFiles } from './planSoundFiles.ts';
import type { ProducedFile, Production, ProductionProgress } from './productionTypes.ts';
import type { ReadyProduction } from './readyProduction.ts';
import { refuseOverwriting } from './refuseOverwriting.ts';
import { removeOutdated } from './removeOutdated.ts';
import { setAsideOthers } from './setAsideOthers.ts';
import { provenance } from './texts/provenance.ts';
import { scriptTexts } from './texts/scriptTexts.ts';
import { writeCueFiles } from './writeCueFiles.ts';
import { writtenMix } from './writtenMix.ts';

export type WrittenProduction = Omit<Production, 'failures' | 'notices' | 'takes' | 'finishedCues'>;

/**
 * Writes the deliverables. The large ones get their names together when all of them are whole, the texts follow; what an
 * earlier render of this script left and this one no longer makes is removed last.
 */
export async function* writeProduction(ready: ReadyProduction): AsyncGenerator<ProductionProgress, WrittenProduction> {
  const { script, selection, out, label, frames, signal } = ready;
  const { sampleRate } = ready.settings;
  const { screenplay } = script;
  const scriptName = basename(script.path);
  const base = selection ?? safeFileName(basename(scriptName, extname(scriptName)));
  const title = screenplay.title ?? basename(scriptName, extname(scriptName));
  const identity = identityOf(ready);

  const { cues, sounds, sections } = finishedTimeline(ready);
  const soundFiles = planSoundFiles(ready, cues, { base, title, identity });
  const texts = scriptTexts(base);
  refuseOverwriting(script, [
    ...soundFiles.flatMap(({ path, formats }) => formats.map((format) => `${path}.${format}`)),
    ...cues.flatMap(({ timeline: { file } }) => (file === null ? [] : [join(out, ...file.split('/'))])),
    ...[...texts.map(({ name }) => name), 'provenance.json'].map((name) => join(out, name)),
  ]);

  const files: ProducedFile[] = [];
  const { writers, loudness, peaks } = yield* writtenMix(ready, soundFiles);
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
    sections,
    loudness,
  };
  const relativeFiles = files.map(({ path }) => relative(out, path).split(sep).join('/')).sort();
  const finished = { script, out, selection, title, identity, timeline, cues, label, files: relativeFiles };
  signal?.throwIfAborted();
  await removeOutdated(out, scriptName, base, relativeFiles);
  await setAsideOthers(out, scriptName);
  for (const { name, kind, content } of texts) {
    files.push({ path: await writeText(join(out, name), content(finished)), kind });
  }
  // Last, so that a render that is killed before still finds what is outdated.
  files.push({ path: await writeText(join(out, 'provenance.json'), provenance(finished)), kind: 'provenance' });
  if (ready.settings.deliver.includes('whole')) {
    await keepPeaks(ready.store.folder, join(out, base), identity, encodePeaks(peaks));
  }
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
