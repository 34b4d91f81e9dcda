import type { Reference } from '../screenplay/index.ts';
import { fileUri } from './fileUri.ts';
import type { Script } from './script.ts';

/**
 * The address to lead a reader to for a file that the script names; undefined: nowhere. A client may look at a target
 * before anyone follows it, so a path that was not looked at yet (or must not be) is one only when it stays beneath
 * the folder of the script.
 */
export function linkTarget({ uri, surroundings }: Script, { kind, path }: Reference): string | undefined {
  const found =
    kind === 'extends' || kind === 'lexicon' ? surroundings.texts.get(path) : surroundings.recordings.get(path);
  // Not there; or there, but no file of audio, or out of bounds.
  if (found === null || (typeof found === 'object' && 'fault' in found && found.fault !== 'not-audio'))
    return undefined;
  if (found === undefined && /^[\\/]|^[A-Za-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path)) return undefined;
  return fileUri(uri, path);
}
