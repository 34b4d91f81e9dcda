import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type EditorWindow } from './host/editorWindow.ts';
import { soundOf } from './host/heard.ts';
import type { Editor } from './host/launch.ts';
import { launchEditor } from './openEditor.ts';

const script = `---
cast:
  MIRA: { draft: en }
  TOM: { draft: en-us }
---
# At the bank

MIRA: Did you hear that?
TOM (sad 0.4): I did not.
`;
const faulty = `---
cast:
  MIRA: { draft: en }
---
MIRA (afriad 0.7): It's behind us.
MIRA (afraid 7): Run.
`;

let editor: Editor;
let window: EditorWindow;
beforeAll(async () => {
  editor = await launchEditor({ files: { 'bank.voice': script, 'scenes/street.voice': faulty }, open: 'bank.voice' });
  window = editor.window;
  await window.lenses();
});
afterAll(() => editor.close());

describe('Choose Take', () => {
  it('lets takes be heard where the focus rests, and writes the one that is taken', async () => {
    await window.cursorBehind('Did you');
    await window.command('Tableread: Choose Take');
    await window.step('the takes are offered', () => choice('Take 1').waitFor());
    const first = await soundOf(window.page, 0);
    await window.page.keyboard.press('ArrowDown');
    const second = await soundOf(window.page, 1);
    expect(first.peak).toBeGreaterThan(0.05);
    expect(second.peak).toBeGreaterThan(0.05);
    // Both lengths stand beside their takes, to be compared.
    await window.step('the lengths are told', () => choice(/Take 2.*\d\.\d s/).waitFor());
    await window.picture('choose-take');
    await window.page.keyboard.press('Enter');
    expect(await window.textWhen((text) => text.includes('take'))).toBe(
      script.replace('MIRA: Did', 'MIRA (take 2): Did'),
    );
    await window.step('the lens tells the take', () => window.lens(/\d s ✓ · take 2$/).waitFor());
    await window.page.keyboard.press('Control+z');
    expect(await window.textWhen((text) => !text.includes('take'))).toBe(script);
  });
});

describe('Export…', () => {
  it('writes what is chosen, in the formats and the folder that are chosen', async () => {
    await window.command('Tableread: Export');
    await window.step('choose what', async () => {
      await choice('The whole mix').waitFor();
      await window.picture('export-what');
      await choice('A file for each line').click();
      await choice('A stem for each speaker').click();
      await window.page.keyboard.press('Enter');
    });
    await window.step('choose the formats', async () => {
      await choice('MP3: small').click();
      await window.picture('export-formats');
      await window.page.keyboard.press('Enter');
    });
    await window.step('choose the folder', async () => {
      const input = window.page.locator('.quick-input-widget input.input');
      await eventually('the folder is asked for', async () =>
        (await input.inputValue()).startsWith(window.workspace) ? true : undefined,
      );
      await window.picture('export-where');
      await input.fill(`${join(window.workspace, 'scenes')}/`);
      await window.page.locator('.quick-input-widget').getByRole('button', { name: 'Export here' }).click();
    });
    await window.notification('bank.voice is rendered');
    const made = readdirSync(join(window.workspace, 'scenes'), { recursive: true }).map(String);
    expect(made).toEqual(expect.arrayContaining(['bank.wav', 'bank.mp3', 'timeline.json', join('stems', 'MIRA.wav')]));
    expect(made).not.toContain('cues');
    expect(existsSync(join(window.workspace, 'out'))).toBe(false);
  });
});

describe('Clear Cache', () => {
  it('asks, removes the takes, and the lenses no longer tell of them', async () => {
    await window.step('there are takes', () => window.lens(/✓$/).nth(1).waitFor());
    expect(takes()).toBeGreaterThan(0);
    await window.command('Tableread: Clear Cache');
    await window.step('choose everything', async () => {
      await choice('All takes of this folder').waitFor();
      await window.picture('clear-cache');
      await choice('All takes of this folder').click();
    });
    await window.step('confirm', async () => {
      const dialog = window.page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      await window.picture('clear-cache-confirm');
      await dialog.getByRole('button', { name: 'Remove all' }).click();
    });
    expect(await window.notification('MB')).toMatch(/\d+ files went/);
    expect(takes()).toBe(0);
    await window.step('no lens tells of a take', () => window.lens(/✓/).first().waitFor({ state: 'detached' }));
  });
});

describe('Choose Engine', () => {
  it('sets the engine that the status bar names', async () => {
    await window.command('Tableread: Choose Engine');
    await window.step('choose another', async () => {
      await choice('IndexTTS-2').first().waitFor();
      await window.picture('choose-engine');
      await choice(/IndexTTS-2(?!\.)/)
        .first()
        .click();
    });
    const item = window.page.locator('.statusbar-item', { hasText: 'indextts2' });
    await window.step('the status bar names it', () => item.waitFor());
    expect(await engine()).toBe('indextts2');
    await window.step('choose the first again, by the status bar', async () => {
      await item.click();
      await choice(/Draft/i).first().click();
    });
    await eventually('it is set', async () => ((await engine()) === 'draft' ? true : undefined));
  });
});

describe('tasks', () => {
  it('render a script, and its problems are listed', async () => {
    const offered = await window.inHost(async (api) =>
      (await api.tasks.fetchTasks({ type: 'tableread' })).map(({ name, group }) => `${group?.id ?? ''} ${name}`),
    );
    expect(offered.sort()).toEqual(['build render bank.voice', 'build render scenes/street.voice']);
    // Scripts are built as programs are.
    await window.step('run the build task', async () => {
      await window.page.keyboard.press('Control+Shift+B');
      await choice('render scenes/street.voice').waitFor();
      await window.picture('tasks');
      await choice('render scenes/street.voice').click();
    });
    const problem = await eventually('the problem is listed', async () =>
      window.inHost((api) => {
        const all = api.languages.getDiagnostics().filter(([uri]) => uri.path.endsWith('street.voice'));
        const [first] = all.flatMap(([, found]) => found);
        return first === undefined
          ? undefined
          : { line: first.range.start.line, column: first.range.start.character, message: first.message };
      }),
    );
    expect(problem).toEqual({ line: 5, column: 13, message: 'A strength lies from 0 to 1.' });
    const listed = await window.problems();
    await window.picture('task-problems');
    expect(listed).toContainEqual({ message: 'A strength lies from 0 to 1.', line: 6, column: 14 });
    await eventually('the files are made', () =>
      Promise.resolve(existsSync(join(window.workspace, 'scenes', 'out', 'street.wav')) ? true : undefined),
    );
  });
});

describe('tools of language models', () => {
  const invoke = (name: string, input: object) =>
    window.inHost(
      async (api, asked) => {
        const { content } = await api.lm.invokeTool(asked.name, {
          input: asked.input,
          toolInvocationToken: undefined,
        });
        return content.map((part) => (part instanceof api.LanguageModelTextPart ? part.value : '')).join('\n');
      },
      { name, input },
    );

  it('check scripts and list their cues', async () => {
    const found = await invoke('tableread_check', { script: 'scenes/street.voice' });
    expect(found).toMatch(/5:7 warning .*afriad.* \[voice\/unknown-emotion\]/);
    expect(found).toMatch(/6:14 error .* \[voice\/strength-range\]/);
    expect(found).toContain('2 cues, 4 words, ');
    const cues = await invoke('tableread_list_cues', { script: 'bank.voice' });
    expect(cues).toMatch(/^# At the bank\nline 8, .*: MIRA: Did you hear that\?\nline 9, .*: TOM: I did not\.$/);
    expect(await invoke('tableread_check', { script: 'none.voice' })).toBe('There is no .voice script "none.voice".');
  });

  it('render a scene once the user has agreed', async () => {
    // As everywhere, what the user has set counts where the script sets nothing.
    await window.inHost(async (api) => {
      await api.workspace.getConfiguration('tableread').update('render.sampleRate', 44_100, true);
    });
    const answer = invoke('tableread_render_scene', { script: 'bank.voice', scene: 'At the bank' });
    await window.step('agree', async () => {
      const dialog = window.page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      await window.picture('tool-confirm');
      await dialog.getByRole('button', { name: 'Yes' }).click();
    });
    const told = await answer;
    expect(told).toMatch(/^Rendered \d+\.\d\d s\./);
    const timeline = /^timeline: (.*)$/m.exec(told)?.[1] ?? '';
    const made = readFileSync(timeline, 'utf8');
    expect(made).toContain('Did you hear that?');
    expect(JSON.parse(made)).toMatchObject({ sampleRate: 44_100 });
  });
});

/** An entry of the list that is shown. */
function choice(text: string | RegExp) {
  return window.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
}

function takes(): number {
  const folder = join(window.workspace, '.tableread', 'takes');
  return existsSync(folder) ? readdirSync(folder).length : 0;
}

function engine(): Promise<string | undefined> {
  return window.inHost((api) => api.workspace.getConfiguration('tableread').get<string>('engine'));
}
