import { z } from 'zod';
import type { RecentAsks } from './recent-asks.ts';
import type { ProviderSwitches } from './source.ts';

const Providers = z.object({
  providers: z.array(z.object({ id: z.string(), enabled: z.boolean(), linkedAt: z.string().nullish() })),
});

/** Providers of a server's environments. One that was never linked there is not on, and not switched off either. */
export const createProviderSwitches = (asks: RecentAsks): ProviderSwitches => ({
  readOff: async (env, freshness, signal) => {
    const { providers } = await asks.by(freshness).ask(env, { path: ['providers'], signal }, Providers);
    const off = providers.filter(({ enabled, linkedAt }) => !enabled && typeof linkedAt === 'string');
    return new Set(off.map(({ id }) => id));
  },
});
