import type { WorkspacePort } from '../../../core/workspace.ts';
import { apply } from './apply.ts';
import { createEnvironment } from './create-environment.ts';
import { describeAll } from './describe.ts';
import { createManagement } from './manage.ts';
import { listVariables, readVariables, readVersions } from './read.ts';
import { type Local, localWorkspaceId } from './tables.ts';

/** The embedded workspace: projects, environments and variables in the app's own store. */
export function createLocalWorkspace(local: Local): WorkspacePort {
  return {
    id: localWorkspaceId,
    describe: async () => describeAll(local),
    listVariables: async (env) => listVariables(local, env),
    readVariables: async (env, keys) => readVariables(local, env, keys),
    apply: (request) => apply(local, request),
    createEnvironment: async (project, input) => createEnvironment(local, project, input),
    manage: createManagement(local),
    versions: async (env, key) => readVersions(local, env, key),
  };
}
