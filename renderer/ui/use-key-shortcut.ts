import { type RefCallback, useCallback } from 'react';
import { ariaKeys } from '../commands/key-text.ts';
import { mac } from '../commands/keyboard.ts';

/**
 * Tell a button's key to screen readers, which do not see its key caps.
 *
 * By hand: the component library passes `aria-keyshortcuts` on to no button.
 */
export function useKeyShortcut(chord: string | undefined): RefCallback<HTMLElement> {
  return useCallback(
    (element: HTMLElement | null) => {
      if (chord === undefined) element?.removeAttribute('aria-keyshortcuts');
      else element?.setAttribute('aria-keyshortcuts', ariaKeys(chord, mac));
    },
    [chord],
  );
}
