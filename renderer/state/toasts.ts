import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly tone: 'good' | 'warn' | 'bad' | 'info';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Toasts {
  readonly shown: readonly Toast[];
  readonly happened: (toast: Omit<Toast, 'id'>) => void;
  readonly dismissed: (id: number) => void;
  readonly cleared: () => void;
}

let lastId = 0;
const mostShown = 3;

/** Of what was copied, undone, redone only the last counts: a pile of it would cover the list. */
const outdated = (old: Toast, next: Toast) =>
  old.tone === 'info' && next.tone === 'info' && old.action === undefined;

/** What just happened, for a moment. Texts hold names and counts, never a value. */
export const useToasts = create<Toasts>((set) => ({
  shown: [],
  happened: (toast) => {
    lastId += 1;
    const next = { ...toast, id: lastId };
    set(({ shown }) => ({ shown: [...shown.filter((old) => !outdated(old, next)), next].slice(-mostShown) }));
  },
  cleared: () => set({ shown: [] }),
  dismissed: (id) => set((state) => ({ shown: state.shown.filter((toast) => toast.id !== id) })),
}));

/** Tell, from anywhere, what just happened. */
export const toast = (tone: Toast['tone'], text: string, action?: Toast['action']): void =>
  useToasts.getState().happened({ tone, text, ...(action === undefined ? {} : { action }) });
