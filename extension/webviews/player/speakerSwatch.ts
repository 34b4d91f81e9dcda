import { element } from '../page/element.ts';
import type { SpeakerLook } from './speakerLooks.ts';

/** A small field in a speaker's colour and pattern, beside the name. */
export function speakerSwatch(look: SpeakerLook | undefined): HTMLElement {
  const { colour, pattern } = look ?? { colour: 0, pattern: 0 };
  return element('span', { class: `swatch colour-${colour} pattern-${pattern}`, 'aria-hidden': 'true' });
}
