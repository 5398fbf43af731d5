/** A system's chooser leaves out exactly the files that people want here. */
export const choosingHint =
  'Drop files on the window, paste their text, or choose them: where a chooser hides files that begin with a dot, Ctrl+H shows them.';

/** Open the system's file chooser. Resolves with nothing when it is cancelled. Needs a key press or a click. */
export async function pickFiles(): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.hidden = true;
  // In the page while the chooser is open: one that nothing holds may be collected, and its files then come to nobody.
  document.body.append(input);
  try {
    return await new Promise((resolve) => {
      input.addEventListener('change', () => resolve([...(input.files ?? [])]), { once: true });
      input.addEventListener('cancel', () => resolve([]), { once: true });
      input.click();
    });
  } finally {
    input.remove();
  }
}
