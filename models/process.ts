// Entry of the engine process: forked by client.ts, bundled to dist/engine.mjs.
import { serveEngines } from './serveEngines.ts';

serveEngines({
  draft: async () => (await import('./engines/draft/draftEngine.ts')).draftEngine(),
});
