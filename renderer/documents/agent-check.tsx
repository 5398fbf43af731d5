import './agent.css';
import { useQuery } from '@tanstack/react-query';
import OctagonAlert from 'lucide-react/icons/octagon-alert';
import { type ReactNode, useState } from 'react';
import type { Environment } from '../../core/environment.ts';
import { fieldWord } from '../../core/field-words.ts';
import type { CloneCheck } from '../../core/ipc/document-calls.ts';
import { asAppError } from '../api/bridge.ts';
import { documentQueries } from '../api/document-queries.ts';
import type { Command } from '../commands/command.ts';
import { SlowLoading } from '../lists/slow-loading.tsx';
import { siblingRef, useEnv } from '../router/use-env.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Mono } from '../ui/mono.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { Skills } from './agent-needs.tsx';
import { FieldDiff } from './field-diff.tsx';
import { pinWords } from './pin-words.ts';
import { Pin, RouteTable } from './route-table.tsx';

const states: Readonly<Record<CloneCheck['state'], readonly [tone: Tone, word: string]>> = {
  new: ['info', 'new there'],
  changes: ['warn', 'changes the one there'],
  same: ['good', 'the same already'],
  missing: ['bad', 'gone from the source'],
};

/** Enters a variable that a target lacks, from the page itself. */
export interface KeyEntry {
  readonly envVarName: string;
  readonly command: Command;
}

/** One agent as a target would have it: its keys resolved there, what blocks it, what changes, what stays. */
export function AgentCheck(props: {
  readonly check: CloneCheck;
  readonly source: Environment;
  readonly target: Environment;
  /** Show the fields at once: where it stands alone. */
  readonly open?: boolean;
  /** Stands above it, for one of the keys that the target lacks. */
  readonly keyEntry?: KeyEntry | undefined;
}): ReactNode {
  const { check, source, target, keyEntry } = props;
  const [tone, word] = states[check.state];
  const isBlocked = check.routes.some(
    ({ runsOn, lacks, off }) => runsOn === undefined && (off || lacks.length > 0),
  );
  return (
    <section className="clone-agent" aria-label={check.name}>
      <h2>
        {check.name} <Mono text={check.slug} /> <Badge tone={tone}>{word}</Badge>
      </h2>
      {check.state === 'missing' ? (
        <p className="soft">It was deleted in {source.name}. It is left out.</p>
      ) : (
        <>
          {isBlocked && <Blocked check={check} target={target} keyEntry={keyEntry} />}
          <RouteTable routes={check.routes} keys={keysOf(source, target)} />
          <Skills skills={check.skills} />
          {check.state !== 'same' && <Fields {...props} />}
          <Stays check={check} source={source} />
        </>
      )}
    </section>
  );
}

/** What changes in it, read when it is looked at: a prompt may be long, and agents many. */
function Fields(props: {
  readonly check: CloneCheck;
  readonly source: Environment;
  readonly target: Environment;
  readonly open?: boolean;
}): ReactNode {
  const { check, source, target } = props;
  const [open, setOpen] = useState(props.open === true && check.state === 'changes');
  return (
    <details className="clone-more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{check.state === 'new' ? 'All of its fields' : 'Field by field'}</summary>
      {open && <Preview slug={check.slug} source={source} target={target} />}
    </details>
  );
}

function Preview(props: {
  readonly slug: string;
  readonly source: Environment;
  readonly target: Environment;
}): ReactNode {
  const { slug, source, target } = props;
  const here = useEnv();
  const query = useQuery(
    documentQueries.preview(siblingRef(here, target.slug), siblingRef(here, source.slug), slug),
  );
  return (
    <div>
      {query.error !== null ? (
        <ErrorNote error={asAppError(query.error)} />
      ) : query.data === undefined ? (
        <SlowLoading label={`Loading the fields of ${slug}`} rows={3} />
      ) : (
        <FieldDiff
          before={query.data.before}
          after={query.data.after}
          names={[`${target.name} now`, `${target.name} then`]}
        />
      )}
    </div>
  );
}

function Blocked(props: {
  readonly check: CloneCheck;
  readonly target: Environment;
  readonly keyEntry: KeyEntry | undefined;
}): ReactNode {
  const { check, target } = props;
  const lacks = [...new Set(check.routes.flatMap((route) => route.lacks))];
  const keyEntry = lacks.includes(props.keyEntry?.envVarName ?? '') ? props.keyEntry : undefined;
  const off = [...new Set(check.routes.filter((route) => route.off).map(({ model }) => model))].join(', ');
  return (
    <div className="clone-block" role="note">
      <OctagonAlert size={16} aria-hidden />
      <span>
        {target.name} is not able to run it:{' '}
        {lacks.length > 0 && (
          <>
            <Mono text={lacks.join(', ')} /> {lacks.length === 1 ? 'has' : 'have'} no value there.{' '}
            <WayToEnter keyEntry={keyEntry} />;{' '}
          </>
        )}
        {off !== '' && (
          <>
            the provider of <Mono text={off} /> is switched off there. Its dashboard switches it on;{' '}
          </>
        )}
        or go on, and type <Mono text={check.slug} /> in the review.
      </span>
    </div>
  );
}

function WayToEnter({ keyEntry }: { readonly keyEntry: KeyEntry | undefined }): ReactNode {
  if (keyEntry === undefined) return 'Enter one on Providers (Alt+5) there';
  const { title, keys } = keyEntry.command;
  const [chord] = keys;
  return (
    <>
      Press “{title}” above
      {chord !== undefined && (
        <>
          {' '}
          or <Kbd chord={chord} />
        </>
      )}
    </>
  );
}

type Route = CloneCheck['routes'][number];

/** Source and target side by side: which key each route goes by. */
const keysOf = (source: Environment, target: Environment) => [
  { header: `Pinned key in ${source.name}`, cell: ({ from }: Route) => <Pin to={from} /> },
  {
    header: `Pinned key in ${target.name}`,
    cell: (route: Route) => (
      <>
        {route.to !== undefined && <Mono text={route.to.envVarName} />}{' '}
        <span className="soft">{pinWords(route)}</span>
      </>
    ),
  },
];

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
