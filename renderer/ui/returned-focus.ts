/** Of the elements that had the focus, so many are remembered: more than any dialog has. */
const remembered = 64;

/** The dialog that lies over everything else, if one is open. */
export const topDialog = (): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('[role="dialog"], [role="alertdialog"]')].at(-1);

export const isFocusLost = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/**
 * Where a dialog, a list or a message goes away with the focus in it, what had the focus before has it again,
 * before any other key can be pressed: a key that follows at once is meant for what is there then.
 *
 * @param app  the element that React renders into; dialogs stand beside it
 */
export function returnFocus(app: HTMLElement): void {
  // Weakly: a field that is gone takes what was typed in it along.
  let had: readonly WeakRef<HTMLElement>[] = [];
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const others = had.filter((each) => each.deref()?.isConnected === true && each.deref() !== target);
    had = [...others, new WeakRef(target)].slice(-remembered);
  });
  const giveBack = () => {
    if (!isFocusLost()) return;
    const over = topDialog();
    for (const each of had.toReversed()) {
      const element = each.deref();
      if (element?.isConnected !== true || over?.contains(element) === false) continue;
      element.focus({ preventScroll: true });
      if (document.activeElement === element) return;
    }
  };
  const changes = new MutationObserver(giveBack);
  changes.observe(document.body, { childList: true });
  // Below a dialog nothing takes the focus; that ends with the dialog or a moment later.
  changes.observe(app, { attributes: true, attributeFilter: ['inert'] });
}
