import { createHash } from 'node:crypto';
import type { SpeakPart, SpeakRequest } from '../models/engine.ts';
import type { AskedLength } from './askedLength.ts';
import type { RecordingHashes } from './recordingHashes.ts';
import { filesOf } from './speakRequest.ts';
import type { EngineFacts } from './engines.ts';

/** Raised when the same request would give another record: addresses of before are then never met again. */
const takeVersion = 2;
/** Likewise for `fitTake`. */
const fittedVersion = 1;

/**
 * The address of a take in the store: a digest of all that can be heard of it. Files count by their content; gaps, order,
 * gain, pan and the rate of the output do not count.
 *
 * @throws TablereadError `production/recording-missing`
 */
export async function takeAddress(
  request: SpeakRequest,
  engine: EngineFacts,
  hashes: RecordingHashes,
): Promise<string> {
  const files = new Map<string, string>();
  for (const file of filesOf(request)) files.set(file, await hashes.of(file));
  return digest([
    takeVersion,
    engine.id,
    engine.digest,
    request.language,
    request.recording === undefined ? null : files.get(request.recording),
    request.voice ?? null,
    request.length,
    request.seed,
    request.parts.map((part) => withoutPath(part, files)),
  ]);
}

/** The address of a take that was fitted to its place; it begins with that of the take, so that `prune` knows whose it is. */
export function fittedAddress(take: string, asked: AskedLength, sampleRate: number): string {
  return `${take}-${digest([fittedVersion, asked, sampleRate]).slice(0, 16)}`;
}

function withoutPath(part: SpeakPart, files: ReadonlyMap<string, string>): unknown {
  if (part.kind !== 'text' || part.emotion.kind !== 'recording') return part;
  return { ...part, emotion: { ...part.emotion, file: files.get(part.emotion.file) } };
}

/** SHA-256 of a value's JSON with sorted keys, hex. */
function digest(value: unknown): string {
  const canonical = JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
  return createHash('sha256').update(canonical).digest('hex');
}
