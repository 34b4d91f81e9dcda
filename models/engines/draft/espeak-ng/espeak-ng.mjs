// Copyright (C) the Tableread authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// eSpeak NG as a program of its own: requests on standard input, speech and its events on standard output. It ends when
// its input ends. The protocol stands in README.md.

import Module from '@echogarden/espeak-ng-emscripten';

/** UTF-8 bytes of one text. The warm-up is longer, see below. */
const longestText = 16_000;
const variantsFolder = '/usr/share/espeak-ng-data/voices/!v';

// Noise (breath, whispers) starts from the time of day; it has to be the same every day.
Date.now = () => 0;
performance.now = () => 0;

// What eSpeak NG prints must not get between the frames.
const module = await Module({ print: console.error, printErr: () => undefined });
const worker = new module.eSpeakNGWorker();

// eSpeak NG carries state from one text to the next: the same words give other samples each time. So its memory is put
// back before every text. The glue's buffer for strings grows with the longest text and moves when it grows; a pointer to
// it outlives the restore. After this warm-up it never grows again.
worker.set_voice('en', '');
worker.synthesize('w '.repeat(longestText / 2 + 200), () => true);
const rested = module.HEAPU8.slice();

function rest() {
  const memory = module.HEAPU8;
  memory.set(rested);
  // Memory can have grown since.
  if (memory.length > rested.length) memory.fill(0, rested.length);
}

function speak({ voice, text, rate, pitch, range, volume }) {
  if (Buffer.byteLength(text) > longestText) throw new Error(`text of more than ${longestText} bytes`);
  rest();
  // A variant (`gmw/en+f3`) is obeyed only with an empty language.
  if (worker.set_voice(voice, '') !== 0) throw new Error(`no voice ${voice}`);
  worker.set_rate(rate);
  worker.set_pitch(pitch);
  worker.set_range(range);
  worker.set_volume(volume);
  const chunks = [];
  const events = [];
  worker.synthesize(text, (samples, found) => {
    if (samples !== null && samples.length > 0)
      chunks.push(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    for (const { type, text_position, word_length, audio_position, id } of found) {
      if (type === 'word') events.push(['word', audio_position, text_position, word_length]);
      else if (type === 'phoneme') events.push(['phoneme', audio_position, id]);
    }
    return false;
  });
  return { header: { sampleRate: worker.get_samplerate(), events }, chunks };
}

function list() {
  const voices = worker.list_voices().map(({ name, identifier, languages }) => ({
    name,
    identifier,
    languages: languages.map((language) => language.name),
  }));
  const variants = module.FS.readdir(variantsFolder).filter((name) => !name.startsWith('.'));
  return { header: { voices, variants }, chunks: [] };
}

function answer(request) {
  try {
    return request.command === 'list' ? list() : speak(request);
  } catch (error) {
    return { header: { error: String(error.message ?? error) }, chunks: [] };
  }
}

function send(id, { header, chunks }) {
  const json = Buffer.from(JSON.stringify({ id, ...header }));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(json.length, 0);
  lengths.writeUInt32LE(
    chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    4,
  );
  process.stdout.write(Buffer.concat([lengths, json, ...chunks]));
}

let received = Buffer.alloc(0);
process.stdin.on('data', (bytes) => {
  received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
  while (received.length >= 4) {
    const end = 4 + received.readUInt32LE(0);
    if (received.length < end) break;
    const request = JSON.parse(received.subarray(4, end).toString('utf8'));
    received = received.subarray(end);
    send(request.id, answer(request));
  }
});
process.stdin.on('end', () => process.exit(0));
// Ctrl-C in a terminal reaches every process of its group; this one ends when its input does.
process.on('SIGINT', () => undefined);
process.stdout.on('error', () => process.exit(0));
