import type { AxeResults } from 'axe-core';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { errorsOf } from './browserPage.ts';

/** What axe-core finds wrong with a page, a line each. */
export async function violations(page: Page, without: readonly string[] = []): Promise<string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // As text: a script element would be against the page's policy.
  const rules = JSON.stringify(Object.fromEntries(without.map((rule) => [rule, { enabled: false }])));
  const before = errorsOf(page).length;
  const results = await page.evaluate<AxeResults>(`${source}; axe.run({ rules: ${rules} })`);
  // It sets inline styles, which the page's policy refuses: not the page's fault.
  errorsOf(page).splice(before);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
