import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from './host/editorWindow.ts';
import { openEditor } from './openEditor.ts';

const script = `---
cast:
  小棠: { draft: cmn }
---
# 银行

小棠（afriad 0.7）：你听见了吗？
小棠（平静）：没有。
`;

// No language pack comes with the server, so the workbench's own texts stay English. The display language is set before the
// workbench starts: all that the extension says itself, and all that its manifest names, is Chinese.
describe('a Chinese editor', () => {
  it('speaks Chinese wherever Tableread speaks', async () => {
    const { window } = await openEditor({ files: { 'bank.voice': script }, open: 'bank.voice', language: 'zh-cn' });
    expect((await window.lenses()).filter((title) => /^▶ 播放 · 0:00\.0 · ≈ \d\.\d 秒$/.test(title))).toHaveLength(1);
    expect((await window.problems())[0]?.message).toMatch(/[\u4e00-\u9fff]/);
    expect(await window.hover('平静')).toMatch(/[\u4e00-\u9fff]/);
    const offered = await window.offered('Tableread');
    expect(offered.length).toBeGreaterThan(5);
    expect(offered.filter((title) => /^Tableread: [\x20-\x7e]*$/.test(title))).toEqual([]);

    await window.command('Tableread: 全部渲染');
    expect(await window.notification('bank.voice 已渲染完成')).toContain('2 行');
    await window.command('Tableread: 显示播放器');
    const player = await window.webview('.waveform');
    const labels = await player
      .locator('button[aria-label], input[aria-label], select[aria-label]')
      .evaluateAll((elements) => elements.map((each) => each.getAttribute('aria-label') ?? ''));
    expect(labels.length).toBeGreaterThan(5);
    expect(labels.filter((label) => !/[\u4e00-\u9fff]/.test(label))).toEqual([]);

    // The first script of one's own: heard by a key, before it has a place on the disk, and saved on the way to its files.
    await window.command('Tableread: 新建语音剧本');
    await window.textWhen((text) => text.includes('我的第一场戏'));
    await window.step('the lenses are there', () =>
      window
        .lens(/^▶\s播放 ·/)
        .first()
        .waitFor(),
    );
    await window.page.keyboard.press('Shift+Enter');
    await window.step('the first line is heard', () => window.lens(/^▶\s播放 · 0:00\.0 · \d\.\d 秒 ✓$/).waitFor());
    await window.command('Tableread: 全部渲染');
    await window.answer('请先保存剧本', '保存…');
    await window.step('save it', async () => {
      const input = window.page.locator('.quick-input-widget input.input');
      await eventually('the file is asked for', async () =>
        (await input.inputValue()).startsWith(window.workspace) ? true : undefined,
      );
      await input.fill(join(window.workspace, '雨.voice'));
      await window.page.keyboard.press('Enter');
    });
    expect(await window.notification('雨.voice 已渲染完成')).toContain('4 行');
    expect(existsSync(join(window.workspace, 'out', '雨.wav'))).toBe(true);
  });
});
