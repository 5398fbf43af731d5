import './zod-config.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { takeKeyboard } from './commands/keyboard.ts';
import { reportCrash } from './frame/crash.tsx';
import { router } from './router/router.tsx';

takeKeyboard(window);

const place = document.getElementById('app');
if (place !== null)
  createRoot(place, { onCaughtError: reportCrash, onUncaughtError: reportCrash }).render(
    <StrictMode>
      <I18nProvider locale="en-US">
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
