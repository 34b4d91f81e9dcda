// English sentences of extension/. `{{name}}` is a placeholder.
import type { Sentences } from '../sentences.ts';

export const extension = {
  'editor/unexpected': { text: 'Tableread met an error of its own: {{what}}' },
  'editor/show-log': { text: 'Show log' },
  'editor/player': { text: 'Tableread player' },
  'editor/no-script': { text: 'Open a .voice script first.' },
  'editor/no-cue-here': { text: 'There is no line to speak at the cursor.' },
  'editor/cue-not-spoken': { text: 'This line has an error or nobody speaks it, so there is nothing to hear.' },
  'editor/virtual': {
    text: 'This script lies in a virtual workspace, where no sound can be made. Save it to a folder of the disk first.',
  },
  'editor/untrusted': {
    text: 'Sound is made in trusted workspaces only, as scripts name files. Checking and highlighting work everywhere.',
  },
  'editor/manage-trust': { text: 'Manage workspace trust' },
  'editor/lens-play': { text: 'Play' },
  'editor/lens-stop': { text: 'Stop' },
  'editor/lens-waiting': { text: 'Being made, click to stop' },
  'editor/lens-play-tooltip': { text: 'Speak this line' },
  'editor/lens-seconds': { text: '{{seconds}} s' },
  'editor/lens-stale': { text: 'changed since' },
  'editor/lens-failed': { text: 'failed' },
  'editor/lens-locked': { text: 'locked' },
  'editor/lens-take': { text: 'take {{take}}' },
} as const satisfies Sentences;
