import { describe, expect, it } from 'vitest';
import { keyCommand, keyLines, type KeyPress } from '../../../../extension/webviews/player/keyCommands.ts';

describe('keyCommand', () => {
  const press = (key: string, more: Partial<KeyPress> = {}) =>
    keyCommand({ key, ctrlKey: false, metaKey: false, altKey: false, control: 'other', ...more });

  it('belong to one command each', () => {
    const keys = keyLines.flatMap((line) => line.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('work in either case, and not with Control, Command or Alt', () => {
    expect(press('L')).toBe('loop');
    expect(press('l', { ctrlKey: true })).toBeNull();
    expect(press('ArrowLeft', { altKey: true })).toBeNull();
    expect(press('q')).toBeNull();
  });

  it('work where a character is typed with Alt or AltGr', () => {
    expect(press('[', { altKey: true })).toBe('previous');
    expect(press(']', { altKey: true, ctrlKey: true })).toBe('next');
    expect(press(']', { ctrlKey: true })).toBeNull();
  });

  it('stay with the control that has the focus', () => {
    expect(press(' ', { control: 'button' })).toBeNull();
    expect(press(' ', { control: 'list' })).toBe('toggle');
    expect(press('ArrowRight', { control: 'slider' })).toBeNull();
    expect(press('Home', { control: 'list' })).toBeNull();
    expect(press('l', { control: 'slider' })).toBe('loop');
  });
});
