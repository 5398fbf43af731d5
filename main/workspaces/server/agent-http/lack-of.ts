import type { Connection, Flavour } from '../../../../core/connection.ts';

/** Why a connection has no agent service that the console can speak with; undefined where it may have one. */
export function lackOf(
  { agentUrl }: Pick<Connection, 'agentUrl'>,
  flavour: Flavour | undefined,
): string | undefined {
  if (flavour === 'trigger') return 'Trigger.dev has no agent service.';
  if (flavour === 'platos-tenancy')
    return 'The agent service of this version of Platos speaks in another way than the console knows.';
  if (agentUrl === undefined) return 'The connection has no address of an agent service.';
  return undefined;
}
