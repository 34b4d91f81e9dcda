// Entry of the engine process: forked by client.ts, bundled to dist/engine.mjs.
import { serveEngines } from './serveEngines.ts';

// Ctrl-C in a terminal reaches every process of its group: whoever asked for speech decides how it ends.
process.on('SIGINT', () => undefined);

serveEngines({
  draft: async () => (await import('./engines/draft/draftEngine.ts')).draftEngine(),
});
