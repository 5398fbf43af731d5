import { z } from 'zod';
import { limits } from './limits.ts';
import { holdsToken } from './token-text.ts';

export const EnvironmentKind = z.enum(['development', 'staging', 'preview', 'production']);
export type EnvironmentKind = z.infer<typeof EnvironmentKind>;

/** Rank of a kind when environments are put in order. */
export const kindOrder: Readonly<Record<EnvironmentKind, number>> = {
  development: 1,
  staging: 2,
  preview: 3,
  production: 4,
};

/** A slug the console creates: lower-case letters, digits, inner hyphens, 1 to 31 characters. */
export const NewSlug = z
  .string()
  .max(limits.slugLength)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);

/**
 * A branch of preview as the console names it, such as `preview/feat/tone`: what servers take for a branch, of
 * characters that can be a header.
 */
export const BranchSlug = z
  .string()
  .max(200)
  .regex(/^preview\/(?!refs\/)(?!.*\.\.)[\x21-\x7e]+$/)
  .regex(/^[^~^:?*[\\]+$/)
  .refine((slug) => !holdsToken(slug));

/** Whether a slug is that of a branch: made and put away otherwise than other environments, and never renamed. */
export const isBranch = (slug: string): boolean => /^(?:dev|preview)\/./.test(slug);

/** Any slug that a workspace may hold. */
export const Slug = z.string().min(1).max(400);

export const WorkspaceId = z.string().min(1).max(64);
export const ProjectId = z.string().min(1).max(128);

/** Which environment is meant. Found by slug inside its project; data never crosses by itself. */
export const EnvironmentRef = z.object({ workspaceId: WorkspaceId, projectId: ProjectId, slug: Slug });
export type EnvironmentRef = z.infer<typeof EnvironmentRef>;

export const ProjectRef = z.object({ workspaceId: WorkspaceId, projectId: ProjectId });
export type ProjectRef = z.infer<typeof ProjectRef>;

export const DisplayName = z.string().trim().min(1).max(limits.nameLength);

/** Colours a person may give an environment. Red is production's alone. */
export const EnvironmentColour = z.enum(['green', 'amber', 'violet', 'blue', 'teal', 'pink', 'slate']);
export type EnvironmentColour = z.infer<typeof EnvironmentColour>;

/**
 * How an environment is guarded against writing.
 *
 * - `off`: a review, nothing more. `warn`: the review says that it is protected.
 * - `type-slug`: its slug is typed in every review. `read-only`: nothing is written, no draft is taken.
 */
export const Protection = z.enum(['off', 'warn', 'type-slug', 'read-only']);
export type Protection = z.infer<typeof Protection>;

export const Environment = z.object({
  slug: Slug,
  name: z.string(),
  kind: EnvironmentKind,
  /** Position in the project, from 0: the order of the switcher and of Ctrl+1…9. */
  order: z.number().int().min(0),
  archived: z.boolean(),
  /** Whether plain values of this environment may be shown in the grid. Off in production by default. */
  showPlainValues: z.boolean(),
  /** Absent: the colour of its kind. */
  colour: EnvironmentColour.optional(),
  /** As set; `protectionOf` tells what holds. Absent: as its kind has it. */
  protection: Protection.optional(),
  createdAt: z.number().int(),
  /** It is known to hold no variables. Absent where it holds some, or the workspace does not say. */
  empty: z.literal(true).optional(),
});
export type Environment = z.infer<typeof Environment>;

/** An environment that is to be made. */
export const NewEnvironment = z.object({ slug: Slug, name: z.string(), kind: EnvironmentKind }).readonly();
export type NewEnvironment = z.infer<typeof NewEnvironment>;

/** A slug that an environment had before: paths with it still open. */
export const Alias = z.object({ slug: Slug, target: Slug, at: z.number().int() });
export type Alias = z.infer<typeof Alias>;

/** What a workspace can do, as data: a screen asks for the capability, not for the kind of server. */
export const Capability = z.enum([
  'environments.create',
  'environments.archive',
  'environments.restore',
  'environments.edit',
  'environments.rename',
  'environments.branches',
  'variables.kind',
  'variables.notes',
  'variables.versions',
  'agents',
  'provider-keys',
  'queues',
  'queues.create',
  'documents.versions',
]);
export type Capability = z.infer<typeof Capability>;

export const Project = z.object({
  id: ProjectId,
  slug: Slug,
  name: z.string(),
  environments: z.array(Environment),
  /** Former slugs of its environments, oldest first. */
  aliases: z.array(Alias).optional(),
  /** What its workspace can do in other projects, but not in this one: a credential of it is missing. */
  lacks: z.array(Capability).optional(),
});
export type Project = z.infer<typeof Project>;

export const Organization = z.object({ slug: Slug, name: z.string(), projects: z.array(Project) });
export type Organization = z.infer<typeof Organization>;

export const Workspace = z.object({
  id: WorkspaceId,
  name: z.string(),
  /** `local` lives in the console's own store; a `server` is one connection. */
  kind: z.enum(['local', 'server']),
  capabilities: z.array(Capability),
  organizations: z.array(Organization),
});
export type Workspace = z.infer<typeof Workspace>;

/** Whether something can be done in a project. */
export const isAble = (
  { capabilities }: Pick<Workspace, 'capabilities'>,
  { lacks = [] }: Pick<Project, 'lacks'>,
  capability: Capability,
): boolean => capabilities.includes(capability) && !lacks.includes(capability);

/** Live environments first by `order`; archived ones last. */
export const inOrder = (environments: readonly Environment[]): readonly Environment[] =>
  [...environments].sort((a, b) => Number(a.archived) - Number(b.archived) || a.order - b.order);

/**
 * What an environment is called among those of its project: its name, with the slug where another live one is called the
 * same, as while a rename copies one.
 */
export function nameAmong(
  environments: readonly Pick<Environment, 'slug' | 'name' | 'archived'>[],
  { slug, name }: Pick<Environment, 'slug' | 'name'>,
): string {
  const plain = (text: string) => text.trim().toLowerCase();
  const isNamesake = (one: Pick<Environment, 'slug' | 'name' | 'archived'>) =>
    !one.archived && one.slug !== slug && plain(one.name) === plain(name);
  return environments.some(isNamesake) ? `${name} (${slug})` : name;
}

/** Names that people and servers use for one another in paths: Trigger.dev takes `staging` for `stg`. */
const synonyms = [
  ['dev', 'development'],
  ['stg', 'staging'],
  ['prod', 'production'],
];

/** The environment of that slug; where there is none, the one under the other usual name of it. */
export function environmentBySlug(
  environments: readonly Environment[],
  slug: string,
): Environment | undefined {
  const exact = environments.find((each) => each.slug === slug);
  const usual = synonyms.find((names) => names.includes(slug)) ?? [];
  return exact ?? environments.find((each) => usual.includes(each.slug));
}
