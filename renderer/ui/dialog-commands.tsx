import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';

/** Commands of a dialog: a child of it, because the dialog around them is what gives them their layer. */
export function DialogCommands({ commands }: { readonly commands: readonly Command[] }) {
  useCommands(commands);
  return null;
}

/** Ctrl+Enter does what the first button of a dialog does, in every dialog. A form takes Enter by itself. */
export const submitCommand = (title: string, may: boolean, submit: () => unknown): Command => ({
  id: 'dialog.submit',
  title,
  group: 'Console',
  keys: ['Mod+Enter'],
  enabled: () => may,
  run: () => void submit(),
});
