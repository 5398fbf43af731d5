import ArrowRight from 'lucide-react/icons/arrow-right';
import type { ReactNode } from 'react';
import { type Capability, type Environment, isAble } from '../../../core/environment.ts';
import type { EnvironmentContents } from '../../../core/ipc/contract.ts';
import { pathOf } from '../../router/paths.ts';
import { placeHere, useEnv } from '../../router/use-env.ts';
import { isNeverArchived, plural } from './words.ts';

/** What a rename takes along, what breaks, and what stays where it is. */
export function RenameFacts({
  environment,
  slug,
  contents,
}: {
  readonly environment: Environment;
  readonly slug: string;
  readonly contents: EnvironmentContents | undefined;
}) {
  const here = useEnv();
  const path = (env: string) => pathOf({ ...placeHere(here), env, page: '…' }).replaceAll('%E2%80%A6', '…');
  const count = (of: keyof EnvironmentContents, noun: string) =>
    contents === undefined ? `${noun}s` : plural(contents[of], noun);
  const can = (capability: Capability) => isAble(here.workspace, here.project, capability);
  const secrets = contents?.secrets ?? 0;
  return (
    <div className="rename-facts">
      <Facts title="Goes along">
        <li>
          {count('variables', 'variable')}
          {can('variables.notes') && ' with kinds and notes'}
          {secrets > 0 && `, ${secrets} of them secret`}
          {secrets > 0 && !can('variables.kind') && ': those become plain, readable in the dashboard'}
        </li>
        <li>
          {count('agents', 'agent')}
          {can('queues.create') ? ', ' : ' and '}
          {count('providerKeys', 'provider key')}
          {can('queues.create') && ` and ${count('queues', 'queue')}`}
        </li>
        {contents?.drafts !== 0 && <li>{count('drafts', 'draft')}</li>}
        <li>Colour, protection, masking and the place in the order</li>
        <li>Rules of Compare: they belong to keys</li>
      </Facts>
      <Facts title="Breaks">
        <li>
          Bookmarks and deep links with
          <code className="mono">{path(environment.slug)}</code>
          <ArrowRight size={12} aria-label="become" />
          <code className="mono">{path(slug === '' ? '…' : slug)}</code>
        </li>
        <li>
          In this console the old ones still open, with a notice. In other consoles, and in the dashboard of a
          server, they do not.
        </li>
        <li>Scripts and pipelines that name {environment.slug}</li>
      </Facts>
      <Facts title="Stays behind">
        <li>
          {contents === undefined ? 'Its history' : `${plural(contents.changeSets, 'line')} of history`} and
          the old versions of its variables, under the old name
        </li>
        <li>Memory, threads and runs of agents</li>
        {!can('queues.create') && (
          <li>Queues, which come with a deployment, and skills, which are added to the new environment</li>
        )}
        {contents !== undefined && contents.hidden > 0 && (
          <li>{plural(contents.hidden, 'value')} hidden by the server: you are asked for them</li>
        )}
        {!can('environments.restore') && <li>{afterwards(environment)}</li>}
      </Facts>
    </div>
  );
}

/** What becomes of the old one where an archived environment is never brought back. */
const afterwards = (environment: Environment): string => {
  const { slug } = environment;
  return isNeverArchived(environment, false)
    ? `${slug} itself: the server archives no production environment, so both are there in the end`
    : `${slug} itself, archived for good: the rename cannot be taken back, and its active agents are switched off first`;
};

function Facts({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}
