import { useEffect, useRef } from 'react';
import { isFocusLost, topDialog } from '../ui/returned-focus.ts';

/** What a page is worked with by keys, best first. */
const handles = ['.state-actions button', '[role="grid"]', 'h1[tabindex], h2[tabindex]'];

/**
 * The focus is never lost. Where what held it goes away with nothing to give it back to (a row is removed, a page is
 * left), it comes to the dialog that is open, else to the page's list, else to the page.
 */
export function useKeptFocus(page: string) {
  const main = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is one of the things it waits for
  useEffect(() => {
    let frame = 0;
    // A link that led here gives the focus to the page; one that the Tab key comes by keeps it.
    let arriving = true;
    const settle = () => {
      const onLink = arriving && document.activeElement?.closest('.page-nav') != null;
      arriving = false;
      if (isFocusLost() || onLink) home(main.current)?.focus({ preventScroll: true });
    };
    // Two frames later: whoever closed a dialog may give the focus back first.
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(settle);
      });
    };
    const onFocusOut = (event: FocusEvent) => {
      if (event.relatedTarget === null) look();
    };
    // A removed element may tell nobody. Dialogs come and go as children of the body, pages as those of main.
    const removals = new MutationObserver(look);
    removals.observe(document.body, { childList: true });
    if (main.current !== null) removals.observe(main.current, { childList: true });
    document.addEventListener('focusout', onFocusOut);
    // What else was removed: the next key finds the focus where it belongs.
    document.addEventListener('keydown', look);
    look();
    return () => {
      cancelAnimationFrame(frame);
      removals.disconnect();
      document.removeEventListener('focusout', onFocusOut);
      document.removeEventListener('keydown', look);
    };
  }, [page]);
  return main;
}

function home(main: HTMLElement | null): HTMLElement | null {
  const dialog = topDialog();
  if (dialog !== undefined) return dialog;
  const handle = handles.map((each) => main?.querySelector<HTMLElement>(each)).find((each) => each != null);
  return handle ?? main;
}
