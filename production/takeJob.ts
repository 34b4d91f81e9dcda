import { dirname } from 'node:path';
import type { MessageCode, MessageValues } from '../foundation/message.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { SpeakRequest } from '../models/engine.ts';
import type { Cue } from '../screenplay/cue.ts';
import { askedLength, type AskedLength } from './askedLength.ts';
import { Engines, secondsPerToken, type EngineFacts } from './engines.ts';
import type { EngineSource, Failure, Script } from './productionTypes.ts';
import { RecordingHashes } from './recordingHashes.ts';
import { speakRequest } from './speakRequest.ts';
import { fittedAddress, takeAddress } from './takeAddress.ts';

/** A take that a production needs: how it is asked for, how long it has to be, and where it is kept. */
export interface TakeJob {
  /** Id of the engine. */
  readonly engine: string;
  /** Of the engine's program and models. */
  readonly digest: string;
  readonly request: SpeakRequest;
  /** Of the recording that is cloned. */
  readonly recordingSha256: string | undefined;
  readonly asked: AskedLength;
  /** Addresses in the store. */
  readonly take: string;
  readonly fitted: string;
}

/** A cue of the production and its take, or why there will be none. */
export interface PlannedCue {
  readonly cue: Cue;
  /** 1-based. */
  readonly line: number;
  readonly asked: AskedLength;
  readonly job: TakeJob | Failure;
}

/** What makes jobs of cues: the script's folder, the rate of the output, the engines, the recordings' hashes. */
export class JobMaker {
  readonly engines: Engines;
  readonly #folder: string;
  readonly #sampleRate: number;
  readonly #engine: string | undefined;
  readonly #hashes = new RecordingHashes();
  readonly #lines: ReadonlyMap<object, number>;

  /** @param engine speaks every cue, whatever the script says */
  constructor(script: Script, sampleRate: number, engines: EngineSource, engine: string | undefined) {
    this.engines = new Engines(engines);
    this.#folder = dirname(script.path);
    this.#sampleRate = sampleRate;
    this.#engine = engine;
    this.#lines = new Map(script.tree.lines.map((line, index) => [line, index + 1]));
  }

  /** The 1-based line of a node of the tree. */
  line(node: object): number {
    return this.#lines.get(node) ?? 1;
  }

  async cue(cue: Cue): Promise<PlannedCue> {
    const line = this.line(cue.line);
    const id = this.#engine ?? cue.settings.engine;
    const asked = askedLength(cue, this.#sampleRate, secondsPerToken(id));
    const fail = (code: MessageCode, values: MessageValues): PlannedCue => ({
      cue,
      line,
      asked,
      job: { kind: 'failure', cue: cue.id, line, code, values },
    });
    if (!cue.sound) return fail(cue.speech ? 'production/script-error' : 'production/not-spoken', {});
    try {
      const facts = await this.engines.facts(id);
      const { recording, consent } = cue.voice;
      // The screenplay says so on the line already, but a command may have chosen another engine since.
      if (!facts.hasVoices && recording === undefined) {
        return fail('production/no-recording', { engine: id, speaker: cue.speaker });
      }
      if (!facts.hasVoices && consent === undefined) return fail('production/no-consent', { path: recording ?? '' });
      return { cue, line, asked, job: await this.job(facts, speakRequest(cue, this.#folder, facts), asked) };
    } catch (error) {
      if (!(error instanceof TablereadError)) throw error;
      return fail(error.code, error.values);
    }
  }

  async job(engine: EngineFacts, request: SpeakRequest, asked: AskedLength): Promise<TakeJob> {
    const take = await takeAddress(request, engine, this.#hashes);
    const fitted = fittedAddress(take, asked, this.#sampleRate);
    const { recording } = request;
    const recordingSha256 = recording === undefined ? undefined : await this.#hashes.of(recording);
    return { engine: engine.id, digest: engine.digest, request, recordingSha256, asked, take, fitted };
  }
}
