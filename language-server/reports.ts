import { message, type Locale, type MessageCode } from '../foundation/message.ts';
import { lineIndex, nameKey } from '../grammar/index.ts';
import { emotions, type Cue, type Emotion, type Origin, type Say, type Voice } from '../screenplay/index.ts';
import { naturalFactor } from '../screenplay/timing.ts';
import { clockTime, timelineTime } from './clockTime.ts';
import { emotionText } from './emotionText.ts';
import { linesText } from './linesText.ts';
import type { Markup } from './markup.ts';
import { naturalOf } from './naturalOf.ts';
import type { Script } from './script.ts';

/** How an emotion is heard: in words, and the eight weights as bars. */
export function emotionReport(emotion: Emotion, markup: Markup, locale: Locale): string {
  const words = markup.text(emotionText(emotion, locale));
  if (emotion.kind !== 'weights') return words;
  const names = emotions.map((name) => message(`lsp/emotion-${name}`, {}, locale).text);
  const width = Math.max(...names.map((name) => name.length));
  // Chinese names are all of two characters, of which each is as wide as two letters: they stand in line as they are.
  const bars = emotion.weights.map((weight, index) => {
    const figure = weight === 0 ? '' : ` ${String(Math.round(weight * 1000) / 1000)}`;
    return `${(names[index] ?? '').padEnd(width)} ${bar(weight)}${figure}`;
  });
  return markup.chart(bars);
}

/** A weight of 0–1 in eighths of sixteen cells. */
function bar(weight: number): string {
  const eighths = Math.round(weight * 16 * 8);
  const part = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8] ?? '';
  const full = '█'.repeat(Math.floor(eighths / 8));
  return full === '' && part === '' ? '·' : `${full}${part}`;
}

/** A speaker: voice, its recording and consent, language, manner, lines and length. */
export function speakerReport(script: Script, name: string, markup: Markup): string {
  const { screenplay, locale } = script;
  const key = nameKey(name);
  const member = screenplay.cast.find((each) => [each.name, ...each.aliases].some((other) => nameKey(other) === key));
  const mine = nameKey(member?.name ?? name);
  let lines = 0;
  let seconds = 0;
  let voice = member?.voice;
  for (const cue of screenplay.cues) {
    if (nameKey(cue.speaker) !== mine) continue;
    voice ??= cue.voice;
    lines++;
    seconds += cue.estimate.seconds;
  }
  const say = (code: MessageCode, values: Record<string, string | number> = {}): string =>
    markup.text(message(code, values, locale).text);
  const facts = [
    markup.text(linesText(lines, seconds, locale)),
    ...(member === undefined ? [say('lsp/not-in-cast')] : []),
    ...(voice === undefined ? [] : voiceFacts(script, voice, markup)),
    ...(member?.language === undefined ? [] : [say('lsp/label-language', { value: member.language })]),
    ...(member?.mood === undefined ? [] : [say('lsp/label-emotion', { value: member.mood })]),
    ...(member === undefined || member.aliases.length === 0
      ? []
      : [say('lsp/label-aliases', { value: member.aliases.join(', ') })]),
  ];
  return markup.paragraphs([markup.strong(member?.name ?? name), markup.list(facts)]);
}

/** A recording with its length and consent, or the voice of the draft engine. */
function voiceFacts(script: Script, voice: Voice, markup: Markup): string[] {
  const { locale } = script;
  const say = (code: MessageCode, values: Record<string, string | number> = {}): string =>
    markup.text(message(code, values, locale).text);
  const facts: string[] = [];
  if (voice.recording !== undefined) {
    facts.push(say('lsp/label-voice', { value: `${voice.recording} – ${recordingText(script, voice.recording)}` }));
    facts.push(
      voice.consent === undefined ? say('lsp/no-consent') : say('lsp/label-consent', { value: voice.consent }),
    );
  }
  if (voice.draft !== '') facts.push(say('lsp/label-draft', { value: voice.draft }));
  return facts;
}

/** Facts of a recording that the script names. */
export function recordingText({ surroundings, locale }: Script, path: string): string {
  const known = surroundings.recordings.get(path);
  if (known === undefined) return message('lsp/recording-unseen', {}, locale).text;
  if (known === null) return message('lsp/recording-missing', {}, locale).text;
  if ('fault' in known) return message('lsp/recording-unusable', {}, locale).text;
  const values = { seconds: known.seconds.toFixed(1), rate: known.sampleRate, channels: known.channels };
  return message('lsp/recording-length', values, locale).text;
}

/** The direction of a cue as it came about, and how its words fit the time it is given. */
export function cueReport(script: Script, cue: Cue, entry: number, markup: Markup): string {
  const { locale, screenplay } = script;
  const say = (code: MessageCode, values: Record<string, string | number> = {}): string =>
    markup.text(message(code, values, locale).text);
  const from = (origin: Origin): string => inBrackets(originText(script, origin, markup), locale);
  const start = timelineTime(screenplay.timeline.starts[entry] ?? 0);
  const { emotion, origins, language, settings, voice } = cue;
  const inline = emotion.kind === 'weights' ? '' : emotionText(emotion, locale);
  if (!cue.speech) return markup.paragraphs([markup.strong(cue.speaker), say('lsp/not-speech')]);
  const parts = [
    `${markup.strong(cue.speaker)} · ${markup.text(start)} · ${lengthText(script, cue, markup)}`,
    ...(cue.sound ? [] : [say('lsp/not-rendered')]),
    `${say('lsp/label-emotion', { value: inline }).trimEnd()}${from(origins.emotion)}`,
    ...(emotion.kind === 'weights' ? [emotionReport(emotion, markup, locale)] : []),
    markup.list([
      `${say('lsp/label-language', { value: language })}${from(origins.language)}`,
      `${say('lsp/label-engine', { value: settings.engine })}${from(origins.engine)}`,
      ...voiceFacts(script, voice, markup).map((fact, index) => (index === 0 ? `${fact}${from(origins.voice)}` : fact)),
      ...(settings.take > 1 ? [say('lsp/label-take', { value: settings.take })] : []),
      ...(origins.seed.from === 'default'
        ? []
        : [`${say('lsp/label-seed', { value: settings.seed })}${from(origins.seed)}`]),
      ...pronunciations(cue).map(([text, said]) => `${markup.text(text)} → ${markup.text(said)}`),
    ]),
  ];
  return markup.paragraphs(parts);
}

function inBrackets(text: string, locale: Locale): string {
  return locale === 'zh' ? `（${text}）` : ` (${text})`;
}

function originText(script: Script, { from, line }: Origin, markup: Markup): string {
  const { text } = message(`lsp/from-${from}`, {}, script.locale);
  const index = line === undefined || from === 'line' ? -1 : lineIndex(script.tree, line);
  // Only files can be led to: other documents have no address that every client opens.
  if (index < 0) return markup.text(text);
  const where = message('lsp/from-line-number', { line: index + 1 }, script.locale).text;
  const href = script.uri.startsWith('file:') ? `${script.uri}#L${String(index + 1)}` : undefined;
  return `${markup.text(text)}${script.locale === 'zh' ? '，' : ', '}${markup.link(where, href)}`;
}

/** Length of a cue: what is asked, what the words would take, and whether that fits. */
export function lengthText(script: Script, cue: Cue, markup: Markup): string {
  const { locale } = script;
  const { estimate, length } = cue;
  const seconds = clockTime(estimate.seconds, locale);
  const text = (code: MessageCode, values: Record<string, string | number>): string =>
    markup.text(message(code, values, locale).text);
  if (length.kind === 'natural') {
    return text(estimate.measured ? 'lsp/length-measured' : 'lsp/length-natural', { seconds });
  }
  const { speech, silence } = naturalOf(script, cue);
  if (speech <= 0) return text('lsp/length-asked', { seconds });
  const factor = (estimate.seconds - silence) / speech;
  const values = { seconds, natural: clockTime(speech + silence, locale), factor: factor.toFixed(2) };
  if (length.kind === 'most' && factor >= 0.999) return text('lsp/length-within', values);
  if (factor > naturalFactor.most) return text('lsp/length-too-long', values);
  return text(factor < naturalFactor.least ? 'lsp/length-too-short' : 'lsp/length-fits', values);
}

/** Each word of a cue that is said in a way of its own, once. */
function pronunciations({ spoken }: Cue): readonly (readonly [text: string, said: string])[] {
  const said = new Map<string, string>();
  for (const part of spoken) {
    if (part.kind !== 'text') continue;
    for (const { text, say } of part.pieces) if (say !== undefined) said.set(text, sayText(say));
  }
  return [...said];
}

/** A pronunciation as it is written between `|` and `>`. */
export function sayText(say: Say): string {
  switch (say.kind) {
    case 'pinyin':
      return say.syllables.join(' ');
    case 'phones':
      return say.phones.join(' ');
    case 'respelling':
      return say.text;
  }
}
