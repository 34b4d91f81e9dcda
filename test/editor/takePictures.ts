// Takes the pictures of docs/images/ in the real editor: `npm run pictures [names…]`. Chinese ones need a Chinese font on the
// machine (Debian: fonts-wqy-zenhei); nothing that is tested does.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../built.ts';
import { eventually, type EditorWindow } from './host/editorWindow.ts';
import { heardIn } from './host/heard.ts';
import { launch } from './host/launch.ts';
import { installExtension } from './installExtension.ts';

interface Picture {
  readonly name: string;
  readonly theme: string;
  readonly language?: string;
  /** A sample. */
  readonly script: string;
  /** Brings the window to what is to be seen. */
  readonly set: (window: EditorWindow) => Promise<void>;
}

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
  'contrast-light': 'Default High Contrast Light',
};

const wanted = process.argv.slice(2);
const english = 'two-hander.voice';
const chinese = { language: 'zh-cn', script: 'chinese-scene.voice' };
const pictures: Picture[] = [
  ...Object.entries(themes).map(([name, theme]) => ({ name, theme, script: english, set: playing })),
  { name: 'light-zh', theme: themes.light, ...chinese, set: playing },
  { name: 'dark-zh', theme: themes.dark, ...chinese, set: playing },
  { name: 'direction-light', theme: themes.light, script: english, set: directing },
  { name: 'direction-dark-zh', theme: themes.dark, ...chinese, set: directing },
];

const folder = await mkdtemp(join(tmpdir(), 'tableread-pictures-'));
try {
  const where = await installExtension(folder);
  const images = join(root, 'docs', 'images');
  await mkdir(images, { recursive: true });
  for (const { name, theme, language, script, set } of pictures) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const editor = await launch({
      ...where,
      folders: [join(root, 'samples')],
      open: script,
      viewport: { width: 1280, height: 800 },
      settings: {
        'workbench.colorTheme': theme,
        'window.commandCenter': false,
        'window.title': '${activeEditorShort}',
      },
      ...(language === undefined ? {} : { language }),
    });
    try {
      await set(editor.window);
      await editor.window.page.screenshot({ path: join(images, `${name}.png`) });
      console.log(`docs/images/${name}.png`);
    } finally {
      await editor.close();
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Plays a scene from its second line on, with the trees beside it. */
async function playing(window: EditorWindow): Promise<void> {
  await window.lenses();
  await window.page.locator('.activitybar a[aria-label^="Tableread"]').click();
  await window.lens(/^▶/).nth(1).click();
  // Where the mouse rests, a hover would cover something.
  await window.page.mouse.move(640, 14);
  await eventually('something sounds', async () =>
    (await heardIn(window.page)).some(({ currentTime }) => currentTime > 3) ? true : undefined,
  );
}

/** The direction editor on the first line with a mix of emotions. */
async function directing(window: EditorWindow): Promise<void> {
  await window.lenses();
  await window.inHost(async (api) => {
    const editor = api.window.activeTextEditor;
    const line =
      editor?.document
        .getText()
        .split('\n')
        .findIndex((text) => /^\S+ ?[(（].*[+＋]/.test(text)) ?? 0;
    const at = new api.Position(Math.max(line, 0), 0);
    if (editor === undefined) return;
    editor.selection = new api.Selection(at, at);
    editor.revealRange(new api.Range(at, at), api.TextEditorRevealType.InCenter);
    await api.commands.executeCommand('workbench.action.closeSidebar');
    await api.commands.executeCommand('tableread.editDirection');
  });
  const page = await window.webview('input[type=range]');
  await page.locator('input[type=range]').first().waitFor();
}
