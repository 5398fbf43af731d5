const words: Readonly<Record<string, readonly [mac: string, other: string]>> = {
  Mod: ['⌘', 'Ctrl'],
  Ctrl: ['⌃', 'Ctrl'],
  Alt: ['⌥', 'Alt'],
  Shift: ['⇧', 'Shift'],
  Enter: ['↩', 'Enter'],
  Escape: ['Esc', 'Esc'],
  Delete: ['⌦', 'Del'],
  Backspace: ['⌫', '⌫'],
  ArrowUp: ['↑', '↑'],
  ArrowDown: ['↓', '↓'],
  ArrowLeft: ['←', '←'],
  ArrowRight: ['→', '→'],
};

/** The key caps of a chord as a person reads them: `Mod+K` is Ctrl and K, or ⌘ and K. */
export function keyCaps(chord: string, mac: boolean): readonly string[] {
  const cut = chord.lastIndexOf('+', chord.length - 2) + 1;
  const held = chord.slice(0, cut).split('+').filter(Boolean);
  return [...held, chord.slice(cut)].map((key) => words[key]?.[mac ? 0 : 1] ?? key);
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(chord: string, mac: boolean): string {
  return chord.replace('Mod', mac ? 'Meta' : 'Control').replace('Ctrl', 'Control');
}
