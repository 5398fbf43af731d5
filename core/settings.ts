import { z } from 'zod';
import { ThemeChoice } from './app-state.ts';

/** What the person set for the whole app. Per-environment settings live on the environment. */
export const Settings = z.object({
  theme: ThemeChoice.default('system'),
  /** In-app path to open at the next start. */
  lastPath: z.string().max(1_000).default('/'),
  /** Baseline environment of the grid's state column: `${workspaceId}/${projectId}` and slug. */
  baselines: z
    .array(z.object({ project: z.string(), slug: z.string() }))
    .max(1_000)
    .default([]),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsPatch = Settings.partial();
