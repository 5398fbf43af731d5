import { confirm } from './questions.ts';

/**
 * Close a dialog on Escape, Cancel or a click beside it; where that drops what was typed there, ask first.
 *
 * @param dropped  whether anything would be lost
 * @param lost     what is true of it, in a sentence
 */
export async function closeTyped(
  dropped: boolean,
  close: () => unknown,
  lost = 'It was not kept anywhere.',
): Promise<void> {
  const yes =
    !dropped ||
    (await confirm({
      title: 'Discard what you typed?',
      text: lost,
      yes: 'Discard',
      no: 'Keep editing',
      danger: true,
    }));
  if (yes) close();
}
