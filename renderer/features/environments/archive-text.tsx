import { isBranch } from '../../../core/environment.ts';
import type { EnvironmentContents } from '../../../core/ipc/contract.ts';
import { plural } from './words.ts';

const afterTexts = {
  kept: 'All of it is kept but hidden, and nothing can be written to it until it is brought back.',
  gone: 'The server keeps it but shows none of it any more, and never brings it back. Its slug stays taken. A control-plane token that was made in it may end with it: then one of another environment is needed.',
  branch: 'The server shows none of it any more. A new branch of the same name begins without it.',
} as const;

/** What becomes of an archived environment. */
export const afterArchiving = (slug: string, canRestore: boolean): keyof typeof afterTexts => {
  if (isBranch(slug)) return 'branch';
  return canRestore ? 'kept' : 'gone';
};

/** What is inside an environment that is about to be archived, and what becomes of it. */
export function ArchiveText({
  contents,
  after,
}: {
  readonly contents: EnvironmentContents;
  readonly after: keyof typeof afterTexts;
}) {
  const { variables, secrets, agents, providerKeys, queues, drafts, changeSets, interrupted } = contents;
  return (
    <div className="env-contents">
      <p>In it are:</p>
      <ul>
        <li>
          {plural(variables, 'variable')}
          {secrets > 0 && `, ${secrets.toLocaleString('en')} of them secret`}
        </li>
        {agents > 0 && <li>{plural(agents, 'agent')}</li>}
        {providerKeys > 0 && <li>{plural(providerKeys, 'provider key')}</li>}
        {queues > 0 && <li>{plural(queues, 'queue')}</li>}
        <li className={drafts > 0 ? 'env-lost' : undefined}>
          {drafts === 0
            ? 'no drafts'
            : `${plural(drafts, 'draft')} that ${drafts === 1 ? 'is' : 'are'} not saved`}
        </li>
        <li>{plural(changeSets, 'line')} of history</li>
        {interrupted > 0 && (
          <li className="env-lost">{plural(interrupted, 'change')} that was interrupted and not finished</li>
        )}
      </ul>
      <p>{afterTexts[after]}</p>
    </div>
  );
}
