import type { PlanView } from '../../core/changeset.ts';
import { canonicalJson, type Json } from '../../core/json.ts';
import type { DocumentResource } from '../../core/resource.ts';
import { apply, type Services } from './services.ts';

/** What an environment is to have: by `resource key`, as `agent support-bot`. Null removes it. */
export type Documents = Readonly<Record<string, Json | null>>;

/** Write documents through the door, as a person would. */
export async function writeDocuments(
  { ask, env }: Services,
  slug: string,
  documents: Documents,
): Promise<void> {
  const changes = Object.entries(documents).map(([name, content]) => {
    const at = name.indexOf(' ');
    return {
      resource: name.slice(0, at) as DocumentResource,
      key: name.slice(at + 1),
      content: content === null ? null : JSON.stringify(content),
    };
  });
  await apply(
    ask,
    await ask('changes.plan', { env: env(slug), source: { type: 'edits', documents: changes } }),
  );
}

/** Every document of an environment, as `resource key` and its text. */
export async function dumpDocuments(
  { context, env }: Services,
  slug: string,
): Promise<Record<string, string>> {
  const port = context.workspaces.get('local')?.documents;
  const found: Record<string, string> = {};
  for (const resource of ['provider-key', 'agent', 'queue'] as const)
    for (const { key, text } of (await port?.read(env(slug), resource)) ?? [])
      found[`${resource} ${key}`] = text;
  return found;
}

export const text = (content: Json): string => canonicalJson(content);

export const planClone = (app: Services, from: string, to: string, ...slugs: string[]): Promise<PlanView> =>
  app.ask('changes.plan', { env: app.env(to), source: { type: 'clone', from: app.env(from), slugs } });

export const risksOf = (plan: PlanView, key: string): readonly string[] =>
  plan.rows.find((row) => row.key === key)?.risks.map(({ kind, level }) => `${kind}: ${level}`) ?? [];
