import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AgentDetail } from '../../../core/ipc/document-calls.ts';
import { asAppError } from '../../api/bridge.ts';
import { documentQueries } from '../../api/document-queries.ts';
import { FieldDiff } from '../../documents/field-diff.tsx';
import { SlowLoading } from '../../lists/slow-loading.tsx';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { elsewhereWords } from './columns.tsx';
import { agentRows } from './rows.ts';
import type { AgentSearch } from './use-agent-search.ts';

interface Props {
  readonly slug: string;
  readonly search: AgentSearch;
  readonly own: AgentDetail;
}

/** The same agent in the other environments, by its slug; one of them field by field on request. */
export function OtherEnvironments({ slug, search, own }: Props): ReactNode {
  const here = useEnv();
  const others = here.environments.filter((one) => one.slug !== here.ref.slug);
  const mine = useQuery(documentQueries.agents(here.ref)).data?.agents;
  const lists = useQueries({
    queries: others.map((one) => documentQueries.agents(siblingRef(here, one.slug))),
  });
  if (others.length === 0) return null;
  const all = others.map((environment, at) => ({ environment, agents: lists[at]?.data?.agents }));
  const row = mine && agentRows(mine, all).find((one) => one.slug === slug);
  const compared = others.find((one) => one.slug === search.other);
  return (
    <section className="agent-part" aria-label="In the other environments">
      <h2>In the other environments</h2>
      <ul className="agent-lines">
        {row?.elsewhere.map(({ environment, state }) => (
          <li key={environment.slug}>
            <EnvironmentTag kind={environment.kind} name={environment.name} colour={environment.colour} />
            <Badge tone={elsewhereWords[state][0]}>{elsewhereWords[state][1]}</Badge>
            {(state === 'differs' || state === 'same') && (
              <Button look="quiet" onPress={() => search.openAgent(slug, environment.slug)}>
                Compare
              </Button>
            )}
          </li>
        ))}
      </ul>
      {compared !== undefined && (
        <Dialog
          title={`${slug}: ${here.environment.name} and ${compared.name}`}
          shape="sheet"
          onClose={() => search.openAgent(slug)}
        >
          <Compared
            slug={slug}
            own={own}
            other={compared.slug}
            names={[here.environment.name, compared.name]}
          />
        </Dialog>
      )}
    </section>
  );
}

function Compared(props: {
  readonly slug: string;
  readonly own: AgentDetail;
  readonly other: string;
  readonly names: readonly [string, string];
}): ReactNode {
  const here = useEnv();
  const query = useQuery(documentQueries.agent(siblingRef(here, props.other), props.slug));
  if (query.error !== null) return <ErrorNote error={asAppError(query.error)} />;
  if (query.data === undefined) return <SlowLoading label="Loading the other side" rows={6} />;
  return <FieldDiff before={props.own.text} after={query.data.text} names={props.names} />;
}
