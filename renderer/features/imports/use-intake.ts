import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ProjectRef } from '../../../core/environment.ts';
import { type ImportFile, pastedName } from '../../../core/imports.ts';
import { asAppError, ask } from '../../api/bridge.ts';
import { errorText } from '../../api/error-text.ts';
import { scopeQueries } from '../../api/scope-queries.ts';
import { placeOf } from '../../router/paths.ts';
import { type PageSearch, useGo } from '../../router/use-go.ts';
import { toast } from '../../state/toasts.ts';
import { type Turned, useOffers } from './offer.ts';
import { pickFiles } from './pick-files.ts';
import { looksLikeVariables, type Picked, readPicked } from './read-picked.ts';
import { suggestTarget } from './suggest-target.ts';

/** The ways in which files and text come to be imported: they go to main at once, and the import page opens. */
export function useIntake() {
  const router = useRouter();
  const client = useQueryClient();
  const go = useGo();
  return useMemo(() => {
    const offer = async (files: readonly ImportFile[], turned: readonly Turned[], pasted: boolean) => {
      const { add } = useOffers.getState();
      if (add !== undefined) return add(files, turned);
      const from = router.state.location.pathname;
      if (files.length === 0) useOffers.getState().nothingUsable(turned);
      else {
        const { workspaces } = await client.fetchQuery(scopeQueries.list());
        const names = files.map((file) => file.name);
        const asked = askedProject(router.state.location.search as PageSearch);
        const target = suggestTarget(workspaces, fromPath(from), names, asked);
        const { id } = await ask('imports.read', { files: [...files], target });
        const slug = pasted ? placeOf(from)?.env : undefined;
        useOffers.getState().offered({ importId: id, target, turned, from: fromPath(from), slug });
      }
      go.path('/import');
    };
    const told = (work: Promise<void>) =>
      work.catch((error: unknown) => {
        const text = errorText(asAppError(error));
        toast('bad', `${text.title}. ${text.what}`);
      });
    const files = (picked: readonly Picked[]) =>
      told(readPicked(picked).then(({ files, turned }) => offer(files, turned, false)));
    return {
      files,
      /** Ask for files with the system's chooser; nothing happens when it is cancelled. */
      pick: () => pickFiles().then((picked) => (picked.length === 0 ? undefined : files(picked))),
      text: (text: string) => {
        if (!looksLikeVariables(text)) {
          toast('info', 'The pasted text holds no variables. Expected are lines like KEY=value.');
          return Promise.resolve();
        }
        return told(offer([{ name: pastedName, content: { encoding: 'text', data: text } }], [], true));
      },
    };
  }, [router, client, go]);
}

/** `/import?workspace=…&project=…`: the project that the page was opened for. */
function askedProject({ workspace, project }: PageSearch): ProjectRef | undefined {
  return workspace === undefined || project === undefined
    ? undefined
    : { workspaceId: workspace, projectId: project };
}

/** On the import page itself the way back stays where it led before. */
const fromPath = (path: string): string =>
  path === '/import' ? (useOffers.getState().offer?.from ?? '/') : path;
