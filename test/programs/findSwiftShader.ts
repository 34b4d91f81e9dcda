import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBrowser } from './findBrowser.ts';

/**
 * The description of SwiftShader, a Vulkan driver without a GPU, which Debian's Chromium brings along: what the variable
 * VK_ICD_FILENAMES names.
 */
export function findSwiftShader(): string | undefined {
  const browser = findBrowser();
  if (browser === undefined || !existsSync(browser)) return undefined;
  return [dirname(realpathSync(browser)), '/usr/lib/chromium']
    .map((folder) => join(folder, 'vk_swiftshader_icd.json'))
    .find((path) => existsSync(path));
}
