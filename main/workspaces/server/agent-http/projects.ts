import type { EnvironmentRef } from '../../../../core/environment.ts';
import { fail } from '../../../../core/errors.ts';
import type { AgentSecrets } from '../../../credentials/agent-secrets.ts';
import type { AgentEnvironment } from '../agent-service.ts';
import { remoteOf } from '../remote.ts';
import type { AgentParts, AgentScope, OpenAccess } from './agent-parts.ts';
import { askEnvironments, askScope, findEnvironment } from './environments.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** A project that credentials opened, with what was learned by them. All of it is in memory only. */
export interface OpenProject extends OpenAccess {
  readonly sessions: Sessions;
  /** Read anew. Fails: `server`, `agent-access`. */
  readonly environments: (signal?: AbortSignal) => Promise<readonly AgentEnvironment[]>;
  /** An environment's id: from the last list, or a new one where that has none. Fails: `not-found` as well. */
  readonly idOf: (env: EnvironmentRef) => Promise<string>;
}

export function openProject(parts: AgentParts, secrets: AgentSecrets): OpenProject {
  let asked: Promise<AgentScope> | undefined;
  let rows: readonly AgentEnvironment[] | undefined;
  let listing: Promise<readonly AgentEnvironment[]> | undefined;

  const scope = (): Promise<AgentScope> => {
    const asking = asked ?? askScope(parts, secrets.controlPlane);
    asked = asking;
    asking.catch(() => {
      if (asked === asking) asked = undefined; // it may be answered the next time
    });
    return asking;
  };
  const environments: OpenProject['environments'] = async (signal) => {
    rows = await askEnvironments(parts, secrets.controlPlane, signal);
    return rows;
  };
  /** One list for all who miss something at once; none of them can end it. */
  const listed = (): Promise<readonly AgentEnvironment[]> => {
    listing ??= environments().finally(() => {
      listing = undefined;
    });
    return listing;
  };
  const idIn = async (known: readonly AgentEnvironment[], env: EnvironmentRef): Promise<string | undefined> =>
    findEnvironment(known, remoteOf(env), await scope(), parts.connection().account?.userId)?.id;

  return {
    secrets,
    scope,
    environments,
    sessions: createSessions(parts, { secrets, scope }),
    idOf: async (env) =>
      (rows && (await idIn(rows, env))) ??
      (await idIn(await listed(), env)) ??
      fail({ code: 'not-found', what: 'environment', name: env.slug }),
  };
}
