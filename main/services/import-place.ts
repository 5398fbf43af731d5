import type { EnvironmentKind } from '../../core/environment.ts';
import { NewSlug } from '../../core/environment.ts';
import { suggestEnvironment } from '../../core/import-names.ts';
import { pastedName } from '../../core/imports.ts';
import type { Suggestion } from './import-held.ts';

/** Where a file seems to belong: what an export says of itself, else what its name tells. */
export function suggestPlace(
  fileName: string,
  exported: { readonly slug: string; readonly kind: EnvironmentKind } | undefined,
): Suggestion {
  if (exported !== undefined && NewSlug.safeParse(exported.slug).success)
    return {
      ...exported,
      name: undefined,
      role: 'values',
      because: `The export was made of ${exported.slug}.`,
    };
  return suggestEnvironment(fileName === pastedName ? '' : fileName);
}
