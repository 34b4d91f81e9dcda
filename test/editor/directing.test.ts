import { describe, expect, it } from 'vitest';
import { soundOf } from './host/heard.ts';
import { openEditor } from './openEditor.ts';

const script = `---
cast:
  MIRA: { draft: en, mood: sad 0.2 }
moods:
  terrified: afraid 0.6
---
MIRA: Did you hear that?
MIRA (calm 0.4): I did not.
`;

describe('the direction editor', () => {
  it('edits the line as text, is heard, and is undone', async () => {
    const { window } = await openEditor({ files: { 'bank.voice': script }, open: 'bank.voice' });
    await window.lenses();
    await window.cursorBehind('I did');
    await window.command('Tableread: Edit Direction');
    const page = await window.webview('input[type=range]');
    const afraid = page.getByRole('slider', { name: /afraid/i });
    await window.step('move the slider by keys', async () => {
      await afraid.focus();
      await afraid.press('End');
    });
    const line = /^MIRA \([^)]*afraid[^)]*\): I did not/m;
    const directed = await window.textWhen((text) => /\([^)]*afraid/.test(text));
    expect(directed).toMatch(line);
    // Nothing else of the script is touched.
    expect(directed.replace(line, 'MIRA (calm 0.4): I did not')).toBe(script);

    await window.step('listen', () => page.getByRole('button', { name: 'Listen' }).click());
    expect((await soundOf(window.page, 0)).peak).toBeGreaterThan(0.05);

    await window.step('undo', async () => {
      await window.cursorBehind('Did you');
      await window.page.keyboard.press('Control+z');
    });
    expect(await window.textWhen((text) => !/\([^)]*afraid/.test(text))).toBe(script);

    // Undoing has put the cursor where the change was.
    await window.cursorBehind('Did you');
    await window.step('see what another line inherits', () =>
      page.getByText('Inherited: sad 0.2. From the speaker’s entry in the cast.').waitFor(),
    );
    await window.step('take a mood', () => page.getByRole('button', { name: 'terrified' }).click());
    const moody = await window.textWhen((text) => text.includes('(terrified)'));
    expect(moody).toBe(script.replace('MIRA: Did', 'MIRA (terrified): Did'));
    await window.step('it is that of the line', () =>
      page.getByRole('button', { name: 'terrified', pressed: true }).waitFor(),
    );
    await window.picture('direction-mood');
  });
});
