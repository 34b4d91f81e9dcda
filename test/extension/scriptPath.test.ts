import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scriptPath } from '../../extension/scriptPath.ts';

describe('scriptPath', () => {
  it('is the file, a place in the storage, or none', () => {
    const at = (scheme: string, path: string) => scriptPath({ scheme, fsPath: path, path }, '/storage');
    expect(at('file', '/a/b.voice')).toBe('/a/b.voice');
    expect(at('untitled', 'Untitled-1')).toBe(join('/storage', 'untitled', 'Untitled-1', 'Untitled-1.voice'));
    expect(at('untitled', '/../x y/雨')).toBe(join('/storage', 'untitled', 'x-y-雨', 'x-y-雨.voice'));
    expect(at('untitled', '..')).toBe(join('/storage', 'untitled', 'untitled', 'untitled.voice'));
    expect(at('vscode-vfs', '/a.voice')).toBeUndefined();
  });
});
