import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Environment } from '../../../core/environment.ts';
import type { CloneCheck } from '../../../core/ipc/document-calls.ts';
import { asAppError } from '../../api/bridge.ts';
import { documentQueries } from '../../api/document-queries.ts';
import { AgentCheck, type KeyEntry } from '../../documents/agent-check.tsx';
import { SlowLoading } from '../../lists/slow-loading.tsx';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { Button, CommandButton } from '../../ui/button.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { ErrorState } from '../../ui/states.tsx';

interface Props {
  readonly source: Environment;
  readonly target: Environment;
  readonly slugs: readonly string[];
  /** Enters a key that they lack there; absent where none is lacking. */
  readonly keyEntry: KeyEntry | undefined;
  /** The answer is painted, or the reason why there is none. */
  readonly onReady: () => void;
}

/** What the agents would be in one environment. */
export function CloneTarget({ source, target, slugs, keyEntry, onReady }: Props): ReactNode {
  const here = useEnv();
  const query = useQuery(
    documentQueries.clone(siblingRef(here, target.slug), siblingRef(here, source.slug), slugs),
  );
  const settled = query.data !== undefined || query.error !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once
  useEffect(() => {
    if (settled) onReady();
  }, [settled]);
  return (
    <section className="clone-target" aria-label={`In ${target.name}`} data-kind={target.kind}>
      <header>
        <EnvironmentTag kind={target.kind} name={target.name} colour={target.colour} filled />
        {query.data !== undefined && <span className="soft">{summaryText(query.data.agents)}</span>}
        {keyEntry !== undefined && <CommandButton command={keyEntry.command} />}
      </header>
      {query.error !== null ? (
        <ErrorState error={asAppError(query.error)} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <SlowLoading label={`Looking at ${target.name}`} rows={4} />
      ) : (
        <Checks checks={query.data.agents} source={source} target={target} keyEntry={keyEntry} />
      )}
    </section>
  );
}

/** Agents shown at first, and more at a time. */
const shownAtATime = 20;

/** What needs a look comes first: gone, blocked, changed; what is the same already comes last. */
function Checks(props: {
  readonly checks: readonly CloneCheck[];
  readonly source: Environment;
  readonly target: Environment;
  readonly keyEntry: KeyEntry | undefined;
}): ReactNode {
  const { source, target, keyEntry } = props;
  const [most, setMost] = useState(shownAtATime);
  const checks = useMemo(() => [...props.checks].sort((a, b) => urgency(a) - urgency(b)), [props.checks]);
  const left = checks.length - most;
  return (
    <>
      {checks.slice(0, most).map((check) => (
        <AgentCheck
          key={check.slug}
          check={check}
          source={source}
          target={target}
          open={checks.length === 1}
          keyEntry={keyEntry}
        />
      ))}
      {left > 0 && (
        <div className="clone-agent">
          <Button onPress={() => setMost(most + shownAtATime)}>
            {`Show ${Math.min(left, shownAtATime)} more of ${left}`}
          </Button>
        </div>
      )}
    </>
  );
}

function urgency({ state, routes }: CloneCheck): number {
  if (state === 'missing') return 0;
  if (routes.some(({ runsOn }) => runsOn === undefined)) return 1;
  return state === 'same' ? 3 : 2;
}

function summaryText(checks: readonly CloneCheck[]): string {
  const count = (state: CloneCheck['state']) => checks.filter((one) => one.state === state).length;
  const parts = [
    [count('new'), 'new'],
    [count('changes'), 'changed'],
    [count('same'), 'already the same'],
    [count('missing'), 'gone from the source'],
  ] as const;
  return parts.flatMap(([many, word]) => (many === 0 ? [] : [`${many} ${word}`])).join(', ');
}
