import { z } from 'zod';
import { canonicalJson, type Json, readJson } from './json.ts';
import { limits } from './limits.ts';
import { newKeyPattern } from './variable.ts';

/** Names a provider key the same way in every environment: no id crosses. */
export const KeyRef = z.object({
  provider: z.string().min(1).max(64),
  envVarName: z.string().min(1).max(limits.keyLength),
});
export type KeyRef = z.infer<typeof KeyRef>;

/**
 * A pointer to the variable that holds a provider's credential: the secret itself is the variable.
 *
 * At most one per provider and variable in an environment, and at most one default per provider.
 */
export const ProviderKey = KeyRef.extend({
  label: z.string().trim().min(1).max(limits.nameLength),
  isDefault: z.boolean(),
});
export type ProviderKey = z.infer<typeof ProviderKey>;

/** The key of its document. Ids of providers hold no colon. */
export const keyOfRef = ({ provider, envVarName }: KeyRef): string => `${provider}:${envVarName}`;

/** The same read back; undefined for a text that names no provider and variable. */
export function refOfKey(key: string): KeyRef | undefined {
  const at = key.indexOf(':');
  if (at <= 0 || at === key.length - 1) return undefined;
  return { provider: key.slice(0, at), envVarName: key.slice(at + 1) };
}

/** Whether two name one key: of one provider, by one variable. */
export const sameRef = (a: KeyRef, b: KeyRef): boolean =>
  a.provider === b.provider && a.envVarName === b.envVarName;

const Content = ProviderKey.pick({ label: true, isDefault: true });

/** What its document holds beside its key. */
export const providerKeyText = ({ label, isDefault }: ProviderKey): string =>
  canonicalJson({ label, isDefault });

/** The key that a document describes; undefined where the text is not one. */
export function readProviderKey(key: string, text: string): ProviderKey | undefined {
  const ref = refOfKey(key);
  const content = Content.safeParse(readJson(text));
  return ref === undefined || !content.success ? undefined : { ...ref, ...content.data };
}

/** What is wrong with a provider key, in words; undefined when nothing is. */
export function providerKeyProblem(key: string, content: Json): string | undefined {
  const ref = refOfKey(key);
  if (ref === undefined) return 'It names no provider and variable.';
  if (!newKeyPattern.test(ref.envVarName))
    return 'The variable’s name has letters, digits and underscores, and does not begin with a digit.';
  return Content.safeParse(content).success ? undefined : 'It needs a label, and whether it is the default.';
}

/** By provider, the default first, then by variable. */
export function byProvider(a: ProviderKey, b: ProviderKey): number {
  if (a.provider !== b.provider) return a.provider < b.provider ? -1 : 1;
  if (a.isDefault !== b.isDefault) return a.isDefault ? -1 : 1;
  return a.envVarName < b.envVarName ? -1 : a.envVarName > b.envVarName ? 1 : 0;
}
