import { decodePeaks } from '../../../audio/peaks.ts';
import type { Reel } from '../../../production/productionService.ts';
import type { FromPlayer, ToPlayer } from '../../playerProtocol.ts';
import { sayer } from '../page/say.ts';
import { Throttle } from '../page/throttle.ts';
import { handedOver, vscodeApi } from '../page/vscodeApi.ts';
import { clock } from './clock.ts';
import { cueIndexAt, nextCue, previousCue } from './cueIndex.ts';
import { CueList } from './cueList.ts';
import { CurrentLine } from './currentLine.ts';
import { keyCommand, type Command, type KeyPress } from './keyCommands.ts';
import { levelAt } from './levelAt.ts';
import { keptReel, nextLoop, nextSpeed, restoredState, type PlayerState } from './playerState.ts';
import { PlayerView } from './playerView.ts';
import { SoundRequests } from './soundRequests.ts';
import { speakerLooks } from './speakerLooks.ts';
import { Transport } from './transport.ts';
import { Waveform } from './waveform.ts';

const host = vscodeApi<FromPlayer, PlayerState>();
const { strings, nonce } = handedOver();
const say = sayer(strings);
const kept = restoredState(host.getState());

let reel: Reel | null = null;
let looks = speakerLooks([]);
let { follow, volume } = kept;
let speed = kept.speed;
let muted = false;
let cursor: string | null = null;
/** What the host says; before it come the page's own sentences. */
let hostNotice: string | null = null;
let ownNotice: string | null = null;
/** A `play` for a reel that has not come yet. */
let pending: Extract<ToPlayer, { kind: 'play' }> | null = null;
let told = '';
let level = -60;
let peaksAsked = '';

const view = new PlayerView(say, run);
document.getElementById('root')?.append(view.root);

const requests = new SoundRequests((request, id, from, to) =>
  host.postMessage({ kind: 'soundWanted', request, reel: id, from, to }),
);
const transport = new Transport({
  elements: view.audio,
  sound: (id, from, to) => requests.sound(id, from, to),
  changed: () => {
    if (transport.state !== 'paused') ownNotice = null;
    update();
    keep();
  },
  failed: (reason) => {
    ownNotice = say(`player/${reason}`);
    host.postMessage({ kind: 'failed', text: ownNotice });
  },
});
// A reel grows with every take; its peaks, megabytes for an hour, are drawn anew once a second at most.
const peaksWanted = new Throttle<string>(1000, (id) => {
  if (id === reel?.id) host.postMessage({ kind: 'peaksWanted', reel: id });
});
const line = new CurrentLine();
const list = new CueList(say, (index, reveal) => {
  const cue = reel?.cues[index];
  if (cue === undefined) return;
  if (reveal) host.postMessage({ kind: 'reveal', cue: cue.id });
  else transport.seek(cue.start);
});
const waveform = new Waveform({
  container: view.waveform,
  waves: view.waves,
  nonce,
  seek: (frame) => transport.seek(frame),
  reveal: (index) => {
    const cue = reel?.cues[index];
    if (cue !== undefined) host.postMessage({ kind: 'reveal', cue: cue.id });
  },
  zoomed: keep,
});
view.left.append(line.element);
view.stage.append(list.element);

transport.setSpeed(speed);
transport.setVolume(volume);
transport.setLoop(kept.loop);
view.speed.value = String(speed);
view.volume.value = String(volume);
waveform.zoom = kept.zoom;
if (kept.reel !== null) {
  show(kept.reel);
  transport.seek(kept.frame);
}
update();

view.speed.addEventListener('change', () => setSpeed(Number(view.speed.value)));
view.volume.addEventListener('input', () => {
  muted = false;
  setVolume(Number(view.volume.value));
});
window.addEventListener('message', (event: MessageEvent<ToPlayer>) => receive(event.data));
window.addEventListener('keydown', (event) => {
  if (view.helpOpen) {
    if (event.key === '?') view.toggleHelp();
    return;
  }
  const command = keyCommand({
    key: event.key,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
    altKey: event.altKey,
    control: controlOf(event.composedPath()[0]),
  });
  if (command === null) return;
  event.preventDefault();
  run(command);
});
// The theme: VS Code writes its variables to the root's style and the kind of theme to the body's classes.
const recolour = new MutationObserver(() => waveform.recolour());
recolour.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
recolour.observe(document.body, { attributes: true, attributeFilter: ['class'] });
// A hidden page gets no animation frames; the host still wants to know the cue.
for (const element of view.audio) element.addEventListener('timeupdate', () => tell());

host.postMessage({ kind: 'ready' });

function receive(message: ToPlayer): void {
  switch (message.kind) {
    case 'reel':
      show(message.reel);
      if (pending?.reel === message.reel.id) {
        const { from, to } = pending;
        pending = null;
        transport.play(from, to);
      }
      break;
    case 'play':
      hostNotice = null;
      if (reel?.id === message.reel) transport.play(message.from, message.to);
      else pending = message;
      break;
    case 'stop':
      pending = null;
      transport.stop();
      break;
    case 'toggle':
      transport.toggle();
      break;
    case 'sound':
      requests.answer(message.request, message.wav);
      break;
    case 'peaks':
      if (message.reel === reel?.id) showPeaks(message.peaks);
      break;
    case 'cursor':
      cursor = message.cue;
      update();
      break;
    case 'notice':
      hostNotice = message.text;
      update();
      break;
  }
}

function show(shown: Reel): void {
  const grown = reel?.id === shown.id;
  if (!grown) {
    requests.clear();
    peaksWanted.reset();
    ownNotice = null;
    hostNotice = null;
    peaksAsked = '';
  }
  reel = shown;
  looks = speakerLooks(shown.cues);
  view.title.textContent = shown.title;
  view.title.title = shown.title;
  view.length.textContent = clock(shown.frames / shown.sampleRate);
  view.filled(true);
  waveform.show(shown, looks);
  list.show(shown, looks);
  transport.show(shown);
  const state = `${shown.id} ${shown.readyFrames}`;
  if (shown.readyFrames > 0 && peaksAsked !== state) {
    peaksAsked = state;
    peaksWanted.send(shown.id);
  }
  keep();
}

function showPeaks(bytes: ArrayBuffer): void {
  try {
    waveform.showPeaks(decodePeaks(new Uint8Array(bytes)));
  } catch {
    ownNotice = say('player/damaged-peaks');
    update();
  }
}

/** Carries out what a key or a button means. */
function run(command: Command): void {
  if (command === 'help') view.toggleHelp();
  if (command === 'follow') {
    follow = !follow;
    tell(true);
  }
  if (command === 'loop') transport.setLoop(nextLoop(transport.loop));
  if (command === 'slower' || command === 'faster') setSpeed(nextSpeed(speed, command === 'faster' ? 1 : -1));
  if (command === 'quieter' || command === 'louder') {
    muted = false;
    setVolume(Math.min(1, Math.max(0, Math.round((volume + (command === 'louder' ? 0.1 : -0.1)) * 20) / 20)));
    view.volume.value = String(volume);
  }
  if (command === 'mute') {
    muted = !muted;
    setVolume(volume);
  }
  if (reel === null) {
    update();
    return;
  }
  const { cues, sampleRate, frames } = reel;
  const frame = transport.frame;
  if (command === 'toggle') transport.toggle();
  if (command === 'stop') transport.stop();
  if (command === 'previous') transport.seek(previousCue(cues, frame, sampleRate)?.start ?? 0);
  if (command === 'next') transport.seek(nextCue(cues, frame)?.start ?? frames);
  if (command === 'back') transport.seek(frame - 5 * sampleRate);
  if (command === 'forward') transport.seek(frame + 5 * sampleRate);
  if (command === 'start') transport.seek(0);
  if (command === 'end') transport.seek(frames);
  if (command === 'zoom-in') waveform.zoomBy(1);
  if (command === 'zoom-out') waveform.zoomBy(-1);
  if (command === 'fit') {
    waveform.zoom = 0;
    keep();
  }
  if (command === 'reveal' || command === 'play-line') {
    const inList = list.element.contains(document.activeElement);
    const cue = cues[inList ? list.active : cueIndexAt(cues, frame)];
    if (cue !== undefined && command === 'reveal') host.postMessage({ kind: 'reveal', cue: cue.id });
    if (cue !== undefined && command === 'play-line') transport.play(cue.start);
  }
  update();
}

function setSpeed(wanted: number): void {
  speed = wanted;
  view.speed.value = String(wanted);
  transport.setSpeed(wanted);
  keep();
}

function setVolume(wanted: number): void {
  volume = wanted;
  transport.setVolume(muted ? 0 : wanted);
  keep();
  update();
}

/** Brings the page up to where playing stands. */
function update(): void {
  const { state, loop } = transport;
  view.state(state, loop, follow, muted);
  view.notice(hostNotice ?? ownNotice ?? (state === 'waiting' ? say('player/waiting') : ''));
  if (reel === null) {
    view.filled(false);
    return;
  }
  const { cues, frames, sampleRate } = reel;
  const frame = transport.frame;
  const index = cueIndexAt(cues, frame);
  const cue = cues[index] ?? null;
  const time = clock(frame / sampleRate, frames / sampleRate);
  if (view.time.textContent !== time) view.time.textContent = time;
  waveform.setFrame(frame, follow || state !== 'playing');
  waveform.mark(index, cursor);
  list.mark(index, cursor, follow);
  line.show(cue, looks.get(cue?.speaker ?? ''));
  line.light(state === 'playing' || state === 'waiting' ? frame : -1);
  const sample = transport.sample;
  const now = sample === null || muted ? -60 : levelAt(sample.samples, sample.channels, sample.frame, sampleRate);
  // Rises at once, falls 30 dB a second: as meters do.
  level = Math.max(now, level - 0.5);
  view.level(level);
  describePlace(time, cue, frame);
  tell();
  if (state === 'playing' || state === 'waiting' || level > -60) animate();
}

let animation = 0;
function animate(): void {
  if (animation !== 0) return;
  animation = requestAnimationFrame(() => {
    animation = 0;
    update();
  });
}

/** What screen readers say of the waveform: changed only when it would be said differently. */
function describePlace(time: string, cue: Reel['cues'][number] | null, frame: number): void {
  if (reel === null) return;
  const length = clock(reel.frames / reel.sampleRate);
  const text =
    cue === null
      ? say('player/place-value', { time, length })
      : say('player/place-value-in', { time, length, speaker: cue.speaker, text: cue.text });
  // Not every frame while playing: a focused slider would be read out without end.
  if (transport.state === 'playing' && view.waveform.dataset['cue'] === cue?.id) return;
  if (view.waveform.getAttribute('aria-valuetext') === text) return;
  if (cue === null) delete view.waveform.dataset['cue'];
  else view.waveform.dataset['cue'] = cue.id;
  view.waveform.setAttribute('aria-valuemax', String(Math.round(reel.frames / reel.sampleRate)));
  view.waveform.setAttribute('aria-valuenow', String(Math.round(frame / reel.sampleRate)));
  view.waveform.setAttribute('aria-valuetext', text);
}

/** Tells the host where playing stands: when the cue or the state has changed. */
function tell(anyway = false): void {
  if (reel === null) return;
  const frame = transport.frame;
  const cue = reel.cues[cueIndexAt(reel.cues, frame)]?.id ?? null;
  const state = transport.state === 'blocked' ? 'paused' : transport.state;
  const now = `${reel.id} ${state} ${cue ?? ''}`;
  if (now === told && !anyway) return;
  told = now;
  host.postMessage({ kind: 'position', reel: reel.id, frame, cue, state, follow });
  keep();
}

let keptFrom: Reel | null = null;
let keptAs: Reel | null = null;
let keeping = 0;
/** Remembers, at most four times a second. */
function keep(): void {
  if (keeping !== 0) return;
  keeping = window.setTimeout(() => {
    keeping = 0;
    if (keptFrom !== reel) {
      keptFrom = reel;
      keptAs = reel === null ? null : keptReel(reel);
    }
    host.setState({
      reel: keptAs,
      frame: transport.frame,
      speed,
      volume,
      loop: transport.loop,
      follow,
      zoom: waveform.zoom,
    });
  }, 250);
}

function controlOf(target: EventTarget | undefined): KeyPress['control'] {
  if (!(target instanceof Element)) return 'other';
  if (target.closest('select') !== null) return 'choice';
  if (target.closest('input') !== null) return 'slider';
  if (target.closest('button') !== null) return 'button';
  if (target.closest('[role=listbox]') !== null) return 'list';
  return 'other';
}
