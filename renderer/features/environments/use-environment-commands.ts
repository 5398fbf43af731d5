import { createElement } from 'react';
import { type Environment, isAble, isBranch } from '../../../core/environment.ts';
import type { Asking } from '../../api/use-ask.ts';
import type { Command } from '../../commands/command.ts';
import { type Here, siblingRef } from '../../router/use-env.ts';
import { useGo } from '../../router/use-go.ts';
import { confirm } from '../../state/questions.ts';
import { toast, withdrawToast } from '../../state/toasts.ts';
import { ArchiveText, afterArchiving } from './archive-text.tsx';
import { moved } from './slug.ts';
import { createdText, isNeverArchived, neverArchivedText } from './words.ts';

interface Means {
  readonly here: Here;
  /** The row that is meant. */
  readonly current: Environment | undefined;
  /** Make another row the one that is meant. */
  readonly choose: (slug: string) => void;
  readonly open: (what: 'create' | 'branch' | 'edit' | 'health') => void;
  readonly reorder: Asking<'environments.reorder'>;
  readonly archive: Asking<'environments.archive'>;
  readonly contents: Asking<'environments.contents'>;
}

/** What can be done with the environments of a project, as far as its workspace can. */
export function useEnvironmentCommands({ here, current, choose, open, reorder, archive, contents }: Means) {
  const go = useGo();
  const can = (what: 'create' | 'archive' | 'restore' | 'edit' | 'rename' | 'branches') =>
    isAble(here.workspace, here.project, `environments.${what}`);
  const slugs = here.environments.map((each) => each.slug);
  const { workspaceId, projectId } = here.ref;
  const command = (
    id: string,
    title: string,
    keys: readonly string[],
    enabled: () => boolean,
    run: () => void,
  ) => ({ id: `environments.${id}`, title, group: 'Environment', keys, enabled, run }) satisfies Command;
  const move = (id: string, title: string, key: string, by: -1 | 1) =>
    command(
      id,
      title,
      [key],
      () => can('edit') && current !== undefined && moved(slugs, current.slug, by) !== slugs,
      () => {
        if (current === undefined) return;
        const order = [...moved(slugs, current.slug, by)];
        void reorder.go({ project: { workspaceId, projectId }, slugs: order });
      },
    );
  const askArchive = async () => {
    if (current === undefined) return;
    const { slug, name } = current;
    if (isNeverArchived(current, can('restore'))) return toast('info', neverArchivedText(name));
    const found = await contents.go({ env: siblingRef(here, slug) });
    if (found === undefined) return;
    const yes = await confirm({
      title: `Archive ${name}?`,
      text: createElement(ArchiveText, { contents: found, after: afterArchiving(slug, can('restore')) }),
      yes: 'Archive',
      danger: true,
      typed: slug,
    });
    if (!yes) return;
    const done = await archive.go({ env: siblingRef(here, slug), archived: true, confirmation: slug });
    if (done === undefined) return;
    withdrawToast(createdText(slug, name));
    toast('good', `${name} was archived.`);
    const at = slugs.indexOf(slug);
    const next = slugs[at + 1] ?? slugs[at - 1];
    if (next !== undefined) choose(next);
    const other = slugs.find((each) => each !== slug);
    if (slug === here.ref.slug && other !== undefined) go.environment(other);
  };
  const create = command(
    'create',
    'New environment',
    ['n'],
    () => can('create'),
    () => open('create'),
  );
  const branch = command(
    'branch',
    'New branch',
    ['b'],
    () => can('branches'),
    () => open('branch'),
  );
  const edit = command(
    'edit',
    'Edit',
    ['F2'],
    () => can('edit') && current !== undefined,
    () => open('edit'),
  );
  const rename = command(
    'rename',
    'Rename…',
    ['Shift+F2'],
    () => can('rename') && current !== undefined && !isBranch(current.slug),
    () => current !== undefined && go.page('environments', { rename: current.slug }),
  );
  const health = command(
    'health',
    'Safety findings',
    ['h'],
    () => current !== undefined,
    () => open('health'),
  );
  const archiveIt = command(
    'archive',
    'Archive…',
    ['Delete'],
    () => current !== undefined && can(isBranch(current.slug) ? 'branches' : 'archive') && slugs.length > 1,
    () => void askArchive(),
  );
  const up = move('up', 'Move up', 'Alt+ArrowUp', -1);
  const down = move('down', 'Move down', 'Alt+ArrowDown', 1);
  return {
    create,
    branch: can('branches') ? branch : undefined,
    edit,
    rename,
    health,
    archive: archiveIt,
    up,
    down,
    all: [create, branch, edit, rename, health, archiveIt, up, down],
  };
}
