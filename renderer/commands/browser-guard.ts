import { isTyping } from './chord.ts';

/** Keys with Ctrl (Cmd) that edit text; outside a field only copy and paste keep their meaning. */
const textKeys = /^Mod\+(A|C|V|X|Z|Y|Shift\+(Z|V)|(Shift\+)?(Arrow\w+|Home|End|Backspace|Delete|Enter))$/;
const clipboardKeys = /^Mod\+(C|V)$/;
/** Function keys that a browser takes: help, find, reload, caret browsing, menu bar, full screen, tools. */
const functionKeys = /^((Mod|Ctrl|Alt|Shift)\+)*F([1-9]|1[0-2])$/;
const navigation = /^(Alt\+(ArrowLeft|ArrowRight|Home|[A-Z])|Browser\w+|Shift\+Escape|Ctrl\+(Shift\+)?Tab)$/;
/** Quitting and switching applications belong to the system. */
const system = /^(Alt\+F4|Mod\+(Q|H)|Alt\+Tab|Meta\+.*)$/;

/**
 * Whether a browser would act on this chord if nobody prevented it.
 *
 * @param typing  focus is where text is typed, so that editing keys are left alone
 */
export function isBrowserKey(chord: string, typing: boolean, mac: boolean): boolean {
  if (system.test(chord) && (mac || !chord.startsWith('Mod+'))) return false;
  if (functionKeys.test(chord) || navigation.test(chord)) return !(typing && mac && chord.startsWith('Alt+'));
  if (isTyping(chord)) return chord === 'Backspace' && !typing;
  if (!chord.startsWith('Mod+')) return false;
  return !(typing ? textKeys : clipboardKeys).test(chord);
}
