import { newKeyPattern } from '../../../core/variable.ts';
import type { WorkspacePort, WriteRules } from '../../../core/workspace.ts';
import { apply } from './apply.ts';
import { createEnvironment } from './create-environment.ts';
import { describeAll } from './describe.ts';
import { readDocuments, readDocumentVersions } from './documents.ts';
import { createManagement } from './manage.ts';
import { listVariables, readVariables, readVersions } from './read.ts';
import { type Local, localWorkspaceId } from './tables.ts';

const writeRules: WriteRules = {
  newKey: {
    pattern: newKeyPattern,
    words: 'letters, digits and underscores, and does not begin with a digit',
  },
  reserved: [],
  blankValues: true,
  valueLength: undefined,
  secretFlag: 'settable',
  queues: 'free',
  agents: 'whole',
  notes: true,
};

/** The embedded workspace: projects, environments and variables in the app's own store. */
export function createLocalWorkspace(local: Local): WorkspacePort {
  return {
    id: localWorkspaceId,
    writeRules,
    describe: async () => describeAll(local),
    listVariables: async (env) => listVariables(local, env),
    readVariables: async (env, keys) => readVariables(local, env, keys),
    apply: (request) => apply(local, request),
    createEnvironment: async (project, input, deed) => createEnvironment(local, project, input, deed?.done),
    manage: createManagement(local),
    documents: {
      read: async (env, resource, keys) => readDocuments(local, env, resource, keys),
      versions: async (env, resource, key) => readDocumentVersions(local, env, resource, key),
    },
    versions: async (env, key) => readVersions(local, env, key),
  };
}
