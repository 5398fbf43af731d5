import { agentGap } from '../api/capability-text.ts';
import { useConnection } from '../connections/use-connection.ts';
import { useEnv } from '../router/use-env.ts';

/** Why the workspace does not offer what the agent service has; undefined where it does. */
export function useAgentGap(capability: 'agents' | 'provider-keys'): ReturnType<typeof agentGap> {
  const { workspace } = useEnv();
  return agentGap(workspace, capability, useConnection(workspace.id));
}
