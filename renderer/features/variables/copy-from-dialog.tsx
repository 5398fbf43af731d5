import { useState } from 'react';
import type { AppError } from '../../../core/errors.ts';
import { asAppError, ask } from '../../api/bridge.ts';
import type { Command } from '../../commands/command.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogCommands } from '../../ui/dialog-commands.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { tellCarried } from './carry-dialog.tsx';

/** Fill an empty environment with drafts of everything another one has. */
export function CopyFromDialog({ onClose }: { readonly onClose: () => void }) {
  const here = useEnv();
  const others = here.environments.filter((each) => each.slug !== here.ref.slug);
  const [slug, setSlug] = useState(others[0]?.slug ?? '');
  const [error, setError] = useState<AppError>();
  const copy = async () => {
    setError(undefined);
    const from = siblingRef(here, slug);
    try {
      const { rows } = await ask('variables.list', { env: from });
      const keys = rows.map((row) => row.key);
      const { carried, left } = await ask('drafts.carry', { env: here.ref, from, keys });
      tellCarried(here.environment.name, carried, left);
      onClose();
    } catch (thrown) {
      setError(asAppError(thrown));
    }
  };
  const commands: readonly Command[] = [
    {
      id: 'copy-from.done',
      title: 'Copy as drafts',
      group: 'Variables',
      keys: ['Mod+Enter'],
      run: () => void copy(),
    },
  ];
  return (
    <Dialog
      title={`Copy variables to ${here.environment.name}`}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" chord="Mod+Enter" isDisabled={slug === ''} onPress={() => void copy()}>
            Copy as drafts
          </Button>
        </>
      }
    >
      <DialogCommands commands={commands} />
      <p className="soft">
        Every saved value becomes a draft here, credentials too: change those that must not be shared before
        you apply them.
      </p>
      <Select
        label="From"
        value={slug}
        onChange={setSlug}
        options={others.map((each) => ({
          id: each.slug,
          text: each.name,
          shown: <EnvironmentTag kind={each.kind} name={each.name} colour={each.colour} />,
        }))}
      />
      {error !== undefined && <ErrorNote error={error} />}
    </Dialog>
  );
}
