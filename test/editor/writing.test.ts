import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type EditorWindow } from './host/editorWindow.ts';
import type { Editor } from './host/launch.ts';
import { launchEditor, samples } from './openEditor.ts';

const script = `---
cast:
  MIRA: { draft: en }
  TOM: { draft: en-us }
---
# At the bank

MIRA (afriad 0.7) [1.2s]: Did you hear that?
TOM (calm 0.5): Hear what?
MIRA (sad): Nothing. {pause 400ms} It's gone.
`;

let editor: Editor;
let window: EditorWindow;
beforeAll(async () => {
  editor = await launchEditor({ folders: [samples], files: { 'bank.voice': script }, open: 'bank.voice' });
  window = editor.window;
});
afterAll(() => editor.close());

describe('writing a script', () => {
  it('has a lens on every cue', async () => {
    const lenses = await eventually('every lens shows', async () => {
      const found = await window.lenses();
      return found.filter((title) => title.startsWith('▶ Play')).length >= 4 ? found : undefined;
    });
    // Three lines and the heading, which has Play from here.
    expect(lenses.filter((title) => /^▶ Play( ·|$)/.test(title))).toHaveLength(3);
  });

  it('lists the problem at its place', async () => {
    const problems = await window.problems(1);
    expect(problems).toEqual([expect.objectContaining({ line: 8, column: 7 })]);
    expect(problems[0]?.message).toContain('afriad');
  });

  it('fixes it from the light bulb', async () => {
    await window.cursorBehind('afri');
    await window.step('apply the fix', async () => {
      await window.page.keyboard.press('Control+.');
      // The menu is open when its first entry has the focus; Enter takes it.
      await window.page.locator('.action-widget .monaco-list-row.focused', { hasText: 'afraid' }).waitFor();
      await window.page.keyboard.press('Enter');
    });
    await window.textWhen((text) => text.includes('MIRA (afraid 0.7) [1.2s]'));
    await eventually('the problem is gone', async () =>
      (await window.inHost((api) => api.languages.getDiagnostics().flatMap(([, all]) => all).length)) === 0
        ? true
        : undefined,
    );
  });

  it('says what a mood is', async () => {
    expect(await window.hover('calm')).toMatch(/calm/i);
  });

  it('completes a speaker', async () => {
    await window.cursorBehind("It's gone.");
    await window.page.keyboard.press('Enter');
    await window.page.keyboard.type('T');
    expect(await window.completions()).toContain('TOM');
    await window.page.keyboard.press('Escape');
    await window.page.keyboard.press('Control+z');
    await window.page.keyboard.press('Control+z');
  });

  it('renames a speaker everywhere', async () => {
    await window.cursorBehind('TO');
    await window.step('rename', async () => {
      await window.page.keyboard.press('F2');
      const input = window.page.locator('.rename-box input, .rename-input').first();
      await input.fill('THOMAS');
      await input.press('Enter');
    });
    const text = await window.textWhen((now) => now.includes('THOMAS (calm'));
    expect(text).toContain('  THOMAS: { draft: en-us }');
    expect(text).not.toContain('TOM');
  });
});

describe('every sample', () => {
  it.each(readdirSync(samples).filter((name) => name.endsWith('.voice')))(
    '%s opens without a problem',
    async (name) => {
      await window.openFile(name);
      await window.lenses();
      const problems = await window.inHost((api) =>
        api.languages
          .getDiagnostics(api.window.activeTextEditor?.document.uri ?? api.Uri.file('/'))
          .map(({ message }) => message),
      );
      expect(problems).toEqual([]);
    },
  );
});
