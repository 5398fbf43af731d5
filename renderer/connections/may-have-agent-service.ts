import type { ListedConnection } from '../../core/connection.ts';

/** Only Platos has one. What a connection speaks is not always known: then its token's kind or an address tells. */
export function mayHaveAgentService({ speaks, agentUrl, credential }: ListedConnection): boolean {
  if (speaks !== undefined) return speaks !== 'trigger';
  return agentUrl !== undefined || credential?.type === 'platos-pat';
}
