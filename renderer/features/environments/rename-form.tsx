import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Environment, isAble } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import { gapText } from '../../api/capability-text.ts';
import { renamesWritten } from '../../api/invalidation.ts';
import { renameQueries } from '../../api/rename-queries.ts';
import { useAsk } from '../../api/use-ask.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { CommandButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { RenameFacts } from './rename-facts.tsx';
import { slugProblem } from './slug.ts';
import { isNeverArchived } from './words.ts';

/** The new name, and everything one should know before it is begun. */
export function RenameForm({
  environment,
  back,
}: {
  readonly environment: Environment;
  readonly back: string | undefined;
}) {
  const here = useEnv();
  const env = siblingRef(here, environment.slug);
  const [name, setName] = useState(environment.name);
  const [slug, setSlug] = useState(back ?? '');
  const contents = useQuery(renameQueries.contents(env)).data;
  const start = useAsk('renames.start');
  const gap = gapText(here.workspace, 'environments.rename', here.project);
  const stays = isNeverArchived(environment, isAble(here.workspace, here.project, 'environments.restore'));
  const problem = newSlugProblem(slug, environment, here.project.environments);
  const may = gap === undefined && name.trim() !== '' && problem === undefined && !start.running;
  const begin = async (event?: FormEvent) => {
    event?.preventDefault();
    if (may && (await start.go({ env, slug, name })) !== undefined) renamesWritten(env);
  };
  const next: Command = {
    id: 'rename.next',
    title: 'Begin',
    group: 'Environment',
    keys: ['Mod+Enter'],
    enabled: () => may,
    run: () => void begin(),
  };
  useCommands([next]);
  return (
    <>
      {gap !== undefined && <p className="note note-bad">{gap}</p>}
      <form className="rename-form" onSubmit={begin}>
        <TextField
          label="New slug"
          mono
          autoFocus
          value={slug}
          onChange={setSlug}
          hint={`In paths and confirmations, in place of ${environment.slug}.`}
          error={slug === '' ? undefined : problem}
        />
        <TextField label="Name" value={name} onChange={setName} maxLength={limits.nameLength} />
      </form>
      <p>
        A slug cannot be changed. So a new environment is made, everything is copied, both are compared, the
        new one takes the old one’s place, and the old one{' '}
        {stays ? 'stays beside it' : 'goes into the archive'}. Each step is shown before it is done. After a
        break or a crash it continues where it was.
      </p>
      <RenameFacts environment={environment} slug={slug} contents={contents} />
      {start.error !== undefined && <ErrorNote error={start.error} />}
      <div className="rename-foot">
        <CommandButton command={next} look="primary" />
      </div>
    </>
  );
}

/** As for any new slug; that of an archived environment of the same kind is taken back into use. */
function newSlugProblem(
  slug: string,
  { kind }: Environment,
  environments: readonly Environment[],
): string | undefined {
  const taken = environments.filter((each) => !(each.archived && each.kind === kind));
  if (environments.some((each) => each.slug === slug && each.archived && each.kind === kind))
    return undefined;
  return slugProblem(
    slug,
    taken.map((each) => each.slug),
  );
}
