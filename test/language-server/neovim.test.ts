import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { built, dist, root } from '../built.ts';

const isThere = spawnSync('nvim', ['--version']).status === 0;
if (!isThere) console.warn('Neovim is not installed: the test with an outside client is skipped.');

const script = '---\ncast:\n  MIRA: { draft: en }\n---\n#   One\nMIRA (afriad 0.7): Hi.\nMIRA: Again.\n';

/** What a writer does, in the script that is open; results as a line of JSON. */
const lua = `
dofile('settings.lua')
vim.cmd('edit a.voice')
vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local codes = {}
for _, found in ipairs(vim.diagnostic.get(0)) do table.insert(codes, found.lnum .. ' ' .. found.code) end
local params = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = 5, character = 6 } }
local labels = {}
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/completion', params, 30000) or {}) do
  for _, item in ipairs(answer.result.items) do table.insert(labels, item.label) end
end
vim.fn.cursor(6, 1)
vim.lsp.buf.rename('ZOE')
vim.wait(30000, function() return vim.fn.getline(3):match('ZOE') ~= nil end, 20)
vim.lsp.buf.formatting_sync(nil, 30000)
local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
vim.fn.writefile({ vim.fn.json_encode({ codes = codes, labels = labels, lines = lines }) }, 'result.json')
vim.cmd('qa!')
`;

test.skipIf(!isThere)(
  'Neovim shows problems, completes, renames and formats, with the settings that docs/editors.md gives',
  async () => {
    await built();
    const docs = await readFile(join(root, 'docs', 'editors.md'), 'utf8');
    const settings = /```lua\r?\n([^]*?)```/.exec(docs)?.[1] ?? '';
    expect(settings).toContain("{ 'tableread', 'lsp'");
    const folder = await mkdtemp(join(tmpdir(), 'tableread-nvim-'));
    try {
      await writeFile(join(folder, 'a.voice'), script);
      const program = 'vim.env.TEST_NODE, vim.env.TEST_PROGRAM';
      await writeFile(
        join(folder, 'settings.lua'),
        settings.replace("'tableread', 'lsp'", () => `${program}, 'lsp'`),
      );
      await writeFile(join(folder, 'drive.lua'), lua);
      const editor = spawn('nvim', ['--headless', '-u', 'NONE', '-c', 'luafile drive.lua'], {
        cwd: folder,
        env: { ...process.env, TEST_NODE: process.execPath, TEST_PROGRAM: join(dist, 'cli.mjs') },
        stdio: 'ignore',
        timeout: 100_000,
      });
      await new Promise((resolve) => editor.once('exit', resolve));
      const result = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8')) as Record<string, string[]>;
      expect(result['codes']).toContain('5 voice/unknown-emotion');
      expect(result['labels']).toContain('afraid');
      expect(result['lines']).toEqual(
        script.replaceAll('MIRA', 'ZOE').replace('#   One', '# One').trimEnd().split('\n'),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  120_000,
);
