/** What keys do in the player. */
export type Command =
  | 'toggle'
  | 'stop'
  | 'previous'
  | 'next'
  | 'back'
  | 'forward'
  | 'start'
  | 'end'
  | 'loop'
  | 'follow'
  | 'slower'
  | 'faster'
  | 'quieter'
  | 'louder'
  | 'mute'
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'reveal'
  | 'play-line'
  | 'help';

interface KeyLine {
  readonly command: Command;
  /** Values of `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  /** What the help shows for them. */
  readonly shown: readonly string[];
}

/** In the order of the help. `player/key-…` says what each does. */
export const keyLines: readonly KeyLine[] = [
  { command: 'toggle', keys: [' ', 'k'], shown: ['Space', 'K'] },
  { command: 'stop', keys: ['Escape', 's'], shown: ['Esc', 'S'] },
  { command: 'previous', keys: ['['], shown: ['['] },
  { command: 'next', keys: [']'], shown: [']'] },
  { command: 'back', keys: ['ArrowLeft'], shown: ['←'] },
  { command: 'forward', keys: ['ArrowRight'], shown: ['→'] },
  { command: 'start', keys: ['Home'], shown: ['Home'] },
  { command: 'end', keys: ['End'], shown: ['End'] },
  { command: 'reveal', keys: ['Enter'], shown: ['Enter'] },
  { command: 'play-line', keys: ['p'], shown: ['P'] },
  { command: 'loop', keys: ['l'], shown: ['L'] },
  { command: 'follow', keys: ['f'], shown: ['F'] },
  { command: 'slower', keys: ['<', ','], shown: ['<'] },
  { command: 'faster', keys: ['>', '.'], shown: ['>'] },
  { command: 'quieter', keys: ['9'], shown: ['9'] },
  { command: 'louder', keys: ['0'], shown: ['0'] },
  { command: 'mute', keys: ['m'], shown: ['M'] },
  { command: 'zoom-in', keys: ['+', '='], shown: ['+'] },
  { command: 'zoom-out', keys: ['-', '_'], shown: ['−'] },
  { command: 'fit', keys: ['w'], shown: ['W'] },
  { command: 'help', keys: ['?', 'h'], shown: ['?'] },
];

/** A key press, as far as it counts here. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** The kind of control that has the focus: its own keys stay its own. */
  readonly control: 'button' | 'slider' | 'choice' | 'list' | 'other';
}

const own: Readonly<Record<KeyPress['control'], readonly string[]>> = {
  button: [' ', 'Enter'],
  slider: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  choice: [' ', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  list: ['ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  other: [],
};

/** What a key press means; null: nothing, or it belongs to the control that has the focus, or to the editor. */
export function keyCommand({ key, ctrlKey, metaKey, altKey, control }: KeyPress): Command | null {
  // On many keyboards `[` is typed with Alt, or with AltGr, which counts as Control and Alt.
  const typed = altKey && !metaKey && /^[^\p{L}\p{N}\s]$/u.test(key);
  if (((ctrlKey || metaKey || altKey) && !typed) || own[control].includes(key)) return null;
  const pressed = key.length === 1 ? key.toLowerCase() : key;
  return keyLines.find(({ keys }) => keys.includes(pressed))?.command ?? null;
}
