import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { built, dist, root } from '../built.ts';

const isThere = spawnSync('emacs', ['--batch', '--eval', "(require 'eglot)"]).status === 0;
if (!isThere) console.warn('Emacs with Eglot is not installed: the test with an outside client is skipped.');

const script = '---\ncast:\n  MIRA: { draft: en }\n---\n#   One\nMIRA (afriad 0.7): Hi.\nMIRA: Again.\n';

/** What a writer does, in the script that is open; results as a line of JSON. */
const drive = `
(require 'json)
(require 'eglot)
(load (expand-file-name "settings.el"))
(setq eglot-sync-connect 60)
(find-file "a.voice")
(apply #'eglot (eglot--guess-contact))
(with-timeout (60)
  (while (progn (flymake-start) (null (flymake-diagnostics)))
    (accept-process-output nil 0.05)))
(let ((problems (mapcar (lambda (found)
                          (format "%d %s" (line-number-at-pos (flymake-diagnostic-beg found))
                                  (flymake-diagnostic-text found)))
                        (flymake-diagnostics)))
      (labels (progn (goto-char (point-min))
                     (search-forward "(")
                     (all-completions "" (nth 2 (eglot-completion-at-point))))))
  (goto-char (point-min))
  (forward-line 5)
  (eglot-rename "ZOE")
  (eglot-format-buffer)
  (let ((mode (symbol-name major-mode))
        (text (buffer-substring-no-properties (point-min) (point-max))))
    (with-temp-file "result.json"
      (insert (json-encode (list (cons 'mode mode)
                                 (cons 'problems (vconcat problems))
                                 (cons 'labels (vconcat labels))
                                 (cons 'text text)))))))
(set-buffer-modified-p nil)
(kill-emacs 0)
`;

test.skipIf(!isThere)(
  'Emacs shows problems, completes, renames and formats, with the settings that docs/editors.md gives',
  async () => {
    await built();
    const docs = await readFile(join(root, 'docs', 'editors.md'), 'utf8');
    const settings = /```elisp\r?\n([^]*?)```/.exec(docs)?.[1] ?? '';
    const program = [process.execPath, join(dist, 'cli.mjs')].map((word) => JSON.stringify(word)).join(' ');
    expect(settings).toContain('"tableread" "lsp"');
    const folder = await mkdtemp(join(tmpdir(), 'tableread-emacs-'));
    try {
      await writeFile(join(folder, 'a.voice'), script);
      await writeFile(
        join(folder, 'settings.el'),
        settings.replace('"tableread"', () => program),
      );
      await writeFile(join(folder, 'drive.el'), drive);
      const editor = spawn('emacs', ['--batch', '--load', 'drive.el'], {
        cwd: folder,
        stdio: 'ignore',
        timeout: 200_000,
      });
      await new Promise((resolve) => editor.once('exit', resolve));
      const result = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8')) as Record<string, unknown>;
      expect(result['mode']).toBe('voice-mode');
      expect(result['problems']).toContainEqual(expect.stringMatching(/^6 .*voice\/unknown-emotion/));
      expect(result['labels']).toContain('afraid');
      expect(result['text']).toBe(script.replaceAll('MIRA', 'ZOE').replace('#   One', '# One'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  240_000,
);
