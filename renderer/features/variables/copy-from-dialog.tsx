import { useState } from 'react';
import { ask } from '../../api/bridge.ts';
import { useWork } from '../../api/use-work.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { tellCarried } from './carry-dialog.tsx';

/** Fill an empty environment with drafts of everything another one has. */
export function CopyFromDialog({ onClose }: { readonly onClose: () => void }) {
  const here = useEnv();
  const others = here.environments.filter((each) => each.slug !== here.ref.slug);
  const [slug, setSlug] = useState(others[0]?.slug ?? '');
  const { run, running, error } = useWork();
  const copy = () =>
    run(async () => {
      const from = siblingRef(here, slug);
      const { rows } = await ask('variables.list', { env: from });
      const keys = rows.map((row) => row.key);
      const { carried, left } = await ask('drafts.carry', { env: here.ref, from, keys });
      tellCarried(here.environment.name, carried, left);
      onClose();
    });
  return (
    <FormDialog
      title={`Copy variables to ${here.environment.name}`}
      onClose={onClose}
      submit="Copy as drafts"
      may={slug !== '' && !running}
      onSubmit={copy}
      error={error}
    >
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
    </FormDialog>
  );
}
