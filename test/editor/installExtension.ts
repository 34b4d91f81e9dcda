import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { packageExtension, thisPlatform } from '../../package.mjs';
import { built } from '../built.ts';
import { installHost } from './host/installHost.ts';
import { VscodeServer } from './host/vscodeServer.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the editor's server. */
    readonly vscode: string;
    /** The folder that the packed extension is installed in, with the probe. */
    readonly extensions: string;
  }
}

/** Before all tests in the editor: builds, packs, installs an editor where there is none, and the extension into it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tableread-extension-'));
  const { vscode, extensions } = await installExtension(folder);
  project.provide('vscode', vscode);
  project.provide('extensions', extensions);
  return () => rm(folder, { recursive: true, force: true });
}

/** Packs the extension as it is shipped and installs it, with the probe, below a folder. */
export async function installExtension(folder: string): Promise<{ vscode: string; extensions: string; vsix: string }> {
  const vscode = await installHost();
  await built();
  const vsix = await packageExtension(thisPlatform, folder);
  const probe = join(folder, 'probe.vsix');
  await createVSIX({
    cwd: join(import.meta.dirname, 'probe'),
    packagePath: probe,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  const extensions = join(folder, 'extensions');
  await VscodeServer.installExtensions(vscode, extensions, [vsix, probe]);
  return { vscode, extensions, vsix };
}
