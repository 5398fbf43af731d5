import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly tone: 'good' | 'warn' | 'bad' | 'info';
  readonly text: string;
  readonly action?: ToastAction;
  /** Said of the environment that is shown, and gone with it. */
  readonly here?: true;
  /** Of the workspace that it is about, where it means nothing without that. */
  readonly workspaceId?: string;
}

export interface ToastAction {
  readonly label: string;
  /** Key that does it while the message is there, unless the page means something else by it. */
  readonly chord?: string;
  readonly run: () => void;
}

/** Wherever what was done can be taken back, the key is the same. */
export const undoAction = (run: () => void): ToastAction => ({ label: 'Undo', chord: 'u', run });

interface Toasts {
  readonly shown: readonly Toast[];
  readonly happened: (toast: Omit<Toast, 'id'>) => void;
  readonly dismissed: (id: number) => void;
  /** Another environment is shown. */
  readonly environmentLeft: () => void;
}

let lastId = 0;
const mostShown = 2;

/** Of what was copied, undone, redone only the last counts, and what is said again is said once: a pile would cover the list. */
const outdated = (old: Toast, next: Toast) =>
  old.action === undefined &&
  old.tone === next.tone &&
  (old.tone === 'info' || (old.text === next.text && next.action === undefined));

const isOfHere = ({ here }: Toast): boolean => here === true;

/** What just happened, for a moment. Texts hold names and counts, never a value. */
export const useToasts = create<Toasts>((set) => ({
  shown: [],
  happened: (toast) => {
    lastId += 1;
    const next = { ...toast, id: lastId };
    set(({ shown }) => ({ shown: [...shown.filter((old) => !outdated(old, next)), next].slice(-mostShown) }));
  },
  dismissed: (id) => set((state) => ({ shown: state.shown.filter((toast) => toast.id !== id) })),
  environmentLeft: () =>
    set(({ shown }) => ({ shown: shown.some(isOfHere) ? shown.filter((each) => !isOfHere(each)) : shown })),
}));

/** Take back what is not so any more. */
export function withdrawToasts(isStale: (toast: Toast) => boolean): void {
  const { shown, dismissed } = useToasts.getState();
  for (const each of shown.filter(isStale)) dismissed(each.id);
}

export const withdrawToast = (text: string): void => withdrawToasts((each) => each.text === text);

/** Tell, from anywhere, what just happened. */
export const toast = (
  tone: Toast['tone'],
  text: string,
  action?: Toast['action'],
  workspaceId?: string,
): void =>
  useToasts.getState().happened({
    tone,
    text,
    ...(action === undefined ? {} : { action }),
    ...(workspaceId === undefined ? {} : { workspaceId }),
  });

/** Tell why something cannot be done in the environment that is shown. */
export const toastHere = (tone: Toast['tone'], text: string): void =>
  useToasts.getState().happened({ tone, text, here: true });
