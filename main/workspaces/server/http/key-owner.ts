import { z } from 'zod';
import { Account } from '../../../../core/connection.ts';
import { ProjectId, Slug } from '../../../../core/environment.ts';
import { Failure } from '../../../../core/errors.ts';
import type { RemoteEnvironment } from '../api.ts';
import { problemOfReply } from './answers.ts';
import type { Client } from './client.ts';
import { BranchName, Title, usualSlug } from './names.ts';

/** The one environment that an environment's key opens, as the server tells it. */
export type KeyOwner = z.infer<typeof KeyOwner>;
const Id = Account.shape.userId;
const KeyOwner = z.object({
  id: Id,
  slug: Slug,
  type: z.string().optional(),
  branchName: BranchName.nullish(),
  paused: z.boolean().nullish(),
  userId: Id.nullish(),
  project: z.object({ externalRef: ProjectId, name: Title, slug: Slug }),
  organization: z.object({ slug: Slug, title: Title }),
});

/** Tells the environment of a credential that is an environment's key; undefined for any other credential. */
export type AskKeyOwner = (signal?: AbortSignal) => Promise<KeyOwner | undefined>;

/**
 * Asks the server once per key: it serves a key on the address of any environment, with the key's own.
 *
 * Fails: `server`; `unsupported` where the server does not tell.
 */
export function createKeyOwner(client: Client): AskKeyOwner {
  const known = new Map<string, KeyOwner>();
  return async (signal) => {
    const { type, digest } = await client.credential();
    if (type !== 'environment-key') return undefined;
    const owner = known.get(digest) ?? (await askOwner(client, signal));
    known.set(digest, owner);
    return owner;
  };
}

async function askOwner(client: Client, signal: AbortSignal | undefined): Promise<KeyOwner> {
  const reply = await client.ask({ path: ['v1', 'whoami'], signal });
  if (reply.status === 404)
    throw new Failure({
      code: 'unsupported',
      what: 'environment key',
      why: 'This server does not tell which environment a key belongs to. A personal access token works.',
    });
  const problem = problemOfReply(reply);
  if (problem !== undefined) throw client.failure(problem, reply.status);
  const parsed = KeyOwner.safeParse(reply.body);
  if (!parsed.success) throw client.failure('not-a-server', reply.status);
  return parsed.data;
}

/** Where the variables of a key's owner are. */
export const environmentOf = ({ project, slug, branchName }: KeyOwner): RemoteEnvironment =>
  typeof branchName === 'string'
    ? { projectRef: project.externalRef, slug: 'preview', branch: branchName }
    : { projectRef: project.externalRef, slug };

/** Fails with `forbidden` where the credential is the key of another environment; nothing is sent there. */
export async function assertOwn(
  client: Client,
  askOwner: AskKeyOwner,
  env: RemoteEnvironment,
  signal?: AbortSignal,
): Promise<void> {
  const owner = await askOwner(signal);
  if (owner !== undefined && !opens(environmentOf(owner), env)) throw client.failure('forbidden');
}

/** The key of preview itself opens each of its branches, and nothing without naming one. */
function opens(own: RemoteEnvironment, env: RemoteEnvironment): boolean {
  if (own.projectRef !== env.projectRef || own.slug !== usualSlug(env.slug)) return false;
  return own.slug === 'preview' && own.branch === undefined
    ? env.branch !== undefined
    : own.branch === env.branch;
}
