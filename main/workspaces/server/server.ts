import type { Environment, EnvironmentRef, ProjectRef } from '../../../core/environment.ts';
import { Failure } from '../../../core/errors.ts';
import { apply } from './apply.ts';
import { fetchList } from './ask-list.ts';
import { describe } from './describe.ts';
import { createDiscoveries } from './discovery.ts';
import { believeDocuments } from './documents/ask-documents.ts';
import { askAgain, createDocumentDesk, documentsState } from './documents/document-desk.ts';
import { createProvidersOff } from './documents/providers-off.ts';
import { readDocuments } from './documents/read-documents.ts';
import { createApprovals } from './environments/approvals.ts';
import { archiveEnvironment } from './environments/archive-environment.ts';
import { confirmThere } from './environments/confirm-there.ts';
import { createEnvironment } from './environments/create-environment.ts';
import { discoverAll } from './environments/discover-all.ts';
import { forgetEnvironment } from './environments/forget-environment.ts';
import { createLifecycle } from './environments/lifecycle.ts';
import { listState, readList } from './lists.ts';
import { metasOf, variablesOf } from './read.ts';
import { createManagement, keepPlaces } from './settings.ts';
import { createDesk, variablesAbove } from './slots.ts';
import { changesSince, listSnapshots, pinSnapshot } from './snapshots.ts';
import { believe, seen } from './take-list.ts';
import type { ServerParts, ServerWorkspace } from './workspace.ts';
import { writeRulesOf } from './write-rules.ts';

/** A workspace on a server: answers from what was seen last, at once and offline, and asks the server where told to. */
export function createServerWorkspace(parts: ServerParts): ServerWorkspace {
  const { api, agentService, store, connection, changed } = parts;
  const { id } = connection();
  const ending = new AbortController();
  const { signal } = ending;
  const discoveries = createDiscoveries(parts);
  const desk = createDesk(parts, discoveries, signal);
  const documents = createDocumentDesk(desk);
  const off = parts.switches && createProvidersOff(documents, parts.switches);
  const described = () => describe(parts, discoveries);
  const environmentsOf = ({ projectId }: ProjectRef): readonly Environment[] => {
    const projects = described().organizations.flatMap((one) => one.projects);
    return projects.find((one) => one.id === projectId)?.environments ?? [];
  };
  const keepAllPlaces = () =>
    store.transaction(() => {
      for (const { projects } of described().organizations)
        for (const { id: projectId, environments } of projects)
          keepPlaces(parts, { workspaceId: id, projectId }, environments);
    });
  const approvals = createApprovals(parts);
  const find = (env: EnvironmentRef) => environmentsOf(env).find(({ slug }) => slug === env.slug);
  const forget = (env: EnvironmentRef) => forgetEnvironment(documents, env);
  const tools = { parts, agents: agentService, approvals, signal };
  const life = createLifecycle({ ...tools, discoveries, find, forget });

  const offline = () => new Failure({ code: 'server', problem: 'offline', server: connection().name });

  const discover = async (): Promise<void> => {
    if (connection().stayOffline || signal.aborted) throw offline();
    const before = discoveries.alterations();
    const found = await discoverAll(api, agentService, discoveries.last()?.discovery, signal);
    signal.throwIfAborted(); // it may have been removed meanwhile
    if (discoveries.alterations() !== before) return discover();
    keepAllPlaces(); // where they were kept by no version before
    discoveries.keep(found);
    keepAllPlaces();
    changed(undefined);
  };

  return {
    id,
    get flavour() {
      return discoveries.flavour();
    },
    get writeRules() {
      return writeRulesOf(discoveries.flavour());
    },
    describe: async () => described(),
    listVariables: async (env, freshness = 'stored') =>
      metasOf(await readList(desk, env, freshness), env.slug, variablesAbove(desk, env)),
    readVariables: async (env, keys, freshness = 'stored') =>
      variablesOf(await readList(desk, env, freshness), keys),
    listState: (env) => listState(desk, env),
    documents: {
      read: (env, resource, keys, freshness = 'newest') =>
        readDocuments(documents, env, resource, keys, freshness),
      confirmThere: (env, resources) => confirmThere(agentService, env, resources, signal),
      state: (env, resource) => documentsState(documents, env, resource),
      ...(off === undefined ? {} : { providersOff: (env, freshness = 'newest') => off(env, freshness) }),
      versions: async (env, resource, key) => (await parts.sources[resource]?.versions?.(env, key)) ?? [],
    },
    apply: async (request) => {
      try {
        await apply(documents, request);
      } finally {
        if (!signal.aborted) changed(request.env);
      }
    },
    waitingUntil: () => earliest(api.waiting().until, agentService.waiting().until),
    createEnvironment: (project, input, deed) => createEnvironment(life, project, input, deed),
    manage: createManagement(parts, environmentsOf, (env, as, deed) =>
      archiveEnvironment(life, env, as, deed),
    ),
    approvals: { list: approvals.list, forget: approvals.forget },
    refresh: async (env) => {
      if (env === undefined) await discover();
      else {
        askAgain(documents, env);
        await fetchList(desk, env);
      }
    },
    believe: (env, resource) => {
      if (resource !== 'variable') return believeDocuments(documents, env, resource);
      believe(desk, env);
      // It was kept aside without the secrets that are read beside a list: these come with the next.
      if (connection().compareSecrets) void fetchList(desk, env).catch(() => undefined);
    },
    seen: (env) => seen(desk, env),
    snapshots: (env) => listSnapshots(store, env),
    since: (env, snapshotId) =>
      changesSince(store, env, snapshotId, desk.slotOf(env).known?.variables ?? new Map()),
    pin: (snapshotId, pinned) => pinSnapshot(store, id, snapshotId, pinned),
    close: () => {
      ending.abort(offline());
      api.close();
      agentService.close();
    },
  };
}

const earliest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
