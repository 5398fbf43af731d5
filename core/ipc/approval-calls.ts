import { z } from 'zod';
import { Approval, ApprovalId } from '../approval.ts';
import { ProjectRef } from '../environment.ts';
import { call } from './call.ts';

const Done = z.object({});
const OfOne = z.object({ project: ProjectRef, id: ApprovalId });

/** The calls about what waits on a server for somebody to let it through. */
export const approvalCalls = {
  /** Oldest first. */
  'approvals.list': call(z.object({ project: ProjectRef }), z.object({ approvals: z.array(Approval) })),
  /** Ask again for what was let through. Fails: `not-found`, `approval-needed` (not yet), `environment-refused`, `server`. */
  'approvals.resume': call(OfOne, Done),
  /** Hand its page to the person's own browser. Fails: `not-found`, `unsupported` (a page elsewhere). */
  'approvals.open': call(OfOne, Done),
  /** Ask for it no longer. */
  'approvals.forget': call(OfOne, Done),
} as const;
