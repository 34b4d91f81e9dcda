import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { EngineClient } from '../../models/client.ts';
import { draftEngine } from '../../models/engines/draft/draftEngine.ts';
import { draftVariants, draftVoices } from '../../models/engines/draft/draftVoices.ts';
import type {
  Engine,
  SpeakAnswer,
  SpeakEmotion,
  SpeakPart,
  SpeakPiece,
  SpeakRequest,
  Take,
} from '../../models/engine.ts';
import { fromSource } from './engineProcess.ts';

const engine = draftEngine();
afterAll(() => engine.close());

const own: SpeakEmotion = { kind: 'own' };
const names = ['happy', 'angry', 'sad', 'afraid', 'disgusted', 'melancholic', 'surprised', 'calm'];

function weights(name: string, weight: number): SpeakEmotion {
  return { kind: 'weights', weights: names.map((each) => (each === name ? weight : 0)), random: false };
}

function part(text: string | readonly SpeakPiece[], language = 'en', emotion: SpeakEmotion = own): SpeakPart {
  return { kind: 'text', pieces: typeof text === 'string' ? [{ text }] : text, language, emotion };
}

function line(said: string | readonly SpeakPart[], more: Partial<SpeakRequest> = {}): SpeakRequest {
  const language = more.language ?? 'en';
  return {
    id: 'line',
    parts: typeof said === 'string' ? [part(said, language)] : said,
    language,
    recording: undefined,
    voice: undefined,
    length: { kind: 'natural' },
    seed: 1,
    ...more,
  };
}

async function answers(requests: readonly SpeakRequest[], by: Engine = engine): Promise<SpeakAnswer[]> {
  const all: SpeakAnswer[] = [];
  for await (const answer of by.speak(requests)) all.push(answer);
  return all;
}

async function take(request: SpeakRequest, by: Engine = engine): Promise<Take> {
  const [answer] = await answers([request], by);
  if (answer === undefined || !('take' in answer)) throw new Error(JSON.stringify(answer));
  return answer.take;
}

async function failure(request: SpeakRequest): Promise<string> {
  const [answer] = await answers([request]);
  return answer !== undefined && 'failure' in answer ? answer.failure.code : 'spoken';
}

const seconds = ({ samples, sampleRate }: Take): number => samples.length / sampleRate;
const texts = ({ words }: Take): string[] => words.map(({ text }) => text);
const said = ({ words }: Take): string[] =>
  words.map(({ phonemes = [] }) =>
    phonemes
      .map(({ ipa }) => ipa)
      .join('')
      .replace(/[ˈˌ]/g, ''),
  );

function hash({ samples, words, marks }: Take): string {
  const digest = createHash('sha256').update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  return digest.update(JSON.stringify([words, marks])).digest('hex');
}

/** RMS of the speech in dB: frames within 30 dB of the loudest. */
function level({ samples }: Take): number {
  const powers: number[] = [];
  for (let start = 0; start + 441 <= samples.length; start += 441) {
    powers.push(samples.subarray(start, start + 441).reduce((sum, sample) => sum + sample * sample, 0) / 441);
  }
  const loudest = Math.max(...powers);
  const speech = powers.filter((power) => power > loudest / 1000);
  return 10 * Math.log10(speech.reduce((sum, power) => sum + power, 0) / speech.length);
}

/** Fundamental frequencies in Hz of voiced frames, sorted, by autocorrelation. */
function pitches({ samples, sampleRate }: Take): number[] {
  const frame = 1024;
  const found: number[] = [];
  for (let start = 0; start + 2 * frame <= samples.length; start += 512) {
    const energy = samples.subarray(start, start + frame).reduce((sum, sample) => sum + sample * sample, 0);
    if (energy / frame < 1e-5) continue;
    let best = { lag: 0, likeness: 0.6 };
    for (let lag = 50; lag < 440; lag++) {
      let cross = 0;
      let shifted = 0;
      for (let index = start; index < start + frame; index++) {
        const other = samples[index + lag] ?? 0;
        cross += (samples[index] ?? 0) * other;
        shifted += other * other;
      }
      const likeness = cross / Math.sqrt(energy * shifted + 1e-12);
      if (likeness > best.likeness) best = { lag, likeness };
    }
    if (best.lag > 0) found.push(sampleRate / best.lag);
  }
  return found.sort((a, b) => a - b);
}

function quantile(sorted: readonly number[], at: number): number {
  return sorted[Math.floor(at * (sorted.length - 1))] ?? Number.NaN;
}

const spoken = 'Did you hear that? It is behind us, and I want to go home.';

describe('sameness', () => {
  const requests = [
    line(spoken),
    line('银行已经关门了，我们回家吧。', { language: 'zh', voice: 'en+f3' }),
    line([part('Wait. ', 'en', weights('angry', 0.6)), { kind: 'silence', seconds: 0.3 }, part('你好', 'zh')]),
    line(spoken, { length: { kind: 'exact', seconds: 3 }, voice: 'en-gb+klatt2', seed: 7 }),
    line(spoken, { voice: 'en+whisperf' }),
  ];

  test('bit-equal after other lines, in another process, and in any order', async () => {
    const first = (await Promise.all(requests.map((request) => take(request)))).map(hash);
    const others = Array.from({ length: 50 }, (_, n) =>
      line(`Number ${n}. ${'word '.repeat((n * 37) % 40)}`, {
        id: String(n),
        voice: ['de', 'cmn+f3', 'en+whisper', 'fr+m3', 'en-gb'][n % 5],
        seed: n,
      }),
    );
    expect((await answers(others)).filter((answer) => 'failure' in answer)).toEqual([]);
    const again: string[] = [];
    for (const request of requests.toReversed()) again.unshift(hash(await take(request)));
    expect(again).toEqual(first);

    const client = new EngineClient({ engine: 'draft', ...fromSource });
    const there = await Promise.all(requests.map(async (request) => hash(await take(request, client))));
    await client.close();
    expect(there).toEqual(first);
  });

  test('what is heard changes only together with the revision in draftInfo.ts', async () => {
    const digest = createHash('sha256');
    for (const request of requests) {
      // As 16-bit samples: the last bits of floats may differ between machines.
      digest.update(Int16Array.from((await take(request)).samples, (sample) => Math.round(sample * 32767)));
    }
    const { digest: revision } = await engine.info();
    expect({ [revision]: digest.digest('hex').slice(0, 16) }).toEqual({ 'draft-1-8e2e23b16a80': '650f4fc6bdc1c36d' });
  });

  test('a seed changes pitch and rate a little', async () => {
    const takes = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => take(line(spoken, { seed }))));
    expect(new Set(takes.map(hash)).size).toBe(6);
    const lengths = takes.map(seconds);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.06);
  });
});

describe('words', () => {
  test('all words of the line, in order, within the take', async () => {
    const made = await take(line("“Well,” she said (softly), “it's 23:40 – a well-known 50% off … A.D. 800!”"));
    expect(texts(made)).toEqual([
      'Well',
      'she',
      'said',
      'softly',
      "it's",
      '23:40',
      'a',
      'well-known',
      '50%',
      'off',
      'A.D.',
      '800',
    ]);
    let last = 0;
    for (const { start, end } of made.words) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      last = end;
    }
    expect(last).toBeLessThanOrEqual(seconds(made));
    expect(last).toBeGreaterThan(seconds(made) - 0.1);
  });

  test('Chinese: a character a word, each with its own syllable', async () => {
    const made = await take(line('银行已经关门了。', { language: 'zh' }));
    expect(texts(made)).toEqual(Array.from('银行已经关门了'));
    expect(said(made)).toEqual(['jin', 'χɑŋ', 'ji', 'tɕiŋ', 'kwan', 'mən', 'lə']);
  });

  test('words that are said as one share their time', async () => {
    const made = await take(line('one of the men'));
    expect(texts(made)).toEqual(['one', 'of', 'the', 'men']);
    expect(said(made)).toEqual(['wʌn', 'ʌv', 'ðə', 'mɛn']);
  });

  test('silence in the sound lies where no word is', async () => {
    const made = await take(line([part('Here.'), { kind: 'silence', seconds: 1 }, part('There.')]));
    const [first, second] = made.words;
    expect((second?.start ?? 0) - (first?.end ?? 0)).toBeGreaterThan(0.99);
    expect((second?.start ?? 0) - (first?.end ?? 0)).toBeLessThan(1.15);
  });

  test('phonemes fill their words', async () => {
    for (const { start, end, phonemes = [] } of (await take(line(spoken))).words) {
      expect(phonemes[0]?.start).toBe(start);
      expect(phonemes.at(-1)?.end).toBe(end);
    }
  });
});

describe('pauses, marks and edges', () => {
  test('pauses are exact, at any place', async () => {
    const lengthOf = async (pause: number): Promise<number> => {
      const silence: SpeakPart = { kind: 'silence', seconds: pause };
      return (await take(line([silence, part('Here '), silence, part('and there.'), silence]))).samples.length;
    };
    const short = await lengthOf(0.1);
    expect((await lengthOf(0.7)) - short).toBe(3 * (Math.round(0.7 * 22_050) - Math.round(0.1 * 22_050)));
    const { samples } = await take(line([part('Here '), { kind: 'silence', seconds: 0.5 }, part('and there.')]));
    let [run, longest] = [0, 0];
    for (const sample of samples) longest = Math.max(longest, (run = sample === 0 ? run + 1 : 0));
    expect(longest).toBeGreaterThanOrEqual(11_025);
    expect(longest).toBeLessThan(11_025 + 20);
  });

  test('a mark stands where the next word starts', async () => {
    const made = await take(
      line([
        { kind: 'mark', name: 'start' },
        part("It's "),
        { kind: 'mark', name: 'door' },
        part('behind us.'),
        { kind: 'mark', name: 'end' },
        { kind: 'silence', seconds: 0.5 },
        { kind: 'mark', name: 'after' },
      ]),
    );
    const behind = made.words.find(({ text }) => text === 'behind');
    expect(made.marks).toEqual([
      { name: 'start', seconds: 0 },
      { name: 'door', seconds: behind?.start },
      { name: 'end', seconds: seconds(made) - 0.5 },
      { name: 'after', seconds: seconds(made) },
    ]);
  });

  test('no mark or part boundary changes how a sentence sounds', async () => {
    const whole = await take(line("It's behind us."));
    const parted = await take(line([part("It's "), { kind: 'mark', name: 'door' }, part('behind '), part('us.')]));
    expect(parted.samples).toEqual(whole.samples);
    expect(parted.words).toEqual(whole.words);
  });

  test('silence around the speech is cut, and edges do not click', async () => {
    for (const text of [spoken, 'Apple.', 'Ten.', 'Shh.', 'Stop!']) {
      const { samples } = await take(line(text));
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      const heard = (sample: number): boolean => Math.abs(sample) > loudest * 1e-3;
      expect(samples.findIndex(heard)).toBeLessThan(60);
      expect(samples.length - samples.findLastIndex(heard)).toBeLessThan(60);
      expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.005);
      expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.005);
    }
  });
});

describe('length', () => {
  const lines = [
    spoken,
    'Yes.',
    'I never said that you should go there alone, and you know it.',
    '银行已经关门了，快走吧！',
  ];

  test.each([0.75, 0.9, 1.1, 1.25])('%d of the natural length', async (factor) => {
    for (const text of lines) {
      const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
      const made = await take(line(text, { language, length: { kind: 'factor', factor } }));
      expect(seconds(made) / (made.naturalSeconds * factor)).toBeGreaterThan(0.96);
      expect(seconds(made) / (made.naturalSeconds * factor)).toBeLessThan(1.04);
    }
  });

  test('seconds, tokens of 20 ms, and at most', async () => {
    const natural = seconds(await take(line(spoken)));
    const of = async (length: SpeakRequest['length']): Promise<number> => seconds(await take(line(spoken, { length })));
    expect(await of({ kind: 'exact', seconds: 3 })).toBeCloseTo(3, 0);
    expect(await of({ kind: 'tokens', tokens: 150 })).toBe(await of({ kind: 'exact', seconds: 3 }));
    expect(await of({ kind: 'most', seconds: natural + 1 })).toBe(natural);
    expect(await of({ kind: 'most', seconds: 3 })).toBe(await of({ kind: 'exact', seconds: 3 }));
  });

  test('pauses keep their length when a line is shortened', async () => {
    const parts: SpeakPart[] = [part('Listen to me.'), { kind: 'silence', seconds: 1 }, part('Now.')];
    const made = await take(line(parts, { length: { kind: 'exact', seconds: 2 } }));
    const [, , to, now] = made.words;
    expect((now?.start ?? 0) - (to?.end ?? 0)).toBeGreaterThan(0.99);
    expect(seconds(made)).toBeLessThan(2.1);
  });

  test.each([0.01, 600])('a length that no voice can reach (%d s) still gives speech', async (wanted) => {
    const made = await take(line(spoken, { length: { kind: 'exact', seconds: wanted } }));
    expect(texts(made)).toHaveLength(14);
  });
});

describe('pronunciations', () => {
  const sayLine = async (text: string, say: SpeakPiece['say'], language = 'en'): Promise<string> =>
    said(await take(line([part([{ text, ...(say === undefined ? {} : { say }) }], language)], { language }))).join(' ');

  test('pinyin', async () => {
    const bank = async (syllable: string): Promise<string[]> => {
      const pieces = [
        { text: '银' },
        { text: '行', say: { kind: 'pinyin', syllables: [syllable] } as const },
        { text: '关门了' },
      ];
      return said(await take(line([part(pieces, 'zh')], { language: 'zh' })));
    };
    expect((await bank('HANG2'))[1]).toBe('χɑŋ');
    expect((await bank('XING2'))[1]).toBe('ɕiŋ');
    expect((await bank('XING2'))[0]).toBe('jin');
  });

  test.each([
    ['LV4', 'ly'],
    ['lü4', 'ly'],
    ['LU:4', 'ly'],
    ['JV2', 'tɕy'],
    ['xiong1', 'ɕjonɡ'],
    ['qiong2', 'tɕhjonɡ'],
    ['de0', 'tə'],
    ['de5', 'tə'],
  ])('pinyin %s', async (syllable, ipa) => {
    expect(await sayLine('字', { kind: 'pinyin', syllables: [syllable] }, 'zh')).toBe(ipa);
  });

  test('characters that eSpeak NG itself spells in English', async () => {
    expect(said(await take(line('兄熊穷窘', { language: 'zh' })))).toEqual(['ɕjonɡ', 'ɕjonɡ', 'tɕhjonɡ', 'tɕjonɡ']);
  });

  test('CMU phones, with their stress', async () => {
    expect(await sayLine('minute', { kind: 'phones', phones: ['M', 'IH1', '.', 'N', 'AH0', 'T'] })).toBe('mɪnət');
    expect(await sayLine('minute', { kind: 'phones', phones: ['M', 'AY0', 'N', 'UW1', 'T'] })).toBe('maɪnuːt');
    expect(await sayLine('catship', { kind: 'phones', phones: ['K', 'AE1', 'T', 'SH', 'IH0', 'P'] })).toBe('kætʃɪp');
    const stressOf = async (phones: string[]): Promise<string[]> => {
      const { words } = await take(line([part([{ text: 'record', say: { kind: 'phones', phones } }])]));
      return (words[0]?.phonemes ?? []).map(({ ipa }) => ipa).filter((ipa) => ipa.startsWith('ˈ'));
    };
    expect(await stressOf(['R', 'EH1', 'K', 'ER0', 'D'])).toEqual(['ˈɛ']);
    expect(await stressOf(['R', 'IH0', 'K', 'AO1', 'R', 'D'])).toEqual(['ˈɔː']);
  });

  test('CMU phones in a Chinese line are said by an English voice', async () => {
    const phones = { kind: 'phones', phones: ['T', 'OW1', 'K', 'Y', 'OW0'] } as const;
    const made = await take(
      line([part([{ text: '我在' }, { text: '东京', say: phones }, { text: '等你' }], 'zh')], { language: 'zh' }),
    );
    expect(texts(made)).toEqual(Array.from('我在东京等你'));
    expect(said(made).slice(2, 4).join('')).toBe('toʊkjoʊ');
  });

  test('respelling', async () => {
    expect(await sayLine('GIF', { kind: 'respelling', text: 'jif' })).toBe(await sayLine('jif', undefined));
    expect(await sayLine('GIF', undefined)).not.toBe(await sayLine('jif', undefined));
  });

  test('stress is heard and the word stays one', async () => {
    const plain = await take(line([part([{ text: 'I ' }, { text: 'never' }, { text: ' said it.' }])]));
    const made = await take(line([part([{ text: 'I ' }, { text: 'never', stressed: true }, { text: ' said it.' }])]));
    const lengthOf = ({ words }: Take): number => (words[1]?.end ?? 0) - (words[1]?.start ?? 0);
    expect(texts(made)).toEqual(texts(plain));
    expect(said(made)).toEqual(said(plain));
    expect(lengthOf(made)).toBeGreaterThan(lengthOf(plain) * 1.1);
  });

  test('stressed phonemes leave no tag behind', async () => {
    const pieces = [
      { text: 'A ' },
      { text: 'minute', stressed: true, say: { kind: 'phones', phones: ['M', 'IH1', 'N'] } as const },
      { text: ' more' },
    ];
    expect(said(await take(line([part(pieces)])))).toEqual(['ɐ', 'mɪn', 'mɔːɹ']);
  });

  test('mark-up of eSpeak NG in a text is text', async () => {
    const made = await take(line("I <break time='9s'/> said [[h@loU]] &amp; left"));
    expect(seconds(made)).toBeLessThan(9);
    expect(texts(made)).toContain('said');
    expect(said(made).join('')).not.toContain('həloʊ');
  });
});

describe('languages', () => {
  test('Chinese in an English line, English in a Chinese one, by the same speaker', async () => {
    const made = await take(line('Well 你好 world.', { voice: 'en+f3' }));
    expect(texts(made)).toEqual(['Well', '你', '好', 'world']);
    expect(said(made)).toEqual(['wɛl', 'ni', 'χɑu', 'wɜːld']);
    const mixed = await take(line('我的 iPhone 坏了', { language: 'zh', voice: 'en+f3' }));
    expect(texts(mixed)).toEqual(['我', '的', 'iPhone', '坏', '了']);
    expect(said(mixed)[2]).toBe('aɪfəʊn');
    // The variant's pitch, not that of the plain voice.
    const plain = quantile(pitches(await take(line('Well 你好 world.'))), 0.5);
    expect(quantile(pitches(made), 0.5)).toBeGreaterThan(plain * 1.4);
  });

  test('a part in another language', async () => {
    const made = await take(line([part('He said: '), part('guten Morgen', 'de'), part(', and left.')]));
    expect(said(made).slice(2, 4)).toEqual(['ɡuːtən', 'mɔɾɡən']);
  });

  test.each([
    ['en-AU', 'en-us'],
    ['zh', 'cmn'],
    ['zh-HK', 'yue'],
    ['fr', 'fr-fr'],
    ['no', 'nb'],
  ])('%s is spoken by %s', async (language, voice) => {
    expect((await take(line('1 2 3', { language }))).samples).toEqual(
      (await take(line('1 2 3', { language, voice }))).samples,
    );
  });

  test('an unknown language or voice is named', async () => {
    expect(await failure(line('Hello.', { language: 'tlh' }))).toBe('models/unknown-language');
    expect(await failure(line('Hello.', { voice: 'en+nobody' }))).toBe('models/unknown-voice');
    expect(await failure(line('Hello.', { voice: 'nobody' }))).toBe('models/unknown-voice');
  });
});

describe('voices', () => {
  // These three do not read digits.
  const letters: Readonly<Record<string, string>> = {
    'chr-us-qaaa-x-west': 'ᎣᏏᏲ ᏙᎯᏧ',
    cv: 'Салам, тантăш',
    sjn: 'Mae govannen, mellon',
  };

  test('every voice speaks', async () => {
    const requests = draftVoices.map(({ id }) => line(letters[id] ?? '1 2 3 4 5', { id, language: id, voice: id }));
    for (const answer of await answers(requests)) {
      if (!('take' in answer)) throw new Error(`${answer.id}: ${answer.failure.code}`);
      expect(seconds(answer.take), answer.id).toBeGreaterThan(0.5);
      expect(level(answer.take), answer.id).toBeGreaterThan(-30);
    }
  });

  test('every variant speaks, at one level and below full scale, and differs from the plain voice', async () => {
    const plain = hash(await take(line(spoken)));
    const requests = draftVariants.map((name) => line(spoken, { id: name, voice: `EN+${name.toUpperCase()}` }));
    const hashes = new Set([plain]);
    for (const answer of await answers(requests)) {
      if (!('take' in answer)) throw new Error(`${answer.id}: ${answer.failure.code}`);
      expect(Math.abs(level(answer.take) + 26), answer.id).toBeLessThan(3);
      expect(answer.take.samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThan(0.8);
      hashes.add(hash(answer.take));
    }
    // Five variants differ from another one only in what these samples do not show.
    expect(hashes.size).toBeGreaterThan(95);
  });
});

describe('emotions', () => {
  const cases: readonly (readonly [string, 'longer' | 'shorter', 'higher' | 'lower', 'louder' | 'softer'])[] = [
    ['happy', 'shorter', 'higher', 'louder'],
    ['angry', 'shorter', 'higher', 'louder'],
    ['sad', 'longer', 'lower', 'softer'],
    ['afraid', 'shorter', 'higher', 'softer'],
    ['disgusted', 'longer', 'lower', 'louder'],
    ['melancholic', 'longer', 'lower', 'softer'],
    ['surprised', 'shorter', 'higher', 'louder'],
    ['calm', 'longer', 'lower', 'softer'],
  ];

  test.each(cases)('%s is %s, %s and %s', async (name, length, pitch, loudness) => {
    for (const voice of ['en', 'en+f3']) {
      const plain = await take(line(spoken, { voice }));
      const made = await take(line([part(spoken, 'en', weights(name, 0.6))], { voice }));
      const more = (a: number, b: number, by: number): 'more' | 'less' | 'same' =>
        a > b * by ? 'more' : a < b / by ? 'less' : 'same';
      expect(more(seconds(made), seconds(plain), 1.02)).toBe(length === 'longer' ? 'more' : 'less');
      expect(more(quantile(pitches(made), 0.5), quantile(pitches(plain), 0.5), 1.02)).toBe(
        pitch === 'higher' ? 'more' : 'less',
      );
      const difference = level(made) - level(plain);
      expect(loudness === 'louder' ? difference : -difference).toBeGreaterThan(0.2);
    }
  });

  test('liveliness: surprised is wider than sad', async () => {
    const width = async (name: string): Promise<number> => {
      const found = pitches(await take(line([part(spoken, 'en', weights(name, 0.8))])));
      return quantile(found, 0.9) / quantile(found, 0.1);
    };
    expect(await width('surprised')).toBeGreaterThan((await width('sad')) * 1.1);
  });

  test('each part of a line has its own', async () => {
    const plain = await take(line('One two three. One two three.'));
    const made = await take(line([part('One two three. '), part('One two three.', 'en', weights('angry', 0.8))]));
    const half = (of: Take, from: number, to: number): Take => ({
      ...of,
      samples: of.samples.subarray(Math.round(from * of.sampleRate), Math.round(to * of.sampleRate)),
    });
    const second = made.words[3]?.start ?? 0;
    expect(level(half(made, second, seconds(made)))).toBeGreaterThan(level(half(made, 0, second)) + 3);
    expect(texts(made)).toEqual(texts(plain));
  });

  test('words of a direction work by keywords; recordings and auto leave the line as it is', async () => {
    const plain = hash(await take(line(spoken)));
    const by = async (emotion: SpeakEmotion): Promise<string> => hash(await take(line([part(spoken, 'en', emotion)])));
    expect(await by({ kind: 'words', words: 'angry, pleading', strength: 0.6, random: false })).not.toBe(plain);
    expect(await by({ kind: 'words', words: '愤怒地喊', strength: 0.6, random: false })).toBe(
      await by(weights('angry', 0.6)),
    );
    expect(await by({ kind: 'words', words: 'like a lighthouse', strength: 0.6, random: false })).toBe(plain);
    expect(await by({ kind: 'recording', file: 'x.wav', strength: 1 })).toBe(plain);
    expect(await by({ kind: 'auto', strength: 0.6, random: false })).toBe(plain);
  });
});

describe('odd texts', () => {
  test.each(['', '   ', '…!', '😀😀', '“”', '\u202E\u200B', '\uD800'])('nothing to speak in %j', async (text) => {
    expect(await failure(line(text))).toBe('models/nothing-to-speak');
  });

  test('a pause alone is nothing to speak', async () => {
    expect(await failure(line([{ kind: 'silence', seconds: 1 }]))).toBe('models/nothing-to-speak');
    expect(await failure(line([]))).toBe('models/nothing-to-speak');
  });

  test('emoji and control characters in a text are passed over', async () => {
    const plain = await take(line('Hello there.'));
    expect((await take(line('Hel\u00ADlo 😀there.\u0000'))).samples).toEqual(plain.samples);
  });

  test.each([
    ['English', 'Ah, this is a long one, as you can hear. '.repeat(125), 'en', 1250],
    ['one sentence', 'word '.repeat(1000), 'en', 1000],
    ['one word', 'a'.repeat(5000), 'en', 1],
    ['Chinese', '银行已经关门了，我们回家吧。'.repeat(360), 'zh', 4320],
  ])('5,000 characters: %s', async (_, text, language, count) => {
    const made = await take(line(text, { language }));
    expect(made.words).toHaveLength(count);
    expect(made.words.at(-1)?.end).toBeGreaterThan(seconds(made) - 0.2);
    expect(
      made.words.every(({ start, end }, index) => end >= start && start >= (made.words[index - 1]?.end ?? 0)),
    ).toBe(true);
  });

  test('a line that fails leaves its neighbours alone', async () => {
    const all = await answers([
      line('…!', { id: 'a' }),
      line('Hello.', { id: 'b' }),
      line('x', { id: 'c', voice: 'nobody' }),
    ]);
    expect(all.map((answer) => ('take' in answer ? 'take' : answer.failure.code))).toEqual([
      'models/nothing-to-speak',
      'take',
      'models/unknown-voice',
    ]);
  });
});

describe('the program', () => {
  test.runIf(process.platform === 'linux')('is started again when it dies, and ends with its parent', async () => {
    const children = (): number[] =>
      readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    const others = children();
    const another = draftEngine();
    const before = hash(await take(line(spoken), another));
    const [pid = 0] = children().filter((each) => !others.includes(each));
    expect(pid).toBeGreaterThan(0);
    const rest = answers(
      Array.from({ length: 40 }, (_, n) => line(spoken, { id: String(n), seed: 1 })),
      another,
    );
    await sleep(50);
    process.kill(pid, 'SIGKILL');
    for (const answer of await rest) expect('take' in answer ? hash(answer.take) : answer).toBe(before);
    const [next = 0] = children().filter((each) => !others.includes(each));
    expect(next).not.toBe(pid);
    await another.close();
    while (children().includes(next)) await sleep(20);
  });

  test('an abort stops before the next line', async () => {
    const controller = new AbortController();
    const run = async (): Promise<void> => {
      const requests = Array.from({ length: 100 }, (_, n) => line(spoken, { id: String(n) }));
      for await (const answer of engine.speak(requests, { signal: controller.signal })) {
        if (answer.id === '2') controller.abort(new Error('enough'));
      }
    };
    await expect(run()).rejects.toThrow('enough');
  });
});
