import type { Cue } from '../../screenplay/cue.ts';

/** Which cues failed at their last try in this session, by script. A cue that has changed since counts as not tried. */
export class FailedCues {
  readonly #digests = new Map<string, Map<string, string>>();

  failed(path: string, cue: Pick<Cue, 'id' | 'digest'>): void {
    const cues = this.#digests.get(path) ?? new Map<string, string>();
    this.#digests.set(path, cues.set(cue.id, cue.digest));
  }

  made(path: string, cue: Pick<Cue, 'id'>): void {
    this.#digests.get(path)?.delete(cue.id);
  }

  has(path: string, cue: Pick<Cue, 'id' | 'digest'>): boolean {
    return this.#digests.get(path)?.get(cue.id) === cue.digest;
  }
}
