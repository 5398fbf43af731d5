import type { Host } from './hosts/host.ts';
import type { AppOptions } from './hosts/options.ts';

/** Builds the app in this host and opens its window. */
export async function runApp(host: Host, options: AppOptions): Promise<void> {
  await host.open({
    path: options.path ?? '/',
    colorScheme: 'system',
    answer: async () => JSON.stringify({ ok: false, error: { code: 'internal', incident: 'none' } }),
  });
}
