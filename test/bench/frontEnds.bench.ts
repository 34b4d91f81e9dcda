import { readFileSync } from 'node:fs';
import { readSentencePieceModel } from '../../models/checkpoints/sentencePiece.ts';
import { readTiktoken } from '../../models/checkpoints/tiktoken.ts';
import { melSpectrogram } from '../../models/features/melSpectrogram.ts';
import { seamlessFeatures } from '../../models/features/seamlessFeatures.ts';
import { soxrResample } from '../../models/features/soxrResample.ts';
import { codeDecoder } from '../../models/sampling/codeDecoder.ts';
import { defaultSampling } from '../../models/sampling/samplingSettings.ts';
import { seededRandom } from '../../models/sampling/seededRandom.ts';
import { frontEnd2 } from '../../models/text/frontEnd2.ts';
import { frontEnd25 } from '../../models/text/frontEnd25.ts';
import { normaliseText } from '../../models/text/normaliseText.ts';
import { tiktokenTokeniser, type TiktokenTokeniser } from '../../models/text/tiktokenTokeniser.ts';
import { unigramTokeniser } from '../../models/text/unigramTokeniser.ts';
import { openGoldens } from '../parity/goldens.ts';
import { assetFile, normaliserOfAssets, textAssets } from '../textAssets.ts';
import type { Bench, Row } from './row.ts';

const seconds = 15;

/** What stands around the networks: text, features, sampling. */
const bench: Bench = {
  name: 'front ends',
  run: async (report) => {
    text(report);
    features(report);
    sampling(report);
    await Promise.resolve();
  },
};
export default bench;

function text(report: (row: Row) => void): void {
  const casesFile = assetFile('normaliser-cases.json');
  const vocabulary = assetFile('vocabulary', 'multilingual_zh_ja_yue_char_del.tiktoken.gz');
  if (textAssets === undefined || casesFile === undefined || vocabulary === undefined) return;
  const { cases } = JSON.parse(readFileSync(casesFile, 'utf8')) as { cases: { lang: 'zh' | 'en'; in: string }[] };
  for (const language of ['zh', 'en'] as const) {
    const start = performance.now();
    const normalise = normaliserOfAssets('1.2.0', language);
    report({ name: `grammars ${language}: load`, value: performance.now() - start, unit: 'ms' });
    const lines = cases.filter(({ lang }) => lang === language).map((each) => each.in);
    for (const line of lines) normalise(line);
    const times = lines.map((line) => milliseconds(() => normalise(line))).sort((a, b) => a - b);
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    report({ name: `grammars ${language}: a line, mean of ${times.length}`, value: mean, unit: 'ms', goal: '< 2' });
    report({
      name: `grammars ${language}: a line, slowest 5 %`,
      value: times[Math.floor(times.length * 0.95)] ?? NaN,
      unit: 'ms',
    });
  }
  const content = readFileSync(vocabulary);
  let tokeniser = tiktokenTokeniser(readTiktoken('2.5', content));
  report({
    name: 'vocabulary 2.5: load',
    value: milliseconds(() => (tokeniser = tiktokenTokeniser(readTiktoken('2.5', content)))),
    unit: 'ms',
  });
  const all = cases.map((each) => each.in);
  const time = milliseconds(() => all.forEach((line) => tokeniser.encode(line)));
  report({ name: 'vocabulary 2.5: a line', value: time / all.length, unit: 'ms' });
  wholeLines(all, tokeniser, report);
}

/** From what is written to segments of ids: everything that happens to a text before a network sees it. */
function wholeLines(lines: readonly string[], tokeniser: TiktokenTokeniser, report: (row: Row) => void): void {
  const normalisers = { zh: normaliserOfAssets('1.2.0', 'zh'), en: normaliserOfAssets('1.2.0', 'en') };
  const normalise = (line: string): string => normaliseText(line, { normalisers, behaviour: 'corrected' });
  const newer = { tokeniser, normalise, most: 120, positions: 602, behaviour: 'corrected' } as const;
  const fronts: [string, (line: string) => unknown][] = [['2.5', (line) => frontEnd25(line, 'zhen', newer)]];
  const pieces = openGoldens()?.path('models/v2/bpe.model');
  if (pieces !== undefined) {
    const older = unigramTokeniser(readSentencePieceModel('bpe.model', readFileSync(pieces)));
    fronts.unshift(['2', (line) => frontEnd2(line, older, normalise, { most: 120, quick: 0 }, 'corrected')]);
  }
  for (const [version, front] of fronts) {
    for (const line of lines) front(line);
    const times = lines.map((line) => milliseconds(() => front(line))).sort((a, b) => a - b);
    const name = `front end ${version}: a line from text to ids`;
    const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
    report({ name: `${name}, mean of ${times.length}`, value: mean, unit: 'ms', goal: '< 2' });
    report({ name: `${name}, median`, value: times[times.length >> 1] ?? NaN, unit: 'ms' });
  }
}

function features(report: (row: Row) => void): void {
  const samples = (rate: number): Float32Array => {
    const random = new Float32Array(rate * seconds);
    seededRandom(1, 0).normal('spectrogram', 0, random);
    return random.map((value) => value * 0.1);
  };
  const row = (name: string, work: () => unknown): void => {
    work();
    report({ name: `${name}, ${seconds} s of sound`, value: milliseconds(work), unit: 'ms' });
  };
  const at44 = samples(44100);
  row('soxr 44.1 → 22.05 kHz', () => soxrResample(at44, 44100, 22050));
  row('soxr 44.1 → 16 kHz', () => soxrResample(at44, 44100, 16000));
  const at16 = samples(16000);
  row('Seamless features', () => seamlessFeatures(at16));
  const at22 = samples(22050);
  row('mel spectrogram', () => melSpectrogram(at22));
}

function sampling(report: (row: Row) => void): void {
  const random = seededRandom(1, 0);
  const size = 8194;
  const logits = new Float32Array(3 * size);
  random.normal('spectrogram', 0, logits);
  const settings = { ...defaultSampling, longest: 1e6 };
  const decoder = codeDecoder(settings, { size, stop: size - 1, seen: [1, size - 2] }, (step, place) =>
    random.exponential('codes', step, place),
  );
  const steps = 200;
  for (let step = 0; step < 50; step++) decoder.advance(logits);
  const time = milliseconds(() => {
    for (let step = 0; step < steps; step++) decoder.advance(logits);
  });
  report({ name: 'beam sampling: a step of 3 beams, 8194 codes', value: time / steps, unit: 'ms' });
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
