import { findBrowser } from '../../programs/findBrowser.ts';
import { launchBrowser, noBrowser, openPage } from './browserPage.ts';
import type { Row } from '../../bench/row.ts';
import { handOvers, openedReel, scrolled } from './measuredPage.ts';
import { peaksOf, reelOf } from './reels.ts';

/** The player's page in a browser: an hour of 1,500 cues, and what is heard between two slices. */
export async function measurePlayer(report: (row: Row) => void): Promise<void> {
  if (findBrowser() === undefined) {
    console.log(`not measured: ${noBrowser}`);
    return;
  }
  const browser = await launchBrowser();
  try {
    const hour = reelOf({ cues: 1500, length: 2.1, gap: 0.3 });
    const peaks = peaksOf(hour).toString('base64');
    const page = await openPage(browser, { page: 'player', peaks });
    const opened = await openedReel(page, hour);
    report({ name: 'an hour, 1,500 cues: message → waveform painted', value: opened, unit: 'ms', goal: '< 500' });
    const { p50, p99, elements } = await scrolled(page);
    report({ name: 'an hour, zoomed in, scrolling: frame p50', value: p50, unit: 'ms', goal: '< 17' });
    report({ name: 'an hour, zoomed in, scrolling: frame p99', value: p99, unit: 'ms', goal: '< 34' });
    report({ name: 'an hour, zoomed in: elements in the document', value: elements, unit: '', goal: '< 1000' });
    await page.close();

    for (const speed of [1, 2]) {
      const gaps = await handOvers(browser, speed);
      const worst = Math.max(...gaps.map((gap) => Math.abs(gap)));
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      report({ name: `between two slices at speed ${speed}: mean`, value: mean, unit: 'ms' });
      report({
        name: `between two slices at speed ${speed}: worst of ${gaps.length}`,
        value: worst,
        unit: 'ms',
        goal: '< 30',
      });
    }
  } finally {
    await browser.close();
  }
}
