import type { Environment } from '../../../core/environment.ts';
import type { CloneCheck } from '../../../core/ipc/document-calls.ts';
import { type Provider, providers } from '../../../core/provider.ts';

/** A variable that holds a provider's key, and has no value in an environment whose agents need it. */
export interface MissingKey {
  readonly target: Environment;
  readonly provider: Provider;
  readonly envVarName: string;
}

/** The first key that agents lack in a target; undefined where none is a provider's, and before they were looked at. */
export function missingKey(
  target: Environment,
  checks: readonly CloneCheck[] | undefined,
): MissingKey | undefined {
  const lacks = new Set(checks?.flatMap(({ routes }) => routes.flatMap((route) => route.lacks)));
  for (const envVarName of lacks) {
    const provider = providers.find(({ keys }) => keys.includes(envVarName));
    if (provider !== undefined) return { target, provider, envVarName };
  }
  return undefined;
}
