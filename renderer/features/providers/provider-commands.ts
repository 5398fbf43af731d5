import type { DocumentChange } from '../../../core/document.ts';
import { keyOfRef, providerKeyText } from '../../../core/provider-key.ts';
import type { Command } from '../../commands/command.ts';
import { openReview } from '../../review/review-state.ts';
import type { Here } from '../../router/use-env.ts';
import type { KeyCell, ProviderRow } from './rows.ts';

interface Means {
  readonly here: Here;
  readonly row: ProviderRow | undefined;
  readonly add: () => void;
  readonly edit: () => void;
}

/** What this environment has of the row that keys act on. */
export function cellHere(here: Here, row: ProviderRow | undefined): KeyCell | undefined {
  return row?.type === 'key' ? row.cells.find(({ slug }) => slug === here.ref.slug) : undefined;
}

/** What can be done about providers in the environment of the path. */
export function providerCommands({ here, row, add, edit }: Means) {
  const pointer = cellHere(here, row)?.pointer;
  const name = here.environment.name;
  const command = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
    id: `providers.${id}`,
    title,
    group: 'Providers',
    keys,
    run,
  });
  const review = (content: string | null) => {
    if (pointer === undefined) return;
    const change: DocumentChange = {
      resource: 'provider-key',
      key: keyOfRef(pointer),
      content,
      base: pointer.fingerprint,
    };
    void openReview(here.ref, { type: 'edits', documents: [change] });
  };
  return {
    add: command('add', `Add a key in ${name}…`, ['n'], add),
    edit: {
      ...command('edit', 'Label and value…', ['e'], edit),
      enabled: () => pointer !== undefined,
    },
    usual: {
      ...command('default', `Make it the default in ${name}…`, ['s'], () => {
        if (pointer !== undefined) review(providerKeyText({ ...pointer, isDefault: true }));
      }),
      enabled: () => pointer !== undefined && !pointer.isDefault,
    },
    remove: {
      ...command('remove', `Remove the key from ${name}…`, ['Delete'], () => review(null)),
      enabled: () => pointer !== undefined,
    },
  } as const satisfies Record<string, Command>;
}
