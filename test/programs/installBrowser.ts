import { aptInstall, hasApt } from './aptInstall.ts';
import { findBrowser } from './findBrowser.ts';

const remedy = 'install chromium-headless-shell or chromium, or name a Chromium in the environment variable CHROMIUM';

/**
 * Installs a Chromium with apt where none is found.
 *
 * @throws Error in one line that says what to do
 */
export async function installBrowser(say: (text: string) => void): Promise<void> {
  if (findBrowser() !== undefined) return;
  if (!hasApt) throw new Error(`The tests found no browser: ${remedy}.`);
  say('Tests: no browser found, installing chromium-headless-shell with apt …');
  const got = await aptInstall(['chromium-headless-shell', 'fonts-dejavu-core']);
  if (!got || findBrowser() === undefined)
    throw new Error(`The tests found no browser, and apt did not bring one: ${remedy}.`);
}
