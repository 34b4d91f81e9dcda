import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from './host/editorWindow.ts';
import { soundOf } from './host/heard.ts';
import { openEditor } from './openEditor.ts';

const script = `---
cast:
  MIRA: { draft: en }
---
# At the bank

MIRA: Did you hear that?
MIRA: I did not.
MIRA: It's behind us now.
`;

describe('two windows on one workspace', () => {
  it('play and render at the same time, and see the same takes', async () => {
    const editor = await openEditor({ files: { 'bank.voice': script }, open: 'bank.voice' });
    const one = editor.window;
    await one.lenses();
    const two = await editor.openWindow({ open: 'bank.voice' });
    await two.lenses();

    await Promise.all([one.clickLens(/^▶\sPlay ·/), two.clickLens(/^▶\sPlay ·/)]);
    const [here, there] = await Promise.all(
      [one, two].map((window) => window.step('hear the line', () => soundOf(window.page, 0))),
    );
    expect(here?.peak).toBeGreaterThan(0.05);
    expect(there?.frames).toBe(here?.frames);

    await Promise.all([one.command('Tableread: Render All'), two.command('Tableread: Render All')]);
    await Promise.all([one, two].map((window) => window.notification('bank.voice is rendered')));
    const wav = readFileSync(join(one.workspace, 'out', 'bank.wav'));
    const { length } = JSON.parse(readFileSync(join(one.workspace, 'out', 'timeline.json'), 'utf8')) as {
      length: number;
    };
    // RIFF: the size in the head is that of the file, and the sound is all there (24 bits, two channels).
    expect(wav.readUInt32LE(4) + 8).toBe(wav.length);
    expect(wav.length).toBeGreaterThan(length * 6);
    await Promise.all(
      [one, two].map((window) =>
        window.step('every line is made', () =>
          eventually('three lenses tell a length', async () =>
            (await window.lens(/^▶\sPlay · .* ✓$/).count()) === 3 ? true : undefined,
          ),
        ),
      ),
    );
  });
});
