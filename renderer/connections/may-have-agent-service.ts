import type { Connection } from '../../core/connection.ts';

/** Only Platos has one. What a connection speaks is not always known: then its token's kind or an address tells. */
export function mayHaveAgentService({ flavour, agentUrl, credential }: Connection): boolean {
  if (flavour !== undefined) return flavour !== 'trigger';
  return agentUrl !== undefined || credential?.type === 'platos-pat';
}
