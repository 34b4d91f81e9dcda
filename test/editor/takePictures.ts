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
const pictures: Picture[] = [
  ...Object.entries(themes).map(([name, theme]) => ({ name, theme, script: 'two-hander.voice', set: playing })),
  { name: 'dark-zh', theme: themes.dark, language: 'zh-cn', script: 'chinese-scene.voice', set: playing },
  { name: 'light-zh', theme: themes.light, language: 'zh-cn', script: 'chinese-scene.voice', set: playing },
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
      settings: { 'workbench.colorTheme': theme, 'window.commandCenter': false },
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

/** Plays the scene; the picture is taken while its second line sounds. */
async function playing(window: EditorWindow): Promise<void> {
  await window.lenses();
  await window.lens(/^▶/).first().click();
  await eventually('something sounds', async () =>
    (await heardIn(window.page)).some(({ currentTime }) => currentTime > 2) ? true : undefined,
  );
}
