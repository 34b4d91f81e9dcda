import { join } from 'node:path';
import { inject, onTestFailed, onTestFinished } from 'vitest';
import { root } from '../built.ts';
import { launch, type Editor, type LaunchOptions } from './host/launch.ts';
import './installExtension.ts';

export const samples = join(root, 'samples');

/** An editor with the packed extension; it is closed when the test that opened it ends. */
export async function openEditor(options: Omit<LaunchOptions, 'vscode' | 'extensions'>): Promise<Editor> {
  const editor = await launchEditor(options);
  onTestFailed(async () => {
    console.log(await editor.server.logs());
  });
  onTestFinished(() => editor.close());
  return editor;
}

/** An editor with the packed extension, for several tests: whoever asks for it closes it. */
export function launchEditor(options: Omit<LaunchOptions, 'vscode' | 'extensions'>): Promise<Editor> {
  return launch({ vscode: inject('vscode'), extensions: inject('extensions'), ...options });
}
