import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';

/** Commands of a dialog: a child of it, because the dialog around them is what gives them their layer. */
export function DialogCommands({ commands }: { readonly commands: readonly Command[] }) {
  useCommands(commands);
  return null;
}
