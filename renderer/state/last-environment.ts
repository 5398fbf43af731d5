import { create } from 'zustand';

interface LastEnvironment {
  /** Slugs of the environments visited, the present one last, by project (`projectKey`). */
  readonly visited: Readonly<Record<string, readonly string[]>>;
  readonly environmentEntered: (project: string, slug: string) => void;
}

/** Where Ctrl+Tab goes: the environment that was open before this one. */
export const useLastEnvironment = create<LastEnvironment>((set) => ({
  visited: {},
  environmentEntered: (project, slug) =>
    set(({ visited }) => {
      const before = visited[project] ?? [];
      if (before.at(-1) === slug) return {};
      return { visited: { ...visited, [project]: [...before.slice(-1), slug] } };
    }),
}));

/** The environment visited before `slug`, while it still exists. */
export function environmentBefore(
  visited: readonly string[],
  slug: string,
  existing: readonly string[],
): string | undefined {
  return visited.findLast((each) => each !== slug && existing.includes(each));
}
