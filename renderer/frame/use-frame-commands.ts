import { isAble } from '../../core/environment.ts';
import type { Command } from '../commands/command.ts';
import { pages } from '../router/pages.ts';
import { type Here, projectKey, useEnv } from '../router/use-env.ts';
import { useGo } from '../router/use-go.ts';
import { environmentBefore, useLastEnvironment } from '../state/last-environment.ts';
import { useOverlays } from '../state/overlays.ts';

/** What can be done from everywhere in a project. */
export function useFrameCommands(): readonly Command[] {
  const here = useEnv();
  const go = useGo();
  const opened = useOverlays((state) => state.opened);
  return [
    ...environmentCommands(here, go),
    ...pageCommands(go),
    {
      id: 'palette',
      title: 'Find or do anything',
      group: 'Console',
      keys: ['Mod+K'],
      palette: false,
      run: () => opened('palette'),
    },
    {
      id: 'compare.with',
      title: 'Compare with…',
      group: 'Compare',
      keys: ['Mod+D'],
      enabled: () => here.environments.length > 1,
      run: () => opened('compare-with'),
    },
    {
      id: 'environment.rename',
      title: 'Rename environment…',
      group: 'Environment',
      keys: [],
      enabled: () => isAble(here.workspace, here.project, 'environments.rename'),
      run: () => go.page('environments', { rename: here.ref.slug }),
    },
    {
      id: 'project.new',
      title: here.workspace.kind === 'local' ? 'New project…' : 'New project on this computer…',
      group: 'Go to',
      keys: [],
      run: () => opened('new-project'),
    },
    {
      id: 'import.open',
      title: 'Open the import page',
      group: 'Import and export',
      keys: [],
      run: () => go.path('/import', importTarget(here)),
    },
    {
      id: 'export.open',
      title: `Export ${here.environment.name}…`,
      group: 'Import and export',
      keys: [],
      run: () => opened('export'),
    },
  ];
}

/** Search parameters that tell the import page which project it was opened from. */
export const importTarget = ({ ref }: Here) => ({ workspace: ref.workspaceId, project: ref.projectId });

type Go = ReturnType<typeof useGo>;

function environmentCommands(here: Here, go: Go): readonly Command[] {
  const slugs = here.environments.map((each) => each.slug);
  const before = () =>
    environmentBefore(
      useLastEnvironment.getState().visited[projectKey(here.ref)] ?? [],
      here.ref.slug,
      slugs,
    );
  return [
    ...here.environments.slice(0, 9).map(
      (environment, index): Command => ({
        id: `environment.${index + 1}`,
        title: `Switch to ${environment.name}`,
        group: 'Environment',
        keys: [`Mod+${index + 1}`],
        palette: false,
        run: () => go.environment(environment.slug),
      }),
    ),
    {
      id: 'environment.last',
      title: 'Switch to the environment before this one',
      group: 'Environment',
      keys: ['Ctrl+Tab'],
      enabled: () => before() !== undefined,
      run: () => {
        const slug = before();
        if (slug !== undefined) go.environment(slug);
      },
    },
  ];
}

function pageCommands(go: Go): readonly Command[] {
  return pages.map((page) => ({
    id: `page.${page.slug}`,
    title: page.title,
    group: 'Go to',
    keys: [`Alt+${page.digit}`],
    run: () => go.wholePage(page.slug),
  }));
}
