import { describe, expect, it } from 'vitest';
import { canonical, chordOf, isTyping, type KeyPress } from '../../renderer/commands/chord.ts';
import { keyCaps } from '../../renderer/commands/key-text.ts';

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('the chord of a key press', () => {
  it.each<[string, KeyPress, boolean, string]>([
    ['Ctrl and a letter', press('k', 'KeyK', { ctrlKey: true }), false, 'Mod+K'],
    ['Cmd on macOS', press('k', 'KeyK', { metaKey: true }), true, 'Mod+K'],
    ['Ctrl on macOS is itself', press('k', 'KeyK', { ctrlKey: true }), true, 'Ctrl+K'],
    ['Ctrl+Tab everywhere', press('Tab', 'Tab', { ctrlKey: true }), false, 'Ctrl+Tab'],
    ['Ctrl+Tab on macOS', press('Tab', 'Tab', { ctrlKey: true }), true, 'Ctrl+Tab'],
    ['Ctrl+Shift+Tab', press('Tab', 'Tab', { ctrlKey: true, shiftKey: true }), false, 'Ctrl+Shift+Tab'],
    ['a digit by its place, AZERTY', press('&', 'Digit1', { ctrlKey: true }), false, 'Mod+1'],
    ['Alt and a digit on macOS', press('¡', 'Digit1', { altKey: true }), true, 'Alt+1'],
    ['a letter of a Cyrillic layout', press('л', 'KeyK', { ctrlKey: true }), false, 'Mod+K'],
    ['a plain letter', press('n', 'KeyN'), false, 'N'],
    ['Shift and a letter', press('C', 'KeyC', { shiftKey: true }), false, 'Shift+C'],
    ['a sign that needs Shift', press('?', 'Slash', { shiftKey: true }), false, '?'],
    ['Shift+F7', press('F7', 'F7', { shiftKey: true }), false, 'Shift+F7'],
    ['redo', press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }), false, 'Mod+Shift+Z'],
    ['the space bar', press(' ', 'Space'), false, 'Space'],
    ['the plus sign', press('+', 'Equal', { ctrlKey: true, shiftKey: true }), false, 'Mod++'],
  ])('%s', (_name, event, mac, chord) => {
    expect(chordOf(event, mac)).toBe(chord);
  });

  it('writes what commands write in one form', () => {
    expect(['n', 'Shift+C', 'Mod+k', '/', '?', 'Mod++', 'F7'].map(canonical)).toEqual([
      'N',
      'Shift+C',
      'Mod+K',
      '/',
      '?',
      'Mod++',
      'F7',
    ]);
  });

  it('tells typing from commands', () => {
    expect(['N', 'Shift+C', '?', 'Space', 'Enter', 'Delete'].every(isTyping)).toBe(true);
    expect(['Mod+K', 'Alt+1', 'F7', 'Shift+F7', 'Ctrl+Tab'].some(isTyping)).toBe(false);
  });

  it('shows key caps as the system writes them', () => {
    expect(keyCaps('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(keyCaps('Mod+Shift+Z', true)).toEqual(['⌘', '⇧', 'Z']);
    expect(keyCaps('Mod++', false)).toEqual(['Ctrl', '+']);
  });
});
