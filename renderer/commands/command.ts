/** Heading under which a command stands in the `?` sheet and in the palette. */
export type CommandGroup =
  | 'Go to'
  | 'Environment'
  | 'List'
  | 'Variables'
  | 'Drafts'
  | 'Compare'
  | 'Promote'
  | 'Agents'
  | 'Providers'
  | 'Queues'
  | 'History'
  | 'Import and export'
  | 'Connections'
  | 'Console';

/**
 * Where a command's keys count.
 *
 * `page`: wherever the component that registered it is on top (not below a dialog). `grid`: the same, with
 * focus inside an element of role grid or treegrid. `anywhere`: over dialogs too.
 */
export type CommandScope = 'page' | 'grid' | 'anywhere';

/** One thing a person can do: the same object serves its keys, its button, the palette and the `?` sheet. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** `Mod+K`, `Alt+1`, `Shift+F7`, `/`, `n`, `Shift+C`. The first is the one that is shown. */
  readonly keys: readonly string[];
  /** `page` when absent. */
  readonly when?: CommandScope;
  /** Keys without Ctrl, Cmd or Alt are typing inside a text field; `true` takes them there too (Escape, Enter). */
  readonly inFields?: boolean;
  readonly enabled?: () => boolean;
  readonly run: () => void;
  /** Listed in the palette unless `false`. */
  readonly palette?: boolean;
}

export const isEnabled = (command: Command): boolean => command.enabled?.() ?? true;
