import { documentOfRecord } from '../../core/agent-record.ts';
import type { ChangeSource } from '../../core/changeset.ts';
import type { WantedChange } from '../../core/changeset-plan.ts';
import { type DocumentChange, documentProblem } from '../../core/document.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import { canonicalJson, isJsonObject, readJson } from '../../core/json.ts';
import { keyOfRef, providerKeyText, readProviderKey } from '../../core/provider-key.ts';
import { type DocumentResource, resourceNames } from '../../core/resource.ts';
import { refuseIssues } from './check-values.ts';
import type { Context } from './context.ts';
import { findEnvironment } from './find-environment.ts';
import type { Wanted } from './make-plan.ts';
import { readProviderKeys } from './read-documents.ts';
import { counted, fromPatches } from './wanted-from-drafts.ts';

type Edits = Extract<ChangeSource, { type: 'edits' }>;

/**
 * Documents as a person wrote them, with the variables that belong to the same act.
 *
 * Where one provider key becomes the default, the one before is none any more. Fails: `invalid-input`.
 */
export async function fromEdits(context: Context, env: EnvironmentRef, edits: Edits): Promise<Wanted> {
  const { documents, patches = [] } = edits;
  refuseIssues(
    documents.flatMap(({ resource, key, content }, index) => {
      const problem = content === null ? undefined : documentProblem(resource, key, content);
      return problem === undefined ? [] : [{ path: `source.documents.${index}.content`, reason: problem }];
    }),
  );
  const { environment } = await findEnvironment(context, env);
  const variables = patches.length === 0 ? [] : (await fromPatches(context, env, patches)).wanted;
  const wanted = documents.map(wantedDocument);
  const others = await withoutOtherDefaults(context, env, wanted);
  const title = `${titleOf(documents)} in ${environment.name}`;
  return { wanted: [...variables, ...others, ...wanted], title };
}

function wantedDocument({ resource, key, content, base }: DocumentChange): WantedChange {
  const seen = base === undefined ? {} : { base: base === null ? null : { ...bare, fingerprint: base } };
  const text = content === null ? undefined : textToKeep(resource, content);
  if (text === undefined) return { type: 'delete', resource, key, ...seen };
  return { type: 'set', resource, key, value: text, kind: 'plain', ...seen };
}

/** An agent's record as an API gives it may be pasted: its ids go. */
function textToKeep(resource: DocumentResource, content: string): string | undefined {
  const read = readJson(content);
  if (read === undefined) return undefined;
  return canonicalJson(resource === 'agent' && isJsonObject(read) ? documentOfRecord(read, []) : read);
}

const bare = { kind: 'plain', hidden: false, empty: false } as const;

/** The defaults that the wanted ones take the place of. */
async function withoutOtherDefaults(
  context: Context,
  env: EnvironmentRef,
  wanted: readonly WantedChange[],
): Promise<readonly WantedChange[]> {
  const keys = wanted.filter((change) => change.resource === 'provider-key');
  const made = keys.flatMap((change) =>
    change.type === 'delete' ? [] : (readProviderKey(change.key, change.value ?? '') ?? []),
  );
  const named = new Set(keys.map(({ key }) => key));
  const defaults = made.filter((key) => key.isDefault).map(({ provider }) => provider);
  const providers = new Set(defaults);
  if (defaults.length > providers.size)
    refuseIssues([{ path: 'source.documents', reason: 'two defaults of one provider' }]);
  if (providers.size === 0) return [];
  const before = await readProviderKeys(context, env);
  return before
    .filter((key) => key.isDefault && providers.has(key.provider) && !named.has(keyOfRef(key)))
    .map((key) => ({
      type: 'set',
      resource: 'provider-key',
      key: keyOfRef(key),
      value: providerKeyText({ ...key, isDefault: false }),
      kind: 'plain',
    }));
}

/** "Change agent support-bot", "Delete 3 agents". */
function titleOf(documents: readonly DocumentChange[]): string {
  const verb = documents.every(({ content }) => content === null)
    ? 'Delete'
    : documents.every(({ base }) => base === null)
      ? 'Add'
      : 'Change';
  const [first] = documents;
  if (first === undefined) return verb;
  const { one } = resourceNames[first.resource];
  return documents.length === 1 ? `${verb} ${one} ${first.key}` : `${verb} ${counted(documents.length, one)}`;
}
