import { useEffect, useSyncExternalStore } from 'react';
import type { ThemeChoice } from '../../core/app-state.ts';

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

const followSystem = (changed: () => void) => {
  darkSystem.addEventListener('change', changed);
  return () => darkSystem.removeEventListener('change', changed);
};

/** Put the chosen theme on the root element; `system` follows the system while the window is open. */
export function Theme({ choice }: { readonly choice: ThemeChoice }) {
  const dark = useSyncExternalStore(followSystem, () => darkSystem.matches);
  const theme = choice === 'system' ? (dark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return null;
}
