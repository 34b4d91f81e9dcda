import { describe, expect, it } from 'vitest';
import { openScript } from '../../production/openScript.ts';
import { filesOf, speakRequest } from '../../production/speakRequest.ts';
import { temporaryFolder } from './rendered.ts';

describe('speakRequest', () => {
  it('asks an engine with voices of its own for no recording, so that a missing one stops nothing', async () => {
    const folder = await temporaryFolder();
    const script = await openScript(`${folder}/a.voice`, 'ANN (like "missing.wav" 0.8): Hello.\n');
    const [cue] = script.screenplay.cues;
    if (cue === undefined) throw new Error('no cue');
    const own = speakRequest(cue, folder, { id: 'draft', digest: '', hasVoices: true });
    expect(filesOf(own)).toEqual([]);
    expect(own.parts).toMatchObject([{ emotion: { kind: 'own' } }]);
    const cloned = speakRequest(cue, folder, { id: 'clone', digest: '', hasVoices: false });
    expect(filesOf(cloned).join(' ')).toContain('missing.wav');
  });
});
