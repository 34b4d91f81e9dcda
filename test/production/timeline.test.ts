import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeline, type TimelineEntry } from '../../production/timeline.ts';
import type { Start } from '../../screenplay/cue.ts';
import { property } from '../runs.ts';

const rate = 1000;
const gap: Start = { kind: 'turn', silence: 0.25, isGap: true };
const pause = (silence: number): Start => ({ kind: 'turn', silence, isGap: false });
const at = (seconds: number): Start => ({ kind: 'time', seconds });
const after = (seconds: number): Start => ({ kind: 'offset', seconds });
const atMark = (mark: string, seconds = 0): Start => ({ kind: 'mark', mark, seconds });

function cue(start: Start, length: number, marks: TimelineEntry['marks'] = []): TimelineEntry {
  return { kind: 'cue', start, length, marks, until: 0 };
}
function sound(start: Start, length: number): TimelineEntry {
  return { kind: 'sound', start, length, marks: [], until: 0 };
}
function bed(start: Start, until: number): TimelineEntry {
  return { kind: 'bed', start, length: 100, marks: [], until };
}
function starts(...entries: TimelineEntry[]): number[] {
  return timeline(entries, rate).map(({ start }) => start);
}

describe('timeline', () => {
  it('starts the first cue at 0 and leaves one gap before each further one', () => {
    expect(starts(cue(gap, 1000), cue(gap, 500), cue(gap, 1))).toEqual([0, 1250, 2000]);
  });

  it('takes a pause in place of the gap, before the first cue too', () => {
    expect(starts(cue(pause(1.5), 1000), cue(pause(1.2), 500))).toEqual([1500, 3700]);
  });

  it('lets a negative pause cut in, but nothing starts before 0', () => {
    expect(starts(cue(gap, 1000), cue(pause(-0.3), 500))).toEqual([0, 700]);
    expect(starts(cue(gap, 100), cue(pause(-0.3), 500))).toEqual([0, 0]);
    expect(starts(cue(pause(-1), 100))).toEqual([0]);
  });

  it('puts a cue at a time of the timeline, and what follows after the end of everything above', () => {
    expect(starts(cue(gap, 1000), cue(at(12.5), 2000), cue(gap, 500))).toEqual([0, 12500, 14750]);
    // An early one does not pull the next one forward.
    expect(starts(cue(gap, 9000), cue(at(1), 500), cue(gap, 500))).toEqual([0, 1000, 9250]);
  });

  it('leaves no gap before the first, even when it has to wait', () => {
    expect(starts(cue(at(2), 500), cue(gap, 500))).toEqual([2000, 2750]);
  });

  it('waits for no line that nobody speaks, nor counts from it', () => {
    const unspoken = (start: Start): TimelineEntry => ({
      kind: 'unspoken',
      start,
      length: 0,
      marks: [{ name: 'bang', start: 0 }],
      until: 0,
    });
    expect(starts(unspoken(gap), cue(gap, 1000), unspoken(gap), cue(gap, 500))).toEqual([0, 0, 1250, 1250]);
    expect(starts(cue(at(3), 1000), unspoken(at(9)), cue(after(0.5), 100))).toEqual([3000, 9000, 3500]);
    expect(starts(cue(gap, 1000), unspoken(gap), cue(atMark('bang', 0.5), 100))).toEqual([0, 1250, 1750]);
  });

  it('rounds each time to its own sample', () => {
    expect(starts(cue(at(0.0005), 1), cue(at(0.0004), 1), cue(at(1.0015), 1))).toEqual([1, 0, 1002]);
  });

  it('starts a cue with or after the start of the cue above, not of a sound between', () => {
    expect(starts(cue(at(3), 1000), sound(gap, 700), cue(after(0), 100), cue(after(0.5), 100))).toEqual([
      3000, 4250, 3000, 3500,
    ]);
    expect(starts(cue(after(0.5), 100))).toEqual([500]);
  });

  it('starts at a mark above, the last one of that name', () => {
    const door = [{ name: 'door', start: 400 }];
    expect(starts(cue(at(1), 1000, door), sound(atMark('door'), 50))).toEqual([1000, 1400]);
    expect(starts(cue(at(1), 1000, door), cue(atMark('door', 0.2), 50))).toEqual([1000, 1600]);
    expect(starts(cue(at(1), 1000, door), cue(at(5), 1000, door), cue(atMark('door', -0.1), 50))).toEqual([
      1000, 5000, 5300,
    ]);
  });

  it('starts at the cue above where a mark is missing', () => {
    expect(starts(cue(at(1), 1000), sound(atMark('nowhere', 0.1), 50))).toEqual([1000, 1100]);
  });

  it('waits for a sound in its turn, never for one at a time of its own', () => {
    expect(starts(cue(gap, 1000), sound(gap, 4000), cue(gap, 10))).toEqual([0, 1250, 5500]);
    expect(starts(cue(gap, 1000), sound(after(0.5), 4000), cue(gap, 10))).toEqual([0, 500, 1250]);
    expect(starts(cue(gap, 1000), sound(at(0), 4000), cue(gap, 10))).toEqual([0, 0, 1250]);
  });

  it('keeps windows that touch touching at every rate', () => {
    for (const sampleRate of [22050, 44100, 48000]) {
      const edges = [0, 1.2345, 2.00001, 3.7];
      const windows = edges.slice(1).map((end, index) => {
        const start = edges[index] ?? 0;
        return cue(at(start), Math.round(end * sampleRate) - Math.round(start * sampleRate));
      });
      const placed = timeline(windows, sampleRate);
      placed.slice(1).forEach(({ start }, index) => {
        const before = placed[index] ?? { start: NaN, length: NaN };
        expect(start).toBe(before.start + before.length);
      });
    }
  });

  it('lays a bed from the next cue to the last end of its section', () => {
    const entries = [cue(gap, 1000), bed(gap, 4), cue(gap, 500), cue(gap, 500), cue(gap, 9000)];
    expect(timeline(entries, rate)[1]).toEqual({ start: 1250, length: 1250 });
    // In the whole script it lasts to the end.
    expect(timeline([bed(gap, 2), cue(gap, 500)], rate)[0]).toEqual({ start: 0, length: 500 });
    expect(timeline([bed(at(0.1), 2), cue(gap, 500)], rate)[0]).toEqual({ start: 100, length: 400 });
  });

  it('gives a bed that lies under nothing no length', () => {
    expect(timeline([cue(gap, 500), bed(gap, 2)], rate)[1]?.length).toBe(0);
  });

  it('never overlaps cues that take their turn without negative pauses, and never starts before 0', () => {
    const entry = fc.record({ silence: fc.double({ min: 0, max: 3, noNaN: true }), length: fc.nat(5000) });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1 }), (sketches) => {
        const placed = timeline(
          sketches.map(({ silence, length }) => cue(pause(silence), length)),
          rate,
        );
        let end = 0;
        placed.forEach(({ start, length }, index) => {
          expect(start).toBe(end + Math.round((sketches[index]?.silence ?? 0) * rate));
          end = start + length;
        });
      }),
      property(200, 100_000),
    );
  });
});
