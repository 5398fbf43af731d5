import { z } from 'zod';
import { DisplayName, EnvironmentRef, ProjectRef, Slug } from '../environment.ts';
import { RenameId, RenameView } from '../rename.ts';
import { call } from './call.ts';

const Done = z.object({});
const OfProject = z.object({ project: ProjectRef });
const OfOne = z.object({ id: RenameId });

/** The calls about giving an environment another slug. What a step writes goes through `changes.plan`. */
export const renameCalls = {
  /** Also those with nothing left to do; newest first. */
  'renames.list': call(OfProject, z.object({ renames: z.array(RenameView) })),
  /** Fails: `unsupported`, `already-exists`, `invalid-input`, `refused`. */
  'renames.start': call(z.object({ env: EnvironmentRef, slug: Slug, name: DisplayName }), RenameView),
  'renames.view': call(OfOne, RenameView),
  /** Compares row by row; passes the check only where all is the same. */
  'renames.check': call(OfOne, RenameView),
  /** Fails: `refused` (`copy-differs`) unless the check was passed and still holds. */
  'renames.switch': call(OfOne, RenameView),
  /** Gives it up before its switch, or leaves the old environment as it is after it; what was made stays. */
  'renames.abandon': call(OfOne, Done),
  /** Paths with that former slug name nothing from then on. */
  'aliases.remove': call(OfProject.extend({ slug: Slug }), Done),
} as const;
