import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Environment } from '../../../core/environment.ts';
import { asAppError } from '../../api/bridge.ts';
import { documentQueries } from '../../api/document-queries.ts';
import { AgentCheck } from '../../documents/agent-check.tsx';
import { SlowLoading } from '../../lists/slow-loading.tsx';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { ErrorNote } from '../../ui/states.tsx';

/** The active agent as the target would have it, without what else this promotion brings there. */
export function AgentPane(props: {
  readonly slug: string;
  readonly from: Environment;
  readonly to: Environment;
}): ReactNode {
  const { slug, from, to } = props;
  const here = useEnv();
  const query = useQuery(
    documentQueries.clone(siblingRef(here, to.slug), siblingRef(here, from.slug), [slug]),
  );
  const [check] = query.data?.agents ?? [];
  return (
    <div className="promote-agent">
      {query.error !== null ? (
        <ErrorNote error={asAppError(query.error)} />
      ) : check === undefined ? (
        <SlowLoading label={`Looking at ${slug} in ${to.name}`} rows={3} />
      ) : (
        <AgentCheck check={check} source={from} target={to} open />
      )}
    </div>
  );
}
