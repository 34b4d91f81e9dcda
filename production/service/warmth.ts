import type { SpeakRequest } from '../../models/engine.ts';
import { catalogue } from '../../models/catalogue.ts';
import type { Cue } from '../../screenplay/cue.ts';
import { Engines } from '../engines.ts';
import { speakAll } from '../speakAll.ts';
import type { EnginePool } from './enginePool.ts';

/** Voices of a script that are made ready ahead: those of its first speakers. */
const mostVoices = 6;
/** After this long an engine may have ended for want of work. */
const warmMilliseconds = 600_000;

/**
 * Starts the embedded voices of scripts ahead of the first line that is played: a process and each of its voices take some
 * time for their first word. Engines that load gigabytes wait until they are needed.
 */
export class Warmth {
  readonly #pool: EnginePool;
  /** When each voice was last needed. */
  readonly #used = new Map<string, number>();

  constructor(pool: EnginePool) {
    this.#pool = pool;
  }

  /** @param engine speaks every cue, whatever the script says */
  keep(cues: readonly Cue[], engine: string | undefined): void {
    const voices = new Map<string, Cue>();
    for (const cue of cues) {
      const id = engine ?? cue.settings.engine;
      if (catalogue.get(id)?.embedded === true) voices.set(`${id} ${cue.voice.draft} ${cue.language}`, cue);
      if (voices.size === mostVoices) break;
    }
    const now = performance.now();
    for (const [key, cue] of voices) {
      const isWarm = now - (this.#used.get(key) ?? -Infinity) < warmMilliseconds;
      this.#used.set(key, now);
      if (!isWarm) void this.#warm(engine ?? cue.settings.engine, cue);
    }
  }

  /** Says a syllable to nobody. What goes wrong here is met, and told, when a line is spoken. */
  async #warm(engine: string, { voice, language }: Cue): Promise<void> {
    const request: SpeakRequest = {
      id: 'warm',
      parts: [{ kind: 'text', pieces: [{ text: 'a' }], language, emotion: { kind: 'own' } }],
      language,
      recording: undefined,
      voice: voice.draft,
      length: { kind: 'natural' },
      seed: 0,
    };
    const spoken = speakAll(new Engines(this.#pool.engine), engine, [request], undefined);
    while ((await spoken.next()).done !== true);
  }
}
