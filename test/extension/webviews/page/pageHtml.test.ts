import { describe, expect, it } from 'vitest';
import { pageHtml } from '../../../../extension/webviews/page/pageHtml.ts';

describe('pageHtml', () => {
  it('has a policy that lets nothing in from outside, and sentences that cannot end their element', () => {
    const html = pageHtml({
      title: 'A <b>',
      language: 'en',
      script: 'https://x/player.js',
      style: 'https://x/player.css',
      source: 'https://x',
      nonce: 'abc',
      strings: { 'player/play': '</script><script>alert(1)</script>' },
    });
    expect(html).toContain("default-src 'none'; script-src 'nonce-abc'");
    expect(html).not.toMatch(/unsafe|<b>/);
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<script(?! [^>]*nonce="abc")/)).toBeNull();
  });
});
