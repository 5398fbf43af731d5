import type { Approval } from '../../core/approval.ts';
import type { ProjectRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { type Context, workspaceOf } from './context.ts';
import { createEnvironment, putAway } from './environments.ts';

interface OfOne {
  readonly project: ProjectRef;
  readonly id: string;
}
type Done = Record<string, never>;

/** What waits in a project for somebody to let it through on the server, oldest first. */
export function listApprovals(
  context: Context,
  { project }: { readonly project: ProjectRef },
): { approvals: Approval[] } {
  return { approvals: [...(workspaceOf(context, project.workspaceId).approvals?.list(project) ?? [])] };
}

/**
 * Do what was let through. It is the same request as before, so the server knows it again; what was confirmed then
 * holds.
 *
 * Fails: `not-found`, `approval-needed` (nobody did yet, or it ran out and is asked anew), `environment-refused`, `server`.
 */
export async function resumeApproval(context: Context, { project, id }: OfOne): Promise<Done> {
  const { action, slug, name, kind } = find(context, { project, id });
  if (action === 'create') await createEnvironment(context, { project, slug, name, kind });
  else await putAway(context, { ...project, slug }, name, id);
  return {};
}

/** Open the page on which it is let through. Fails: `not-found`, `unsupported` unless it is the connection's own. */
export async function openApproval(context: Context, of: OfOne): Promise<Done> {
  const { page } = find(context, of);
  if (page?.own !== true)
    throw new Failure({
      code: 'unsupported',
      what: 'opening the page',
      why: 'It is not on an address of this connection.',
    });
  await context.openExternal(page.address);
  return {};
}

/** Ask for it no longer. What the server keeps of it runs out by itself. */
export function forgetApproval(context: Context, { project, id }: OfOne): Done {
  workspaceOf(context, project.workspaceId).approvals?.forget(id);
  context.emit('scope.changed', {});
  return {};
}

function find(context: Context, { project, id }: OfOne): Approval {
  const found = listApprovals(context, { project }).approvals.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new Failure({ code: 'not-found', what: 'approval', name: id });
}
