import { dirname, relative, resolve } from 'node:path';
import type { MessageCode, MessageValues } from '../foundation/message.ts';
import { TablereadError } from '../foundation/tablereadError.ts';
import type { SpeakRequest } from '../models/engine.ts';
import type { Cue } from '../screenplay/cue.ts';
import { askedLength, type AskedLength } from './askedLength.ts';
import { Engines, secondsPerToken, type EngineFacts } from './engines.ts';
import type { LockedTake } from './lockedTakes.ts';
import type { EngineSource, Failure, Notice, Script } from './productionTypes.ts';
import { RecordingHashes, type KnownHashes } from './recordingHashes.ts';
import { speakRequest } from './speakRequest.ts';
import { fittedAddress, takeAddress } from './takeAddress.ts';
import type { TakeStore } from './takeStore.ts';

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
  /** The locked take that this job uses. */
  readonly locked?: LockedTake;
}

/** Takes that are used whatever changes in their lines. */
export interface Locks {
  /** By the id of the cue. */
  readonly takes: ReadonlyMap<string, LockedTake>;
  /** Where they are kept. */
  readonly store: TakeStore;
}

/** A cue of the production and its take, or why there will be none. */
export interface PlannedCue {
  readonly cue: Cue;
  /** 1-based. */
  readonly line: number;
  readonly asked: AskedLength;
  readonly job: TakeJob | Failure;
  readonly notice?: Notice;
}

export interface JobMakerOptions {
  /** Speaks every cue, whatever the script says; a locked take is used all the same. */
  readonly engine: string | undefined;
  readonly locks?: Locks;
  /** Hashes of recordings from before. */
  readonly hashes?: KnownHashes;
}

/** What makes jobs of cues: the script's folder, the rate of the output, the engines, the recordings' hashes. */
export class JobMaker {
  readonly engines: Engines;
  readonly #folder: string;
  readonly #sampleRate: number;
  readonly #engine: string | undefined;
  readonly #hashes: RecordingHashes;
  readonly #lines: ReadonlyMap<object, number>;
  readonly #locks: Locks | undefined;

  constructor(script: Script, sampleRate: number, engines: EngineSource, options: JobMakerOptions) {
    this.#locks = options.locks;
    this.#engine = options.engine;
    this.#hashes = new RecordingHashes(options.hashes);
    this.engines = new Engines(engines);
    this.#folder = dirname(script.path);
    this.#sampleRate = sampleRate;
    this.#lines = new Map(script.tree.lines.map((line, index) => [line, index + 1]));
  }

  /** The 1-based line of a node of the tree. */
  line(node: object): number {
    return this.#lines.get(node) ?? 1;
  }

  /** The take of a cue: the one that is locked, else as the line asks for it. */
  async cue(cue: Cue): Promise<PlannedCue> {
    const lock = this.#locks?.takes.get(cue.id);
    return lock !== undefined && cue.sound ? this.#lockedCue(cue, lock) : this.ownCue(cue);
  }

  /** The take of a cue as its line asks for it, whatever is locked. */
  async ownCue(cue: Cue): Promise<PlannedCue> {
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

  /** Whether a line asks for another take than the one that is locked for it. */
  async hasChanged(cue: Cue, lock: LockedTake): Promise<boolean> {
    if (this.#engine === undefined && cue.settings.engine !== lock.engine) return true;
    // The engine as it was then: that it is a newer one now changes no line.
    const facts = { id: lock.engine, digest: lock.model, hasVoices: lock.request.voice !== undefined };
    try {
      return (await takeAddress(speakRequest(cue, this.#folder, facts), facts, this.#hashes)) !== lock.take;
    } catch (error) {
      if (!(error instanceof TablereadError)) throw error;
      return true;
    }
  }

  async #lockedCue(cue: Cue, lock: LockedTake): Promise<PlannedCue> {
    const line = this.line(cue.line);
    const asked = askedLength(cue, this.#sampleRate, secondsPerToken(lock.engine));
    const planned = { cue, line, asked };
    const fail = (code: MessageCode, values: MessageValues): PlannedCue => ({
      ...planned,
      job: { kind: 'failure', cue: cue.id, line, code, values },
    });
    const request = { id: cue.id, ...lock.request };
    if (request.recording !== undefined && !this.#isAgreed(cue, lock)) {
      return fail('production/no-consent', { path: relative(this.#folder, request.recording) });
    }
    const again = await this.#again(request, lock, asked);
    if ('take' in again && again.take === lock.take) return { ...planned, job: again };
    // Made by another version of the engine, or from a recording that is another now: what is kept is used as it is.
    const fitted = fittedAddress(lock.take, asked, this.#sampleRate);
    if (await this.#isKept(lock.take, fitted)) {
      const { engine, model: digest, take, recordingSha256 } = lock;
      return { ...planned, job: { engine, digest, request, recordingSha256, asked, take, fitted, locked: lock } };
    }
    if (again instanceof TablereadError) return fail(again.code, again.values);
    return {
      ...planned,
      job: again,
      notice: { kind: 'notice', code: 'production/locked-take-remade', values: { cue: cue.id, line } },
    };
  }

  /** A locked take made again with the engine and the files as they are now; or why it cannot be. */
  async #again(request: SpeakRequest, lock: LockedTake, asked: AskedLength): Promise<TakeJob | TablereadError> {
    try {
      return { ...(await this.job(await this.engines.facts(lock.engine), request, asked)), locked: lock };
    } catch (error) {
      if (error instanceof TablereadError) return error;
      throw error;
    }
  }

  /** A consent that was taken back since holds for locked takes as well. */
  #isAgreed({ voice }: Cue, { request, consent }: LockedTake): boolean {
    const isSameVoice = voice.recording !== undefined && resolve(this.#folder, voice.recording) === request.recording;
    return (isSameVoice ? voice.consent : consent) !== undefined;
  }

  async #isKept(take: string, fitted: string): Promise<boolean> {
    const store = this.#locks?.store;
    if (store === undefined) return false;
    return typeof (await store.readFitted(fitted)) === 'object' || typeof (await store.readTake(take)) === 'object';
  }

  async job(engine: EngineFacts, request: SpeakRequest, asked: AskedLength): Promise<TakeJob> {
    const take = await takeAddress(request, engine, this.#hashes);
    const fitted = fittedAddress(take, asked, this.#sampleRate);
    const { recording } = request;
    const recordingSha256 = recording === undefined ? undefined : await this.#hashes.of(recording);
    return { engine: engine.id, digest: engine.digest, request, recordingSha256, asked, take, fitted };
  }
}
