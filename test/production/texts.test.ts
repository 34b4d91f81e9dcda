import { Ajv } from 'ajv';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FinishedScript } from '../../production/finishedScript.ts';
import { readableLines } from '../../production/texts/readableLines.ts';
import { subtitles } from '../../production/texts/subtitles.ts';
import { timeCode } from '../../production/texts/timeCode.ts';
import { property } from '../runs.ts';
import { rendered, temporaryFolder } from './rendered.ts';
import { scriptOf, type EntrySketch } from './scriptOf.ts';
import { ToneEngine } from './toneEngine.ts';

const door = { kind: 'mark', name: 'door' } as const;
const own = { kind: 'own' } as const;
const text = (words: string) => ({ kind: 'text', pieces: [{ text: words }], language: 'en', emotion: own }) as const;
const weights = [0, 0, 0.4, 0, 0, 0, 0, 0.2] as const;

const entries: readonly EntrySketch[] = [
  { level: 1, title: 'One' },
  {
    text: "It's behind us, and <b>it</b> --> comes.",
    speaker: 'MIRA & CO',
    spoken: [text("It's "), door, text('behind us.')],
  },
  { text: '=1+2', speaker: '老周', groups: '(sad 0.4)', emotion: { kind: 'weights', weights, random: false } },
  { text: 'a "quoted" line, with a comma', speaker: 'MIRA & CO', start: { kind: 'time', seconds: 0.2 } },
  { text: 'FAIL', emotion: { kind: 'words', words: 'in a hurry', strength: 0.6, random: false } },
  {
    text: 'one two three',
    speaker: 'JOE',
    recording: 'voices/joe.wav',
    emotion: { kind: 'auto', strength: 0.5, random: false },
  },
  { text: 'Not as it should be.', sound: false, id: 'broken' },
  {
    text: 'The train leaves at eleven, and nobody on platform four believes that it will ever come back. Nobody at all! But it did, on the fourth of March, with its lights out and its doors wide open.',
  },
];

async function produced(name: string): Promise<string> {
  const folder = await temporaryFolder();
  const out = join(folder, 'out');
  await rendered(scriptOf(folder, entries, { title: 'A, "B"' }), { out }, new ToneEngine());
  return readFile(join(out, name), 'utf8');
}

interface Clip {
  OTIO_SCHEMA: string;
  source_range: { duration: { value: number } };
}

describe('timeline.json', () => {
  it('is as its schema says, for whole scripts and selections', async () => {
    const schema = JSON.parse(
      await readFile(new URL('../../production/schemas/timeline.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const script = scriptOf(folder, entries);
    const { production } = await rendered(script, { out, label: 'rhythm' });
    await rendered(script, { out, cues: ['cue-1'], deliver: ['whole'] });
    for (const path of ['timeline.json', 'selections/cue cue-1/timeline.json']) {
      const timeline: unknown = JSON.parse(await readFile(join(out, path), 'utf8'));
      expect(validate(timeline), JSON.stringify(validate.errors)).toBe(true);
    }
    const timeline = JSON.parse(await readFile(join(out, 'timeline.json'), 'utf8')) as Record<string, unknown>;
    expect(timeline['cues']).toEqual(production.cues);
    expect(timeline['sampleRate']).toBe(48000);
    // The schema is no rubber stamp.
    expect(validate({ ...timeline, sampleRate: '48000' })).toBe(false);
    expect(validate({ ...timeline, cues: [{ id: 'x' }] })).toBe(false);
  });
});

describe('the sheet', () => {
  it('is CSV for Excel and runs no formula', async () => {
    const csv = await produced('test.csv');
    const rows = csv.split('\r\n');
    expect(csv.startsWith('\uFEFFid,speaker,direction,text,start,end,length\r\n')).toBe(true);
    expect(rows[2]).toMatch(/^cue-2,老周,\(sad 0\.4\),'=1\+2,00:00:\d\d\.\d{3},00:00:\d\d\.\d{3},\d+\.\d{3}$/);
    expect(rows[3]).toContain('"a ""quoted"" line, with a comma"');
    expect(rows).toHaveLength(9);
  });
});

describe('subtitles', () => {
  it('write what must be escaped as each format has it', async () => {
    expect(await produced('test.vtt')).toContain(
      "<v MIRA &amp; CO>It's behind us, and &lt;b&gt;it&lt;/b&gt; --&gt; comes.</v>",
    );
    expect(await produced('test.srt')).toContain("It's behind us, and <b>it</b> → comes.");
    expect((await produced('test.vtt')).startsWith('WEBVTT\n\n1\n')).toBe(true);
  });

  it('are in time order, never empty, and split long lines where they read well', async () => {
    const blocks = (await produced('test.srt')).trimEnd().split('\n\n');
    const starts = blocks.map((block, index) => {
      const [number, times, ...lines] = block.split('\n');
      expect(number).toBe(String(index + 1));
      const [, from = '', to = ''] = /^([\d:,]+) --> ([\d:,]+)$/.exec(times ?? '') ?? [];
      expect(to > from).toBe(true);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.length).toBeLessThanOrEqual(2);
      return from;
    });
    expect([...starts].sort()).toEqual(starts);
    const last = blocks.slice(-3).map((block) => block.split('\n').slice(2));
    expect(last).toEqual([
      ['The train leaves at eleven,'],
      ['and nobody on platform four believes that', 'it will ever come back. Nobody at all!'],
      ['But it did, on the fourth of March, with', 'its lights out and its doors wide open.'],
    ]);
  });

  it('by word have a time a word', async () => {
    const blocks = (await produced('test.words.srt')).trimEnd().split('\n\n');
    expect(blocks.length).toBeGreaterThan(40);
    const vtt = await produced('test.words.vtt');
    expect(vtt).toMatch(/<v JOE>one <[\d:.]+>two <[\d:.]+>three<\/v>/);
  });

  it('are of what is heard: a line with an error or without a take has none', async () => {
    for (const name of ['test.srt', 'test.vtt', 'test.words.srt', 'test.words.vtt']) {
      const text = await produced(name);
      expect(text).toContain('train');
      expect(text).not.toMatch(/FAIL|Not as it should be/);
    }
  });

  it('by word cut no arrow and no character, and show what is not said with what is', () => {
    const words = [
      ['go', 0, 10],
      // An engine that splits where it should not.
      ['->', 10, 0],
      ['on', 20, 10],
      ['👩\u200d', 30, 5],
      ['e', 40, 5],
      ['end', 50, 5],
    ] as const;
    const cue = {
      id: 'a',
      line: 1,
      speaker: 'A',
      text: 'go --> on 👩‍🚀 e\u0301nd',
      start: 0,
      length: 60,
      asked: null,
      file: null,
      words: words.map(([word, start, length]) => ({ text: word, start, length })),
      marks: [],
    };
    const finished = { cues: [{ timeline: cue, made: {} }], timeline: { sampleRate: 1 } } as unknown as FinishedScript;
    const srt = subtitles(finished, 'srt', 'word').split('\n');
    expect(srt.filter((_, index) => index % 4 === 2)).toEqual(['go →', 'on', '👩‍🚀', 'e\u0301', 'end']);
    expect(subtitles(finished, 'vtt', 'word')).toContain(
      'go <00:00:10.000>--&gt; <00:00:20.000>on <00:00:30.000>👩‍🚀 <00:00:40.000>e\u0301<00:00:50.000>nd<',
    );
  });

  it('lines are short, even and lose nothing', () => {
    const words = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 }),
        fc.constantFrom('the', 'Nobody,', 'believes.', '银行已经关门了。', '“是吗？”', 'naïve', '👩‍🚀'),
      ),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(words, (pieces) => {
        const whole = pieces.join(' ').replace(/\s+/g, ' ').trim();
        const subtitles = readableLines(whole);
        expect(subtitles.flat().join('')).toBe(whole);
        for (const lines of subtitles) {
          expect(lines.length).toBeLessThanOrEqual(2);
          for (const line of lines) {
            const wide = line.match(/[\p{Script=Han}，。？！]/gu)?.length ?? 0;
            expect(line.trim().replaceAll('👩‍🚀', '**').length + wide).toBeLessThanOrEqual(42);
          }
        }
      }),
      property(300, 100_000),
    );
  });

  it('Chinese lines are not cut before a closing mark', () => {
    const chinese = '银行已经关门了，可是没有人知道为什么它会关得这么早，“也许是因为下雨吧！”老周说，然后他就走了。';
    for (const line of readableLines(chinese).flat()) expect(line).not.toMatch(/^[，。！”]/u);
  });

  it.each([
    [0, '00:00:00,000'],
    [59.9996, '00:01:00,000'],
    [3599.9994, '00:59:59,999'],
    [12.5, '00:00:12,500'],
    [360_000, '100:00:00,000'],
  ])('%d s is %s', (seconds, code) => {
    expect(timeCode(seconds, ',')).toBe(code);
  });
});

describe('OpenTimelineIO', () => {
  it('has every cue at its sample, speakers on tracks of their own', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const { production } = await rendered(scriptOf(folder, entries), { out });
    const otio = JSON.parse(await readFile(join(out, 'test.otio'), 'utf8')) as {
      tracks: {
        children: {
          name: string;
          children: (Clip & { name: string; media_reference?: { target_url?: string }; markers: unknown[] })[];
        }[];
      };
    };
    const found = new Map<string, { start: number; length: number; url: string | undefined }>();
    for (const track of otio.tracks.children) {
      let at = 0;
      for (const child of track.children) {
        const length = child.source_range.duration.value;
        if (child.OTIO_SCHEMA === 'Clip.1') {
          found.set(child.name, { start: at, length, url: child.media_reference?.target_url });
        }
        at += length;
      }
    }
    for (const { id, start, length, file } of production.cues) {
      expect(found.get(id)).toEqual({ start, length, url: file ?? undefined });
    }
    // The third cue speaks over the first, by the same speaker.
    const names = otio.tracks.children.map(({ name }) => name);
    expect(names).toEqual(['MIRA & CO', 'MIRA & CO', '老周', 'NARRATOR', 'JOE']);
    expect(otio.tracks.children[0]?.children[0]?.markers).toHaveLength(1);
  });
});

describe('the batch manifest', () => {
  it('has only fields that the official command knows, paths from its own place', async () => {
    const rows = (await produced('test.jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const known = ['text', 'voice', 'output', 'emotion_audio', 'emotion_text', 'emotion_vector', 'emotion_weight'];
    for (const row of rows) expect(Object.keys(row).filter((key) => !known.includes(key))).toEqual([]);
    expect(new Set(rows.map((row) => row['output'])).size).toBe(rows.length);
    expect(rows[1]).toEqual({
      text: '=1+2',
      output: 'test.batch/cue-2.wav',
      emotion_vector: [0, 0, 0.4, 0, 0, 0, 0, 0.2],
    });
    expect(rows[3]).toMatchObject({ emotion_text: 'in a hurry', emotion_weight: 0.6 });
    // The line with an error is not among them; one whose engine failed is.
    expect(rows.map((row) => row['text'])).toEqual(
      entries.flatMap((entry) => ('text' in entry && entry.sound !== false ? [entry.text] : [])),
    );
    expect(rows[4]).toMatchObject({ voice: '../voices/joe.wav', emotion_text: 'one two three', emotion_weight: 0.5 });
  });
});

describe('the batch manifest without files of cues', () => {
  it('names its outputs after the cues all the same', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    await rendered(
      scriptOf(folder, [
        { text: 'one', id: 'first' },
        { text: 'two', id: 'a/b' },
      ]),
      {
        out,
        deliver: ['whole'],
      },
    );
    const rows = (await readFile(join(out, 'test.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(rows.map((row) => (JSON.parse(row) as { output: string }).output)).toEqual([
      'test.batch/first.wav',
      'test.batch/a_b.wav',
    ]);
  });
});

describe('provenance', () => {
  it('tells engine, model, voice, seed and hash of every take', async () => {
    const provenance = JSON.parse(await produced('provenance.json')) as {
      cues: Record<string, unknown>[];
      files: string[];
    };
    expect(provenance.cues[0]).toEqual({
      id: 'cue-1',
      line: 1,
      speaker: 'MIRA & CO',
      engine: 'tone',
      model: 'tone-1',
      seed: 0,
      address: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      voice: { name: 'en' },
      take: 1,
      file: 'cues/cue-1.wav',
    });
    expect(provenance.cues[3]).toEqual({ id: 'cue-4', line: 4, speaker: 'NARRATOR', failed: true });
    expect(provenance.files).toContain('test.wav');
  });
});
