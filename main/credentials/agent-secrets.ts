import { z } from 'zod';
import type { Credentials } from './credentials.ts';

/** What opens one project at the agent service. The secret mints sessions for any environment and person of it. */
export interface AgentSecrets {
  readonly entityId: string;
  readonly secret: string;
  readonly controlPlane: string;
}

const Kept = z.object({ entityId: z.string(), secret: z.string(), controlPlane: z.string() });

/** Beside the connection's own token, whose name is the connection's id. */
const entryOf = (connectionId: string, projectId: string): string => `${connectionId}/agent/${projectId}`;

/** Undefined where there surely is nothing. Fails: `keychain`. */
export async function readAgentSecrets(
  credentials: Credentials,
  connectionId: string,
  projectId: string,
): Promise<AgentSecrets | undefined> {
  const text = await credentials.read(entryOf(connectionId, projectId));
  return text === undefined ? undefined : Kept.parse(JSON.parse(text)); // written below only
}

/** In place of what was there. Fails: `keychain`. */
export const writeAgentSecrets = (
  credentials: Credentials,
  connectionId: string,
  projectId: string,
  { entityId, secret, controlPlane }: AgentSecrets,
): Promise<void> =>
  credentials.write(
    entryOf(connectionId, projectId),
    JSON.stringify({ entityId, secret, controlPlane } satisfies AgentSecrets),
  );

/** Fails: `keychain`; then it is still there. */
export const removeAgentSecrets = (
  credentials: Credentials,
  connectionId: string,
  projectId: string,
): Promise<void> => credentials.remove(entryOf(connectionId, projectId));
