import type { Direction } from '../../../language-server/protocol.ts';
import type { DirectedCue, FromDirection, ToDirection } from '../../directionProtocol.ts';
import { sayer } from '../page/say.ts';
import { Throttle } from '../page/throttle.ts';
import { handedOver, vscodeApi } from '../page/vscodeApi.ts';
import { draftOf, emotionDirection, type DirectionDraft } from './directionDraft.ts';
import { DirectionView } from './directionView.ts';
import { lengthText } from './lengthChoice.ts';
import { scaledWeights } from './weightSum.ts';

const host = vscodeApi<FromDirection, never>();
const { strings } = handedOver();

let cue: DirectedCue | null = null;
let draft: DirectionDraft | null = null;
let playing = false;

// Ten a second: as often as the script follows a slider.
const whileMoving = new Throttle<{ readonly cue: string; readonly direction: Direction }>(100, (values) =>
  host.postMessage({ kind: 'redirect', ...values, final: false }),
);

const view = new DirectionView(sayer(strings), {
  source: (source) => change({ source }, true),
  weight: (emotion, weight, final) =>
    change({ weights: (draft?.weights ?? []).map((old, index) => (index === emotion ? weight : old)) }, final),
  scale: () => change({ weights: scaledWeights(draft?.weights ?? []) }, true),
  mood: (mood) => redirect({ mood }, true),
  clear: () => change({ weights: (draft?.weights ?? []).map(() => 0) }, true),
  words: (words, final) => change({ words }, final),
  strength: (strength, final) => change({ strength }, final),
  recording: (recording) => change({ recording }, true),
  chooseRecording: () => {
    if (cue !== null) host.postMessage({ kind: 'chooseRecording', cue: cue.id });
  },
  length: (length, final) => {
    if (draft === null) return;
    draft = { ...draft, length };
    redirect({ length: lengthText(length) }, final);
  },
  preview: () => {
    if (cue !== null) host.postMessage(playing ? { kind: 'stop' } : { kind: 'preview', cue: cue.id });
  },
});
document.getElementById('root')?.append(view.root);
window.addEventListener('message', (event: MessageEvent<ToDirection>) => receive(event.data));
host.postMessage({ kind: 'ready' });

function receive(message: ToDirection): void {
  switch (message.kind) {
    case 'cue': {
      const same = message.cue !== null && message.cue.id === cue?.id;
      // What is being moved knows better than the script, which follows.
      if (same && view.held) {
        cue = message.cue;
        return;
      }
      // A source that was chosen here and has nothing to be written yet stays chosen.
      const chosen = same && draft !== null && message.cue.source === cue?.source ? draft.source : message.cue?.source;
      cue = message.cue;
      draft = cue === null ? null : draftOf(cue, same ? draft : null);
      if (draft !== null && chosen !== undefined) draft = { ...draft, source: chosen };
      view.show(cue, draft);
      break;
    }
    case 'recordings':
      view.recordings(message.paths);
      break;
    case 'playing':
      playing = message.playing;
      view.playing(playing);
      break;
  }
}

function change(part: Partial<DirectionDraft>, final: boolean): void {
  if (draft === null) return;
  draft = { ...draft, ...part };
  redirect(emotionDirection(draft), final);
}

/** Shows the draft and has it written into the line. */
function redirect(direction: Direction | null, final: boolean): void {
  view.show(cue, draft);
  if (cue === null || direction === null) return;
  if (final) {
    whileMoving.drop();
    host.postMessage({ kind: 'redirect', cue: cue.id, direction, final });
  } else {
    whileMoving.send({ cue: cue.id, direction });
  }
}
