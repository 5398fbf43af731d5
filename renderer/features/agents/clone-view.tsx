import { useQueries } from '@tanstack/react-query';
import MoveRight from 'lucide-react/icons/move-right';
import { type ReactNode, useState } from 'react';
import { neverCloned } from '../../../core/agent-fields.ts';
import type { Environment } from '../../../core/environment.ts';
import { pairWith } from '../../../core/pairs.ts';
import { documentQueries } from '../../api/document-queries.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { openReviews, type ReviewRequest } from '../../review/review-state.ts';
import { useReady } from '../../router/ready.ts';
import { siblingRef, useEnv } from '../../router/use-env.ts';
import { toast } from '../../state/toasts.ts';
import { CommandButton } from '../../ui/button.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { CloneTarget } from './clone-target.tsx';
import { type CloneWork, cloneWork } from './clone-work.ts';
import type { AgentSearch } from './use-agent-search.ts';
import { useEnterKey } from './use-enter-key.tsx';

/** Agents on their way to other environments: what each of them would be there, before anything is planned. */
export function CloneView({
  source,
  search,
}: {
  readonly source: Environment;
  readonly search: AgentSearch;
}): ReactNode {
  const here = useEnv();
  const others = here.environments.filter(({ slug }) => slug !== source.slug);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => firstTargets(search, others, source));
  const [ready, setReady] = useState<ReadonlySet<string>>(new Set());
  const targets = others.filter(({ slug }) => chosen.has(slug));
  useReady(targets.every(({ slug }) => ready.has(slug)));
  const from = siblingRef(here, source.slug);
  const checks = useQueries({
    queries: targets.map(({ slug }) => documentQueries.clone(siblingRef(here, slug), from, search.clone)),
  });
  const checksIn = (target: Environment) => checks[targets.indexOf(target)]?.data?.agents;
  const work = cloneWork(targets, checksIn);
  const toggle = (slug: string, on: boolean) =>
    setChosen((now) => (on ? new Set(now).add(slug) : new Set([...now].filter((one) => one !== slug))));
  const review = () => {
    if (work.toReview.length === 0) return toast('info', work.text);
    const requests = work.toReview.map(
      ({ slug }): ReviewRequest => ({
        env: siblingRef(here, slug),
        source: { type: 'clone', from, slugs: [...search.clone] },
        onApplied: ({ state }) => state === 'done' && toggle(slug, false),
      }),
    );
    return openReviews(requests, requests.length, search.openList);
  };
  const commands = cloneCommands({ targets, work, back: search.openList, review });
  const enterKey = useEnterKey({ here, targets, checksIn });
  useCommands([...Object.values(commands), ...enterKey.commands]);
  const what = search.clone.length === 1 ? search.clone[0] : `${search.clone.length} agents`;
  return (
    <section className="documents" aria-label="Clone to environment">
      <header className="agent-head">
        <div className="agent-title">
          <h1 tabIndex={-1}>Clone {what}</h1>
          <EnvironmentTag kind={source.kind} name={source.name} colour={source.colour} />
          <MoveRight size={16} aria-label="to" />
          {targets.length === 0 && <span className="soft">nowhere yet</span>}
          {targets.map(({ slug, kind, name, colour }) => (
            <EnvironmentTag key={slug} kind={kind} name={name} colour={colour} />
          ))}
        </div>
      </header>
      <div className="clone-body">
        <fieldset className="clone-targets">
          <legend>To</legend>
          {others.map((one) => (
            <Checkbox
              key={one.slug}
              autoFocus={one === (targets[0] ?? others[0])}
              isSelected={chosen.has(one.slug)}
              onChange={(on) => toggle(one.slug, on)}
            >
              <EnvironmentTag kind={one.kind} name={one.name} colour={one.colour} />
            </Checkbox>
          ))}
        </fieldset>
        {targets.length === 0 && (
          <EmptyState title="Choose an environment">Space ticks the one that has the focus.</EmptyState>
        )}
        {targets.map((target) => (
          <CloneTarget
            key={target.slug}
            source={source}
            target={target}
            slugs={search.clone}
            keyEntry={enterKey.entries.get(target.slug)}
            onReady={() => setReady((now) => (now.has(target.slug) ? now : new Set(now).add(target.slug)))}
          />
        ))}
        <details className="clone-more">
          <summary>What a clone never carries</summary>
          <ul>
            {neverCloned.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      </div>
      <footer className="clone-foot">
        <span className="soft">{work.text}</span>
        <div className="clone-steps">
          <CommandButton command={commands.back}>Back</CommandButton>
          <CommandButton command={commands.review} look="primary" />
        </div>
      </footer>
      {enterKey.dialog}
    </section>
  );
}

/** Those that the address names, else the next environment up. */
function firstTargets(
  search: AgentSearch,
  others: readonly Environment[],
  source: Environment,
): ReadonlySet<string> {
  const named = search.to.filter((slug) => others.some((one) => one.slug === slug));
  if (named.length > 0) return new Set(named);
  const pair = pairWith([source, ...others], source.slug);
  const other = pair?.left === source.slug ? pair.right : pair?.left;
  return new Set(other === undefined ? [] : [other]);
}

function cloneCommands(means: {
  readonly targets: readonly Environment[];
  readonly work: CloneWork<Environment>;
  readonly back: () => void;
  readonly review: () => void;
}) {
  const { targets, work } = means;
  const count = work.toReview.length;
  const title = count > 1 ? `Review ${count} environments` : 'Review';
  const command = (id: string, name: string, keys: readonly string[], run: () => void): Command => ({
    id: `agents.${id}`,
    title: name,
    group: 'Agents',
    keys,
    run,
  });
  return {
    review: {
      ...command('clone-review', title, ['Mod+Enter'], means.review),
      enabled: () => targets.length > 0,
    },
    back: command('clone-back', 'Back to the agents', ['Escape'], means.back),
  } as const satisfies Record<string, Command>;
}
