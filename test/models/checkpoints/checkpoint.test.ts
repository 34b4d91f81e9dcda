import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TablereadError } from '../../../foundation/tablereadError.ts';
import { bytesInMemory } from '../../../models/checkpoints/byteSource.ts';
import { Checkpoint, openCheckpoint } from '../../../models/checkpoints/checkpoint.ts';
import { openGoldens } from '../../parity/goldens.ts';
import { property } from '../../runs.ts';
import { safetensorsFileBytes } from './safetensorsFileWriter.ts';
import { torchFileBytes } from './torchFileWriter.ts';

const goldens = openGoldens();
const readers = goldens?.path('readers') ?? '';
const present = existsSync(readers);
if (!present) console.warn('reader fixtures are absent (TABLEREAD_GOLDENS)');

interface ExpectedTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Left out where the file is large. */
  readonly values?: readonly (number | string | boolean)[];
  readonly first?: readonly number[];
  readonly last?: readonly number[];
}
interface Expected {
  readonly valid: Readonly<Record<string, { readonly tensors: Readonly<Record<string, ExpectedTensor>> }>>;
  readonly malformed: Readonly<Record<string, unknown>>;
}
const expected = present ? (goldens?.json('readers/expected.json') as Expected) : { valid: {}, malformed: {} };
/** Formats that the fixtures allow to be refused. */
const refused: Readonly<Record<string, string>> = {
  't14_legacy.pth': 'checkpoint/legacy',
  't15_deflated.pth': 'checkpoint/compressed',
};

function f(values: readonly number[]): () => Uint8Array {
  return () => new Uint8Array(Float32Array.from(values).buffer);
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof TablereadError) return error.code;
    throw error;
  }
  return 'no error';
}

describe.skipIf(!present)('files of torch.save and safetensors', () => {
  const names = Object.keys(expected.valid);
  test.each(names.filter((name) => refused[name] === undefined))('%s is read exactly', (name) => {
    const checkpoint = openCheckpoint(join(readers, name));
    const wanted = expected.valid[name]?.tensors ?? {};
    expect([...checkpoint.entries.keys()].sort()).toEqual(Object.keys(wanted).sort());
    for (const [tensor, { dtype, shape, values, first = [], last = [] }] of Object.entries(wanted)) {
      const entry = checkpoint.entry(tensor);
      expect([tensor, entry.type, entry.shape]).toEqual([tensor, dtype, shape]);
      const ours = Array.from(checkpoint.read(tensor), Number);
      if (values !== undefined) expect([tensor, ours]).toEqual([tensor, values.map((value) => number(value))]);
      expect(ours.slice(0, first.length)).toEqual(first);
      expect(last.length === 0 ? [] : ours.slice(-last.length)).toEqual(last);
    }
    checkpoint.close();
  });

  test.each(Object.entries(refused))('%s is refused as %s', (name, code) => {
    expect(codeOf(() => openCheckpoint(join(readers, name)))).toBe(code);
  });

  test.each(Object.keys(expected.malformed))('%s gives a one-line error that names the file', (name) => {
    const path = join(readers, name);
    try {
      readEverything(openCheckpoint(path));
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof TablereadError)) throw error;
      expect(error.message).toContain(path);
      expect(error.message).not.toContain('\n');
      expect(error.message).not.toContain('{{');
    }
  });
});

describe('what the fixtures do not hold', () => {
  const tensors = {
    weight: { type: 'float32' as const, shape: [2, 3], bytes: f([1, 2, 3, 4, 5, 6]) },
    bias: { type: 'float32' as const, shape: [3], bytes: f([7, 8, 9]) },
  };

  test('both writers and the reader agree', () => {
    const torch = new Checkpoint(bytesInMemory('a.pth', torchFileBytes({ net: tensors })));
    const safetensors = new Checkpoint(
      bytesInMemory('a.safetensors', safetensorsFileBytes(new Map(Object.entries(tensors)))),
    );
    expect(torch.floats('net/weight')).toEqual(safetensors.floats('weight'));
    expect(torch.rows('net/weight', 1, 1)).toEqual(Float32Array.of(4, 5, 6));
    expect(() => torch.rows('net/weight', 2, 1)).toThrow(RangeError);
  });

  test('the digest changes with one element and not with the path', () => {
    const digest = (name: string, first: number): string =>
      new Checkpoint(bytesInMemory(name, torchFileBytes({ w: { type: 'float32', shape: [2], bytes: f([first, 2]) } })))
        .digest;
    expect(digest('a.pth', 1)).toBe(digest('b.pth', 1));
    expect(digest('a.pth', 1)).not.toBe(digest('a.pth', 3));
  });

  test('an absent tensor is named with its file', () => {
    const checkpoint = new Checkpoint(bytesInMemory('a.pth', torchFileBytes(tensors)));
    expect(() => checkpoint.entry('gamma')).toThrow('a.pth has no tensor gamma');
  });

  test('a header nested without end is refused, not followed', () => {
    const text = Buffer.from('{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(text.length));
    const bytes = Buffer.concat([length, text]);
    expect(codeOf(() => new Checkpoint(bytesInMemory('m.safetensors', bytes)))).toBe('checkpoint/safetensors-header');
  });

  test('a dictionary that holds itself is refused, not followed', () => {
    // PROTO 2, EMPTY_DICT, BINPUT 0, 'a', BINGET 0, SETITEM, STOP
    const pickle = Buffer.from([0x80, 2, 0x7d, 0x71, 0, 0x58, 1, 0, 0, 0, 0x61, 0x68, 0, 0x73, 0x2e]);
    const bytes = Buffer.from(
      torchFileBytes({ w: { type: 'float32', shape: [9], bytes: f([1, 2, 3, 4, 5, 6, 7, 8, 9]) } }),
    );
    pickle.copy(bytes, 64);
    expect(codeOf(() => new Checkpoint(bytesInMemory('a.pth', bytes)))).toBe('checkpoint/nesting');
  });

  test('a Git LFS pointer is called by its name', () => {
    const pointer = Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n');
    expect(codeOf(() => new Checkpoint(bytesInMemory('gpt.pth', pointer)))).toBe('checkpoint/unknown-format');
    expect(codeOf(() => new Checkpoint(bytesInMemory('m.safetensors', pointer)))).toBe('checkpoint/safetensors-header');
  });
});

describe('mutated files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tableread-checkpoint-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const bases = present
    ? readdirSync(readers)
        .filter((name) => /^[st]\d.*\.(pth|pt|safetensors)$/.test(name) && name !== 't12_large_count.pth')
        .map((name) => ({ name, bytes: readFileSync(join(readers, name)) }))
    : [
        {
          name: 'own.pth',
          bytes: Buffer.from(torchFileBytes({ w: { type: 'float32', shape: [2, 2], bytes: f([1, 2, 3, 4]) } })),
        },
      ];
  /** A byte set, a 32-bit or 64-bit number overwritten, the end cut off, or a stretch repeated elsewhere. */
  const mutation = fc.record({
    kind: fc.constantFrom('byte', 'byte', 'word', 'long', 'cut', 'copy'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    value: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x7fffffff, 0xffffffff), fc.nat(0xffffffff)),
  });
  type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

  function mutate(original: Buffer, mutations: readonly Mutation[]): Buffer {
    let bytes: Buffer = Buffer.from(original);
    for (const { kind, at, to, value } of mutations) {
      if (bytes.length < 9) break;
      const position = Math.floor(at * (bytes.length - 8));
      if (kind === 'byte') bytes[position] = value & 0xff;
      else if (kind === 'word') bytes.writeUInt32LE(value, position);
      else if (kind === 'long') bytes.writeBigUInt64LE(BigInt(value) << 16n, position);
      else if (kind === 'cut') bytes = bytes.subarray(0, position);
      else bytes.copy(bytes, position, Math.floor(to * (bytes.length - 8)), Math.floor(to * (bytes.length - 8)) + 8);
    }
    return bytes;
  }

  test('give tensors or an error for people, never anything else', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...bases), fc.array(mutation, { minLength: 1, maxLength: 6 }), (base, mutations) => {
        const bytes = mutate(base.bytes, mutations);
        const before = process.memoryUsage().arrayBuffers;
        try {
          readEverything(new Checkpoint(bytesInMemory(base.name, bytes)));
        } catch (error) {
          if (!(error instanceof TablereadError)) {
            writeFileSync(join(folder, base.name), bytes);
            throw error;
          }
        }
        // All tensors of one file, and garbage of the runs before: far below what one wrong size would take.
        expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 28);
      }),
      property(2_000, 100_000),
    );
  });
});

function readEverything(checkpoint: Checkpoint): void {
  for (const name of checkpoint.entries.keys()) checkpoint.read(name);
}

function number(value: number | string | boolean): number {
  return value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value === 'nan' ? NaN : Number(value);
}
