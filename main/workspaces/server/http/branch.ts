import type { Flavour } from '../../../../core/connection.ts';
import { Failure } from '../../../../core/errors.ts';
import type { RemoteEnvironment } from '../api.ts';

/**
 * The header that chooses a branch: for `preview`, and on Trigger.dev for `dev`.
 *
 * With any other slug servers answer, and write, the preview branch of that name. So nothing is sent there: fails
 * `unsupported`, as it does for a name that servers would ignore and then take the parent.
 */
export function branchHeader(
  env: RemoteEnvironment | undefined,
  flavour: Flavour | undefined,
): Readonly<Record<string, string>> {
  if (env?.branch === undefined) return {};
  const isOfDev = env.slug === 'dev' && (flavour ?? 'trigger') === 'trigger';
  if (env.slug !== 'preview' && !isOfDev) throw unsupported('Only preview environments have branches here.');
  if (!isUsable(env.branch)) throw unsupported('The server would take the name of this branch for none.');
  return { 'x-trigger-branch': env.branch };
}

/** Can be a header as it is, and is not one of the refs that servers ignore or shorten. */
const isUsable = (branch: string): boolean =>
  /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(branch) && !branch.startsWith('refs/');

const unsupported = (why: string): Failure => new Failure({ code: 'unsupported', what: 'branch', why });
