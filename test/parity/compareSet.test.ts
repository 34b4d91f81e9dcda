import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { melSpectrogram } from '../../models/features/melSpectrogram.ts';
import { compareSet } from './compareSet.ts';
import { featuresStage } from './features.ts';
import { Goldens, type Check } from './goldens.ts';
import { cpuDevice } from './networkRun.ts';
import { readNpy } from './npy.ts';
import { stages } from './stages.ts';

const samples = Float32Array.from({ length: 1000 }, (_, n) => 0.3 * Math.sin(0.07 * n));
const mels = melSpectrogram(samples);

const root = mkdtempSync(join(tmpdir(), 'tableread-sets-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

let folder = '';
let count = 0;
beforeEach(() => {
  folder = join(root, String(count++));
});

function npyBytes(values: Float32Array | Float64Array, header: Readonly<Record<string, string>> = {}): Uint8Array {
  const fields = { descr: "'<f4'", fortran_order: 'False', shape: `(${values.length},)`, ...header };
  const text = `{${Object.entries(fields)
    .map(([name, value]) => `'${name}': ${value}`)
    .join(', ')}, }\n`;
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length % 256, text.length >> 8]);
  return Buffer.concat([start, Buffer.from(text), new Uint8Array(values.buffer)]);
}

function write(file: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), bytes);
}

const mel = {
  id: 'mel_short',
  stage: 'features',
  model: null,
  op: 'mel_spectrogram',
  inputs: { audio_22k: { file: 'features/x.npy', shape: [1000], dtype: 'float32' } },
  outputs: { ref_mel: { file: 'features/y.npy', shape: [mels.length], dtype: 'float32', tol: 1e-6 } },
  settings: {},
};

function writeSet(...cases: object[]): void {
  write('index.json', JSON.stringify({ set: 'made here', cases }));
  write('features/x.npy', npyBytes(samples));
  write('features/y.npy', npyBytes(mels));
}

async function compared(complete = true): Promise<{ checks: Check[]; passedOver: string[] }> {
  const checks: Check[] = [];
  const options = { stages: [featuresStage], whole: true, complete, device: cpuDevice };
  const passedOver = await compareSet(new Goldens(folder), options, (check) => checks.push(check));
  return { checks, passedOver };
}

const reasons = (checks: readonly Check[]): (string | undefined)[] => checks.map(({ reason }) => reason);

describe('a set', () => {
  test('that is as it should be passes, and fails with one wrong number', async () => {
    writeSet(mel);
    expect((await compared()).checks.map(({ passed }) => passed)).toEqual([true]);
    write('features/y.npy', npyBytes(mels.map((value, at) => (at === 7 ? value + 1e-5 : value))));
    expect((await compared()).checks.map(({ passed }) => passed)).toEqual([false]);
  });

  test('of stages that nothing compares fails; whole lines are named', async () => {
    writeSet({ ...mel, stage: 'dreams' }, { ...mel, stage: 'e2e' });
    const { checks, passedOver } = await compared();
    expect(reasons(checks)).toEqual(['a stage that nothing compares']);
    expect(passedOver).toEqual(['not compared, the stage e2e: 1']);
  });

  test('of a model that nobody knows fails', async () => {
    writeSet({ ...mel, model: 'v3' });
    expect(reasons((await compared()).checks)).toEqual(['a model that nothing compares']);
  });

  test('with an operation that no stage knows fails', async () => {
    writeSet({ ...mel, op: 'phase_spectrogram' });
    expect(reasons((await compared()).checks)).toContain('unknown operation: phase_spectrogram');
  });

  test('with an output that nothing compares fails', async () => {
    writeSet({ ...mel, outputs: { ...mel.outputs, phase: { file: 'features/y.npy', tol: 1 } } });
    const { checks } = await compared();
    expect(reasons(checks)).toEqual([undefined, 'nothing to compare it with']);
    expect(checks[1]?.output).toBe('phase');
  });

  test.each(['inputs', 'outputs'] as const)('that lacks a file of its %s fails, unless it is a part', async (side) => {
    const [name, entry] = Object.entries(mel[side])[0] ?? [];
    writeSet(mel, { ...mel, id: 'gone', [side]: { [name ?? '']: { ...entry, file: 'features/gone.npy' } } });
    const { checks } = await compared();
    expect(reasons(checks)).toEqual([undefined, 'features/gone.npy: no such file']);
    const part = await compared(false);
    expect(reasons(part.checks)).toEqual([undefined]);
    expect(part.passedOver).toEqual(['not compared, files that this copy of the set leaves out: 1']);
  });

  test('with a broken input fails in that case only', async () => {
    writeSet({ ...mel, id: 'broken', inputs: { audio_22k: { file: 'features/short.npy' } } }, mel);
    write('features/short.npy', npyBytes(samples).subarray(0, 2000));
    expect(reasons((await compared()).checks)).toEqual([
      expect.stringMatching(/^features\/short\.npy holds \d+ bytes of 4000$/),
      undefined,
    ]);
  });

  test('with a recording too short for the features fails in that case only', async () => {
    writeSet({ ...mel, id: 'brief', inputs: { audio_22k: { file: 'features/brief.npy' } } }, mel);
    write('features/brief.npy', npyBytes(samples.slice(0, 100)));
    expect(reasons((await compared()).checks)).toEqual([expect.stringContaining('0.005 s'), undefined]);
  });

  test('without the checkpoints of its cases fails, stage by stage', async () => {
    writeSet({ ...mel, stage: 'campplus', op: 'CAMPPlus' }, { ...mel, stage: 'vocoder', op: 'BigVGAN' });
    const checks: Check[] = [];
    const options = { stages, whole: true, complete: true, device: cpuDevice };
    await compareSet(new Goldens(folder), options, (check) => checks.push(check));
    expect(reasons(checks).filter((reason) => reason?.includes('tensors.tsv'))).toHaveLength(2);
    expect(checks.every(({ passed }) => !passed)).toBe(true);
  });
});

describe('a folder that holds no set is an error in one line', () => {
  test.each([
    ['nothing', undefined, /there is no .*index\.json$/],
    ['no JSON', '{"cases": [NaN]}', /index\.json: /],
    ['no cases', '{"set": "x"}', /has no list "cases"/],
    ['a case without files', JSON.stringify({ cases: [mel, { ...mel, outputs: { y: {} } }] }), /case 2 lacks/],
    ['a case that is none', '{"cases": [null]}', /case 1 lacks/],
  ])('%s', (_, text, message) => {
    if (text !== undefined) write('index.json', text);
    expect(() => new Goldens(folder)).toThrow(message);
  });
});

describe('.npy files', () => {
  test.each([
    ['float64', npyBytes(new Float64Array(3), { descr: "'<f8'" }), 'a.npy holds <f8'],
    ['big-endian', npyBytes(new Float32Array(3), { descr: "'>f4'" }), 'a.npy holds >f4'],
    ['Fortran order', npyBytes(new Float32Array(4), { fortran_order: 'True', shape: '(2, 2)' }), 'Fortran order'],
    ['cut off', npyBytes(new Float32Array(3), { shape: '(2, 2)' }), 'holds 12 bytes of 16'],
    ['cut off in the header', npyBytes(new Float32Array(3)).subarray(0, 30), 'unreadable header'],
    ['something else', Buffer.from('RIFF????WAVEfmt '), 'a.npy is not a .npy file'],
    ['nothing', new Uint8Array(0), 'a.npy is not a .npy file'],
  ])('%s is refused by name', (_, bytes, message) => {
    expect(() => readNpy(bytes, 'a.npy')).toThrow(message);
  });

  test('scalars and empty arrays are arrays', () => {
    expect(readNpy(npyBytes(Float32Array.of(2), { shape: '()' }))).toEqual({ shape: [], values: Float32Array.of(2) });
    expect(readNpy(npyBytes(new Float32Array(0), { shape: '(0, 80)' })).shape).toEqual([0, 80]);
  });
});

beforeAll(() => {
  // Stages print what differs; here everything does.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
