import type { EnvironmentRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import type { VersionMeta } from '../../core/ipc/contract.ts';
import { type Context, workspaceOf } from './context.ts';
import { findEnvironment } from './find-environment.ts';
import { readSides } from './gather-facts.ts';

interface Input {
  readonly env: EnvironmentRef;
  readonly key: string;
}

/** The versions of a variable without values, newest first. Fails: `unsupported` where the workspace keeps none. */
export async function listVersions(
  context: Context,
  { env, key }: Input,
): Promise<{ versions: VersionMeta[] }> {
  await findEnvironment(context, env);
  const read = workspaceOf(context, env.workspaceId).versions;
  if (read === undefined)
    throw new Failure({
      code: 'unsupported',
      what: 'versions',
      why: 'The server gives no old values. What was changed from this console is in the history (Alt+7).',
    });
  const isSet = (await readSides(context, env, [key])).has(key);
  const versions = (await read(env, key)).map(
    (one, index): VersionMeta => ({
      version: one.version,
      kind: one.kind,
      deleted: one.deleted,
      purged: one.purged,
      ...(one.fingerprint === undefined ? {} : { fingerprint: one.fingerprint }),
      at: one.at,
      ...(one.changeSetId === undefined ? {} : { changeSetId: one.changeSetId }),
      current: isSet && index === 0,
    }),
  );
  return { versions };
}
