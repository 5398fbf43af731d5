import { describe, expect, it } from 'vitest';
import { isBrowserKey } from '../../renderer/commands/browser-guard.ts';

const accelerators =
  'Mod+N Mod+T Mod+W Mod+R Mod+P Mod+F Mod+G Mod+H Mod+J Mod+U Mod+O Mod+S Mod+D Mod+L Mod+K Mod+E Mod+0 Mod+1 Mod+9 Mod+- Mod++ Mod+= ' +
  'Mod+Shift+N Mod+Shift+T Mod+Shift+I Mod+Shift+J Mod+Shift+Delete Mod+Shift+R Mod+Shift+B Mod+Shift+O ' +
  'F1 F3 F5 F6 F7 F10 F11 F12 Shift+F5 Shift+F7 Mod+F5 Mod+F4 Shift+Escape ' +
  'Alt+ArrowLeft Alt+ArrowRight Alt+Home Alt+D Alt+F Ctrl+Tab Ctrl+Shift+Tab BrowserBack';

describe('the guard against the browser around the window', () => {
  it.each(accelerators.split(' '))('eats %s outside a text field', (chord) => {
    expect(isBrowserKey(chord, false, false)).toBe(true);
  });

  it.each(accelerators.split(' ').filter((chord) => chord !== 'Mod+Shift+Delete'))(
    'eats %s in a text field too',
    (chord) => {
      expect(isBrowserKey(chord, true, false)).toBe(true);
    },
  );

  it.each(
    'Mod+A Mod+C Mod+V Mod+X Mod+Z Mod+Y Mod+Shift+Z Mod+Shift+V Mod+ArrowLeft Mod+Shift+ArrowRight Mod+Home Mod+End Mod+Backspace Mod+Delete ArrowLeft Home End Backspace Enter Tab A Shift+A'.split(
      ' ',
    ),
  )('leaves %s to a text field', (chord) => {
    expect(isBrowserKey(chord, true, false)).toBe(false);
  });

  it.each(['Mod+C', 'Mod+V', 'Tab', 'ArrowDown', 'Enter', 'Space', 'Escape', 'N', '?'])(
    'leaves %s alone anywhere',
    (chord) => {
      expect(isBrowserKey(chord, false, false)).toBe(false);
    },
  );

  it('leaves the system its own: closing, quitting, switching', () => {
    expect(isBrowserKey('Alt+F4', false, false)).toBe(false);
    expect(isBrowserKey('Mod+Q', false, true)).toBe(false);
    expect(isBrowserKey('Mod+Q', false, false)).toBe(true);
    expect(isBrowserKey('Alt+ArrowLeft', true, true)).toBe(false);
  });
});
