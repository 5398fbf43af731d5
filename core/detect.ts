import { credentialNames, notCredentialNames, type Pattern } from './credential-names.ts';
import { credentialValues, placeholders } from './detect-values.ts';
import { findMeantName, findProvider, type Provider } from './provider.ts';
import type { RuleKind } from './rules.ts';
import type { VariableKind } from './variable.ts';

const anyOf = (patterns: readonly Pattern[]): RegExp =>
  new RegExp(
    patterns.map((one) => one.pattern.source).join('|'),
    patterns.every((one) => one.pattern.ignoreCase) ? 'i' : '',
  );

const credentialName = anyOf(credentialNames);
const notCredentialName = anyOf(notCredentialNames);
const placeholder = anyOf(placeholders);

/** `openaiApiKey2` and `OPENAI-API-KEY_2` become `OPENAI_API_KEY`. */
function wordsOf(key: string): string {
  const upper = /^[A-Z0-9_]+$/.test(key)
    ? key
    : key
        .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
        .toUpperCase()
        .replace(/[^A-Z0-9]+/g, '_');
  const last = upper.charCodeAt(upper.length - 1);
  return last >= 48 && last <= 57 ? upper.replace(/_?\d+$/, '') : upper;
}

/** Whether a variable of this name usually holds a credential. The patterns are in credential-names.ts. */
export function looksLikeCredential(key: string): boolean {
  const words = wordsOf(key);
  return credentialName.test(words) && !notCredentialName.test(words);
}

/** Values longer than this are not looked at as a whole: no known form of credential or placeholder is. */
const longestLooked = 4_096;

/** Whether a value is a credential by its form. Needs the value: for main only. */
export function looksLikeCredentialValue(value: string): boolean {
  const start = value.length > longestLooked ? value.slice(0, longestLooked) : value;
  const text = start.trim();
  return credentialValues.some((one) => one.pattern.test(text));
}

/** Whether a value stands in for one that nobody has filled in yet. What a server shows for a hidden value does not. */
export function isPlaceholder(value: string): boolean {
  if (value.length > 200) return false;
  return placeholder.test(value.trim()) && !looksHidden(value);
}

/** The text Platos and Trigger.dev servers give in place of a value they keep back. */
const redacted = /^\s*<redacted>\s*$/i;

/** Whether a text is what a server shows in place of a hidden value. A person may have typed it: ask. */
export const looksHidden = (value: string): boolean =>
  value.length < 40 && value.includes('<') && redacted.test(value);

/** The LLM provider whose credential a variable of this name holds; `ANTHROPIC_API_KEY_2` counts. */
export const providerOf = (key: string): Provider | undefined => findProvider(key);

/**
 * The name under which agents look a provider's key up, where `key` is a near miss of it.
 *
 * `OPENAI_KEY` gives `OPENAI_API_KEY`, `CLAUDE_API_KEY_2` gives `ANTHROPIC_API_KEY_2`; a right name and a
 * name of something else give `undefined`.
 */
export const suggestProviderName = (key: string): string | undefined => findMeantName(key);

const reserved = new Set(['TRIGGER_SECRET_KEY', 'TRIGGER_API_URL']);

/**
 * Why the server would not keep a variable of this name, as a sentence; `undefined` for a usable name.
 *
 * Source: environmentVariableRules of Trigger.dev, which Platos shares: exact names, dropped without a word.
 */
export const reservedReason = (key: string): string | undefined =>
  reserved.has(key)
    ? 'The platform sets this itself: servers drop it from writes without a word.'
    : undefined;

/** Kind to suggest for a new variable: `secret` where its name or its value looks like a credential. */
export function classify(key: string, value: string): VariableKind {
  const secret = looksLikeCredential(key) || providerOf(key) !== undefined || looksLikeCredentialValue(value);
  return secret ? 'secret' : 'plain';
}

/** Names seen, with their rule: the same names come back at every comparison. */
const knownRules = new Map<string, RuleKind>();
const rulesKept = 100_000;

/** The rule of a key for which the person set none: credentials and provider keys must differ. */
export function defaultRule(key: string): RuleKind {
  const known = knownRules.get(key);
  if (known !== undefined) return known;
  const rule = looksLikeCredential(key) || providerOf(key) !== undefined ? 'must-differ' : 'any';
  if (knownRules.size >= rulesKept) knownRules.clear();
  knownRules.set(key, rule);
  return rule;
}
