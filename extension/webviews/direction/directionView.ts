import { element } from '../page/element.ts';
import { icon } from '../page/icons.ts';
import type { Say } from '../page/say.ts';
import type { DirectedCue } from '../../directionProtocol.ts';
import type { DirectionDraft, EmotionSource } from './directionDraft.ts';
import { EmotionFlower } from './emotionFlower.ts';
import { factorRange, predictedSeconds, lengthChoice, type LengthChoice } from './lengthChoice.ts';
import { SliderRow } from './sliderRow.ts';
import { greatestSum, weightSum } from './weightSum.ts';

const sources: readonly EmotionSource[] = ['own', 'weights', 'recording', 'words', 'auto'];
const lengthKinds = ['free', 'seconds', 'factor'] as const;
export const emotionKeys = [
  'happy',
  'angry',
  'sad',
  'afraid',
  'disgusted',
  'melancholic',
  'surprised',
  'calm',
] as const;

/** What can be done on the page; `final`: the gesture is over. */
export interface DirectionActions {
  readonly source: (source: EmotionSource) => void;
  readonly weight: (emotion: number, weight: number, final: boolean) => void;
  readonly mood: (mood: string) => void;
  readonly scale: () => void;
  readonly clear: () => void;
  readonly words: (words: string, final: boolean) => void;
  readonly strength: (strength: number, final: boolean) => void;
  readonly recording: (path: string) => void;
  readonly chooseRecording: () => void;
  readonly length: (choice: LengthChoice, final: boolean) => void;
  readonly preview: () => void;
}

/** The page of the direction editor. It shows a draft and says what is done; it keeps nothing of its own. */
export class DirectionView {
  readonly root: HTMLElement;
  readonly #say: Say;
  readonly #empty: HTMLElement;
  readonly #form: HTMLElement;
  readonly #speaker = element('span', { class: 'speaker' });
  readonly #text = element('span', { class: 'said' });
  readonly #preview: HTMLButtonElement;
  readonly #sources: ReadonlyMap<EmotionSource, HTMLInputElement>;
  readonly #panels: ReadonlyMap<EmotionSource, HTMLElement>;
  readonly #moods = element('div', { class: 'moods', role: 'group' });
  readonly #mood: (mood: string) => void;
  readonly #inherited = element('p', { class: 'inherited', 'aria-live': 'polite' });
  readonly #flower: EmotionFlower;
  readonly #sliders: readonly SliderRow[];
  readonly #total: HTMLElement;
  readonly #totalBar = element('div', { class: 'total-bar' });
  readonly #scale: HTMLButtonElement;
  readonly #words: HTMLTextAreaElement;
  readonly #recording: HTMLSelectElement;
  readonly #strengths: readonly SliderRow[];
  readonly #lengths: ReadonlyMap<LengthChoice['kind'], HTMLInputElement>;
  readonly #seconds: HTMLInputElement;
  readonly #factor: SliderRow;
  readonly #other: HTMLElement;
  readonly #predicted: HTMLElement;
  #recordings: readonly string[] = [];
  #draft: DirectionDraft | null = null;

  constructor(say: Say, actions: DirectionActions) {
    this.#say = say;
    const names = emotionKeys.map((key) => say(`direction/${key}`));
    this.#preview = element('button', { type: 'button', class: 'primary preview' });
    this.#preview.addEventListener('click', () => actions.preview());
    this.#empty = element(
      'div',
      { class: 'empty' },
      element('p', {}, say('direction/empty')),
      element('p', { class: 'hint' }, say('direction/empty-hint')),
    );

    this.#mood = actions.mood;
    this.#moods.setAttribute('aria-label', say('direction/moods'));

    // Weights
    this.#flower = new EmotionFlower(names, actions.weight);
    this.#sliders = emotionKeys.map(
      (key, emotion) =>
        new SliderRow({
          label: names[emotion] ?? '',
          mark: `emotion-${emotion}`,
          set: (weight, final) => actions.weight(emotion, weight, final),
          key,
        }),
    );
    this.#total = element('span', { class: 'total-text', 'aria-live': 'polite' });
    this.#scale = element('button', { type: 'button', class: 'secondary' }, say('direction/scale'));
    this.#scale.addEventListener('click', () => actions.scale());
    const clear = element('button', { type: 'button', class: 'secondary' }, say('direction/clear'));
    clear.addEventListener('click', () => actions.clear());
    const weights = element(
      'div',
      { class: 'weights' },
      this.#flower.element,
      element(
        'div',
        { class: 'mixer' },
        ...this.#sliders.map((slider) => slider.element),
        element(
          'div',
          { class: 'total' },
          element('div', { class: 'total-track', 'aria-hidden': 'true' }, this.#totalBar),
        ),
        element('div', { class: 'total-line' }, this.#total, this.#scale, clear),
      ),
    );

    // Recording, words, the line's own words
    const strength = (key: string) =>
      new SliderRow({ label: say('direction/strength'), mark: 'plain', set: actions.strength, key });
    this.#strengths = [strength('recording'), strength('words'), strength('auto')];
    const [ofRecording, ofWords, ofAuto] = this.#strengths;
    this.#recording = element('select', { class: 'wide', id: 'recording' });
    this.#recording.addEventListener('change', () => actions.recording(this.#recording.value));
    const choose = element('button', { type: 'button', class: 'secondary' }, icon('folder'), say('direction/choose'));
    choose.addEventListener('click', () => actions.chooseRecording());
    const recording = element(
      'div',
      {},
      element('label', { for: 'recording', class: 'label' }, say('direction/recording-label')),
      element('div', { class: 'row' }, this.#recording, choose),
      ...(ofRecording === undefined ? [] : [ofRecording.element]),
      element('p', { class: 'hint' }, say('direction/recording-hint')),
    );
    this.#words = element('textarea', {
      id: 'words',
      class: 'wide',
      rows: 2,
      placeholder: say('direction/words-example'),
    });
    this.#words.addEventListener('input', () => actions.words(this.#words.value, false));
    this.#words.addEventListener('change', () => actions.words(this.#words.value, true));
    const words = element(
      'div',
      {},
      element('label', { for: 'words', class: 'label' }, say('direction/words-label')),
      this.#words,
      ...(ofWords === undefined ? [] : [ofWords.element]),
      element('p', { class: 'hint' }, say('direction/words-hint')),
    );
    this.#panels = new Map([
      ['own', element('div', {}, this.#inherited, element('p', { class: 'hint' }, say('direction/own-hint')))],
      ['weights', weights],
      ['recording', recording],
      ['words', words],
      [
        'auto',
        element(
          'div',
          {},
          ...(ofAuto === undefined ? [] : [ofAuto.element]),
          element('p', { class: 'hint' }, say('direction/auto-hint')),
        ),
      ],
    ]);
    this.#sources = choices('source', sources, (source) => say(`direction/source-${source}`), actions.source);

    // Length
    this.#seconds = element('input', {
      type: 'number',
      class: 'seconds',
      min: 0.1,
      step: 0.1,
      'aria-label': say('direction/seconds-label'),
    });
    const seconds = (final: boolean) => {
      const value = this.#seconds.valueAsNumber;
      if (value > 0) actions.length({ kind: 'seconds', seconds: value }, final);
    };
    this.#seconds.addEventListener('input', () => seconds(false));
    this.#seconds.addEventListener('change', () => seconds(true));
    this.#factor = new SliderRow({
      label: say('direction/factor-label'),
      mark: 'plain',
      least: factorRange.least,
      most: factorRange.most,
      suffix: '×',
      set: (factor, final) => actions.length({ kind: 'factor', factor }, final),
      key: 'factor',
    });
    this.#other = element('p', { class: 'hint' });
    this.#predicted = element('p', { class: 'predicted', 'aria-live': 'polite' });
    this.#lengths = choices(
      'length',
      lengthKinds,
      (kind) => say(`direction/length-${kind}`),
      (kind) => actions.length(this.#lengthOf(kind), true),
    );

    this.#form = element(
      'div',
      { class: 'form' },
      element(
        'section',
        { class: 'emotion', 'aria-labelledby': 'emotion-title' },
        element('h2', { id: 'emotion-title' }, say('direction/emotion')),
        this.#moods,
        segments(this.#sources, say('direction/emotion')),
        ...this.#panels.values(),
      ),
      element(
        'section',
        { class: 'length', 'aria-labelledby': 'length-title' },
        element('h2', { id: 'length-title' }, say('direction/length')),
        segments(this.#lengths, say('direction/length')),
        this.#other,
        element(
          'div',
          { class: 'seconds-row' },
          this.#seconds,
          element('span', { class: 'unit', 'aria-hidden': 'true' }, say('direction/seconds-unit')),
        ),
        this.#factor.element,
        this.#predicted,
      ),
    );
    const header = element(
      'header',
      {},
      element('h1', { class: 'cue-line' }, this.#speaker, ' ', this.#text),
      this.#preview,
    );
    this.root = element(
      'main',
      { class: 'direction', 'aria-label': say('direction/title') },
      header,
      this.#form,
      this.#empty,
    );
    this.playing(false);
    this.show(null, null);
  }

  /** Whether a control is being moved: then it knows better than the script. */
  get held(): boolean {
    const sliders = [...this.#sliders, ...this.#strengths, this.#factor];
    return this.#flower.held || sliders.some((slider) => slider.held) || document.activeElement === this.#words;
  }

  show(cue: DirectedCue | null, draft: DirectionDraft | null): void {
    this.#draft = draft;
    this.#empty.hidden = cue !== null;
    this.#form.hidden = cue === null;
    this.root.classList.toggle('without', cue === null);
    if (cue === null || draft === null) return;
    this.#speaker.textContent = cue.speaker;
    this.#text.textContent = cue.text;
    for (const [source, input] of this.#sources) input.checked = source === draft.source;
    for (const [source, panel] of this.#panels) panel.hidden = source !== draft.source;
    this.#showMoods(cue);
    this.#inherited.hidden = cue.inherited === '';
    const inherited = this.#say('direction/inherited', { what: cue.inherited });
    if (this.#inherited.textContent !== inherited) this.#inherited.textContent = inherited;
    this.#showWeights(draft.weights);
    if (document.activeElement !== this.#words) this.#words.value = draft.words;
    this.#showRecordings(draft.recording);
    for (const slider of this.#strengths) slider.show(draft.strength);
    this.#showLength(cue, draft.length);
  }

  recordings(paths: readonly string[]): void {
    this.#recordings = paths;
    this.#showRecordings(this.#draft?.recording ?? '');
  }

  playing(is: boolean): void {
    this.#preview.replaceChildren(icon(is ? 'stop' : 'play'), this.#say(is ? 'direction/stop' : 'direction/preview'));
  }

  /** A button for each mood of the script; that of the line is pressed. */
  #showMoods({ mood, moods }: DirectedCue): void {
    this.#moods.hidden = moods.length === 0;
    const shown = [...this.#moods.children].map(({ textContent }) => textContent);
    if (shown.join('\n') !== moods.join('\n')) {
      this.#moods.replaceChildren(
        ...moods.map((name) => {
          const button = element('button', { type: 'button', class: 'mood' }, name);
          button.addEventListener('click', () => this.#mood(name));
          return button;
        }),
      );
    }
    for (const button of this.#moods.children) button.setAttribute('aria-pressed', String(button.textContent === mood));
  }

  #showWeights(weights: readonly number[]): void {
    this.#sliders.forEach((slider, emotion) => slider.show(weights[emotion] ?? 0));
    this.#flower.show(weights);
    const sum = weightSum(weights);
    const over = sum > greatestSum;
    const text = this.#say(over ? 'direction/total-over' : 'direction/total', {
      sum: sum.toFixed(2),
      most: greatestSum,
    });
    if (this.#total.textContent !== text) this.#total.textContent = text;
    this.#scale.hidden = !over;
    this.#totalBar.style.transform = `scaleX(${Math.min(1, sum)})`;
    this.#totalBar.classList.toggle('over', over);
  }

  #showRecordings(chosen: string): void {
    const paths = chosen === '' || this.#recordings.includes(chosen) ? this.#recordings : [chosen, ...this.#recordings];
    const options = paths.map((path) => element('option', { value: path }, path));
    if (chosen === '')
      options.unshift(element('option', { value: '', disabled: true }, this.#say('direction/none-chosen')));
    this.#recording.replaceChildren(...options);
    this.#recording.value = chosen;
  }

  #showLength(cue: DirectedCue, length: LengthChoice): void {
    for (const [kind, input] of this.#lengths) input.checked = kind === length.kind;
    this.#other.hidden = length.kind !== 'other';
    if (length.kind === 'other') this.#other.textContent = this.#say('direction/length-other', { text: length.text });
    const row = this.#seconds.parentElement;
    if (row !== null) row.hidden = length.kind !== 'seconds';
    if (length.kind === 'seconds' && document.activeElement !== this.#seconds) {
      this.#seconds.value = String(length.seconds);
    }
    this.#factor.element.hidden = length.kind !== 'factor';
    if (length.kind === 'factor') this.#factor.show(length.factor);
    const seconds = predictedSeconds(length, lengthChoice(cue.length), cue.seconds);
    this.#predicted.textContent =
      seconds === null
        ? this.#say('direction/predicted-unknown')
        : this.#say('direction/predicted', { seconds: seconds.toFixed(1) });
    this.#predicted.dataset['now'] = cue.seconds.toFixed(2);
  }

  /** What a kind of length begins with: what the line takes now. */
  #lengthOf(kind: (typeof lengthKinds)[number]): LengthChoice {
    if (kind === 'free') return { kind };
    if (kind === 'factor') return { kind, factor: 1 };
    const now = Number(this.#predicted.dataset['now'] ?? 1);
    return { kind, seconds: Math.max(0.1, Math.round(now * 10) / 10) };
  }
}

/** Radio buttons by what they stand for. */
function choices<Choice extends string>(
  name: string,
  all: readonly Choice[],
  label: (choice: Choice) => string,
  choose: (choice: Choice) => void,
): Map<Choice, HTMLInputElement> {
  return new Map(
    all.map((choice) => {
      const input = element('input', { type: 'radio', name, value: choice, 'aria-label': label(choice) });
      input.addEventListener('change', () => choose(choice));
      return [choice, input];
    }),
  );
}

function segments(inputs: ReadonlyMap<string, HTMLInputElement>, label: string): HTMLElement {
  return element(
    'div',
    { class: 'segments', role: 'radiogroup', 'aria-label': label },
    ...[...inputs.values()].map((input) =>
      element('label', {}, input, element('span', { 'aria-hidden': 'true' }, input.getAttribute('aria-label') ?? '')),
    ),
  );
}
