import './zod-config.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider, setInteractionModality } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { takeKeyboard } from './commands/keyboard.ts';
import { reportCrash } from './frame/crash.tsx';
import { findPage } from './router/pages.ts';
import { placeOf } from './router/paths.ts';
import { router } from './router/router.tsx';
import { returnFocus } from './ui/returned-focus.ts';
import { measureScrollBar } from './ui/scroll-bar.ts';

// Space on a tick box counts as a click of a screen reader; a chord after it has to count as the keyboard again, or what
// it opens waits with the focus and never gets it.
takeKeyboard(window, () => setInteractionModality('keyboard'));

measureScrollBar();

// Its code comes while main is still asked where we are; a page that fails to load says so when it is shown.
findPage(placeOf(location.pathname)?.page ?? 'environment-variables')
  ?.load()
  .catch(() => undefined);

const place = document.getElementById('app');
if (place !== null) {
  returnFocus(place);
  createRoot(place, { onCaughtError: reportCrash, onUncaughtError: reportCrash }).render(
    <StrictMode>
      <I18nProvider locale="en-US">
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}
