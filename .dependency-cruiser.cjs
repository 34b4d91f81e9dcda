// The import rules between rooms (docs: README, "The house"). A room may import foundation and what stands here, nothing else.
const rooms = {
  foundation: [],
  audio: [],
  grammar: [],
  screenplay: ['grammar', 'audio/index', 'audio/audioFacts'],
  // audio: the server brings the facts of recordings that screenplay asks for, and screenplay opens no file.
  'language-server': ['grammar', 'screenplay', 'audio', 'models/catalogue'],
  models: ['audio'],
  // openScript parses: a production process is given text, since a screenplay is too much to send between processes.
  production: ['grammar/index', 'screenplay', 'audio', 'models/engine', 'models/catalogue', 'models/client'],
  extension: ['language-server', 'grammar', 'screenplay', 'models', 'production', 'audio'],
  cli: ['language-server', 'grammar', 'screenplay', 'models', 'production', 'audio'],
};
const all = Object.keys(rooms).join('|');

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `${room}-imports`,
      severity: 'error',
      from: { path: `^${room}/` },
      to: { path: `^(${all})/`, pathNot: `^(${[room, 'foundation', ...allowed].join('|')})(/|\\.|$)` },
    })),
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'espeak-ng-is-a-program',
      comment: 'espeak-ng is GPL-3: only its own program may import it, and nothing imports that program.',
      severity: 'error',
      from: { pathNot: '^models/engines/draft/espeak-ng/' },
      to: { path: '(@echogarden/espeak-ng-emscripten|^models/engines/draft/espeak-ng/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|test/fixtures)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
