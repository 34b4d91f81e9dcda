import { element } from '../page/element.ts';
import { icon, type IconName } from '../page/icons.ts';
import type { Say } from '../page/say.ts';
import { keyLines, type Command } from './keyCommands.ts';
import { speeds } from './playerState.ts';
import type { Loop, TransportState } from './transport.ts';

/** The fixed parts of the player's page. */
export class PlayerView {
  readonly title = element('h1', { class: 'title' });
  readonly time = element('span', { class: 'now-time' }, '0:00.0');
  readonly length = element('span', { class: 'length' }, '0:00.0');
  readonly waves = element('div', { class: 'waves' });
  readonly waveform: HTMLElement;
  readonly speed: HTMLSelectElement;
  readonly volume: HTMLInputElement;
  /** The waveform and what is put below it. */
  readonly left: HTMLElement;
  readonly stage: HTMLElement;
  readonly audio = [element('audio', { preload: 'auto' }), element('audio', { preload: 'auto' })] as const;
  readonly #say: Say;
  readonly #buttons = new Map<Command, HTMLButtonElement>();
  readonly #loopName = element('span', { class: 'loop-name' });
  readonly #level = element('div', { class: 'level-bar' });
  readonly #notice = element('div', { class: 'notice', role: 'status' });
  readonly #blocked: HTMLButtonElement;
  readonly #empty: HTMLElement;
  readonly #help: HTMLDialogElement;

  constructor(say: Say, command: (command: Command) => void) {
    this.#say = say;
    const button = (name: Command, picture: IconName, label: string, ...more: readonly Node[]) => {
      const made = element('button', { type: 'button', class: 'tool', title: say(label), 'aria-label': say(label) });
      made.append(icon(picture), ...more);
      made.addEventListener('click', () => command(name));
      this.#buttons.set(name, made);
      return made;
    };
    const keyOf = (name: Command) => keyLines.find((line) => line.command === name)?.shown.join(', ') ?? '';

    this.speed = element('select', { class: 'speed', 'aria-label': say('player/speed'), title: say('player/speed') });
    for (const speed of speeds) {
      this.speed.append(element('option', { value: speed }, say('player/speed-value', { speed })));
    }
    this.volume = element('input', {
      type: 'range',
      class: 'volume',
      min: 0,
      max: 1,
      step: 0.05,
      'aria-label': say('player/volume'),
      title: say('player/volume'),
    });
    this.waveform = element(
      'div',
      { class: 'waveform', role: 'slider', tabindex: 0, 'aria-label': say('player/place'), 'aria-valuemin': 0 },
      this.waves,
    );
    this.#blocked = element('button', { type: 'button', class: 'primary', hidden: true });
    this.#blocked.append(icon('play'), say('player/blocked'));
    this.#blocked.addEventListener('click', () => command('toggle'));
    this.#empty = element(
      'div',
      { class: 'empty' },
      element('p', {}, say('player/empty')),
      element('p', { class: 'hint' }, say('player/empty-hint')),
    );
    this.#help = this.#makeHelp();
    this.left = element('div', { class: 'left' }, this.waveform);
    this.stage = element('div', { class: 'stage' }, this.left);

    const group = (label: string, ...parts: readonly Node[]) =>
      element('div', { class: 'group', role: 'group', 'aria-label': say(label) }, ...parts);
    const header = element(
      'header',
      { class: 'bar' },
      group(
        'player/transport',
        button('previous', 'previous', 'player/previous'),
        button('toggle', 'play', 'player/play'),
        button('stop', 'stop', 'player/stop'),
        button('next', 'next', 'player/next'),
      ),
      element('div', { class: 'clock' }, this.time, element('span', { class: 'of' }, ' / '), this.length),
      this.title,
      group(
        'player/view',
        button('loop', 'loop', 'player/loop-off', this.#loopName),
        this.speed,
        button('follow', 'follow', 'player/follow'),
        button('zoom-out', 'zoomOut', 'player/zoom-out'),
        button('zoom-in', 'zoomIn', 'player/zoom-in'),
        button('fit', 'fit', 'player/fit'),
      ),
      group(
        'player/volume',
        button('mute', 'volume', 'player/mute'),
        this.volume,
        element('div', { class: 'level', 'aria-hidden': 'true', title: say('player/level') }, this.#level),
      ),
      button('help', 'keyboard', 'player/help'),
    );
    for (const [name, made] of this.#buttons) {
      const keys = keyOf(name);
      if (keys !== '') made.title = `${made.title} (${keys})`;
    }
    const root = element('main', { class: 'player', 'aria-label': say('player/title') });
    root.append(header, this.stage, this.#empty, this.#notice, this.#help, ...this.audio);
    this.#notice.append(element('span', { class: 'notice-text' }), this.#blocked);
    this.root = root;
  }

  readonly root: HTMLElement;

  state(state: TransportState, loop: Loop, follow: boolean, muted: boolean): void {
    const plays = state === 'playing' || state === 'waiting';
    this.root.dataset['state'] = state;
    this.#face('toggle', plays ? 'pause' : 'play', plays ? 'player/pause' : 'player/play');
    this.#face('mute', muted ? 'muted' : 'volume', 'player/mute');
    this.#face('loop', 'loop', `player/loop-${loop}`, this.#loopName);
    this.#loopName.textContent = loop === 'off' ? '' : this.#say(`player/loop-${loop}-short`);
    this.#buttons.get('loop')?.classList.toggle('on', loop !== 'off');
    this.#press('follow', follow);
    this.#press('mute', muted);
    this.#blocked.hidden = state !== 'blocked';
  }

  /** Whether anything can be played. */
  filled(is: boolean): void {
    this.stage.hidden = !is;
    this.#empty.hidden = is;
    this.title.classList.toggle('unseen', !is);
    if (!is) this.title.textContent = this.#say('player/title');
    for (const [name, made] of this.#buttons) {
      if (!['help', 'mute', 'follow', 'loop'].includes(name)) made.disabled = !is;
    }
  }

  notice(text: string): void {
    const line = this.#notice.firstElementChild;
    if (line !== null && line.textContent !== text) line.textContent = text;
  }

  /** @param decibels −60 … 0 */
  level(decibels: number): void {
    this.#level.style.transform = `scaleX(${Math.max(0, 1 + decibels / 60)})`;
    this.#level.classList.toggle('hot', decibels > -6);
  }

  /** Opens or closes the list of keys; false: it was closed by this. */
  toggleHelp(): void {
    if (this.#help.open) this.#help.close();
    else this.#help.showModal();
  }

  get helpOpen(): boolean {
    return this.#help.open;
  }

  #makeHelp(): HTMLDialogElement {
    const close = element('button', {
      type: 'button',
      class: 'tool',
      title: this.#say('player/close'),
      'aria-label': this.#say('player/close'),
    });
    close.append(icon('close'));
    const list = element('dl', { class: 'keys' });
    for (const { command, shown } of keyLines) {
      const keys = element('dt', {});
      for (const key of shown) keys.append(element('kbd', {}, key));
      list.append(element('div', {}, keys, element('dd', {}, this.#say(`player/key-${command}`))));
    }
    const heading = element('h2', { id: 'keys-title' }, this.#say('player/help'));
    const dialog = element('dialog', { class: 'help', 'aria-labelledby': 'keys-title' });
    dialog.append(element('div', { class: 'help-head' }, heading, close), list);
    close.addEventListener('click', () => dialog.close());
    // A click beside it.
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
    });
    return dialog;
  }

  #face(name: Command, picture: IconName, label: string, ...more: readonly Node[]): void {
    const made = this.#buttons.get(name);
    const text = this.#say(label);
    if (made === undefined || (made.getAttribute('aria-label') === text && made.dataset['picture'] === picture)) return;
    made.dataset['picture'] = picture;
    made.replaceChildren(icon(picture), ...more);
    made.setAttribute('aria-label', text);
    made.title = `${text} (${keyLines.find((line) => line.command === name)?.shown.join(', ') ?? ''})`;
  }

  #press(name: Command, pressed: boolean): void {
    this.#buttons.get(name)?.setAttribute('aria-pressed', String(pressed));
  }
}
