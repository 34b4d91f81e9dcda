import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { castEdit } from '../../extension/castEdit.ts';
import { property } from '../runs.ts';

function edited(script: string, speaker: string, key: 'voice' | 'consent', value: string): string {
  const edit = castEdit(script, speaker, key, value);
  if (edit === undefined) throw new Error('no edit');
  return script.slice(0, edit.start) + edit.newText + script.slice(edit.end);
}

describe('castEdit', () => {
  it('adds a value to a block entry, indented as it is', () => {
    expect(edited('---\ncast:\n   MIRA:\n      draft: en\n   TOM: {}\n---\n# One\n', 'mira', 'voice', 'v/m.wav')).toBe(
      '---\ncast:\n   MIRA:\n      draft: en\n      voice: "v/m.wav"\n   TOM: {}\n---\n# One\n',
    );
  });

  it('adds a value to an entry in braces', () => {
    expect(edited('---\ncast:\n  TOM: { draft: en }\n---\n', 'TOM', 'consent', 'Tom, 2026')).toBe(
      '---\ncast:\n  TOM: { draft: en, consent: "Tom, 2026" }\n---\n',
    );
    expect(edited('---\ncast:\n  TOM: {}\n---\n', 'TOM', 'voice', 'a.wav')).toBe(
      '---\ncast:\n  TOM: { voice: "a.wav" }\n---\n',
    );
  });

  it('takes the place of an old value', () => {
    expect(edited('---\ncast:\n  TOM:\n    voice: old.wav # his\n---\n', 'TOM', 'voice', 'new.wav')).toBe(
      '---\ncast:\n  TOM:\n    voice: "new.wav" # his\n---\n',
    );
    expect(edited('---\ncast:\n  TOM:\n    voice:\n---\n', 'TOM', 'voice', 'new.wav')).toBe(
      '---\ncast:\n  TOM:\n    voice: "new.wav"\n---\n',
    );
  });

  it('fills an entry without anything', () => {
    expect(edited('---\ncast:\n  TOM:\n  ANN: {}\n---\n', 'TOM', 'voice', 'a.wav')).toBe(
      '---\ncast:\n  TOM:\n    voice: "a.wav"\n  ANN: {}\n---\n',
    );
  });

  it('adds an entry, a cast, a front matter', () => {
    expect(edited('---\ncast:\n  TOM: {}\ntitle: x\n---\n', '老周', 'voice', 'z.wav')).toBe(
      '---\ncast:\n  TOM: {}\n  老周: { voice: "z.wav" }\ntitle: x\n---\n',
    );
    expect(edited('---\ntitle: x\n---\nTOM: Hi.\n', 'TOM', 'voice', 'a.wav')).toBe(
      '---\ntitle: x\ncast:\n  TOM:\n    voice: "a.wav"\n---\nTOM: Hi.\n',
    );
    expect(edited('---\ncast:\ntitle: x\n---\n', 'TOM', 'voice', 'a.wav')).toBe(
      '---\ncast:\n  TOM:\n    voice: "a.wav"\ntitle: x\n---\n',
    );
    expect(edited('---\n---\nTOM: Hi.\n', 'TOM', 'voice', 'a.wav')).toBe(
      '---\ncast:\n  TOM:\n    voice: "a.wav"\n---\nTOM: Hi.\n',
    );
    expect(edited('TOM: Hi.\n', 'TOM', 'voice', 'a.wav')).toBe(
      '---\ncast:\n  TOM:\n    voice: "a.wav"\n---\nTOM: Hi.\n',
    );
  });

  it('keeps line ends of other systems', () => {
    expect(edited('---\r\ncast:\r\n  TOM:\r\n    draft: en\r\n---\r\n', 'TOM', 'voice', 'a.wav')).toBe(
      '---\r\ncast:\r\n  TOM:\r\n    draft: en\r\n    voice: "a.wav"\r\n---\r\n',
    );
  });

  it('writes nothing into what it cannot read', () => {
    expect(castEdit('---\ncast: [\n---\n', 'TOM', 'voice', 'a.wav')).toBeUndefined();
    expect(castEdit('---\ncast: everybody\n---\n', 'TOM', 'voice', 'a.wav')).toBeUndefined();
    expect(castEdit('---\ncast:\n  TOM: en\n---\n', 'TOM', 'voice', 'a.wav')).toBeUndefined();
    expect(castEdit('---\ntitle: never closed\n', 'TOM', 'voice', 'a.wav')).toBeUndefined();
  });

  it('changes the one value and nothing else', () => {
    const entry = fc.record({ draft: fc.constantFrom('en', 'en-gb+m3'), pan: fc.constantFrom(-0.3, 0.5) });
    const cast = fc.dictionary(fc.constantFrom('TOM', 'ANN', '老周', 'DR. WU'), entry, { minKeys: 1 });
    fc.assert(
      fc.property(
        cast,
        fc.boolean(),
        fc.constantFrom('TOM', 'ANN', '老周', 'NOBODY'),
        fc.string({ minLength: 1 }),
        (made, isFlow, speaker, value) => {
          const lines = Object.entries(made).map(([name, { draft, pan }]) =>
            isFlow ? `  ${name}: { draft: ${draft}, pan: ${pan} }` : `  ${name}:\n    draft: ${draft}\n    pan: ${pan}`,
          );
          const script = `---\ntitle: x\ncast:\n${lines.join('\n')}\nmood: sad\n---\nTOM: Hi.\n`;
          const after = edited(script, speaker, 'consent', value);
          const yaml = /^---\n([\s\S]*?)^---$/mu.exec(after)?.[1] ?? '';
          expect(parse(yaml)).toEqual({
            title: 'x',
            cast: { ...made, [speaker]: { ...made[speaker], consent: value } },
            mood: 'sad',
          });
        },
      ),
      property(200, 5000),
    );
  });
});
