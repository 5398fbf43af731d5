import { z } from 'zod';
import type { KeyRecord } from '../../../../core/agent-record.ts';
import type { EnvironmentRef } from '../../../../core/environment.ts';
import { limits } from '../../../../core/limits.ts';
import type { Asking } from './recent-asks.ts';

/** A provider key as the agent service lists it. */
export interface ListedKey extends KeyRecord {
  readonly updatedAt: string | undefined;
}

// `envVarSet` may be half a minute old: it is not looked at.
const Keys = z.object({
  keys: z.array(
    z.object({
      id: z.string().min(1),
      provider: z.string().min(1),
      envVarName: z.string().min(1),
      label: z.string(),
      isDefault: z.boolean(),
      updatedAt: z
        .string()
        .nullish()
        .transform((at) => at ?? undefined),
    }),
  ),
});

/** All provider keys of an environment. Fails as `AgentService.ask`. */
export async function listKeyRecords(
  service: Asking,
  env: EnvironmentRef,
  signal: AbortSignal | undefined,
): Promise<readonly ListedKey[]> {
  const { keys } = await service.ask(env, { path: ['providers', 'keys'], signal }, Keys);
  return keys.map((key) => ({ ...key, label: labelOf(key) }));
}

/** As the console can keep it. */
const labelOf = ({ label, envVarName }: Pick<KeyRecord, 'label' | 'envVarName'>): string =>
  label.trim().slice(0, limits.nameLength).trim() || envVarName.slice(0, limits.nameLength);

/** Unix milliseconds of a date as servers write it; undefined where it is none. */
export function timeOf(date: unknown): number | undefined {
  const ms = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
