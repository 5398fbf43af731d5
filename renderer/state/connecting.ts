import { create } from 'zustand';

/** What the dialog about a connection is at: a new one, the address of an old one, or its login. */
export type Connecting =
  | { readonly step: 'new' }
  | {
      readonly step: 'edit';
      readonly id: string /** The field to begin with. */;
      readonly at?: 'agent-service';
    }
  | { readonly step: 'login'; readonly id: string };

interface State {
  readonly connecting: Connecting | undefined;
  readonly asked: (connecting: Connecting) => void;
  readonly left: () => void;
}

/** The dialog lies over whatever is open: the first screen, a page, or the settings. */
export const useConnecting = create<State>((set) => ({
  connecting: undefined,
  asked: (connecting) => set({ connecting }),
  left: () => set({ connecting: undefined }),
}));
