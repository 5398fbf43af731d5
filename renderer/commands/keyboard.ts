import { isBrowserKey } from './browser-guard.ts';
import { chordOf } from './chord.ts';
import { createHeldKeys } from './held-keys.ts';
import { createRegistry, type Focus } from './registry.ts';

export const registry = createRegistry();

/** The router tells when a page is left and when the next is there. */
export const heldKeys = createHeldKeys((key) =>
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', key)),
);

export const mac = /mac/i.test(globalThis.navigator?.platform ?? '');

/** What text is typed into. */
export const textInputs =
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), textarea, [contenteditable=true]';
const letterLists = '[role=listbox], [role=menu]';
const pressables =
  'button, a[href], summary, input:is([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), [role=button], [role=option], [role=menuitem], [role=radio], [role=switch], [role=tab]';

/**
 * Take the keyboard before anything else sees it: commands first, then whatever the browser would do.
 *
 * @param taken  called before a command runs: nobody else sees its key
 */
export function takeKeyboard(target: Window, taken: () => void): void {
  target.addEventListener('keydown', (event) => dispatch(event, taken), { capture: true });
  // Ctrl and the wheel zoom the page out from under the layout.
  target.addEventListener('wheel', (event) => void (event.ctrlKey && event.preventDefault()), {
    passive: false,
  });
  // A file dropped beside every drop zone would replace the window's page.
  for (const type of ['dragover', 'drop'] as const)
    target.addEventListener(type, (event) => event.preventDefault());
}

function dispatch(event: KeyboardEvent, taken: () => void): void {
  // AltGr types characters, and a composing input method owns its keys.
  if (event.isComposing || event.getModifierState('AltGraph')) return;
  const chord = chordOf(event, mac);
  const focus = focusOf(event.target);
  if (!ownKey(chord, focus) && heldKeys.keep(event)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const command = registry.find(chord, focus);
  if (command !== undefined) {
    event.preventDefault();
    event.stopImmediatePropagation();
    taken();
    if (!event.repeat || repeats(chord)) command.run();
  } else if (isBrowserKey(chord, focus.typing, mac)) {
    event.preventDefault();
  }
}

/** Keys of the focused element itself, whatever page comes: text, and what presses a button. */
const ownKey = (chord: string, { typing, pressable }: Focus): boolean =>
  typing || (pressable && (chord === 'Space' || chord === 'Enter'));

/** Held keys step through differences and nothing else: a held Ctrl+1 is one switch. */
const repeats = (chord: string) => /(F7|\]|\[|Mod\+(Shift\+)?Z|Arrow\w+)$/.test(chord);

function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return { typing: false, inGrid: false, pressable: false };
  const inGrid = target.closest('[role=grid], [role=treegrid]') !== null;
  return {
    typing: target.matches(textInputs) || target.closest(letterLists) !== null,
    inGrid,
    pressable: target.matches(pressables),
  };
}
