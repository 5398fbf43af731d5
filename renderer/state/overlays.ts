import { create } from 'zustand';

/** What lies over the page on behalf of the frame: one at a time. */
export type Overlay = 'palette' | 'keys' | 'compare-with' | 'export' | 'new-project';

interface Overlays {
  readonly open: Overlay | undefined;
  readonly opened: (overlay: Overlay) => void;
  readonly closed: () => void;
}

export const useOverlays = create<Overlays>((set) => ({
  open: undefined,
  opened: (open) => set({ open }),
  closed: () => set({ open: undefined }),
}));
