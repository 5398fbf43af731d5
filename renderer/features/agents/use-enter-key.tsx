import { type ReactNode, useState } from 'react';
import type { Environment } from '../../../core/environment.ts';
import type { CloneCheck, EnvironmentProviders } from '../../../core/ipc/document-calls.ts';
import { documentQueries } from '../../api/document-queries.ts';
import { queryClient } from '../../api/query-client.ts';
import type { Command } from '../../commands/command.ts';
import type { KeyEntry } from '../../documents/agent-check.tsx';
import { KeyDialog } from '../../documents/key-dialog.tsx';
import { type Here, siblingRef } from '../../router/use-env.ts';
import { topDialog } from '../../ui/returned-focus.ts';
import { tellFailure } from '../../values/use-reveal.ts';
import { type MissingKey, missingKey } from './missing-key.ts';

interface Means {
  readonly here: Here;
  readonly targets: readonly Environment[];
  /** What the agents would be in a target; undefined as long as that is not known. */
  readonly checksIn: (target: Environment) => readonly CloneCheck[] | undefined;
}

interface EnterKey {
  /** For each target that lacks a provider's key, by its slug; the first of them has the key. */
  readonly entries: ReadonlyMap<string, KeyEntry>;
  readonly commands: readonly Command[];
  /** The dialog, where one is open. */
  readonly dialog: ReactNode;
}

/** Enter a key for an environment that lacks it, from where the lack is seen. No value of another one is carried. */
export function useEnterKey({ here, targets, checksIn }: Means): EnterKey {
  const [open, setOpen] = useState<MissingKey & { readonly found: EnvironmentProviders }>();
  const missing = targets.flatMap((target) => missingKey(target, checksIn(target)) ?? []);
  const enter = async (wanted: MissingKey) => {
    const query = documentQueries.providers(siblingRef(here, wanted.target.slug));
    try {
      const found = await queryClient.fetchQuery(query);
      // Not over a review, say, that was gone to meanwhile: what is typed there is not this key.
      if (topDialog() === undefined) setOpen({ ...wanted, found });
    } catch (thrown) {
      tellFailure(thrown);
    }
  };
  const entries = missing.map((one, at): readonly [string, KeyEntry] => [
    one.target.slug,
    {
      envVarName: one.envVarName,
      command: {
        id: `agents.clone-key-${one.target.slug}`,
        title: `Enter ${one.envVarName} in ${one.target.name}…`,
        group: 'Agents',
        keys: at === 0 ? ['k'] : [],
        run: () => void enter(one),
      },
    },
  ]);
  const dialog = open !== undefined && (
    <KeyDialog
      env={siblingRef(here, open.target.slug)}
      environment={open.target}
      provider={open.provider}
      envVarName={open.envVarName}
      pointer={open.found.keys.find(
        (key) => key.provider === open.provider.id && key.envVarName === open.envVarName,
      )}
      found={open.found}
      onClose={() => setOpen(undefined)}
    />
  );
  return { entries: new Map(entries), commands: entries.map(([, { command }]) => command), dialog };
}
