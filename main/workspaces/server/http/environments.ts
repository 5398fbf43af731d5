import { z } from 'zod';
import { Slug } from '../../../../core/environment.ts';
import type { FoundEnvironment, RemoteEnvironment } from '../api.ts';
import { isGood, problemOfReply, type Reply, sentenceOf } from './answers.ts';
import type { Client } from './client.ts';
import { BranchName, kindOf, nameOf, usualSlug } from './names.ts';
import type { Call } from './requests.ts';

const Listed = z.array(
  z.object({
    slug: Slug,
    type: z.string().optional(),
    branchName: z.string().nullish(),
    paused: z.boolean().nullish(),
  }),
);
const Branches = z.object({
  branches: z.array(z.object({ name: BranchName, isPaused: z.boolean().nullish() })),
});

/** The words of the route that gives an environment's key, and the slugs that they stand for. */
export const keyWords: readonly (readonly [word: string, slug: string])[] = [
  ['dev', 'dev'],
  ['staging', 'stg'],
  ['preview', 'preview'],
  ['prod', 'prod'],
];

/**
 * The environments of a project: as listed, by trying the usual ones where the server lists none, and those added by
 * hand that exist. Branches of preview follow it.
 *
 * One that the credential may not enter is among them: what it lacks shows when it is opened.
 */
export async function environmentsOf(
  client: Client,
  ref: string,
  addedSlugs: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly FoundEnvironment[]> {
  const roots = bySlug((await listed(client, ref, signal)) ?? (await probed(client, ref, signal)));
  const missing = addedSlugs.map(usualSlug).filter((slug) => !roots.some((root) => root.slug === slug));
  const added: FoundEnvironment[] = [];
  for (const slug of new Set(missing))
    if (await exists(client, { projectRef: ref, slug }, signal)) added.push(found(ref, slug));
  const hasPreview = roots.some(({ slug }) => slug === 'preview');
  const branches = hasPreview ? await branchesOf(client, ref, signal) : [];
  return [...roots.flatMap((root) => (root.slug === 'preview' ? [root, ...branches] : [root])), ...added];
}

/** Each slug once: an environment is found by it, whichever of several the server would take. */
const bySlug = (environments: readonly FoundEnvironment[]): readonly FoundEnvironment[] => [
  ...new Map(environments.map((one) => [one.slug, one])).values(),
];

const found = (projectRef: string, slug: string, type?: string, paused = false): FoundEnvironment => ({
  projectRef,
  slug,
  name: nameOf(slug),
  kind: kindOf(slug, type),
  paused,
});

/**
 * Undefined where the server has no such route (an older one takes the word for an environment's name) or does not
 * tell this credential, which may still enter one of them.
 */
async function listed(
  client: Client,
  ref: string,
  signal: AbortSignal | undefined,
): Promise<readonly FoundEnvironment[] | undefined> {
  const reply = await client.ask({ path: ['v1', 'projects', ref, 'environments'], signal });
  if (isRouteless(reply) || isRefused(reply)) return undefined;
  return shaped(client, reply, Listed)
    .filter(({ branchName }) => typeof branchName !== 'string')
    .map(({ slug, type, paused }) => found(ref, slug, type, paused ?? false));
}

async function probed(
  client: Client,
  ref: string,
  signal: AbortSignal | undefined,
): Promise<readonly FoundEnvironment[]> {
  const all: FoundEnvironment[] = [];
  for (const [word, slug] of keyWords)
    if (await isThere(client, ref, word, slug, signal)) all.push(found(ref, slug));
  return all;
}

/** The answer holds the environment's key: nothing of it is read. Servers without keys are asked for the list. */
async function isThere(
  client: Client,
  ref: string,
  word: string,
  slug: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const call: Call = { path: ['v1', 'projects', ref, word], bucket: 'deploy', signal };
  const reply = await client.ask(call);
  if (isRouteless(reply)) return exists(client, { projectRef: ref, slug }, signal);
  return tells(client, reply);
}

/** Whether an environment answers. Fails: `server`, `gone` where the whole project is not there. */
export async function exists(
  client: Client,
  env: RemoteEnvironment,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const path = ['v1', 'projects', env.projectRef, 'envvars', env.slug];
  return tells(client, await client.ask({ path, env, signal }));
}

function tells(client: Client, reply: Reply): boolean {
  if (isGood(reply) && reply.body !== undefined) return true;
  if (reply.status === 403 && reply.body !== undefined) return true;
  const isAbsent = reply.status === 404 && /^(?:environment|branch) not found/i.test(sentenceOf(reply.body));
  if (isAbsent) return false;
  throw client.failure(problemOfReply(reply) ?? 'not-a-server', reply.status);
}

/** A project without preview branches refuses the question. */
async function branchesOf(
  client: Client,
  ref: string,
  signal: AbortSignal | undefined,
): Promise<readonly FoundEnvironment[]> {
  const reply = await client.ask({ path: ['v1', 'projects', ref, 'branches'], bucket: 'deploy', signal });
  if (isRouteless(reply) || isRefused(reply)) return [];
  const { branches } = shaped(client, reply, Branches);
  return [...new Map(branches.map((one) => [one.name, one])).values()].map(({ name, isPaused }) => ({
    projectRef: ref,
    slug: 'preview',
    branch: name,
    name,
    kind: 'preview',
    paused: isPaused ?? false,
  }));
}

/** A page instead of JSON: the server has no such address. */
const isRouteless = ({ status, body }: Reply): boolean => status === 404 && body === undefined;

const isRefused = ({ status, body }: Reply): boolean => [400, 403].includes(status) && body !== undefined;

function shaped<T>(client: Client, reply: Reply, shape: z.ZodType<T>): T {
  const problem = problemOfReply(reply);
  if (problem !== undefined) throw client.failure(problem, reply.status);
  const parsed = shape.safeParse(reply.body);
  if (!parsed.success) throw client.failure('not-a-server', reply.status);
  return parsed.data;
}
