import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A text for eSpeak NG; the program's README.md describes the fields. */
export interface EspeakRequest {
  readonly voice: string;
  /** SSML, at most 16,000 bytes. */
  readonly text: string;
  readonly rate: number;
  readonly pitch: number;
  readonly range: number;
  readonly volume: number;
}

export type EspeakEvent =
  | readonly ['word', milliseconds: number, position: number, length: number]
  | readonly ['phoneme', milliseconds: number, ipa: string];

export interface EspeakSpeech {
  readonly sampleRate: number;
  readonly samples: Int16Array;
  readonly events: readonly EspeakEvent[];
}

export interface EspeakList {
  readonly voices: readonly {
    readonly name: string;
    readonly identifier: string;
    readonly languages: readonly string[];
  }[];
  readonly variants: readonly string[];
}

interface Answer {
  readonly header: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** The program ended before it answered. */
export class EspeakProgramEnded extends Error {
  override readonly name = 'EspeakProgramEnded';
}

const program = fileURLToPath(new URL('./espeak-ng/espeak-ng.mjs', import.meta.url));

/**
 * eSpeak NG, a program of its own under its own licence, spoken to over a pipe. It starts with the first request and
 * again after it ended; it ends with `close`, or when this process ends.
 */
export class EspeakProgram {
  #child: ChildProcess | undefined;
  #waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }[] = [];
  #received: Buffer[] = [];
  #receivedLength = 0;

  /** Speaks a text. Equal requests give equal samples. Rejects with `EspeakProgramEnded`. */
  async speak(request: EspeakRequest): Promise<EspeakSpeech> {
    const { header, body } = await this.#ask({ command: 'speak', ...request });
    const samples = new Int16Array(body.length / 2);
    new Uint8Array(samples.buffer).set(body);
    return {
      sampleRate: header['sampleRate'] as number,
      events: header['events'] as EspeakEvent[],
      samples,
    };
  }

  async list(): Promise<EspeakList> {
    const { header } = await this.#ask({ command: 'list' });
    return header as unknown as EspeakList;
  }

  close(): void {
    this.#child?.stdin?.end();
  }

  async #ask(request: object): Promise<Answer> {
    const child = (this.#child ??= this.#start());
    const json = Buffer.from(JSON.stringify(request));
    const frame = Buffer.alloc(4 + json.length);
    frame.writeUInt32LE(json.length, 0);
    json.copy(frame, 4);
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      child.stdin?.write(frame);
    });
    if (typeof answer.header['error'] === 'string') throw new Error(`eSpeak NG: ${answer.header['error']}`);
    return answer;
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, [program], {
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      // Inside an editor the executable is Electron's: this makes it Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    const ended = (how: string): void => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#received = [];
      this.#receivedLength = 0;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const { reject } of waiting) reject(new EspeakProgramEnded(how));
    };
    child.once('error', (error) => ended(error.message));
    child.once('close', (code, signal) => ended(signal ?? `exit code ${code ?? '?'}`));
    child.stdin.on('error', () => undefined);
    child.stdout.on('data', (bytes: Buffer) => {
      if (this.#child === child) this.#take(bytes);
    });
    return child;
  }

  #take(bytes: Buffer): void {
    this.#received.push(bytes);
    this.#receivedLength += bytes.length;
    for (;;) {
      if (this.#receivedLength < 8) return;
      const start = this.#joined(8);
      const headerLength = start.readUInt32LE(0);
      const end = 8 + headerLength + start.readUInt32LE(4);
      if (this.#receivedLength < end) return;
      const frame = this.#joined(end);
      const header = JSON.parse(frame.toString('utf8', 8, 8 + headerLength)) as Answer['header'];
      const body = frame.subarray(8 + headerLength, end);
      this.#received[0] = frame.subarray(end);
      this.#receivedLength -= end;
      this.#waiting.shift()?.resolve({ header, body });
    }
  }

  /** What was received, in one piece of at least `length` bytes at its front; copied only when it has to be. */
  #joined(length: number): Buffer {
    if ((this.#received[0]?.length ?? 0) < length) this.#received = [Buffer.concat(this.#received)];
    return this.#received[0] ?? Buffer.alloc(0);
  }
}
