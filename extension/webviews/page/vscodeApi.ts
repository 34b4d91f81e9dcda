import type { PageStrings } from './say.ts';

/** What VS Code gives a webview. */
export interface VsCodeApi<Message, State> {
  postMessage(message: Message): void;
  getState(): State | undefined;
  setState(state: State): void;
}

declare global {
  function acquireVsCodeApi(): unknown;
}

/** The one connection to the host; VS Code gives it out once. */
export function vscodeApi<Message, State>(): VsCodeApi<Message, State> {
  return acquireVsCodeApi() as VsCodeApi<Message, State>;
}

/** What the host has written into the page: the sentences, and the nonce that style elements need. */
export function handedOver(): { readonly strings: PageStrings; readonly nonce: string } {
  const element = document.getElementById('strings');
  return { strings: JSON.parse(element?.textContent ?? '{}') as PageStrings, nonce: element?.nonce ?? '' };
}
