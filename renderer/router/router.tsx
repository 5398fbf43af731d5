import { createBrowserHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { App } from '../app.tsx';
import { heldKeys } from '../commands/keyboard.ts';
import { Crash } from '../frame/crash.tsx';
import { EnvironmentView } from '../frame/environment-view.tsx';
import { ImportView } from '../frame/import-view.tsx';
import { NowhereView } from '../frame/nowhere-view.tsx';
import { StartView } from '../start/start-view.tsx';
import { notReady } from './ready.ts';
import type { PageSearch } from './use-go.ts';

const root = createRootRoute({ component: App, notFoundComponent: NowhereView });

const start = createRoute({ getParentRoute: () => root, path: '/', component: StartView });

const imports = createRoute({ getParentRoute: () => root, path: '/import', component: ImportView });

const environment = createRoute({
  getParentRoute: () => root,
  path: '/w/$workspace/orgs/$org/projects/$project/env/$env/$page',
  component: EnvironmentView,
  validateSearch: (search): PageSearch => search as PageSearch,
});

export const router = createRouter({
  routeTree: root.addChildren([start, imports, environment]),
  history: createBrowserHistory(),
  defaultErrorComponent: Crash,
  // Search parameters are plain texts: a filter that reads `1` or `{` stays what was typed.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(
      Object.entries(search).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    ).toString();
    return text === '' ? '' : `?${text}`;
  },
});

router.subscribe('onBeforeNavigate', ({ pathChanged }) => {
  if (!pathChanged) return;
  notReady();
  heldKeys.leave();
});
router.subscribe('onResolved', heldKeys.arrive);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
