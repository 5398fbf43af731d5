import { useQuery } from '@tanstack/react-query';
import OctagonAlert from 'lucide-react/icons/octagon-alert';
import { type ReactNode, useEffect } from 'react';
import type { Environment } from '../../../core/environment.ts';
import type { CloneCheck } from '../../../core/ipc/document-calls.ts';
import { asAppError } from '../../api/bridge.ts';
import { documentQueries } from '../../api/document-queries.ts';
import { FieldDiff } from '../../documents/field-diff.tsx';
import { fieldWord } from '../../documents/field-words.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { Mono } from '../../ui/mono.tsx';
import { ErrorState, Loading } from '../../ui/states.tsx';
import { RunsOn, Skills } from './agent-parts.tsx';

interface Props {
  readonly source: Environment;
  readonly target: Environment;
  readonly slugs: readonly string[];
  /** The answer is painted, or the reason why there is none. */
  readonly onReady: () => void;
}

/** What the agents would be in one environment. */
export function CloneTarget({ source, target, slugs, onReady }: Props): ReactNode {
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
      </header>
      {query.error !== null ? (
        <ErrorState error={asAppError(query.error)} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <Loading label={`Looking at ${target.name}`} rows={4} />
      ) : (
        query.data.agents.map((check) => (
          <AgentCheck key={check.slug} check={check} source={source} target={target} />
        ))
      )}
    </section>
  );
}

const states: Readonly<Record<CloneCheck['state'], readonly [tone: Tone, word: string]>> = {
  new: ['info', 'new there'],
  changes: ['warn', 'changes the one there'],
  same: ['good', 'the same already'],
  missing: ['bad', 'gone from the source'],
};

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

function AgentCheck(props: {
  readonly check: CloneCheck;
  readonly source: Environment;
  readonly target: Environment;
}): ReactNode {
  const { check, source, target } = props;
  const [tone, word] = states[check.state];
  const blocked = check.routes.filter(({ runsOn, lacks }) => runsOn === undefined && lacks.length > 0);
  return (
    <section className="clone-agent" aria-label={check.name}>
      <h3>
        {check.name} <Mono text={check.slug} /> <Badge tone={tone}>{word}</Badge>
      </h3>
      {check.state === 'missing' ? (
        <p className="soft">Somebody deleted it in {source.name}. It is left out.</p>
      ) : (
        <>
          {blocked.length > 0 && <Blocked check={check} target={target} />}
          <RouteTable check={check} source={source} target={target} />
          <Skills skills={check.skills} />
          {check.state !== 'same' && (
            <details className="clone-more" open={check.state === 'changes'}>
              <summary>{check.state === 'new' ? 'All that it will be' : 'Field by field'}</summary>
              <div>
                <FieldDiff
                  before={check.before}
                  after={check.after}
                  names={[`${target.name} now`, `${target.name} then`]}
                />
              </div>
            </details>
          )}
          <Stays check={check} source={source} />
        </>
      )}
    </section>
  );
}

function Blocked({ check, target }: { readonly check: CloneCheck; readonly target: Environment }): ReactNode {
  const lacks = [...new Set(check.routes.flatMap((route) => route.lacks))].join(', ');
  return (
    <div className="clone-block" role="note">
      <OctagonAlert size={16} aria-hidden />
      <span>
        {target.name} is not able to run it: <Mono text={lacks} /> {lacks.includes(',') ? 'have' : 'has'} no
        value there. Enter one on Providers (Alt+5) there; or go on, and type <Mono text={check.slug} /> in
        the review.
      </span>
    </div>
  );
}

const ways: Readonly<Record<CloneCheck['routes'][number]['by'], string>> = {
  variable: 'the same variable',
  label: 'the key of the same label',
  default: 'the default key there',
  none: 'no key there: not pinned',
  'not-pinned': 'not pinned',
};

/** Source and target side by side: which key each route goes by, and which variable pays there. */
function RouteTable(props: {
  readonly check: CloneCheck;
  readonly source: Environment;
  readonly target: Environment;
}): ReactNode {
  const { check, source, target } = props;
  return (
    <table className="agent-table">
      <thead>
        <tr>
          <th scope="col">Route</th>
          <th scope="col">Model</th>
          <th scope="col">Key in {source.name}</th>
          <th scope="col">Key in {target.name}</th>
          <th scope="col">Runs on</th>
        </tr>
      </thead>
      <tbody>
        {check.routes.map(({ label, model, from, to, by, runsOn, lacks }) => (
          <tr key={`${label} ${model}`}>
            <th scope="row">{label}</th>
            <td>
              <Mono text={model} />
            </td>
            <td>
              {from === undefined ? (
                <span className="soft">not pinned</span>
              ) : (
                <Mono text={from.envVarName} />
              )}
            </td>
            <td>
              {to !== undefined && <Mono text={to.envVarName} />} <span className="soft">{ways[by]}</span>
            </td>
            <td>
              <RunsOn runsOn={runsOn} lacks={lacks} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Stays({ check, source }: { readonly check: CloneCheck; readonly source: Environment }): ReactNode {
  if (check.stays.length === 0) return null;
  return (
    <details className="clone-more">
      <summary>
        {check.stays.length} {check.stays.length === 1 ? 'field stays' : 'fields stay'} in {source.name}
      </summary>
      <ul>
        {check.stays.map(({ field, why }) => (
          <li key={field}>
            {fieldWord(field)}: <span className="soft">{why}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
