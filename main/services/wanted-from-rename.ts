import type { ChangeSource } from '../../core/changeset.ts';
import type { Left, WantedChange } from '../../core/changeset-plan.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { canonicalJson, withFields } from '../../core/json.ts';
import { refuseIssues, valueIssues } from './check-values.ts';
import { type Context, workspaceOf } from './context.ts';
import { findEnvironment, findProject } from './find-environment.ts';
import type { Wanted } from './make-plan.ts';
import { copiedResources, readAllDocuments } from './read-documents.ts';
import { readActiveAgents } from './rename-view.ts';
import { readRename } from './renames-table.ts';
import { counted } from './wanted-from-drafts.ts';

type FromRename = Extract<ChangeSource, { type: 'rename' }>;

/**
 * What the next writing step of a rename comes to: the environment itself where it is not there yet, else everything that
 * the old one holds, with what the new one has beyond that deleted. After the switch: the old one's agents switched off.
 *
 * A hidden value has to be given; one that is not is left out and named.
 */
export async function fromRename(
  context: Context,
  env: EnvironmentRef,
  { renameId, given }: FromRename,
): Promise<Wanted> {
  refuseIssues(valueIssues(given, 'source.given'));
  const { from, to, name, switched } = readRename(context, renameId);
  if (!isSame(env, switched ? from : to))
    throw new Failure({ code: 'not-found', what: 'rename', name: env.slug });
  if (switched) return switchingOff(context, from, to);
  const { environment: source } = await findEnvironment(context, from);
  const { environments } = await findProject(context, to);
  if (!environments.some(({ slug }) => slug === to.slug))
    return {
      wanted: [],
      createsEnvironment: { slug: to.slug, name, kind: source.kind },
      title: `Create ${to.slug} to take the place of ${from.slug}`,
      replaces: from.slug,
    };
  const workspace = workspaceOf(context, from.workspaceId);
  const theirs = await workspace.readVariables(from, undefined, 'newest');
  const values = new Map(given.map(({ key, value }) => [key, value]));
  const wanted: WantedChange[] = [];
  const left: Left[] = [];
  for (const { key, kind, note, ...variable } of theirs) {
    const value = variable.value ?? values.get(key);
    if (value === undefined) left.push({ key, why: 'Its value is hidden: it has to be typed.' });
    else wanted.push({ type: 'set', key, value, kind, note: note ?? '' });
  }
  const keep = new Set(theirs.map(({ key }) => key));
  for (const { key } of await workspace.listVariables(to, 'newest'))
    if (!keep.has(key)) wanted.push({ type: 'delete', key });
  const documents = await documentsToCopy(context, from, to);
  const others = documents.length === 0 ? '' : ` and ${counted(documents.length, 'other setting')}`;
  const title = `Copy ${counted(theirs.length, 'variable')}${others} of ${from.slug} to ${to.slug}`;
  return { wanted: [...wanted, ...documents], left, title, replaces: from.slug };
}

const isSame = (one: EnvironmentRef, other: EnvironmentRef): boolean =>
  one.slug === other.slug && one.projectId === other.projectId && one.workspaceId === other.workspaceId;

/** The old one's agents are switched off before it is archived, where the server wants that. */
async function switchingOff(context: Context, from: EnvironmentRef, to: EnvironmentRef): Promise<Wanted> {
  const active = await readActiveAgents(context, from, 'newest');
  if (active.length === 0) throw new Failure({ code: 'refused', reason: 'nothing-to-do', keys: [] });
  return {
    wanted: active.map(({ key, agent }) => ({
      type: 'set',
      resource: 'agent',
      key,
      value: canonicalJson(withFields(agent, [['isActive', false]])),
      kind: 'plain',
    })),
    title: `Switch off ${counted(active.length, 'agent')} of ${from.slug}, whose place ${to.slug} has taken`,
  };
}

/**
 * Agents, provider keys and queues as they are: their texts hold no id and no secret. Skills belong to an environment:
 * lists of a server leave out which of them an agent has, so they stay behind.
 */
async function documentsToCopy(
  context: Context,
  from: EnvironmentRef,
  to: EnvironmentRef,
): Promise<readonly WantedChange[]> {
  const resources = copiedResources(workspaceOf(context, from.workspaceId));
  const theirs = await readAllDocuments(context, from, 'stored', resources);
  const ours = await readAllDocuments(context, to, 'stored', resources);
  return resources.flatMap((resource) => {
    const keep = new Set(theirs[resource].map(({ key }) => key));
    const set = theirs[resource].map(
      ({ key, text }): WantedChange => ({ type: 'set', resource, key, value: text, kind: 'plain' }),
    );
    const extra = ours[resource].filter(({ key }) => !keep.has(key));
    return [...set, ...extra.map(({ key }): WantedChange => ({ type: 'delete', resource, key }))];
  });
}
