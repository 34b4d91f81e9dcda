import { randomBytes } from 'node:crypto';
import { env, Uri, type Webview } from 'vscode';
import { editorLocale } from './editorLocale.ts';
import { say } from './say.ts';
import { pageHtml } from './webviews/page/pageHtml.ts';
import { pageStrings } from './webviews/page/pageStrings.ts';

/**
 * Loads a page of the extension into a webview. It may load the extension's own files only.
 *
 * @param dist folder of the bundled programs
 */
export function webviewPage(webview: Webview, page: 'player' | 'direction', dist: Uri): void {
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  const address = (name: string): string => String(webview.asWebviewUri(Uri.joinPath(dist, name)));
  webview.html = pageHtml({
    title: say(page === 'player' ? 'editor/player' : 'editor/direction'),
    language: env.language,
    script: address(`${page}.js`),
    style: address(`${page}.css`),
    source: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    strings: pageStrings(page, editorLocale),
  });
}
