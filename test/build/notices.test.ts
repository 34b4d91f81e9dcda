import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notices } from '../../notices.mjs';
import { root } from '../built.ts';

describe('THIRD_PARTY_NOTICES', () => {
  it('is what notices.mjs makes of what is shipped today', async () => {
    expect(readFileSync(join(root, 'THIRD_PARTY_NOTICES'), 'utf8')).toBe(await notices());
  });

  it('has no licence that may not travel', async () => {
    const text = await notices();
    const licences = [...text.matchAll(/^Licence: (.*)$/gm)].map(([, licence]) => licence);
    const permissive = /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|BlueOak-1\.0\.0|\(MIT OR CC0-1\.0\))$/;
    // Replaceable files of their own, and the one program behind a pipe.
    const apart = ['LGPL-3.0-or-later', 'GPL-3.0'];
    expect(licences.filter((licence) => !permissive.test(licence ?? '') && !apart.includes(licence ?? ''))).toEqual([]);
    expect(text).toContain('@echogarden/espeak-ng-emscripten');
    expect(text.match(/^Licence: GPL-3\.0$/gm)).toHaveLength(1);
  });

  it('says of every part under the LGPL how it is replaced', async () => {
    const [head = '', ...sections] = (await notices()).split(`${'='.repeat(100)}\n`);
    const paragraph = head.split('\n\n').find((each) => each.includes('Lesser General Public License')) ?? '';
    const parts = sections.flatMap((section) => {
      const [title = ''] = section.split(`\n${'-'.repeat(100)}\n`);
      const own = /^Licence: LGPL/m.test(title) ? [title.split(' ', 1)[0] ?? ''] : [];
      return [...own, ...[...title.matchAll(/^Holds (.*), LGPL/gm)].map(([, library = '']) => library)];
    });
    expect(parts.sort()).toEqual(['LAME', 'codec-parser', 'mpg123']);
    for (const part of parts) expect(paragraph).toContain(part);
  });

  it('has the text of every licence', async () => {
    const sections = (await notices()).split(`${'='.repeat(100)}\n`).slice(1);
    const bare = sections.filter((section) => {
      const [title = '', text = ''] = section.split(`\n${'-'.repeat(100)}\n`);
      // The texts of GPL and LGPL stand once, at the end.
      return text.trim() === '' && !/Licence: L?GPL/.test(title);
    });
    expect(bare.map((section) => section.split('\n', 1)[0])).toEqual([]);
  });
});
