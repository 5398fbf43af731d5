import { z } from 'zod';
import { AgentSlug, agentProblem } from './agent.ts';
import { isDeeperThan, type Json, readJson } from './json.ts';
import { limits } from './limits.ts';
import { providerKeyProblem } from './provider-key.ts';
import { queueProblem } from './queue.ts';
import { DocumentKey, DocumentResource } from './resource.ts';
import { Fingerprint } from './variable.ts';

/** A document that a person wants to be so. `content` is JSON text; null deletes it. */
export const DocumentChange = z.object({
  resource: DocumentResource,
  key: DocumentKey,
  content: z.string().max(limits.documentLength).nullable(),
  /** Of the text that its author saw; null where there was none. Anything else there is drift. */
  base: Fingerprint.nullable().optional(),
});
export type DocumentChange = z.infer<typeof DocumentChange>;

const problems: Readonly<Record<DocumentResource, (key: string, content: Json) => string | undefined>> = {
  agent: (key, content) =>
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(key) && AgentSlug.safeParse(key).success
      ? agentProblem(content)
      : 'A slug has lower-case letters, digits and inner hyphens.',
  'provider-key': providerKeyProblem,
  queue: (_key, content) => queueProblem(content),
};

/** What is wrong with a document, in words; undefined when nothing is. */
export function documentProblem(resource: DocumentResource, key: string, text: string): string | undefined {
  const content = readJson(text);
  if (content === undefined) return 'It is not JSON.';
  if (isDeeperThan(content, limits.documentDepth)) return 'It is nested too deeply.';
  return problems[resource](key, content);
}
