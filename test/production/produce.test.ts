import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAudio } from '../../audio/index.ts';
import { filesIn, rendered, temporaryFolder } from './rendered.ts';
import { scriptOf } from './scriptOf.ts';

describe('produce', () => {
  it('makes the whole mix, a file a cue and the texts', async () => {
    const folder = await temporaryFolder();
    const script = scriptOf(folder, [{ text: 'Did you hear that?' }, { text: 'No.', speaker: 'MIRA', pan: 0.5 }]);
    const { production } = await rendered(script, { out: join(folder, 'out') });
    const files = await filesIn(join(folder, 'out'));
    expect([...files.keys()]).toEqual([
      'cues/cue-1.wav',
      'cues/cue-2.wav',
      'provenance.json',
      'test.csv',
      'test.jsonl',
      'test.otio',
      'test.srt',
      'test.vtt',
      'test.wav',
      'test.words.srt',
      'test.words.vtt',
      'timeline.json',
    ]);
    const whole = await readAudio(join(folder, 'out', 'test.wav'));
    expect(whole.channels.map(({ length }) => length)).toEqual([production.length, production.length]);
    expect(production.takes).toEqual({ made: 2, reused: 0 });
  });
});
