import ArrowRight from 'lucide-react/icons/arrow-right';
import type { ReactNode } from 'react';
import { type Capability, type Environment, isAble } from '../../../core/environment.ts';
import type { EnvironmentContents } from '../../../core/ipc/contract.ts';
import { pathOf } from '../../router/paths.ts';
import { placeHere, useEnv } from '../../router/use-env.ts';
import { countText, documentsText, historyText, secretsText, variablesText } from './rename-words.ts';
import { isNeverArchived } from './words.ts';

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
  const can = (capability: Capability) => isAble(here.workspace, here.project, capability);
  const keeps = (resource: 'notes' | 'kind') => can(`variables.${resource}`);
  return (
    <div className="rename-facts">
      <Facts title="Goes along">
        <li>
          {variablesText(contents)}
          {keeps('notes') && ' with kinds and notes'}
        </li>
        <Line text={secretsText(contents, keeps('kind'))} />
        <Line text={documentsText(contents, can('queues.create'))} />
        <Line text={countText(contents?.drafts, 'draft')} />
        <li>Colour, protection, masking and the place in the order</li>
        <li>Rules of Compare: they belong to keys</li>
      </Facts>
      <Facts title="Breaks">
        <li>
          Bookmarks and deep links with
          <div className="rename-links">
            <Link slug={environment.slug} />
            <ArrowRight size={12} aria-label="become" />
            <Link slug={slug === '' ? '…' : slug} />
          </div>
        </li>
        <li>
          In this console the old ones still open, with a notice. In other consoles, and in the dashboard of a
          server, they do not.
        </li>
        <li>Scripts and pipelines that name {environment.slug}</li>
      </Facts>
      <Facts title="Stays behind">
        <Line text={historyText(contents, can('variables.versions'))} />
        <li>Memory, threads and runs of agents</li>
        {!can('queues.create') && (
          <li>Queues, which come with a deployment, and skills, which are added to the new environment</li>
        )}
        {!can('environments.restore') && <li>{afterwards(environment)}</li>}
      </Facts>
    </div>
  );
}

function Line({ text }: { readonly text: string }): ReactNode {
  return text === '' ? null : <li>{text}</li>;
}

/** The part of a path that changes; the whole of it is the tooltip. */
function Link({ slug }: { readonly slug: string }): ReactNode {
  const here = useEnv();
  const whole = pathOf({ ...placeHere(here), env: slug, page: '…' }).replaceAll('%E2%80%A6', '…');
  return (
    <code className="mono" title={whole}>
      …/{whole.split('/').slice(-3).join('/')}
    </code>
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
