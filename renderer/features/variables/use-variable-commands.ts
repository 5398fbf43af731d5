import type { Capability, Environment, EnvironmentRef } from '../../../core/environment.ts';
import { ask } from '../../api/bridge.ts';
import type { Command } from '../../commands/command.ts';
import { openReview } from '../../review/review-state.ts';
import type { Here } from '../../router/use-env.ts';
import { siblingRef } from '../../router/use-env.ts';
import { toast } from '../../state/toasts.ts';
import { copyValue } from '../../values/copy-value.ts';
import { forgetOld } from '../../values/forget-old.ts';
import { tellFailure } from '../../values/use-reveal.ts';
import { tellCarried } from './carry-dialog.tsx';
import { drafted } from './cell-context.ts';
import { discardAll, discardDrafts, setKind, stepDrafts, toggleDeleted } from './draft-actions.ts';
import type { Panel } from './panel.ts';
import { isGhost, type VariableRow } from './row.ts';

export interface CommandInput {
  readonly here: Here;
  readonly active: VariableRow | undefined;
  /** The ticked rows, or the active one. */
  readonly targets: readonly VariableRow[];
  readonly drafts: number;
  readonly baseline: Environment | undefined;
  readonly focusFilter: (text?: string) => void;
  /** Whether there is a tick or a filter. */
  readonly clears: boolean;
  readonly clear: () => void;
  readonly edit: (row: VariableRow) => void;
  readonly reveal: (row: VariableRow) => void;
  readonly open: (panel: Panel) => void;
  readonly activate: (key: string) => void;
}

/** Everything that can be done on the page of variables; keys, buttons and palette run the same objects. */
export function variableCommands(input: CommandInput): readonly Command[] {
  return [...listCommands(input), ...rowCommands(input), ...manyCommands(input), ...draftCommands(input)];
}

function listCommands({ here, focusFilter, clears, clear, open }: CommandInput): readonly Command[] {
  const group = 'List';
  const keptLists: Command = {
    id: 'variables.kept-lists',
    title: `Earlier lists of ${here.environment.name}, and what changed since…`,
    group,
    keys: [],
    run: () => open({ type: 'kept-lists' }),
  };
  return [
    { id: 'variables.filter', title: 'Filter keys', group, keys: ['/'], run: () => focusFilter() },
    { id: 'variables.search', title: 'Search in values', group, keys: ['='], run: () => focusFilter('=') },
    {
      id: 'variables.escape',
      title: 'Clear ticks and filters',
      group,
      keys: ['Escape'],
      palette: false,
      enabled: () => clears,
      run: clear,
    },
    {
      id: 'variables.add',
      title: 'New variable…',
      group: 'Variables',
      keys: ['n'],
      run: () => open({ type: 'add', key: '' }),
    },
    ...(here.workspace.kind === 'server' ? [keptLists] : []),
  ];
}

function rowCommands({ here, active, edit, reveal, open }: CommandInput): readonly Command[] {
  const env = here.ref;
  const group = 'Variables';
  const on = (run: (row: VariableRow) => void, allowGhost = false) =>
    ({
      group,
      enabled: () => active !== undefined && (allowGhost || !isGhost(active)),
      run: () => {
        if (active?.mark === 'deleted') tellDeleted(active.key);
        else if (active !== undefined) run(active);
      },
    }) as const;
  const copy = (form: 'value' | 'assignment' | 'key') =>
    on(({ key }) => void copyValue(drafted(env), key, form));
  const note = on(({ key }) => open({ type: 'edit', key, focus: 'note' }));
  return [
    { id: 'variables.edit', title: 'Edit the value', keys: ['F2'], ...on(edit, true) },
    {
      id: 'variables.editor',
      title: 'Edit value, kind and note…',
      keys: ['Shift+Enter', 'e'],
      ...on(({ key }) => open({ type: 'edit', key, focus: 'value' })),
    },
    {
      id: 'variables.note',
      title: 'Edit the note…',
      keys: ['m'],
      ...note,
      // What cannot be kept is not begun; the large editor says why.
      enabled: () => here.workspace.capabilities.includes('variables.notes') && note.enabled(),
    },
    {
      id: 'variables.rename',
      title: 'Rename…',
      keys: ['Shift+F2'],
      ...on(({ key }) => open({ type: 'rename', key })),
    },
    { id: 'variables.reveal', title: 'Reveal or hide the value', keys: ['r'], ...on(reveal) },
    { id: 'variables.copy', title: 'Copy the value', keys: ['c'], ...copy('value') },
    { id: 'variables.copy-assignment', title: 'Copy KEY=value', keys: ['Shift+C'], ...copy('assignment') },
    { id: 'variables.copy-key', title: 'Copy the key', keys: ['k'], ...copy('key') },
    {
      id: 'variables.versions',
      title: 'History of this key…',
      keys: ['h'],
      ...on(({ key }) => open({ type: 'versions', key })),
    },
    {
      id: 'variables.forget',
      title: 'Forget old values of this key (purge its history)…',
      keys: [],
      ...on(({ key }) => void forgetOld({ env, key }), true),
    },
    {
      id: 'variables.rotate',
      title: 'Set in several environments…',
      keys: ['s'],
      ...on(({ key }) => open({ type: 'rotate', key })),
    },
  ];
}

/** Why a row that is deleted by a draft takes nothing else. */
export const tellDeleted = (key: string): void =>
  toast('info', `${key} is deleted by a draft. Delete keeps it again.`);

function manyCommands({ here, targets, open, baseline }: CommandInput): readonly Command[] {
  const env = here.ref;
  const some = () => targets.some((row) => !isGhost(row));
  const can = (what: Capability) => here.workspace.capabilities.includes(what);
  const count = targets.length > 1 ? `${targets.length} variables` : 'the variable';
  return [
    {
      id: 'variables.delete',
      title: `Delete ${count}, or undo that`,
      group: 'Variables',
      keys: ['Delete'],
      enabled: some,
      run: () => void toggleDeleted(env, targets),
    },
    {
      id: 'variables.make-secret',
      title: `Make ${count} secret`,
      group: 'Variables',
      keys: [],
      enabled: () => can('variables.kind') && some(),
      run: () => void setKind(env, targets, 'secret'),
    },
    {
      id: 'variables.make-plain',
      title: `Make ${count} plain`,
      group: 'Variables',
      keys: [],
      enabled: () => can('variables.kind') && some(),
      run: () => void setKind(env, targets, 'plain'),
    },
    {
      id: 'variables.carry',
      title: `Carry ${count} to other environments…`,
      group: 'Variables',
      keys: ['Alt+ArrowRight'],
      enabled: () => some() && here.environments.length > 1,
      run: () =>
        open({ type: 'carry', keys: targets.filter((row) => row.saved !== undefined).map((row) => row.key) }),
    },
    {
      id: 'variables.bring',
      title: `Carry ${count} here from ${baseline?.name ?? 'the other side'}`,
      group: 'Variables',
      keys: ['Alt+ArrowLeft'],
      enabled: () => baseline !== undefined && targets.some((row) => row.state !== 'only-left'),
      run: () => {
        const keys = targets.filter((row) => row.state !== 'only-left').map((row) => row.key);
        if (baseline !== undefined) void bring(here, baseline.slug, keys);
      },
    },
    {
      id: 'drafts.discard',
      title: `Discard the draft of ${count}`,
      group: 'Drafts',
      keys: ['Mod+Backspace'],
      enabled: () => targets.some((row) => row.draft !== undefined),
      run: () => void discardDrafts(env, targets),
    },
  ];
}

/** Main is asked, not what is painted: Ctrl+S may follow the very first edit more closely than its row is shown. */
async function reviewDrafts({ ref: env, environment }: Here): Promise<void> {
  try {
    const { drafts } = await ask('drafts.list', { env });
    if (drafts.length > 0) await openReview(env, { type: 'drafts' });
    else toast('info', `Nothing to save: ${environment.name} has no drafts.`);
  } catch (thrown) {
    tellFailure(thrown);
  }
}

function draftCommands({ here, drafts, activate }: CommandInput): readonly Command[] {
  const env = here.ref;
  const step = (which: 'undo' | 'redo') =>
    void stepDrafts(env, which).then((key) => {
      if (key !== undefined) activate(key);
    });
  return [
    {
      id: 'drafts.review',
      title: `Review and save ${drafts === 1 ? 'the draft' : 'the drafts'}…`,
      group: 'Drafts',
      keys: ['Mod+S'],
      run: () => void reviewDrafts(here),
    },
    {
      id: 'drafts.undo',
      title: 'Undo the last edit',
      group: 'Drafts',
      keys: ['Mod+Z'],
      run: () => step('undo'),
    },
    {
      id: 'drafts.redo',
      title: 'Redo the edit',
      group: 'Drafts',
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      run: () => step('redo'),
    },
    {
      id: 'drafts.discard-all',
      title: `Discard all drafts in ${here.environment.name}…`,
      group: 'Drafts',
      keys: [],
      enabled: () => drafts > 0,
      run: () => void discardAll(env, here.environment.name, drafts),
    },
  ];
}

/** Values of the baseline become drafts here. */
async function bring(here: Here, fromSlug: string, keys: readonly string[]): Promise<void> {
  const env: EnvironmentRef = here.ref;
  try {
    const { carried, left } = await ask('drafts.carry', {
      env,
      from: siblingRef(here, fromSlug),
      keys: [...keys],
    });
    tellCarried(here.environment.name, carried, left);
  } catch (thrown) {
    tellFailure(thrown);
  }
}
