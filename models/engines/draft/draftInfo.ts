import type { EngineInfo, EngineVoice } from '../../engine.ts';
import { draftVariants, draftVoices } from './draftVoices.ts';

/**
 * Revision of what this engine makes of a request, then the first digits of the SHA-256 of eSpeak NG's program and data
 * (`espeak-ng.js` and `espeak-ng.data` of @echogarden/espeak-ng-emscripten 0.3.5). Takes of another digest are made anew: the
 * revision goes up with every change that can be heard. A test holds both against what is installed.
 */
export const draftDigest = 'draft-1-8e2e23b16a80';

/** Facts of the draft engine; nothing is started for them. */
export function draftInfo(): EngineInfo {
  const voices: EngineVoice[] = draftVoices.map(({ id, name }) => ({ id, name, language: id, kind: 'voice' }));
  const variants: EngineVoice[] = draftVariants.map((name) => ({
    id: `en+${name}`,
    name,
    language: 'mul',
    kind: 'variant',
  }));
  return { id: 'draft', digest: draftDigest, sampleRate: 22_050, voices: [...voices, ...variants], device: 'cpu' };
}
