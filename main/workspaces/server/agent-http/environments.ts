import { z } from 'zod';
import { Slug } from '../../../../core/environment.ts';
import { Failure } from '../../../../core/errors.ts';
import type { AgentEnvironment, ToolAnswer } from '../agent-service.ts';
import type { RemoteEnvironment } from '../api.ts';
import { usualSlug } from '../http/names.ts';
import type { AgentParts, AgentScope } from './agent-parts.ts';
import { refuse } from './agent-requests.ts';
import { callTool } from './control-plane.ts';

const Id = z.string().min(1).max(128);
const Scope = z.object({
  scope: z.object({ organizationId: Id, projectId: Id, environmentId: Id, userId: Id }),
});

const Rows = z.array(
  z
    .object({
      id: Id,
      slug: Slug,
      type: z.string().optional().catch(undefined),
      branchName: z.string().nullish(),
      archivedAt: z.string().nullish(),
      orgMemberId: z.string().nullish(),
    })
    .transform(
      ({ id, slug, type, branchName, archivedAt, orgMemberId }): AgentEnvironment => ({
        id,
        slug,
        type,
        branch: branchName ?? undefined,
        archived: typeof archivedAt === 'string',
        memberId: orgMemberId ?? undefined,
      }),
    ),
);

/** What a control-plane token is of. Fails: `server`, `agent-access`, `unsupported`. */
export async function askScope(parts: AgentParts, token: string): Promise<AgentScope> {
  const value = await asked(parts, token, 'platos.whoami');
  return shaped(parts, Scope, value).scope;
}

/** All environments of a token's project. Fails as `askScope` does. */
export async function askEnvironments(
  parts: AgentParts,
  token: string,
  signal?: AbortSignal,
): Promise<readonly AgentEnvironment[]> {
  return shaped(parts, Rows, await asked(parts, token, 'environments.list', signal));
}

function shaped<T>({ exchanges }: AgentParts, shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw exchanges.failure('not-a-server');
  return parsed.data;
}

async function asked(parts: AgentParts, token: string, name: string, signal?: AbortSignal): Promise<unknown> {
  const answer = await callTool(parts, token, { name, args: {}, signal });
  if (answer.answer === 'done') return answer.value;
  throw failureOf(parts, answer, name);
}

function failureOf(
  { exchanges }: AgentParts,
  answer: Exclude<ToolAnswer, { readonly answer: 'done' }>,
  name: string,
): Failure {
  switch (answer.answer) {
    case 'stop':
      return new Failure(answer.error);
    case 'unknown':
      return exchanges.failure('not-a-server');
    case 'approval':
      return exchanges.failure('forbidden');
    case 'refused':
      if (answer.code === 'no-permission')
        return refuse(`The control-plane token may not call ${name}. One with all permissions may.`);
      return exchanges.failure('error');
  }
}

/** Whether a row is one that the console means by these names, and is not archived. */
export const isLive = (
  row: AgentEnvironment,
  { slug, branch }: Pick<RemoteEnvironment, 'slug' | 'branch'>,
): boolean =>
  !row.archived &&
  (branch === undefined ? row.branch === undefined && row.slug === usualSlug(slug) : row.branch === branch);

/**
 * The environment that the console means, among those of the control plane.
 *
 * Each person has a development environment of the same slug, and the list does not tell whose is whose: it is the one
 * that the token is of, where that is the account's own person.
 *
 * @returns undefined where there is none. Fails: `unsupported` where it cannot be told from others.
 */
export function findEnvironment(
  rows: readonly AgentEnvironment[],
  { slug, branch }: Pick<RemoteEnvironment, 'slug' | 'branch'>,
  { environmentId, userId }: Pick<AgentScope, 'environmentId' | 'userId'>,
  accountId: string | undefined,
): AgentEnvironment | undefined {
  const there = rows.filter((row) => isLive(row, { slug, branch }));
  if (there.length <= 1) return there[0];
  const own = there.find(({ id }) => id === environmentId && userId === accountId);
  return (
    own ??
    refuse(
      'Several people have an environment of this name, and the agent service does not tell which one is yours. Replace the control-plane token, in Settings (Alt+9), by one that you made in this environment.',
    )
  );
}
