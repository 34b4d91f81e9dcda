import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from './host/editorWindow.ts';
import { heardIn } from './host/heard.ts';
import { descendants } from './host/processes.ts';
import { openEditor } from './openEditor.ts';

const script = `---
cast:
  MIRA: { draft: en }
---
MIRA (afriad 0.7): Did you hear that?
MIRA (calm): I did not.
`;

describe('a workspace that is not trusted', () => {
  it('is checked and coloured; sound waits for trust', async () => {
    const { window } = await openEditor({ files: { 'bank.voice': script }, open: 'bank.voice', trusted: false });
    const { page } = window;
    await window.step('decline trust', () =>
      page.getByRole('button', { name: "No, I don't trust the authors" }).click(),
    );
    await window.lenses();
    expect((await window.problems())[0]?.message).toContain('afriad');
    expect(await window.hover('calm')).toMatch(/calm/);

    await window.clickLens(/^▶\sPlay ·/);
    await window.notification('Sound is made in trusted workspaces only');
    const host = await window.inHost(() => process.pid);
    const started = descendants(host).map(({ command }) => command);
    expect(started.some((command) => command.includes('server.mjs'))).toBe(true);
    expect(started.filter((command) => /production\.mjs|engine\.mjs|espeak/.test(command))).toEqual([]);
    expect(existsSync(join(window.workspace, '.tableread'))).toBe(false);
    expect(await heardIn(page)).toEqual([]);

    await window.answer('Sound is made in trusted workspaces only', 'Manage workspace trust');
    await window.step('grant trust', () => page.getByRole('button', { name: 'Trust', exact: true }).first().click());
    await eventually('the workspace is trusted', async () =>
      (await window.inHost((api) => api.workspace.isTrusted)) ? true : undefined,
    );
    await window.openFile('bank.voice');
    await window.clickLens(/^▶\sPlay ·/);
    const sound = await window.step('hear the line', () =>
      eventually('the line is heard', async () => (await heardIn(page)).find(({ sounding }) => sounding !== undefined)),
    );
    expect(sound.peak).toBeGreaterThan(0.05);
  });
});
