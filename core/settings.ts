import { z } from 'zod';
import { ThemeChoice } from './app-state.ts';
import { Slug } from './environment.ts';

const parts = {
  theme: ThemeChoice,
  /** In-app path to open at the next start. */
  lastPath: z.string().max(1_000),
  /** Baseline environment of the grid's state column: `${workspaceId}/${projectId}` and slug. */
  baselines: z.array(z.object({ project: z.string().max(200), slug: Slug })).max(1_000),
};

/** What the person set for the whole app. Per-environment settings live on the environment. */
export const Settings = z.object({
  theme: parts.theme.default('system'),
  lastPath: parts.lastPath.default('/'),
  baselines: parts.baselines.default([]),
});
export type Settings = z.infer<typeof Settings>;

/** Some of them. Without defaults: a part that is absent stays as it is. */
export const SettingsPatch = z.object(parts).partial();
