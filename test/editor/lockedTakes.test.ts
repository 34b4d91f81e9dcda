import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { soundOf, type Heard } from './host/heard.ts';
import type { EditorWindow } from './host/editorWindow.ts';
import { openEditor } from './openEditor.ts';

const script = `---
cast:
  MIRA: { draft: en }
---
MIRA (id first): Did you hear that?
`;

describe('a locked take', () => {
  it('is used whatever changes, is shown as such, and is let go', async () => {
    const { window } = await openEditor({ files: { 'bank.voice': script }, open: 'bank.voice' });
    await window.lenses();
    await window.cursorBehind('Did you');
    await window.page.keyboard.press('Shift+Enter');
    const first = await sound(window, 0);
    await window.step('the take is made', () => window.lens(/✓$/).waitFor());

    await window.command('Tableread: Lock Take');
    await window.step('the lens says locked', () => window.lens(/✓ · locked$/).waitFor());
    const files = readdirSync(window.workspace).filter((name) => !['bank.voice', '.tableread'].includes(name));
    expect(files).toHaveLength(1);
    expect(readFileSync(join(window.workspace, files[0] ?? ''), 'utf8').length).toBeLessThan(1000);

    await window.cursorBehind('hear that');
    await window.page.keyboard.type(' and did you see what I saw over there');
    await window.step('the lens says what is wrong', () => window.lens(/changed since · locked$/).waitFor());
    await window.page.keyboard.press('Shift+Enter');
    expect(await sound(window, 1)).toMatchObject({ frames: first.frames, peak: first.peak });

    await window.command('Tableread: Unlock Take');
    await window.step('the lens no longer says locked', () => window.lens(/locked/).waitFor({ state: 'detached' }));
    await window.page.keyboard.press('Escape');
    await window.cursorBehind('hear that');
    await window.page.keyboard.press('Shift+Enter');
    expect((await sound(window, 2)).frames).toBeGreaterThan(first.frames);
  });
});

function sound(window: EditorWindow, index: number): Promise<Heard> {
  return window.step(`hear sound ${index}`, () => soundOf(window.page, index));
}
