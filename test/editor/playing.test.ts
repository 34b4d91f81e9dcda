import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type EditorWindow } from './host/editorWindow.ts';
import { heardIn, type Heard } from './host/heard.ts';
import type { Editor } from './host/launch.ts';
import { launchEditor } from './openEditor.ts';

const script = `---
cast:
  MIRA: { draft: en }
  TOM: { draft: en-us }
---
# At the bank

MIRA [1.3s]: Did you hear that?
TOM [1.1s]: Did I hear what?
MIRA [1.2s]: It's behind us now.
~ 30s
TOM: So long.
`;

let editor: Editor;
let window: EditorWindow;
beforeAll(async () => {
  editor = await launchEditor({ files: { 'bank.voice': script }, open: 'bank.voice' });
  window = editor.window;
  await window.page.evaluate(() => {
    const shown = new Set<string>();
    const look = () => {
      for (const { textContent } of document.querySelectorAll('.monaco-editor .codelens-decoration a'))
        shown.add(textContent.replaceAll('\u00a0', ' '));
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    Object.assign(globalThis, { lensesShown: shown });
  });
});
afterAll(() => editor.close());

describe('playing', () => {
  it('lets a line be heard by one click on its lens, in the length that is written', async () => {
    await window.cursorBehind('Did I');
    // The heading's lens says Play from here; the first that says when stands on the first line.
    await window.clickLens(/^▶\sPlay ·/);
    const [first] = await soundsEnded(1);
    expect(first?.currentTime).toBeGreaterThan(0.5);
    expect(first?.peak).toBeGreaterThan(0.05);
    expect(seconds(first)).toBe(1.3);
  });

  it('leaves the focus in the text', async () => {
    await window.page.keyboard.type('!');
    await window.textWhen((text) => text.includes('Did I!'));
    await window.page.keyboard.press('Control+z');
    await window.textWhen((text) => text.includes('Did I hear'));
  });

  it('says on the lens that the take is there, and how long it is', async () => {
    await window.step('wait for the lens', () => window.lens(/^▶\sPlay · 0:00\.0 · 1\.3\ss ✓$/).waitFor());
    // Take and length come together: the words beside them move once.
    const shown = await window.page.evaluate(() => [
      ...(globalThis as unknown as { lensesShown: ReadonlySet<string> }).lensesShown,
    ]);
    expect(shown).toContain('▶ Play · 0:00.0 · 1.3 s ✓');
    expect(shown.filter((title) => /✓/.test(title) && !/\d s ✓/.test(title))).toEqual([]);
  });

  it('plays the line of the cursor by Shift+Enter', async () => {
    await window.cursorBehind("It's behind");
    await window.page.keyboard.press('Shift+Enter');
    const [, second] = await soundsEnded(2);
    expect(seconds(second)).toBe(1.2);
    expect(second?.peak).toBeGreaterThan(0.05);
    expect(await window.text()).toBe(script);
  });

  it('plays from a line to the end of the chapter, and stops by a key', async () => {
    await window.cursorBehind('Did I');
    await window.page.keyboard.press('Shift+Alt+Enter');
    await window.step('the sound starts', () =>
      eventually('a third sound is heard', async () =>
        (await heardIn(window.page))[2]?.sounding === undefined ? undefined : true,
      ),
    );
    await window.step('the lens says Stop', () =>
      window
        .lens(/^■\sStop/)
        .first()
        .waitFor(),
    );
    await window.page.keyboard.press('Shift+Alt+Backspace');
    await window.step('no lens says Stop', () =>
      window
        .lens(/^■\sStop/)
        .first()
        .waitFor({ state: 'detached' }),
    );
    const third = (await heardIn(window.page))[2];
    // It comes in pieces, cut where nobody speaks: this one holds the second line at least.
    expect(seconds(third)).toBeGreaterThan(1.1);
  });
});

async function soundsEnded(count: number): Promise<Heard[]> {
  return window.step(`${count} sounds end`, () =>
    eventually(`${count} sounds have ended`, async () => {
      const heard = await heardIn(window.page);
      return heard.length >= count && heard.every(({ ended }) => ended) ? heard : undefined;
    }),
  );
}

function seconds(heard: Heard | undefined): number {
  return heard === undefined ? 0 : heard.frames / heard.sampleRate;
}
