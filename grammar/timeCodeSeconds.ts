import type { TimeCode } from './tree.ts';

/** NTSC rates: the nominal whole rate × 1000/1001 (SMPTE ST 12-1). */
const ntsc = 1000 / 1001;

/**
 * Seconds of a time code, negative ones too.
 *
 * With frames it counts frames, as SMPTE ST 12-1 does: at 29.97 `1:00:00:00` is 108,000 frames of 1001/30000 s, so
 * 3603.6 s; `1:00:00;00` (drop-frame) is 107,892 of them, 3599.9964 s. Without frames it is plain seconds at any rate.
 * `fps` 23.976 (or 23.98), 29.97, 59.94 and 119.88 mean 24, 30, 60 and 120 × 1000/1001.
 *
 * Undefined: frames without `fps`, a frame that the rate does not have, drop-frame at a rate that is not a multiple of
 * 29.97, or one of the numbers that drop-frame leaves out.
 */
export function timeCodeSeconds(timeCode: TimeCode, fps: number | undefined): number | undefined {
  const sign = timeCode.negative ? -1 : 1;
  if (timeCode.frames === undefined) return sign * timeCode.seconds;
  if (fps === undefined || !(fps > 0) || !Number.isFinite(fps)) return undefined;

  const nominal = Math.round(fps);
  const isNtsc = nominal % 6 === 0 && Math.abs(fps - nominal * ntsc) < 0.005;
  // A frame belongs to the second in which it starts.
  if (timeCode.frames >= (isNtsc ? nominal : fps)) return undefined;
  if (!timeCode.dropFrame) {
    const frames = timeCode.seconds * (isNtsc ? nominal : fps) + timeCode.frames;
    return sign * (isNtsc ? ntscSeconds(frames, nominal) : frames / fps);
  }
  if (!isNtsc || nominal % 30 !== 0) return undefined;

  // Two numbers a minute are left out at 29.97 (four at 59.94), except in minutes that divide by ten.
  const dropped = nominal / 15;
  const minutes = Math.floor(timeCode.seconds / 60);
  if (timeCode.seconds % 60 === 0 && minutes % 10 !== 0 && timeCode.frames < dropped) return undefined;
  const frames = timeCode.seconds * nominal + timeCode.frames - dropped * (minutes - Math.floor(minutes / 10));
  return sign * ntscSeconds(frames, nominal);
}

/** One division of whole numbers: the nearest double, so that a boundary between two samples stays one. */
function ntscSeconds(frames: number, nominal: number): number {
  return (frames * 1001) / (nominal * 1000);
}
