import fc from 'fast-check';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probeAudio, readAudio } from '../../audio/index.ts';
import type { SpeakPart } from '../../models/engine.ts';
import { lockedTakesPath, readLockedTakes, writeLockedTake, type LockedTake } from '../../production/lockedTakes.ts';
import { prune } from '../../production/prune.ts';
import { openScript } from '../../production/openScript.ts';
import { requestOf, storedRequest, type KeptRequest } from '../../production/storedRequest.ts';
import { property } from '../runs.ts';
import { temporaryFolder } from './rendered.ts';
import { TestStudio } from './service/studioOf.ts';
import { ToneEngine } from './toneEngine.ts';

const before = ['MIRA (id hello): Good evening to you.', 'JOE (id late) [2s]: The train is late.', ''].join('\n');
const after = ['MIRA (id hello): Good night then.', 'JOE (id late) [3s]: The train is very late.', ''].join('\n');

interface Provenance {
  readonly cues: readonly { readonly id: string; readonly address: string; readonly locked?: boolean }[];
}

async function provenance({ folder }: TestStudio): Promise<Provenance> {
  return JSON.parse(await readFile(join(folder, 'out', 'provenance.json'), 'utf8')) as Provenance;
}

async function samplesOf(path: string): Promise<Buffer> {
  return bytesOf((await readAudio(path)).channels);
}

function same(a: readonly Float32Array[], b: readonly Float32Array[]): boolean {
  return bytesOf(a).equals(bytesOf(b));
}

/** Compared as bytes: to show where two sounds differ takes minutes. */
function bytesOf(channels: readonly Float32Array[]): Buffer {
  return Buffer.concat(
    channels.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
}

const file = fc.constantFrom('/show/voices/mira.wav', '/show/a b.wav', '/voices/joe.wav');
const emotion = fc.oneof(
  fc.constant({ kind: 'own' } as const),
  fc.record({
    kind: fc.constant('weights' as const),
    weights: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
    random: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('recording' as const), file, strength: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant('words' as const),
    words: fc.string(),
    strength: fc.double({ min: 0, max: 1, noNaN: true }),
    random: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('auto' as const),
    strength: fc.double({ min: 0, max: 1, noNaN: true }),
    random: fc.boolean(),
  }),
);
const say = fc.oneof(
  fc.record({ kind: fc.constant('pinyin' as const), syllables: fc.array(fc.string()) }),
  fc.record({ kind: fc.constant('phones' as const), phones: fc.array(fc.string()) }),
  fc.record({ kind: fc.constant('respelling' as const), text: fc.string() }),
);
const part: fc.Arbitrary<SpeakPart> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    pieces: fc.array(fc.record({ text: fc.string(), say, stressed: fc.boolean() }, { requiredKeys: ['text'] })),
    language: fc.constantFrom('en', 'zh'),
    emotion,
  }),
  fc.record({ kind: fc.constant('silence' as const), seconds: fc.double({ min: 0, max: 9, noNaN: true }) }),
  fc.record({ kind: fc.constant('mark' as const), name: fc.string() }),
);
const request: fc.Arbitrary<KeptRequest> = fc.record({
  parts: fc.array(part),
  language: fc.constantFrom('en', 'zh'),
  recording: fc.option(file, { nil: undefined }),
  voice: fc.option(fc.string(), { nil: undefined }),
  length: fc.constantFrom(
    { kind: 'natural' } as const,
    { kind: 'exact', seconds: 1.5 } as const,
    { kind: 'factor', factor: 0.9 } as const,
    { kind: 'tokens', tokens: 40 } as const,
    { kind: 'most', seconds: 3 } as const,
  ),
  seed: fc.nat(),
});

describe('a request that is kept in a file', () => {
  it('comes back as it was, its paths written from the folder of the script', () => {
    fc.assert(
      fc.property(request, (kept) => {
        const text = JSON.stringify(storedRequest(kept, '/show'));
        expect(text).not.toContain('/show/');
        expect(JSON.parse(JSON.stringify(requestOf(JSON.parse(text), '/show')))).toEqual(
          JSON.parse(JSON.stringify(kept)),
        );
      }),
      property(200, 5000),
    );
  });

  it('is refused when anything of it is something else', () => {
    fc.assert(
      fc.property(request, fc.jsonValue(), fc.nat(), (kept, other, at) => {
        const stored = storedRequest({ ...kept, recording: '/show/a.wav', voice: 'en' }, '/show') as Record<
          string,
          unknown
        >;
        const keys = Object.keys(stored);
        const key = keys[at % keys.length] ?? '';
        fc.pre(typeof other !== typeof stored[key] || other === null);
        expect(requestOf({ ...stored, [key]: other }, '/show')).toBeUndefined();
      }),
      property(200, 5000),
    );
    expect(
      requestOf(
        { language: 'en', length: { kind: 'natural' }, seed: 1, parts: [], recording: '//host/a.wav' },
        '/show',
      ),
    ).toBeUndefined();
  });
});

describe('locked takes', () => {
  it('are used whatever changes in the line, at the length that it asks for now', async () => {
    const studio = await TestStudio.open();
    await studio.render(before);
    const [hello, late] = (await provenance(studio)).cues;
    expect(await studio.lock(before, 'late')).toMatchObject({ cue: 'late', locked: true, state: 'cached' });
    expect(await studio.lock(after, 'late')).toMatchObject({ locked: true, state: 'stale' });
    const { production } = await studio.render(after);
    expect(production.takes).toEqual({ made: 1, reused: 1 });
    const now = (await provenance(studio)).cues;
    expect(now[1]).toMatchObject({ id: 'late', address: late?.address, locked: true });
    expect(now[0]?.address).not.toBe(hello?.address);
    expect(now[0]).not.toHaveProperty('locked');
    expect((await probeAudio(join(studio.folder, 'out', 'cues', 'late.wav'))).frames).toBe(3 * 48000);
    expect(await studio.takes(after)).toMatchObject([
      { cue: 'hello', locked: false, state: 'cached' },
      { cue: 'late', locked: true, state: 'stale' },
    ]);
    expect(await studio.takes(before)).toMatchObject([{ state: 'cached' }, { locked: true, state: 'cached' }]);

    expect(await studio.lock(after, 'late', false)).toMatchObject({ locked: false, state: 'stale' });
    expect((await studio.render(after)).production.takes).toEqual({ made: 1, reused: 1 });
  });

  it('are heard when their line is played, and another reading when that is asked for', async () => {
    const studio = await TestStudio.open();
    const { last } = await studio.play(before, { kind: 'cue', cue: 'hello' });
    await studio.lock(before, 'hello');
    const locked = await studio.play(after, { kind: 'cue', cue: 'hello' });
    expect(same(await studio.sound(locked.last), await studio.sound(last))).toBe(true);
    const other = await studio.play(after, { kind: 'cue', cue: 'hello', take: 2 });
    expect(same(await studio.sound(other.last), await studio.sound(last))).toBe(false);
  });

  it('stand in a file that is the same wherever and in whatever order they were locked', async () => {
    const texts: string[] = [];
    for (const order of [
      ['late', 'hello'],
      ['hello', 'late'],
    ]) {
      const studio = await TestStudio.open();
      await studio.render(before);
      for (const cue of order) await studio.lock(before, cue);
      texts.push(await readFile(lockedTakesPath(studio.path), 'utf8'));
    }
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).toMatch(/^\{\n {2}"version": 1,\n {2}"takes": \{\n {4}"hello": \{\n {6}"speaker": "MIRA",\n/);
    expect(texts[0]).toContain('"text": "The train is late."');
  });

  it('are made again, the same, where the store is another', async () => {
    const studio = await TestStudio.open();
    await studio.render(before);
    await studio.lock(before, 'late');
    const cue = join(studio.folder, 'out', 'cues', 'late.wav');
    const was = await samplesOf(cue);
    await rm(join(studio.folder, '.tableread'), { recursive: true });
    expect(await studio.takes(before)).toMatchObject([{ state: 'none' }, { state: 'none', locked: true }]);
    const { production } = await studio.render(after.replace('[3s]', '[2s]'));
    expect(production.takes.made).toBe(2);
    expect(production.notices).toEqual([]);
    expect((await samplesOf(cue)).equals(was)).toBe(true);
  });

  it('of another version of the engine are used where they are kept, else made again with a notice', async () => {
    const studio = await TestStudio.open();
    await studio.render(before);
    await studio.lock(before, 'late');
    const path = lockedTakesPath(studio.path);
    const { takes } = await readLockedTakes(studio.path);
    const lock = takes.get('late');
    if (lock === undefined) throw new Error('not locked');
    // As if a former version had made another take of it.
    const old: LockedTake = { ...lock, model: 'former', take: 'ab'.repeat(32) };
    await writeLockedTake(studio.path, 'late', old);
    const remade = await studio.render(before);
    expect(remade.production.notices).toMatchObject([
      { code: 'production/locked-take-remade', values: { cue: 'late', line: 2 } },
    ]);
    expect(remade.production.takes.made).toBe(0);

    const store = await studio.studio.store(studio.path);
    await store.writeTake(
      old.take,
      { sampleRate: 48000, words: [], marks: [], naturalSeconds: 2 },
      new Float32Array(96000).fill(0.125),
    );
    const { last, others } = await studio.play(before, { kind: 'cue', cue: 'late' });
    expect(others).toEqual([]);
    const [samples = new Float32Array(0)] = await studio.sound(last);
    expect(samples[48000]).toBeCloseTo(0.125, 4);
    expect(await readFile(path, 'utf8')).toContain('"model": "former"');
  });

  it('stay when takes are removed', async () => {
    const studio = await TestStudio.open();
    await studio.render(before);
    await studio.lock(before, 'late');
    const { signal } = new AbortController();
    const order = { script: studio.source('MIRA: Something else.\n'), everything: true };
    expect((await studio.service.prune(order, { signal })).files).toBe(2);
    expect(await studio.takes(before)).toMatchObject([{ state: 'none' }, { state: 'cached', locked: true }]);
    expect((await studio.render(before)).production.takes).toEqual({ made: 1, reused: 1 });
  });

  it.each([
    ['no JSON', '{"version": 1, "takes": {'],
    ['of a later version', '{"version": 2, "takes": {}}'],
    ['something else', '[1, 2, 3]'],
    ['without takes', '{"version": 1}'],
  ])('in a file that is %s lock nothing, which is told; the file stays', async (_, content) => {
    const studio = await TestStudio.open();
    await writeFile(lockedTakesPath(studio.path), content);
    const { production } = await studio.render(before);
    expect(production.notices).toMatchObject([
      { code: 'production/locked-takes-damaged', values: { file: 'test.takes.json' } },
    ]);
    expect(production.takes.made).toBe(2);
    await expect(studio.lock(before, 'late')).rejects.toMatchObject({ code: 'production/locked-takes-damaged' });
    const script = await openScript(studio.path, before);
    const pruned = prune({ store: join(studio.folder, '.tableread'), scripts: [script] }, () => new ToneEngine());
    await expect(pruned).rejects.toMatchObject({ code: 'production/locked-takes-damaged' });
    expect(await readFile(lockedTakesPath(studio.path), 'utf8')).toBe(content);
  });

  it('that cannot be understood, and those of lines that are gone, are told one by one', async () => {
    const studio = await TestStudio.open();
    await studio.render(before);
    await studio.lock(before, 'hello');
    await studio.lock(before, 'late');
    const path = lockedTakesPath(studio.path);
    const document = JSON.parse(await readFile(path, 'utf8')) as { takes: Record<string, { take: string }> };
    const { late } = document.takes;
    if (late === undefined) throw new Error('not locked');
    late.take = '../../secret';
    await writeFile(path, JSON.stringify(document));
    const { production } = await studio.render(before.replace('id hello', 'id other'));
    expect(production.notices).toMatchObject([
      { code: 'production/locked-take-damaged', values: { cue: 'late' } },
      { code: 'production/locked-cue-gone', values: { cue: 'hello' } },
    ]);
  });

  it('need a take', async () => {
    const studio = await TestStudio.open();
    await expect(studio.lock(before, 'late')).rejects.toMatchObject({ code: 'production/lock-without-take' });
    await expect(studio.lock(before, 'nobody')).rejects.toMatchObject({ code: 'production/unknown-cue' });
    expect(await studio.lock(before, 'late', false)).toMatchObject({ locked: false });
    expect(lockedTakesPath(join(await temporaryFolder(), 'Ep 1.VOICE'))).toMatch(/Ep 1\.takes\.json$/);
  });
});
