import { catalogue } from '../../models/catalogue.ts';
import { EngineClient } from '../../models/client.ts';
import type { SpeakRequest, Take } from '../../models/engine.ts';
import { speechMeasures } from '../../screenplay/estimate.ts';
import { fromSource } from '../models/engineProcess.ts';
import { draftLines } from './draftLines.ts';
import { quantile } from './quantile.ts';
import type { Bench, Row } from './row.ts';

/** Lines of the run that is timed. */
const timedLines = 1000;

const bench: Bench = {
  name: 'draft engine',
  async run(report) {
    const client = new EngineClient({ engine: 'draft', ...fromSource });
    const started = performance.now();
    await takes(client, [request('Ready?', 'en', 'cold')]);
    report({ name: 'start of the processes to the first take', value: performance.now() - started, unit: 'ms' });
    await speed(client, report);
    await pace(client, report);
    await client.close();
  },
};
export default bench;

async function speed(client: EngineClient, report: (row: Row) => void): Promise<void> {
  const english = draftLines['en'] ?? [];
  const natural = Array.from({ length: timedLines }, (_, n) =>
    request(english[n % english.length] ?? '', 'en', String(n)),
  );
  const timed = natural.map((each): SpeakRequest => ({ ...each, length: { kind: 'factor', factor: 0.9 } }));
  for (const [name, requests] of [
    ['natural length', natural],
    ['to a length', timed],
  ] as const) {
    const started = performance.now();
    const seconds = (await takes(client, requests)).reduce(
      (sum, { samples, sampleRate }) => sum + samples.length / sampleRate,
      0,
    );
    const work = (performance.now() - started) / 1000;
    report({ name: `${timedLines} lines, ${name}`, value: seconds / work, unit: '× real time' });
  }
  const single: number[] = [];
  for (const each of natural.slice(0, 100)) {
    const started = performance.now();
    await takes(client, [each]);
    single.push(performance.now() - started);
  }
  report({ name: 'one line alone, median', value: quantile(single, 0.5), unit: 'ms' });
}

/** How well the catalogue's pace predicts lengths, and the pace that would predict these lines best. */
async function pace(client: EngineClient, report: (row: Row) => void): Promise<void> {
  for (const [language, lines] of Object.entries(draftLines)) {
    const made = await takes(
      client,
      lines.map((text) => request(text, language, text)),
    );
    const lengths = new Map(made.map(({ id, naturalSeconds }) => [id, naturalSeconds]));
    const used = catalogue.get('draft')?.pace[language] ?? catalogue.get('draft')?.pace['*'];
    if (used === undefined) continue;
    const rows = lines.map((text) => {
      const [measure] = speechMeasures([{ kind: 'text', pieces: [{ text }], language, emotion: { kind: 'own' } }]);
      const counts = [measure?.starts ?? 0, measure?.syllables ?? 0, measure?.commas ?? 0, measure?.stops ?? 0];
      return { counts, seconds: lengths.get(text) ?? Number.NaN };
    });
    const predict = (factors: readonly number[], counts: readonly number[]): number =>
      counts.reduce((sum, count, index) => sum + count * (factors[index] ?? 0), 0);
    const errors = rows.map(({ counts, seconds }) => {
      const predicted = predict([used.start, used.syllable, used.comma, used.stop], counts);
      return (100 * Math.abs(predicted - seconds)) / seconds;
    });
    report({ name: `${language}: error of a predicted length, median`, value: quantile(errors, 0.5), unit: '%' });
    report({ name: `${language}: 90th percentile`, value: quantile(errors, 0.9), unit: '%' });
    const best = leastSquares(
      rows.map(({ counts }) => counts),
      rows.map(({ seconds }) => seconds),
    );
    for (const [index, name] of ['start', 'syllable', 'comma', 'stop'].entries()) {
      report({ name: `${language}: best ${name}`, value: best[index] ?? Number.NaN, unit: 's' });
    }
  }
}

function request(text: string, language: string, id: string): SpeakRequest {
  return {
    id,
    parts: [{ kind: 'text', pieces: [{ text }], language, emotion: { kind: 'own' } }],
    language,
    recording: undefined,
    voice: undefined,
    length: { kind: 'natural' },
    seed: 1,
  };
}

async function takes(client: EngineClient, requests: readonly SpeakRequest[]): Promise<Take[]> {
  const made: Take[] = [];
  for await (const answer of client.speak(requests)) {
    if (!('take' in answer)) throw new Error(`${answer.id}: ${answer.failure.code}`);
    made.push(answer.take);
  }
  return made;
}

/** Solves the normal equations of `rows · x ≈ values`, a little ridge keeping columns that never occur at 0. */
function leastSquares(rows: readonly (readonly number[])[], values: readonly number[]): number[] {
  const size = rows[0]?.length ?? 0;
  // [size, size + 1]
  const matrix = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size + 1 }, (_, column) =>
      rows.reduce(
        (sum, counts, index) =>
          sum + (counts[row] ?? 0) * (column === size ? (values[index] ?? 0) : (counts[column] ?? 0)),
        row === column ? 1e-6 : 0,
      ),
    ),
  );
  for (let pivot = 0; pivot < size; pivot++) {
    const top = matrix[pivot] ?? [];
    for (let row = 0; row < size; row++) {
      const line = matrix[row];
      if (row === pivot || line === undefined) continue;
      const factor = (line[pivot] ?? 0) / (top[pivot] ?? 1);
      for (let column = pivot; column <= size; column++)
        line[column] = (line[column] ?? 0) - factor * (top[column] ?? 0);
    }
  }
  return matrix.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}
