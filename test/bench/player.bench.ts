import type { Bench } from './row.ts';

const bench: Bench = {
  name: 'Player',
  async run(report) {
    // By address: what runs in a page is checked with the browser's types, in a project of its own.
    const address = new URL('../extension/webviews/measurePlayer.ts', import.meta.url).href;
    const { measurePlayer } = (await import(address)) as { measurePlayer: (to: typeof report) => Promise<void> };
    await measurePlayer(report);
  },
};

export default bench;
