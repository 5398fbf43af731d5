import { assertNever } from '../../core/errors.ts';
import type { ValueSource } from '../../core/ipc/contract.ts';

/** A source as one text, to tell whether two are the same. */
export function sourceId(source: ValueSource): string {
  switch (source.from) {
    case 'saved':
    case 'draft':
      return [source.from, source.env.workspaceId, source.env.projectId, source.env.slug].join('\n');
    case 'version':
      return ['version', source.env.workspaceId, source.env.projectId, source.env.slug, source.version].join(
        '\n',
      );
    case 'plan':
      return ['plan', source.planId, source.side].join('\n');
    case 'journal':
      return ['journal', source.changeSetId, source.side].join('\n');
    default:
      return assertNever(source);
  }
}
