import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePeaks } from '../../../audio/peaks.ts';
import type { DirectedCue } from '../../../extension/directionProtocol.ts';
import { draftOf, emotionDirection } from '../../../extension/webviews/direction/directionDraft.ts';
import { lengthChoice, lengthText, predictedSeconds } from '../../../extension/webviews/direction/lengthChoice.ts';
import { greatestSum, scaledWeights, weightSum } from '../../../extension/webviews/direction/weightSum.ts';
import { pageHtml } from '../../../extension/webviews/page/pageHtml.ts';
import { pageStrings } from '../../../extension/webviews/page/pageStrings.ts';
import { sayer } from '../../../extension/webviews/page/say.ts';
import { clock } from '../../../extension/webviews/player/clock.ts';
import { cueIndexAt, cutPoints, nextCue, previousCue } from '../../../extension/webviews/player/cueIndex.ts';
import { keyCommand, keyLines, type KeyPress } from '../../../extension/webviews/player/keyCommands.ts';
import { levelAt } from '../../../extension/webviews/player/levelAt.ts';
import { nextSlice } from '../../../extension/webviews/player/nextSlice.ts';
import { keptReel, nextSpeed, restoredState } from '../../../extension/webviews/player/playerState.ts';
import { speakerLooks } from '../../../extension/webviews/player/speakerLooks.ts';
import { VisibleCues } from '../../../extension/webviews/player/visibleCues.ts';
import { wavSamples } from '../../../extension/webviews/player/wavSamples.ts';
import { waveformChannels } from '../../../extension/webviews/player/waveformChannels.ts';
import { withLeadIn } from '../../../extension/webviews/player/withLeadIn.ts';
import { wordAt, wordSpans } from '../../../extension/webviews/player/wordSpans.ts';
import type { ReelCue } from '../../../production/productionService.ts';
import { property } from '../../runs.ts';
import { peaksOf, reelOf } from './reels.ts';

/** Cues with gaps, some of them over each other. */
const cues = fc
  .array(fc.record({ gap: fc.integer({ min: -3000, max: 3000 }), length: fc.integer({ min: 0, max: 9000 }) }), {
    maxLength: 60,
  })
  .map((parts) => {
    let start = 0;
    return parts.map(({ gap, length }, index): ReelCue => {
      start = Math.max(0, start + gap);
      const cue = {
        id: `c${index}`,
        line: index + 1,
        speaker: 'A',
        text: '',
        start,
        length,
        state: 'ready' as const,
        words: [],
      };
      start += length;
      return cue;
    });
  })
  .map((all) => all.sort((one, other) => one.start - other.start));

describe('slices', () => {
  it('cover a reel without gap or overlap, and are cut at cuts only while they can be', () => {
    fc.assert(
      fc.property(cues, fc.integer({ min: 0, max: 20000 }), (all, from) => {
        const end = Math.max(0, ...all.map(({ start, length }) => start + length));
        const cuts = cutPoints(all);
        let at = from;
        for (let first = true; ; first = false) {
          const slice = nextSlice({ from: at, end, ready: end, cuts, sampleRate: 100, first });
          if (slice === null) break;
          expect(slice.from).toBe(at);
          expect(slice.to).toBeGreaterThan(slice.from);
          expect(slice.to - slice.from).toBeLessThanOrEqual(180 * 100);
          if (slice.to < end && slice.to - slice.from < 180 * 100) expect(cuts).toContain(slice.to);
          at = slice.to;
        }
        expect(at).toBe(Math.max(from, end));
      }),
      property(300, 5000),
    );
  });

  it('cut no cue in two', () => {
    fc.assert(
      fc.property(cues, (all) => {
        for (const cut of cutPoints(all)) {
          expect(all.some(({ start, length }) => start < cut && cut < start + length)).toBe(false);
        }
      }),
      property(300, 5000),
    );
  });

  it('never reach beyond what is ready, nor beyond the end', () => {
    const order = { cuts: [100, 200, 300], sampleRate: 10, first: true };
    expect(nextSlice({ ...order, from: 0, end: 400, ready: 0 })).toBeNull();
    expect(nextSlice({ ...order, from: 0, end: 400, ready: 150 })).toEqual({ from: 0, to: 100 });
    expect(nextSlice({ ...order, from: 100, end: 400, ready: 150 })).toEqual({ from: 100, to: 150 });
    expect(nextSlice({ ...order, from: 300, end: 350, ready: 400 })).toEqual({ from: 300, to: 350 });
    expect(nextSlice({ ...order, from: 350, end: 350, ready: 400 })).toBeNull();
  });
});

describe('cues of a reel', () => {
  const reel = reelOf({ cues: 3, length: 2, gap: 1, sampleRate: 100 });

  it('are found by frame', () => {
    expect([-1, 0, 299, 300, 899].map((frame) => cueIndexAt(reel.cues, frame))).toEqual([-1, 0, 0, 1, 2]);
    expect(cueIndexAt([], 5)).toBe(-1);
  });

  it('are stepped through: back to the start of this one first, then to the one before', () => {
    expect(previousCue(reel.cues, 450, 100)?.id).toBe('cue-1');
    expect(previousCue(reel.cues, 350, 100)?.id).toBe('cue-0');
    expect(previousCue(reel.cues, 50, 100)?.id).toBe('cue-0');
    expect(nextCue(reel.cues, 0)?.id).toBe('cue-1');
    expect(nextCue(reel.cues, 700)).toBeUndefined();
  });

  it('are found by stretch, as a look at each would find them', () => {
    fc.assert(
      fc.property(cues, fc.nat(60000), fc.nat(9000), (all, from, length) => {
        const [first, end] = new VisibleCues(all).between(from, from + length);
        const seen = all.filter((cue) => cue.start < from + length && cue.start + cue.length > from);
        expect(all.slice(first, end)).toEqual(expect.arrayContaining(seen));
      }),
      property(300, 5000),
    );
  });

  it('have looks that differ for eighteen speakers, the same for the same', () => {
    const looks = speakerLooks([...Array(18).keys(), 3].map((index) => ({ speaker: `S${index}` })));
    expect(new Set([...looks.values()].map((look) => JSON.stringify(look))).size).toBe(18);
  });
});

describe('words', () => {
  const cue = (text: string, words: string[]) => ({
    text,
    words: words.map((word, index) => ({ text: word, start: index * 10, length: 8 })),
  });

  it('are found in the text, whatever stands between', () => {
    const spans = wordSpans(cue('“Stop,” she said. Stop!', ['stop', 'she', 'said', 'stop']));
    expect(spans.map(({ text }) => text)).toEqual(['“', 'Stop', ',” ', 'she', ' ', 'said', '. ', 'Stop', '!']);
    expect(spans.flatMap(({ word }) => word ?? [])).toEqual([0, 1, 2, 3]);
    expect(wordSpans(cue('我等了。', ['我', '等', '了'])).map(({ word }) => word)).toEqual([0, 1, 2, undefined]);
  });

  it('that the text does not have are passed over', () => {
    const spans = wordSpans(cue('At 5 today', ['at', 'five', 'today']));
    expect(spans.map(({ text, word }) => [text, word])).toEqual([
      ['At', 0],
      [' 5 ', undefined],
      ['today', 2],
    ]);
  });

  it('lose nothing of the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 3 })),
        (text, words) => {
          expect(
            wordSpans(cue(text, words))
              .map((span) => span.text)
              .join(''),
          ).toBe(text);
        },
      ),
      property(300, 5000),
    );
  });

  it('are lit while they are said', () => {
    const { words } = cue('a b', ['a', 'b']);
    expect([0, 7, 8, 10, 17, 18].map((frame) => wordAt(words, frame))).toEqual([0, 0, -1, 1, 1, -1]);
  });
});

describe('sound', () => {
  it('is read from a WAV file of 16 bit, other chunks passed over', () => {
    const bytes = new ArrayBuffer(12 + 8 + 4 + 24 + 8 + 8);
    const view = new DataView(bytes);
    const letters = (at: number, text: string) =>
      [...Buffer.from(text)].forEach((byte, index) => view.setUint8(at + index, byte));
    letters(0, 'RIFF');
    letters(8, 'WAVE');
    letters(12, 'LIST');
    view.setUint32(16, 3, true);
    letters(24, 'fmt ');
    view.setUint32(28, 16, true);
    view.setUint16(34, 2, true);
    view.setUint16(46, 16, true);
    letters(48, 'data');
    view.setUint32(52, 8, true);
    view.setInt16(58, -5, true);
    expect(wavSamples(bytes)).toEqual({ samples: Int16Array.of(0, -5, 0, 0), channels: 2 });
    view.setUint16(46, 24, true);
    expect(wavSamples(bytes)).toBeNull();
    expect(wavSamples(new ArrayBuffer(3))).toBeNull();
  });

  it('gets silence before it, in whole frames', async () => {
    const bytes = new ArrayBuffer(48);
    const view = new DataView(bytes);
    const letters = (at: number, text: string) =>
      [...Buffer.from(text)].forEach((byte, index) => view.setUint8(at + index, byte));
    letters(0, 'RIFF');
    view.setUint32(4, 40, true);
    letters(8, 'WAVEfmt ');
    view.setUint32(16, 16, true);
    view.setUint16(22, 2, true);
    view.setUint32(24, 8000, true);
    view.setUint16(32, 4, true);
    view.setUint16(34, 16, true);
    letters(36, 'data');
    view.setUint32(40, 4, true);
    view.setInt16(44, 7, true);
    const led = await new Blob(withLeadIn(bytes, 0.01) ?? []).arrayBuffer();
    expect(new DataView(led).getUint32(4, true)).toBe(40 + 80 * 4);
    const { samples, channels } = wavSamples(led) ?? { samples: new Int16Array(), channels: 0 };
    expect(channels).toBe(2);
    expect([...samples]).toEqual([...new Array<number>(160).fill(0), 7, 0]);
    expect(withLeadIn(new ArrayBuffer(60), 1)).toBeNull();
  });

  it('has the level that a meter shows: a full sine −3 dB, silence −60', () => {
    const sine = Int16Array.from({ length: 48000 }, (_, index) => 32767 * Math.sin(index * 0.1));
    expect(levelAt(sine, 1, 24000, 48000)).toBeCloseTo(-3.01, 1);
    expect(levelAt(new Int16Array(1000), 1, 500, 48000)).toBe(-60);
    const stereo = Int16Array.from({ length: 9600 }, (_, index) => (index % 2 === 0 ? 0 : 16384));
    expect(levelAt(stereo, 2, 2400, 48000)).toBeCloseTo(-6.02, 1);
    expect(levelAt(sine, 1, 10 ** 9, 48000)).toBe(-60);
  });

  it('is drawn from the level of peaks that the width asks for, stretched over the whole', () => {
    const reel = reelOf({ cues: 100, ready: 50, length: 3, sampleRate: 48000 });
    const peaks = decodePeaks(peaksOf(reel));
    const [upper, lower] = waveformChannels(peaks, reel.frames, 2000);
    const finer = waveformChannels(peaks, reel.frames, 50000)[0];
    expect(upper.length).toBeGreaterThanOrEqual(2000);
    expect(upper.length).toBeLessThan(8000);
    expect(finer.length).toBeGreaterThan(upper.length);
    expect(Math.max(...upper)).toBeGreaterThan(0.5);
    expect(Math.max(...lower)).toBeLessThanOrEqual(1);
    expect(upper.slice(Math.ceil(upper.length * 0.51)).every((value) => value === 0)).toBe(true);
  });
});

describe('times', () => {
  it('are said as people read them', () => {
    expect([0, 7.34, 59.96].map((seconds) => clock(seconds))).toEqual(['0:00.0', '0:07.3', '0:59.9']);
    expect([61, 727.9, 3727, 7].map((seconds) => clock(seconds, seconds === 7 ? 4000 : seconds))).toEqual([
      '1:01',
      '12:07',
      '1:02:07',
      '0:00:07',
    ]);
  });
});

describe('keys', () => {
  const press = (key: string, more: Partial<KeyPress> = {}) =>
    keyCommand({ key, ctrlKey: false, metaKey: false, altKey: false, control: 'other', ...more });

  it('belong to one command each', () => {
    const keys = keyLines.flatMap((line) => line.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('work in either case, and not with Control, Command or Alt', () => {
    expect(press('L')).toBe('loop');
    expect(press('l', { ctrlKey: true })).toBeNull();
    expect(press('ArrowLeft', { altKey: true })).toBeNull();
    expect(press('q')).toBeNull();
  });

  it('work where a character is typed with Alt or AltGr', () => {
    expect(press('[', { altKey: true })).toBe('previous');
    expect(press(']', { altKey: true, ctrlKey: true })).toBe('next');
    expect(press(']', { ctrlKey: true })).toBeNull();
  });

  it('stay with the control that has the focus', () => {
    expect(press(' ', { control: 'button' })).toBeNull();
    expect(press(' ', { control: 'list' })).toBe('toggle');
    expect(press('ArrowRight', { control: 'slider' })).toBeNull();
    expect(press('Home', { control: 'list' })).toBeNull();
    expect(press('l', { control: 'slider' })).toBe('loop');
  });
});

describe('what is remembered', () => {
  it('is taken as it was, or as it is at first', () => {
    expect(restoredState(undefined)).toMatchObject({ reel: null, speed: 1, volume: 1, loop: 'off', follow: true });
    expect(restoredState({ speed: 3, volume: -1, frame: 7 })).toMatchObject({ speed: 1, volume: 1, frame: 7 });
    expect(keptReel(reelOf({ cues: 2 })).cues.every(({ words }) => words.length === 0)).toBe(true);
    expect([nextSpeed(1, 1), nextSpeed(2, 1), nextSpeed(0.5, -1)]).toEqual([1.1, 2, 0.5]);
  });
});

describe('a page', () => {
  it('has a policy that lets nothing in from outside, and sentences that cannot end their element', () => {
    const html = pageHtml({
      title: 'A <b>',
      language: 'en',
      script: 'https://x/player.js',
      style: 'https://x/player.css',
      source: 'https://x',
      nonce: 'abc',
      strings: { 'player/play': '</script><script>alert(1)</script>' },
    });
    expect(html).toContain("default-src 'none'; script-src 'nonce-abc'");
    expect(html).not.toMatch(/unsafe|<b>/);
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<script(?! [^>]*nonce="abc")/)).toBeNull();
  });

  it('is given the sentences of its own, in each language', () => {
    const english = pageStrings('player', 'en');
    const chinese = pageStrings('player', 'zh');
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
    expect(Object.keys(english).every((code) => code.startsWith('player/'))).toBe(true);
    for (const { command } of keyLines) expect(english).toHaveProperty([`player/key-${command}`]);
    const say = sayer(english);
    expect(say('player/speed-value', { speed: 2 })).toBe('2×');
    expect(say('player/unknown')).toBe('player/unknown');
  });
});

describe('a direction', () => {
  const cue: DirectedCue = {
    id: 'c',
    speaker: 'A',
    text: 'b',
    source: 'words',
    weights: [0, 0, 0, 0, 0, 0, 0, 0],
    words: 'pleading',
    recording: '',
    strength: 0.4,
    length: '',
    seconds: 2,
  };

  it('keeps what was set for another source of the same line', () => {
    const before = { ...draftOf(cue, null), weights: [0.3, 0, 0, 0, 0, 0, 0, 0] };
    const after = draftOf({ ...cue, words: 'calm' }, before);
    expect(after).toMatchObject({ words: 'calm', weights: [0.3, 0, 0, 0, 0, 0, 0, 0], strength: 0.4 });
  });

  it('is written from its source alone, and not while there is nothing to write', () => {
    const draft = draftOf(cue, null);
    expect(emotionDirection(draft)).toEqual({ words: { words: 'pleading', strength: 0.4 } });
    expect(emotionDirection({ ...draft, words: ' ' })).toBeNull();
    expect(emotionDirection({ ...draft, source: 'recording' })).toBeNull();
    expect(emotionDirection({ ...draft, source: 'weights' })).toEqual({ weights: null });
    expect(emotionDirection({ ...draft, source: 'auto' })).toEqual({ auto: { strength: 0.4 } });
    expect(emotionDirection({ ...draft, source: 'own' })).toEqual({
      weights: null,
      words: null,
      recording: null,
      auto: null,
    });
  });

  it('has weights that are scaled to a sum of 0.8 at most, and never lifted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 8 }), (hundredths) => {
        const weights = hundredths.map((each) => each / 100);
        const scaled = scaledWeights(weights);
        expect(weightSum(scaled)).toBeLessThanOrEqual(Math.max(greatestSum, 0));
        scaled.forEach((weight, index) => expect(weight).toBeLessThanOrEqual(weights[index] ?? 0));
        if (weightSum(weights) <= greatestSum) expect(scaled).toEqual(weights);
      }),
      property(300, 5000),
    );
  });

  it('has a length that is read as scripts write it', () => {
    expect(['', '2.4s', '2400ms', '0.9x', '90%', 'max 3s'].map((text) => lengthText(lengthChoice(text)))).toEqual([
      null,
      '2.4s',
      '2.4s',
      '0.9x',
      '0.9x',
      'max 3s',
    ]);
  });

  it('says how long the line will be, where that can be known', () => {
    const free = { kind: 'free' } as const;
    const half = { kind: 'factor', factor: 0.5 } as const;
    const exact = { kind: 'seconds', seconds: 3 } as const;
    const other = { kind: 'other', text: 'max 3s' } as const;
    expect(predictedSeconds(half, free, 2)).toBe(1);
    expect(predictedSeconds(free, half, 2)).toBe(4);
    expect(predictedSeconds(exact, half, 2)).toBe(3);
    expect(predictedSeconds(free, exact, 2)).toBeNull();
    expect(predictedSeconds(other, other, 2)).toBe(2);
    expect(predictedSeconds(half, half, 2)).toBe(2);
  });
});
