import { describe, expect, it } from 'vitest';
import { Playback, type Listening, type NowPlaying } from '../../extension/playback.ts';
import type { ToPlayer } from '../../extension/playerProtocol.ts';
import type { ProductionClient } from '../../production/client.ts';
import type { Reel } from '../../production/productionService.ts';
import type { Failure, Notice } from '../../production/productionTypes.ts';

type Item = Reel | Failure | Notice;

const listening: Listening = {
  document: 'file:///a.voice',
  script: { path: '/a.voice', text: 'A: Hi.' },
  what: { kind: 'cue', cue: 'a' },
};

function reel(id: string, readyFrames: number): Reel {
  return {
    kind: 'reel',
    id,
    title: id,
    sampleRate: 48_000,
    channels: 1,
    frames: 100,
    readyFrames,
    complete: readyFrames === 100,
    cues: [{ id: 'a', line: 1, speaker: 'A', text: 'Hi.', start: 0, length: 100, state: 'ready', words: [] }],
  };
}

/** A production that gives the items of one order after the other, and what comes of them. */
function played(...orders: readonly (readonly Item[])[]) {
  const posted: ToPlayer[] = [];
  const states: (NowPlaying['state'] | undefined)[] = [];
  const failures: Failure[] = [];
  const errors: unknown[] = [];
  const signals: AbortSignal[] = [];
  let asked = 0;
  const production = {
    play: (_order, { signal } = {}) => {
      const items = orders[asked++] ?? [];
      if (signal !== undefined) signals.push(signal);
      return (async function* () {
        for (const item of items) {
          await Promise.resolve();
          if (signal?.aborted === true) throw new DOMException('stopped', 'AbortError');
          yield item;
        }
      })();
    },
    sound: ({ from, to }) =>
      to > 100 ? Promise.reject(new Error('gone')) : Promise.resolve(new Uint8Array([from, to]).subarray(0, 2)),
    peaks: () => Promise.resolve(new Uint8Array([7])),
  } satisfies Pick<ProductionClient, 'play' | 'sound' | 'peaks'>;
  const playback = new Playback({
    production,
    post: (message) => posted.push(message),
    onChange: (now) => states.push(now?.state),
    onFailure: (failure) => failures.push(failure),
    onNotice: () => undefined,
    onError: (error) => errors.push(error),
    onReveal: () => undefined,
  });
  return { playback, posted, states, failures, errors, signals };
}

const kinds = (posted: readonly ToPlayer[]): readonly string[] => posted.map(({ kind }) => kind);

describe('Playback', () => {
  it('shows the reel and starts it once', async () => {
    const { playback, posted, states } = played([reel('r', 0), reel('r', 50), reel('r', 100)]);
    playback.receive({ kind: 'ready' });
    await playback.play(listening);
    expect(kinds(posted)).toEqual(['notice', 'reel', 'play', 'reel', 'reel']);
    expect(posted[2]).toEqual({ kind: 'play', reel: 'r', from: 0 });
    expect(states).toEqual(['waiting']);
    expect(playback.now?.cue).toBe('a');
  });

  it('starts when the page is there, if that comes later', async () => {
    const { playback, posted } = played([reel('r', 100)]);
    await playback.play(listening);
    expect(posted).toEqual([]);
    playback.receive({ kind: 'ready' });
    expect(kinds(posted)).toEqual(['reel', 'play']);
    // The page comes anew (its view was moved): it shows the reel, and starts nothing by itself.
    playback.receive({ kind: 'ready' });
    expect(kinds(posted)).toEqual(['reel', 'play', 'reel']);
  });

  it('follows what the page plays, to its end', async () => {
    const { playback, states } = played([reel('r', 100)]);
    playback.receive({ kind: 'ready' });
    await playback.play(listening);
    playback.receive({ kind: 'position', reel: 'r', frame: 0, cue: 'a', state: 'playing', follow: false });
    playback.receive({ kind: 'position', reel: 'another', frame: 0, cue: 'b', state: 'paused', follow: false });
    playback.receive({ kind: 'position', reel: 'r', frame: 100, cue: null, state: 'ended', follow: false });
    playback.receive({ kind: 'position', reel: 'r', frame: 100, cue: null, state: 'ended', follow: false });
    expect(states).toEqual(['waiting', 'playing', undefined]);
    expect(playback.now).toBeUndefined();
  });

  it('plays one thing at a time', async () => {
    const { playback, posted, signals } = played([reel('one', 0), reel('one', 100)], [reel('two', 100)]);
    playback.receive({ kind: 'ready' });
    const first = playback.play(listening);
    await playback.play({ ...listening, what: { kind: 'cue', cue: 'b' } });
    await first;
    expect(signals[0]?.aborted).toBe(true);
    const plays = posted.filter(({ kind }) => kind === 'play');
    expect(plays).toEqual([{ kind: 'play', reel: 'two', from: 0 }]);
  });

  it('stops: nothing more is made, and the page is told', async () => {
    const { playback, posted, states, signals } = played([reel('r', 0), reel('r', 100)]);
    playback.receive({ kind: 'ready' });
    const playing = playback.play(listening);
    playback.stop();
    await playing;
    expect(signals[0]?.aborted).toBe(true);
    expect(kinds(posted)).toContain('stop');
    expect(states).toEqual(['waiting', undefined]);
  });

  it('stays stopped when the page tells where it stands, and begins again when the page plays', async () => {
    const { playback } = played([reel('r', 100)]);
    playback.receive({ kind: 'ready' });
    await playback.play(listening);
    playback.stop();
    playback.receive({ kind: 'position', reel: 'r', frame: 0, cue: 'a', state: 'paused', follow: true });
    expect(playback.now).toBeUndefined();
    playback.receive({ kind: 'position', reel: 'r', frame: 0, cue: 'a', state: 'playing', follow: true });
    expect(playback.now?.state).toBe('playing');
  });

  it('hands on sound and peaks, and null for what is gone', async () => {
    const { playback, posted, errors } = played([reel('r', 100)]);
    playback.receive({ kind: 'ready' });
    await playback.play(listening);
    posted.length = 0;
    playback.receive({ kind: 'soundWanted', request: 1, reel: 'r', from: 3, to: 9 });
    playback.receive({ kind: 'peaksWanted', reel: 'r' });
    playback.receive({ kind: 'soundWanted', request: 2, reel: 'old', from: 0, to: 101 });
    await new Promise((resolve) => setTimeout(resolve));
    expect(posted).toContainEqual({ kind: 'sound', request: 1, wav: new Uint8Array([3, 9]).buffer });
    expect(posted).toContainEqual({ kind: 'peaks', reel: 'r', peaks: new Uint8Array([7]).buffer });
    expect(posted).toContainEqual({ kind: 'sound', request: 2, wav: null });
    // Of a reel that is shown no more nobody needs to know.
    expect(errors).toEqual([]);
  });

  it('tells what could not be made', async () => {
    const failure: Failure = { kind: 'failure', cue: 'a', line: 1, code: 'production/nothing-to-render', values: {} };
    const { playback, failures } = played([reel('r', 0), failure]);
    await playback.play(listening);
    expect(failures).toEqual([failure]);
  });

  it('shows without playing, and makes no take', async () => {
    const { playback, posted, states, signals } = played([reel('r', 0), reel('r', 100)]);
    playback.receive({ kind: 'ready' });
    await playback.show(listening);
    expect(kinds(posted)).toEqual(['notice', 'reel']);
    expect(states).toEqual([]);
    expect(signals).toHaveLength(1);
  });
});
