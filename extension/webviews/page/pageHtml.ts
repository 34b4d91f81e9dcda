import type { PageStrings } from './say.ts';

/** What the HTML of a page is made of. */
export interface PageParts {
  readonly title: string;
  /** For `lang`, for example `en` or `zh-CN`. */
  readonly language: string;
  /** Addresses of the bundled files, as the webview may load them. */
  readonly script: string;
  readonly style: string;
  /** `webview.cspSource` */
  readonly source: string;
  /** Fresh for every page. */
  readonly nonce: string;
  /** Of `pageStrings`. */
  readonly strings: PageStrings;
}

/**
 * The HTML of a page. Nothing inline is allowed but what carries the nonce (the waveform brings a style element of its own),
 * nothing is loaded from elsewhere, sound comes as blobs.
 */
export function pageHtml({ title, language, script, style, source, nonce, strings }: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `img-src data:`,
    `media-src blob:`,
  ].join('; ');
  // `<` would let a sentence end the element.
  const json = JSON.stringify(strings).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(title)}</title>
<link rel="stylesheet" href="${attribute(style)}">
</head>
<body>
<div id="root"></div>
<script id="strings" type="application/json" nonce="${nonce}">${json}</script>
<script nonce="${nonce}" src="${attribute(script)}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
