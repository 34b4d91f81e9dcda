import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWavWriter, readAudio } from '../../audio/index.ts';
import { TablereadError } from '../../foundation/tablereadError.ts';
import { openScript } from '../../production/openScript.ts';
import { produce } from '../../production/produce.ts';
import type { ProductionProgress } from '../../production/productionTypes.ts';
import { filesIn, rendered, temporaryFolder } from './rendered.ts';
import { scriptOf, type EntrySketch } from './scriptOf.ts';
import { ToneEngine } from './toneEngine.ts';

const story: readonly EntrySketch[] = [
  { level: 1, title: 'One' },
  { level: 2, title: 'Platform four' },
  { text: 'Did you hear that?', speaker: 'MIRA' },
  { text: 'No.', speaker: '老周', pan: 0.5 },
  { level: 2, title: 'CON: the café' },
  { text: 'Coffee, please.', speaker: 'MIRA' },
  { level: 1, title: 'Two' },
  { text: 'The end.' },
];

describe('produce', () => {
  it('makes the whole mix, a file a cue and the texts', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const { production } = await rendered(scriptOf(folder, story), { out });
    expect([...(await filesIn(out)).keys()]).toEqual([
      'cues/cue-1.wav',
      'cues/cue-2.wav',
      'cues/cue-3.wav',
      'cues/cue-4.wav',
      'provenance.json',
      'test.csv',
      'test.jsonl',
      'test.otio',
      'test.srt',
      'test.vtt',
      'test.wav',
      'test.words.srt',
      'test.words.vtt',
      'timeline.json',
    ]);
    const whole = await readAudio(join(out, 'test.wav'));
    expect(whole.channels.map(({ length }) => length)).toEqual([production.length, production.length]);
    expect(production.takes).toEqual({ made: 4, reused: 0 });
    expect(new Set(production.files.map(({ path }) => path)).size).toBe(14);
    for (const { path } of production.files) expect((await stat(path)).isFile()).toBe(true);
  });

  it('makes chapters, scenes and stems in every format that is asked for', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const { production } = await rendered(scriptOf(folder, story), {
      out,
      deliver: ['chapters', 'scenes', 'stems'],
      formats: ['flac', 'mp3'],
    });
    expect([...(await filesIn(out)).keys()].filter((name) => name.includes('/'))).toEqual([
      'chapters/01 One.flac',
      'chapters/01 One.mp3',
      'chapters/02 Two.flac',
      'chapters/02 Two.mp3',
      'scenes/01 Platform four.flac',
      'scenes/01 Platform four.mp3',
      'scenes/02 CON_ the café.flac',
      'scenes/02 CON_ the café.mp3',
      'scenes/03 Two.flac',
      'scenes/03 Two.mp3',
      'stems/MIRA.wav',
      'stems/NARRATOR.wav',
      'stems/老周.wav',
    ]);
    const scene = await readAudio(join(out, 'scenes', '01 Platform four.flac'));
    expect(scene.channels[0]?.length).toBe(production.sections[1]?.length);
    expect(production.cues.every(({ file }) => file === null)).toBe(true);
  });

  it('cuts chapters out of the whole, to the sample', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const { production } = await rendered(scriptOf(folder, story), { out, deliver: ['whole', 'chapters'], bits: 32 });
    const whole = await readAudio(join(out, 'test.wav'));
    const two = await readAudio(join(out, 'chapters', '02 Two.wav'));
    const section = production.sections.find(({ title }) => title === 'Two');
    const start = section?.start ?? NaN;
    expect(two.channels[0]).toEqual(whole.channels[0]?.subarray(start, start + (section?.length ?? 0)));
  });

  it('gives the same bytes every time', async () => {
    const [one, two] = [await temporaryFolder(), await temporaryFolder()];
    const everything = {
      deliver: ['whole', 'chapters', 'scenes', 'stems', 'cues'],
      formats: ['wav', 'mp3', 'flac'],
    } as const;
    await rendered(scriptOf(one, story), { out: join(one, 'out'), ...everything });
    await rendered(scriptOf(two, story), { out: join(two, 'out'), ...everything });
    const first = await filesIn(join(one, 'out'));
    expect(await filesIn(join(two, 'out'))).toEqual(first);
    // From kept takes, too.
    await rendered(scriptOf(one, story), { out: join(one, 'again'), ...everything });
    expect(await filesIn(join(one, 'again'))).toEqual(first);
  });

  it('puts sounds and beds under and between the lines', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    for (const [name, seconds] of [
      ['bell', 0.5],
      ['rain', 0.3],
    ] as const) {
      const sampleRate = 44100;
      const frames = seconds * sampleRate;
      const writer = await createWavWriter(join(folder, `${name}.wav`), { sampleRate, channels: 2, frames, tags: {} });
      const tone = Float32Array.from({ length: frames }, (_, n) => 0.1 * Math.sin(n / 10));
      await writer.write([tone, tone]);
      await writer.close();
    }
    const turn = { kind: 'turn', silence: 0.25, isGap: true } as const;
    const script = scriptOf(folder, [
      { text: 'One.', length: { kind: 'exact', seconds: 1 } },
      { path: 'rain.wav', under: true, start: turn },
      { path: 'bell.wav', start: turn },
      { text: 'Two.', length: { kind: 'exact', seconds: 1 } },
      { path: 'bell.wav', start: { kind: 'offset', seconds: 0.1 } },
      { path: 'nowhere.wav', start: turn },
      { text: 'Three.', length: { kind: 'exact', seconds: 1 } },
    ]);
    const { production } = await rendered(script, { out, deliver: ['whole', 'stems'] });
    const at = (seconds: number) => Math.round(seconds * 48000);
    expect(production.cues.map(({ start }) => start)).toEqual([0, at(2), at(3.5)]);
    expect(production.sounds).toEqual([
      { id: 'sound-2', line: 2, path: 'rain.wav', start: at(1.25), length: at(3.25) },
      { id: 'sound-3', line: 3, path: 'bell.wav', start: at(1.25), length: at(0.5) },
      { id: 'sound-5', line: 5, path: 'bell.wav', start: at(2.1), length: at(0.5) },
    ]);
    expect(production.failures).toEqual([expect.objectContaining({ cue: 'sound-6', line: 6, code: 'audio/missing' })]);
    const sounds = await readAudio(join(out, 'stems', 'sounds.wav'));
    const level = (from: number, to: number) =>
      Math.max(...(sounds.channels[0]?.subarray(at(from), at(to)) ?? []).map(Math.abs));
    expect(level(0, 1.25)).toBe(0);
    for (let from = 1.3; from < 4.3; from += 0.1) expect(level(from, from + 0.1)).toBeGreaterThan(0);
  });
});

describe('a line that fails', () => {
  it('is told, keeps its place in silence, and stops nothing', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const script = scriptOf(folder, [
      { text: 'before it' },
      { text: 'FAIL here', length: { kind: 'exact', seconds: 2 } },
      { text: 'KEEP SILENT' },
      { text: 'wrong', sound: false },
      { text: 'after it' },
    ]);
    const { production, events } = await rendered(script, { out });
    expect(production.failures).toEqual([
      { kind: 'failure', cue: 'cue-2', line: 2, code: 'models/engine-crashed', values: { how: 'a string snapped' } },
      { kind: 'failure', cue: 'cue-3', line: 3, code: 'production/no-answer', values: { engine: 'tone' } },
      { kind: 'failure', cue: 'cue-4', line: 4, code: 'production/script-error', values: {} },
    ]);
    expect(events.filter(({ kind }) => kind === 'failure')).toEqual(production.failures);
    expect(production.takes).toEqual({ made: 2, reused: 0 });
    const [, failed, , , after] = production.cues;
    expect(failed).toMatchObject({ length: 96000, asked: 96000, file: null, words: [] });
    expect(after?.start).toBeGreaterThan(96000);
    const whole = await readAudio(join(out, 'test.wav'));
    const place = whole.channels[0]?.subarray(failed?.start, (failed?.start ?? 0) + 96000) ?? [];
    expect(Math.max(...place.map(Math.abs))).toBeLessThan(1e-6);
  });

  it('is none where a warning says that nobody speaks it', async () => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, [{ text: 'A door.', speaker: 'SFX', speech: false }, { text: 'one' }]);
    const { production, events } = await rendered(script, { out: join(folder, 'out') });
    expect(production.failures).toEqual([]);
    expect(events.filter(({ kind }) => kind === 'failure')).toEqual([]);
    expect(production.cues[0]).toMatchObject({ file: null, start: 0, length: 0 });
    expect(production.cues[1]?.start).toBe(0);
  });

  it('is told for every line when the engine breaks off, and what it gave before is kept', async () => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, [{ text: 'one' }, { text: 'BREAK OFF' }, { text: 'three' }]);
    const { production } = await rendered(script, { out: join(folder, 'out') });
    expect(production.takes.made).toBe(1);
    expect(production.failures.map(({ cue, code, values }) => [cue, code, values['reason']])).toEqual([
      ['cue-2', 'production/engine-failed', 'out of tune'],
      ['cue-3', 'production/engine-failed', 'out of tune'],
    ]);
  });

  it('is told when there is no such engine or recording', async () => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, [{ text: 'one', recording: 'nobody.wav' }]);
    const options = { out: join(folder, 'out') };
    const clones = await rendered(script, options, new ToneEngine({ clones: true }));
    expect(clones.production.failures[0]?.code).toBe('production/recording-missing');
    const none = await rendered(script, options, () => {
      throw new TablereadError('models/engine-closed');
    });
    expect(none.production.failures[0]?.code).toBe('models/engine-closed');
  });
});

describe('an engine that clones', () => {
  it('is given no voice without a recording, and none without consent, whatever the command says', async () => {
    const folder = await temporaryFolder();
    const engine = new ToneEngine({ clones: true });
    await writeFile(join(folder, 'voice.wav'), 'a voice');
    const script = scriptOf(folder, [
      { text: 'one' },
      { text: 'two', recording: 'voice.wav', consent: undefined },
      { text: 'three', recording: 'voice.wav' },
    ]);
    const { production } = await rendered(script, { out: join(folder, 'out') }, engine);
    expect(production.failures.map(({ code }) => code)).toEqual(['production/no-recording', 'production/no-consent']);
    expect(engine.spoken).toEqual(['cue-3']);
  });
});

describe('two renders at once', () => {
  it('of one script into one folder come out as one alone', async () => {
    const [one, two] = [await temporaryFolder(), await temporaryFolder()];
    await rendered(scriptOf(one, story), { out: join(one, 'out') });
    const both = [0, 1].map(() => rendered(scriptOf(two, story), { out: join(two, 'out') }));
    for (const { production } of await Promise.all(both)) expect(production.failures).toEqual([]);
    expect(await filesIn(join(two, 'out'))).toEqual(await filesIn(join(one, 'out')));
    const after = await rendered(scriptOf(two, story), { out: join(two, 'out') });
    expect(after.production.takes).toEqual({ made: 0, reused: 4 });
  });
});

describe('a selection', () => {
  it.each([
    ['scenes', ['platform FOUR'], 'scene platform FOUR', ['cue-1', 'cue-2']],
    ['scenes', ['One'], 'scene One', ['cue-1', 'cue-2', 'cue-3']],
    ['speakers', ['mira'], 'speaker mira', ['cue-1', 'cue-3']],
    ['cues', ['cue-4'], 'cue cue-4', ['cue-4']],
  ] as const)('of %s %j writes only its own things', async (kind, chosen, name, ids) => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    await rendered(scriptOf(folder, story), { out });
    const before = await filesIn(out);
    const { production } = await rendered(scriptOf(folder, story), { out, [kind]: chosen });
    expect(production.cues.map(({ id }) => id)).toEqual(ids);
    expect(production.cues[0]?.start).toBe(0);
    const after = await filesIn(out);
    for (const [path, content] of before) expect(after.get(path), path).toBe(content);
    const fresh = [...after.keys()].filter((path) => !before.has(path));
    expect(fresh.every((path) => path.startsWith(`selections/${name}/`))).toBe(true);
    expect(fresh).toContain(`selections/${name}/${name}.wav`);
  });

  it('that does not exist is refused with what there is', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const refuse = (options: object) => rendered(scriptOf(folder, story), { out, ...options });
    await expect(refuse({ scenes: ['Three'] })).rejects.toMatchObject({
      code: 'production/unknown-scene',
      values: { name: 'Three', known: 'One, Platform four, CON: the café, Two' },
    });
    await expect(refuse({ speakers: ['JOE'] })).rejects.toMatchObject({
      code: 'production/unknown-speaker',
      values: { known: 'MIRA, 老周, NARRATOR' },
    });
    await expect(refuse({ cues: ['x'] })).rejects.toMatchObject({ code: 'production/unknown-cue' });
    await expect(refuse({ scenes: ['Two'], speakers: ['MIRA'] })).rejects.toMatchObject({
      code: 'production/nothing-to-render',
    });
  });
});

describe('earlier output', () => {
  it('loses the files of cues that are gone, and nothing else', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    await rendered(
      scriptOf(folder, [
        { text: 'one', id: 'a' },
        { text: 'two', id: 'b' },
      ]),
      { out },
    );
    await writeFile(join(out, 'cues', 'mine.wav'), 'mine');
    await rendered(
      scriptOf(folder, [
        { text: 'one', id: 'a' },
        { text: 'two', id: 'c' },
      ]),
      { out },
    );
    expect([...(await filesIn(join(out, 'cues'))).keys()]).toEqual(['a.wav', 'c.wav', 'mine.wav']);
    // Another script in the same folder does not take them for its own.
    await rendered(scriptOf(folder, [{ text: 'three', id: 'd' }], { name: 'other.voice' }), { out });
    expect([...(await filesIn(join(out, 'cues'))).keys()]).toEqual(['a.wav', 'c.wav', 'd.wav', 'mine.wav']);
  });

  it('keeps the records of another script of the folder under its name', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const first = (id: string) => scriptOf(folder, [{ text: 'one', id }], { name: 'first.voice' });
    const script = async (name: string) =>
      (JSON.parse(await readFile(join(out, name), 'utf8')) as { readonly script: string }).script;
    await rendered(first('a'), { out });
    await rendered(scriptOf(folder, [{ text: 'two', id: 'b' }], { name: 'second.voice' }), { out });
    for (const record of ['timeline.json', 'provenance.json']) {
      expect(await script(record)).toBe('second.voice');
      expect(await script(`first.${record}`)).toBe('first.voice');
    }
    await rendered(first('c'), { out });
    expect(await script('provenance.json')).toBe('first.voice');
    expect(await script('second.provenance.json')).toBe('second.voice');
    const files = [...(await filesIn(out)).keys()];
    expect(files).not.toContain('first.provenance.json');
    expect([...(await filesIn(join(out, 'cues'))).keys()]).toEqual(['b.wav', 'c.wav']);
  });

  it('keeps the formats and folders that a render was not asked for', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const script = scriptOf(folder, [{ text: 'one', id: 'a' }]);
    await rendered(script, { out, deliver: ['whole', 'stems', 'cues'] });
    const before = [...(await filesIn(out)).keys()];
    await rendered(script, { out, deliver: ['whole'], formats: ['flac'] });
    const after = [...(await filesIn(out)).keys()];
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it('cannot be made to remove anything outside', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    await mkdir(out);
    await writeFile(join(folder, 'precious.wav'), 'precious');
    const files = ['../precious.wav', 'cues/../../precious.wav', join(folder, 'precious.wav')];
    await writeFile(join(out, 'provenance.json'), JSON.stringify({ script: 'test.voice', files }));
    await rendered(scriptOf(folder, [{ text: 'one' }]), { out });
    expect(await readFile(join(folder, 'precious.wav'), 'utf8')).toBe('precious');
  });
});

describe('a render that is stopped', () => {
  it('ends at once, keeps finished takes and leaves earlier output alone', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    await rendered(scriptOf(folder, [{ text: 'the earlier one' }]), { out });
    const before = await filesIn(out);
    const script = scriptOf(folder, story);
    for (const [stage, spoken] of [
      ['speak', 2],
      ['measure', 2],
      ['mix', 0],
    ] as const) {
      const stop = new AbortController();
      const events: ProductionProgress[] = [];
      const engine = new ToneEngine();
      const run = async () => {
        for await (const event of produce(script, { out, signal: stop.signal }, () => engine)) {
          events.push(event);
          if (event.kind === 'progress' && event.stage === stage && event.done >= 2) stop.abort(new Error('enough'));
        }
      };
      await expect(run()).rejects.toThrow('enough');
      expect(await filesIn(out)).toEqual(before);
      expect(engine.spoken.length).toBe(spoken);
    }
    expect([...(await filesIn(folder)).keys()].filter((name) => name.includes('tableread-tmp'))).toEqual([]);
  });

  it('leaves no temporary files when whoever listens walks away', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    for await (const event of produce(scriptOf(folder, story), { out }, () => new ToneEngine())) {
      if (event.kind === 'progress' && event.stage === 'mix') break;
    }
    expect([...(await filesIn(out)).keys()]).toEqual([]);
  });
});

describe('an output that cannot be written', () => {
  it('is said in one clear error', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), 'x');
    const script = scriptOf(folder, [{ text: 'one' }]);
    await expect(rendered(script, { out: join(folder, 'file') })).rejects.toMatchObject({
      code: 'production/out-is-file',
    });
    await expect(rendered(script, { out: join(folder, 'file', 'out') })).rejects.toMatchObject({
      code: 'production/out-is-file',
    });
    await expect(
      rendered(script, { out: join(folder, 'out'), store: join(folder, 'file', 'store') }),
    ).rejects.toMatchObject({ code: 'production/out-is-file' });
    await mkdir(join(folder, 'out', 'timeline.json'), { recursive: true });
    await expect(rendered(script, { out: join(folder, 'out') })).rejects.toMatchObject({
      code: 'production/path-is-folder',
    });
  });

  it('is not the folder of the takes, nor anything in it', async () => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, [{ text: 'one' }]);
    for (const out of ['.tableread', join('.tableread', 'takes'), join('.tableread', 'new')]) {
      await expect(rendered(script, { out: join(folder, out) })).rejects.toMatchObject({
        code: 'production/out-in-store',
      });
    }
    await rendered(script, { out: join(folder, '.tableread-out') });
  });

  it('takes no name of a file that the script is made from', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'rain.voice');
    const sound = join(folder, 'Rain.wav');
    const writer = await createWavWriter(sound, { sampleRate: 8000, channels: 1, tags: {} });
    await writer.write([Float32Array.from({ length: 8000 }, (_, n) => Math.sin(n / 5) / 2)]);
    await writer.close();
    const before = await readFile(sound);
    const script = await openScript(path, '! Rain.wav\n: It rains.\n');
    await expect(rendered(script, { out: folder })).rejects.toMatchObject({
      code: 'production/out-over-input',
      values: { path: join(folder, 'rain.wav') },
    });
    expect([...(await filesIn(folder)).keys()].filter((name) => !name.startsWith('.tableread'))).toEqual(['Rain.wav']);
    expect((await readFile(sound)).equals(before)).toBe(true);
    // Another format takes another name.
    await rendered(script, { out: folder, formats: ['flac'] });
  });

  it('on a disk that fills up meanwhile leaves earlier output alone', async (context) => {
    const folder = await temporaryFolder();
    const out = join(folder, 'disk');
    await mkdir(out);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', out], { stdio: 'ignore' });
    } catch {
      context.skip('this machine lets nobody mount a small disk');
    }
    try {
      await rendered(scriptOf(folder, [{ text: 'small' }]), { out });
      const before = await filesIn(out);
      const filler = join(out, 'filler');
      const render = async (): Promise<void> => {
        const script = scriptOf(folder, [{ text: 'a line, and another' }]);
        for await (const { kind, ...event } of produce(script, { out }, () => new ToneEngine())) {
          if (kind !== 'progress' || !('stage' in event) || event.stage !== 'measure') continue;
          await writeFile(filler, Buffer.alloc(1 << 20)).catch(() => undefined);
        }
      };
      await expect(render()).rejects.toMatchObject({ code: expect.stringMatching(/disk-full$/) as string });
      await rm(filler);
      expect(await filesIn(out)).toEqual(before);
    } finally {
      execFileSync('umount', [out]);
    }
    await rm(out, { recursive: true });
  });

  it('that is read-only is said in one clear error', async (context) => {
    const folder = await temporaryFolder();
    const out = join(folder, 'disk');
    await mkdir(out);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'none', out], { stdio: 'ignore' });
    } catch {
      context.skip('this machine lets nobody mount a read-only disk');
    }
    try {
      const script = scriptOf(folder, [{ text: 'one' }]);
      const refused = { code: 'production/not-writable' };
      await expect(rendered(script, { out: join(out, 'out') })).rejects.toMatchObject(refused);
      const store = join(out, '.tableread');
      await expect(rendered(script, { out: join(folder, 'out'), store })).rejects.toMatchObject(refused);
    } finally {
      execFileSync('umount', [out]);
    }
  });

  it('options out of range are refused with what is allowed', async () => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, [{ text: 'one' }]);
    for (const [options, option] of [
      [{ sampleRate: 7999 }, 'sampleRate'],
      [{ sampleRate: 44100.5 }, 'sampleRate'],
      [{ loudness: 1 }, 'loudness'],
      [{ loudness: NaN }, 'loudness'],
      [{ truePeak: 0.1 }, 'truePeak'],
      [{ bits: 8 }, 'bits'],
      [{ channels: '5.1' }, 'channels'],
      [{ formats: ['ogg'] }, 'formats'],
      [{ label: 'none' }, 'label'],
      [{ deliver: ['video'] }, 'deliver'],
    ] as const) {
      await expect(rendered(script, { out: join(folder, 'out'), ...(options as object) })).rejects.toMatchObject({
        code: 'production/option-range',
        values: { option },
      });
    }
    expect(await stat(join(folder, 'out')).catch(() => 'not made')).toBe('not made');
  });
});

describe('the audible label', () => {
  it.each(['spoken', 'rhythm'] as const)('%s follows everything else and moves no start', async (label) => {
    const folder = await temporaryFolder();
    const plain = await rendered(scriptOf(folder, story), { out: join(folder, 'plain') });
    const { production } = await rendered(scriptOf(folder, story), { out: join(folder, 'out'), label });
    expect(production.cues.map(({ start }) => start)).toEqual(plain.production.cues.map(({ start }) => start));
    expect(production.length).toBeGreaterThan(plain.production.length + 24_000);
    const timeline = JSON.parse(await readFile(join(folder, 'out', 'timeline.json'), 'utf8')) as {
      label: { kind: string; start: number; length: number };
    };
    expect(timeline.label.kind).toBe(label);
    expect(timeline.label.start).toBe(plain.production.length + 24_000);
    expect(timeline.label.start + timeline.label.length).toBe(production.length);
  });

  it('rhythm is short long short short', async () => {
    const folder = await temporaryFolder();
    const { production } = await rendered(scriptOf(folder, story), {
      out: join(folder, 'out'),
      label: 'rhythm',
      deliver: ['stems'],
    });
    const stem = await readAudio(join(folder, 'out', 'stems', 'label.wav'));
    const sounding: number[] = [];
    const samples = stem.channels[0] ?? new Float32Array(0);
    for (let at = 0; at < production.length; at += 480) {
      const isLoud = samples.subarray(at, at + 480).some((sample) => Math.abs(sample) > 0.001);
      if (isLoud && (at === 0 || !samples.subarray(at - 480, at).some((sample) => Math.abs(sample) > 0.001)))
        sounding.push(0);
      if (isLoud) sounding.push((sounding.pop() ?? 0) + 1);
    }
    expect(sounding.map((tens) => (tens > 24 ? 'long' : 'short'))).toEqual(['short', 'long', 'short', 'short']);
  });

  it('falls back to the rhythm, with a notice, when the notice cannot be spoken', async () => {
    const folder = await temporaryFolder();
    const engine = new ToneEngine();
    const source = () => ({
      info: () => engine.info(),
      close: () => engine.close(),
      async *speak(...[requests, options]: Parameters<ToneEngine['speak']>) {
        await Promise.resolve();
        if (requests[0]?.id === 'label') throw new Error('hoarse');
        yield* engine.speak(requests, options);
      },
    });
    const { production } = await rendered(
      scriptOf(folder, story),
      { out: join(folder, 'out'), label: 'spoken' },
      source,
    );
    expect(production.notices.map(({ code }) => code)).toEqual(['production/spoken-label-failed']);
    expect(production.failures).toEqual([]);
  });
});
