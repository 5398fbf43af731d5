import { z } from 'zod';
import { EnvironmentKind, Slug } from './environment.ts';

export const ApprovalId = z.string().min(8).max(64);

/** Something that a server does to an environment once a person has let it through there. No value, no credential. */
export const Approval = z.object({
  id: ApprovalId,
  action: z.enum(['create', 'archive']),
  slug: Slug,
  name: z.string(),
  kind: EnvironmentKind,
  /** Unix milliseconds. */
  askedAt: z.number().int(),
  /** When asking counts no longer, where the server told. Unix milliseconds. */
  expiresAt: z.number().int().optional(),
  /** Where it is given. */
  page: z
    .object({
      address: z.string(),
      host: z.string(),
      /** Whether it is on an address of the connection itself: only then the console opens it. */
      own: z.boolean(),
    })
    .optional(),
});
export type Approval = z.infer<typeof Approval>;
