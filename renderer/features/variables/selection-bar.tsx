import type { Command } from '../../commands/command.ts';
import { Button, CommandButton } from '../../ui/button.tsx';

/** What can be done with the ticked rows, in place of the filters. */
export function SelectionBar({
  count,
  commands,
  onClear,
}: {
  readonly count: number;
  readonly commands: readonly Command[];
  readonly onClear: () => void;
}) {
  const short: Readonly<Record<string, string>> = {
    'variables.delete': 'Delete',
    'variables.make-secret': 'Make secret',
    'variables.make-plain': 'Make plain',
    'variables.carry': 'Carry to…',
    'drafts.discard': 'Discard drafts',
  };
  return (
    <div className="variables-bar variables-ticked" role="toolbar" aria-label="Ticked variables">
      <strong>{count.toLocaleString('en')} ticked</strong>
      {commands
        .filter((command) => command.id in short)
        .map((command) => (
          <CommandButton key={command.id} command={command} look="quiet">
            {short[command.id]}
          </CommandButton>
        ))}
      <span className="variables-gap" />
      <Button look="quiet" chord="Escape" onPress={onClear}>
        Untick
      </Button>
    </div>
  );
}
