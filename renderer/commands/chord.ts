/** The part of a keyboard event that decides what it means. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const named: Readonly<Record<string, string>> = { ' ': 'Space', Esc: 'Escape', Del: 'Delete' };

/**
 * The chord of a key press, written as commands write theirs: `Mod+K`, `Alt+1`, `Shift+F7`, `/`, `N`.
 *
 * `Mod` is Cmd on macOS and Ctrl elsewhere; the other of the two keeps its own name. Digits come from the
 * physical key, so that Ctrl+1 works where digits need Shift; letters too where the layout has no Latin ones.
 */
export function chordOf(press: KeyPress, mac: boolean): string {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  const held = mod || other || press.altKey;
  const key = keyName(press, held);
  // Tab by Ctrl is the same key everywhere: Cmd+Tab belongs to macOS.
  const ctrlTab = key === 'Tab' && press.ctrlKey;
  const parts = [
    ...(ctrlTab ? ['Ctrl'] : []),
    ...(mod && !ctrlTab ? ['Mod'] : []),
    ...(other && !ctrlTab ? [mac ? 'Ctrl' : 'Meta'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(press.shiftKey && !isSymbol(key) ? ['Shift'] : []),
    key,
  ];
  return parts.join('+');
}

/** A chord as a command writes it, in the form that `chordOf` gives: letters upper-case. */
export function canonical(chord: string): string {
  const cut = chord.lastIndexOf('+', chord.length - 2) + 1;
  const key = chord.slice(cut);
  return chord.slice(0, cut) + (key.length === 1 ? key.toUpperCase() : key);
}

/** Whether a chord is typing when it happens in a text field: no modifier but Shift, and no function key. */
export function isTyping(chord: string): boolean {
  return !/^(Mod|Ctrl|Alt|Meta)\+/.test(chord) && !/(^|\+)F\d{1,2}$/.test(chord);
}

function keyName({ key, code }: KeyPress, held: boolean): string {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined && held) return digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined && (key.length !== 1 || key.charCodeAt(0) > 126)) return letter;
  return named[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** Characters that Shift is part of: `?` is `?` wherever the layout puts it. */
function isSymbol(key: string): boolean {
  return key.length === 1 && !/[A-Z0-9]/.test(key);
}
