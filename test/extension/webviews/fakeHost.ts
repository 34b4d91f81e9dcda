// Runs in the page, before its own script: plays the part of VS Code and of the extension. The tests talk to `host`.
import type { FromDirection, ToDirection } from '../../../extension/directionProtocol.ts';
import type { FromPlayer, ToPlayer } from '../../../extension/playerProtocol.ts';
import type { Reel } from '../../../production/productionService.ts';

type Sent = (FromPlayer | FromDirection) & { readonly at: number };

export interface FakeHost {
  /** What the page has sent, with its time. */
  readonly messages: Sent[];
  /** The answer to `peaksWanted`. */
  peaks: ArrayBuffer | null;
  /** Milliseconds that a sound takes to come; null: the answer is that it is gone. */
  soundDelay: number | null;
  send(message: ToPlayer | ToDirection): void;
  /** Live object URLs. */
  readonly urls: Set<string>;
  state(): unknown;
}

declare global {
  var host: FakeHost;
}

let reel: Reel | null = null;
const urls = new Set<string>();
const create = URL.createObjectURL.bind(URL);
const revoke = URL.revokeObjectURL.bind(URL);
URL.createObjectURL = (object: Blob) => {
  const url = create(object);
  urls.add(url);
  return url;
};
URL.revokeObjectURL = (url: string) => {
  urls.delete(url);
  revoke(url);
};

const host: FakeHost = {
  messages: [],
  peaks: null,
  soundDelay: 0,
  urls,
  send(message) {
    if (message.kind === 'reel') reel = message.reel;
    window.dispatchEvent(new MessageEvent('message', { data: message }));
  },
  state: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') as unknown,
};
globalThis.host = host;

globalThis.acquireVsCodeApi = () => ({
  postMessage(message: FromPlayer | FromDirection) {
    // What cannot be cloned cannot be posted.
    host.messages.push({ ...structuredClone(message), at: performance.now() });
    if (message.kind === 'soundWanted') answerSound(message.request, message.from, message.to);
    const { peaks } = host;
    if (message.kind === 'peaksWanted' && peaks !== null) {
      queueMicrotask(() => host.send({ kind: 'peaks', reel: message.reel, peaks }));
    }
  },
  getState: () => host.state() ?? undefined,
  setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
});

function answerSound(request: number, from: number, to: number): void {
  const wav = host.soundDelay === null || reel === null || to > reel.readyFrames ? null : wavOf(reel, from, to);
  setTimeout(() => host.send({ kind: 'sound', request, wav }), host.soundDelay ?? 0);
}

/** A stretch of the reel: a tone of its own for each cue. */
function wavOf({ sampleRate, cues }: Reel, from: number, to: number): ArrayBuffer {
  const frames = to - from;
  const buffer = new ArrayBuffer(44 + frames * 2);
  const view = new DataView(buffer);
  const text = (at: number, letters: string) => {
    for (let index = 0; index < letters.length; index++) view.setUint8(at + index, letters.charCodeAt(index));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + frames * 2, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, frames * 2, true);
  const samples = new Int16Array(buffer, 44);
  for (const [index, cue] of cues.entries()) {
    const step = (2 * Math.PI * (200 + 40 * (index % 7))) / sampleRate;
    const end = Math.min(to, cue.start + cue.length);
    for (let frame = Math.max(from, cue.start); frame < end; frame++) {
      samples[frame - from] = 9000 * Math.sin(step * (frame - cue.start));
    }
  }
  return buffer;
}
