import { create } from 'zustand';

interface Selection {
  /** Keys that are ticked in the list of variables. They stay ticked across environments of a project. */
  readonly ticked: ReadonlySet<string>;
  readonly rowToggled: (key: string) => void;
  readonly rowsTicked: (keys: Iterable<string>) => void;
  readonly allCleared: () => void;
}

export const useSelection = create<Selection>((set) => ({
  ticked: new Set(),
  rowToggled: (key) =>
    set(({ ticked }) => {
      const next = new Set(ticked);
      if (!next.delete(key)) next.add(key);
      return { ticked: next };
    }),
  rowsTicked: (keys) => set({ ticked: new Set(keys) }),
  allCleared: () => set({ ticked: new Set() }),
}));
