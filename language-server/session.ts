import type { Connection } from 'vscode-languageserver/node';
import type { ClientAbilities } from './clientAbilities.ts';
import type { OpenScripts } from './openScripts.ts';
import type { ServerSettings } from './protocol.ts';

/** What the features are wired to. */
export interface Session {
  readonly connection: Connection;
  readonly client: ClientAbilities;
  readonly scripts: OpenScripts;
  readonly settings: () => ServerSettings;
}
