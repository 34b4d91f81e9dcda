import { fileURLToPath } from 'node:url';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import packageFacts from '../package.json' with { type: 'json' };
import { clientAbilities } from './clientAbilities.ts';
import { diagnostics } from './features/diagnostics.ts';
import { OpenScripts } from './openScripts.ts';
import type { OpenScript } from './openScript.ts';
import { defaultServerSettings, trustNotification } from './protocol.ts';
import { serverCapabilities } from './serverCapabilities.ts';
import { serverSettings } from './serverSettings.ts';
import type { Session } from './session.ts';
import { wireFeatures } from './wireFeatures.ts';

/**
 * Serves a client over a connection until it says `exit`. All state is the open scripts and what was read of the disk;
 * every answer is worked out from a script as it stands.
 */
export function serve(connection: Connection): void {
  connection.onInitialize((params) => {
    const session = begin(connection, params);
    const result: InitializeResult = {
      capabilities: serverCapabilities(session.client),
      serverInfo: { name: 'tableread', version: packageFacts.version },
    };
    return result;
  });
  connection.listen();
}

function begin(connection: Connection, params: InitializeParams): Session {
  const client = clientAbilities(params);
  let settings = defaultServerSettings;
  let folders = workspaceFolders(params);
  let trusted = client.trusted;
  const scripts = new OpenScripts(client.columns, client.locale, settings, showAnew);
  scripts.setWorkspace(folders, trusted);
  const session: Session = { connection, client, scripts, settings: () => settings };

  // Typing never waits behind checks: they run in a turn of the event loop after one in which nothing changed. Each turn
  // hands over one message, so whatever was asked right behind a keystroke is answered first, and a burst is checked once.
  const waiting = new Set<OpenScript>();
  let quietTurns = 0;
  function checkSoon(script: OpenScript): void {
    if (waiting.size === 0) setImmediate(turn);
    waiting.add(script);
    quietTurns = 0;
  }
  function turn(): void {
    quietTurns++;
    if (quietTurns > 1) check();
    else setImmediate(turn);
  }
  function check(): void {
    const due = [...waiting];
    waiting.clear();
    for (const script of due) {
      if (scripts.get(script.uri) !== script) continue;
      if (!client.pullsDiagnostics) {
        void connection.sendDiagnostics({
          uri: script.uri,
          version: script.version,
          diagnostics: diagnostics(script.script, client),
        });
      }
      void scripts.bring(script);
    }
  }
  /** A script means something else although its text did not change: what was shown is asked for again. */
  function showAnew(script: OpenScript): void {
    checkSoon(script);
    if (client.pullsDiagnostics && client.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
    if (client.refreshesInlayHints) void connection.languages.inlayHint.refresh();
    if (client.refreshesCodeLenses) void connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
  }

  connection.onDidOpenTextDocument(({ textDocument }) => {
    checkSoon(scripts.open(textDocument.uri, textDocument.version, textDocument.text));
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const script = scripts.change(textDocument.uri, textDocument.version, contentChanges);
    if (script !== undefined) checkSoon(script);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    scripts.close(textDocument.uri);
    if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri: textDocument.uri, diagnostics: [] });
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    scripts.filesChanged(changes.filter(({ uri }) => uri.startsWith('file:')).map(({ uri }) => fileURLToPath(uri)));
  });
  connection.onNotification(trustNotification, (message) => {
    trusted = message.trusted;
    scripts.setWorkspace(folders, trusted);
  });
  const configure = async (): Promise<void> => {
    if (!client.hasConfiguration) return;
    settings = serverSettings(await connection.workspace.getConfiguration('tableread'));
    scripts.setSettings(settings);
    if (client.refreshesInlayHints) void connection.languages.inlayHint.refresh();
  };
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    if (client.hasConfiguration) {
      void configure();
      return;
    }
    settings = serverSettings((sent as { tableread?: unknown } | undefined)?.tableread);
    scripts.setSettings(settings);
  });

  connection.onInitialized(() => {
    void configure();
    if (client.registersConfiguration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'tableread' });
    }
    if (client.registersWatchers) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          { globPattern: '**/*.{wav,WAV,mp3,MP3,flac,FLAC,ogg,OGG,opus}' },
          { globPattern: '**/*.{yaml,yml}' },
          { globPattern: '**/.tableread/lengths*' },
        ],
      });
    }
    if (client.hasWorkspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.flatMap(({ uri }) => paths(uri)));
        folders = [...folders.filter((folder) => !gone.has(folder)), ...added.flatMap(({ uri }) => paths(uri))];
        scripts.setWorkspace(folders, trusted);
      });
    }
  });

  wireFeatures(session);
  return session;
}

function workspaceFolders(params: InitializeParams): readonly string[] {
  return params.workspaceFolders?.flatMap(({ uri }) => paths(uri)) ?? [];
}

function paths(uri: string): readonly string[] {
  return uri.startsWith('file:') ? [fileURLToPath(uri)] : [];
}
