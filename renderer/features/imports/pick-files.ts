/** A system's chooser leaves out exactly the files that people want here. */
export const choosingHint =
  'Drop files on the window, paste their text, or choose them: where a chooser hides files that begin with a dot, Ctrl+H shows them.';

/** Open the system's file chooser. Resolves with nothing when it is cancelled. Needs a key press or a click. */
export function pickFiles(): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
    input.addEventListener('cancel', () => resolve([]), { once: true });
    input.click();
  });
}
