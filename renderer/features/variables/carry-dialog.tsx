import { useState } from 'react';
import { ask } from '../../api/bridge.ts';
import { nameSome } from '../../api/error-text.ts';
import { useWork } from '../../api/use-work.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { toast } from '../../state/toasts.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { EnvironmentTicks } from './environment-ticks.tsx';
import { useDraftsAt } from './use-drafts-at.ts';

/** Saved values of ticked keys become drafts of other environments. Nothing is written there yet. */
export function CarryDialog({
  keys,
  onClose,
}: {
  readonly keys: readonly string[];
  readonly onClose: () => void;
}) {
  const here = useEnv();
  const others = here.environments.filter((each) => each.slug !== here.ref.slug);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    new Set(
      others.filter((each) => others.length === 1 && each.kind !== 'production').map((each) => each.slug),
    ),
  );
  const draftAt = useDraftsAt(keys);
  const { run, running, error } = useWork();
  const carry = () =>
    run(async () => {
      for (const target of others.filter((each) => ticked.has(each.slug))) {
        const env = siblingRef(here, target.slug);
        const { carried, left } = await ask('drafts.carry', { env, from: here.ref, keys: [...keys] });
        tellCarried(target.name, carried, left);
      }
      onClose();
    });
  return (
    <FormDialog
      title={`Carry ${keys.length === 1 ? keys[0] : `${keys.length} keys`} to other environments`}
      onClose={onClose}
      submit="Carry as drafts"
      may={ticked.size > 0 && !running}
      lacks={ticked.size === 0 ? 'Tick an environment first.' : undefined}
      onSubmit={carry}
      error={error}
    >
      <p className="soft">
        The saved values of {here.environment.name} become drafts there, to be reviewed in each. Values that
        the server hides are left out and named.
      </p>
      <EnvironmentTicks
        autoFocus
        label="To"
        environments={others}
        ticked={ticked}
        onToggle={(slug) => setTicked((now) => (now.has(slug) ? without(now, slug) : new Set(now).add(slug)))}
        says={draftAt}
      />
    </FormDialog>
  );
}

const without = (ticked: ReadonlySet<string>, slug: string): ReadonlySet<string> =>
  new Set([...ticked].filter((each) => each !== slug));

/** What became of a carry, in words. */
export function tellCarried(name: string, carried: readonly string[], left: readonly string[]): void {
  const count = `${carried.length} ${carried.length === 1 ? 'draft' : 'drafts'} in ${name}.`;
  if (left.length === 0) toast('good', count);
  else toast('warn', `${count} Left out, because the value is hidden or not set: ${nameSome(left)}.`);
}
