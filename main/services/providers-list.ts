import { readAgent, routesOf } from '../../core/agent.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { EnvironmentProviders } from '../../core/ipc/document-calls.ts';
import { findMeantName, providers } from '../../core/provider.ts';
import { byProvider, keyOfRef, readProviderKey } from '../../core/provider-key.ts';
import type { StoredDocument } from '../../core/workspace.ts';
import { type Context, workspaceOf } from './context.ts';
import { findEnvironment } from './find-environment.ts';
import { documentsState, readDocuments, readProvidersOff } from './read-documents.ts';

const manifestNames = new Set(providers.flatMap(({ keys, settings }) => [...keys, ...settings]));

/** What an environment has to reach providers with. Fails: `unsupported`, and where a list is not complete. */
export async function listProviders(
  context: Context,
  { env }: { readonly env: EnvironmentRef },
): Promise<EnvironmentProviders> {
  await findEnvironment(context, env);
  const variables = await workspaceOf(context, env.workspaceId).listVariables(env);
  const pointers = await readDocuments(context, env, 'provider-key', undefined, 'stored');
  const pinned = pinnedAgents(await readDocuments(context, env, 'agent', undefined, 'stored'));
  const keys = pointers.flatMap(({ key, text, fingerprint }) => {
    const read = readProviderKey(key, text);
    return read === undefined ? [] : [{ ...read, fingerprint, agents: pinned.get(key) ?? [] }];
  });
  const named = new Set([...manifestNames, ...keys.map(({ envVarName }) => envVarName)]);
  const set = variables.filter(({ hidden, empty }) => hidden || !empty);
  return {
    variables: set
      .filter(({ key }) => named.has(key))
      .map(({ key, hidden, fingerprint }) => ({
        key,
        hidden,
        ...(fingerprint === undefined ? {} : { fingerprint }),
      })),
    keys: keys.sort(byProvider),
    off: [...(await readProvidersOff(context, env, 'stored'))],
    nearMisses: set.flatMap(({ key }) => {
      const meant = named.has(key) ? undefined : findMeantName(key);
      return meant === undefined ? [] : [{ key, meant }];
    }),
    ...documentsState(context, env, 'provider-key'),
  };
}

/** Slugs of the agents that are pinned to a provider key, by the key of its document. */
function pinnedAgents(agents: readonly StoredDocument[]): ReadonlyMap<string, string[]> {
  const slugs = new Map<string, string[]>();
  for (const { key: slug, text } of agents) {
    const agent = readAgent(text);
    const refs = agent === undefined ? [] : routesOf(agent).flatMap(({ pin }) => pin ?? []);
    for (const key of new Set(refs.map(keyOfRef))) slugs.set(key, [...(slugs.get(key) ?? []), slug]);
  }
  return slugs;
}
