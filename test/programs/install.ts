// Installs what the tests drive and npm does not bring: a browser for the pages and the editor, Neovim as another editor,
// and what loads the browser's software GPU, on which networks are compared.
// What cannot be had is said here; its tests then say that they are skipped, or fail with what to do.
import { spawnSync } from 'node:child_process';
import { aptInstall, hasApt } from './aptInstall.ts';
import { installBrowser } from './installBrowser.ts';

try {
  await installBrowser(console.log);
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
}
if (spawnSync('nvim', ['--version']).status !== 0 && hasApt) {
  console.log('Tests: no Neovim found, installing neovim with apt …');
  if (!(await aptInstall(['neovim']))) console.log('Tests: apt did not bring neovim.');
}
const loader = 'libvulkan.so.1';
if (process.platform === 'linux' && hasApt && !spawnSync('ldconfig', ['-p']).stdout.toString().includes(loader)) {
  console.log('Tests: no Vulkan found, installing libvulkan1 with apt …');
  if (!(await aptInstall(['libvulkan1']))) console.log('Tests: apt did not bring libvulkan1.');
}
