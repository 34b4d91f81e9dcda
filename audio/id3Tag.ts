import type { Chapter, Tags } from './audioWriter.ts';

/**
 * An ID3v2.4 tag (https://id3.org/id3v2.4.0-frames) with chapters (https://id3.org/id3v2-chapters-1.0) and the label of
 * machine-made sound as the user-defined text `AIGC`. Texts are UTF-8.
 */
export function id3Tag(
  { title, artist, comment, software, date, aigc }: Tags,
  chapters: readonly Chapter[],
  sampleRate: number,
): Buffer {
  const frames = [
    textFrame('TIT2', title),
    textFrame('TPE1', artist),
    textFrame('TSSE', software),
    textFrame('TDRC', date),
    comment === undefined ? none : frame('COMM', utf8, Buffer.from('eng\0'), Buffer.from(comment)),
    aigc === undefined ? none : frame('TXXX', utf8, Buffer.from(`AIGC\0${JSON.stringify(aigc)}`)),
    ...chapterFrames(chapters, sampleRate),
  ];
  const body = Buffer.concat(frames);
  return Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), syncSafe(body.length), body]);
}

const none = Buffer.alloc(0);
/** The byte that names the encoding of a text. */
const utf8 = Buffer.from([3]);

function chapterFrames(chapters: readonly Chapter[], sampleRate: number): Buffer[] {
  const ids = chapters.map((_, index) => Buffer.from(`chapter${index + 1}\0`));
  const milliseconds = (frames: number): number => Math.round((frames * 1000) / sampleRate);
  const list = chapters.map(({ start, end, title }, index) => {
    const times = Buffer.alloc(16, 0xff);
    times.writeUInt32BE(milliseconds(start), 0);
    times.writeUInt32BE(milliseconds(end), 4);
    return frame('CHAP', ids[index] ?? none, times, textFrame('TIT2', title));
  });
  // A table of contents counts its entries in one byte; longer lists do without, and players go by the chapters.
  if (chapters.length === 0 || chapters.length > 255) return list;
  // Top level, in order.
  return [frame('CTOC', Buffer.from('contents\0'), Buffer.from([3, chapters.length]), ...ids), ...list];
}

function textFrame(id: string, text: string | undefined): Buffer {
  return text === undefined ? none : frame(id, utf8, Buffer.from(text));
}

function frame(id: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(id), syncSafe(body.length), Buffer.alloc(2), body]);
}

/** 28 bits, seven in a byte, so that no size looks like the start of an MP3 frame. */
function syncSafe(value: number): Buffer {
  return Buffer.from([(value >> 21) & 0x7f, (value >> 14) & 0x7f, (value >> 7) & 0x7f, value & 0x7f]);
}
