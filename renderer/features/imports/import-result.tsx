import { useQuery } from '@tanstack/react-query';
import CircleCheck from 'lucide-react/icons/circle-check';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { Environment } from '../../../core/environment.ts';
import { type ImportResult, requiredKeysName } from '../../../core/imports.ts';
import { scopeQueries } from '../../api/scope-queries.ts';
import { type Command, isEnabled } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { openReviews } from '../../review/review-state.ts';
import { pages } from '../../router/pages.ts';
import { type Place, pathOf } from '../../router/paths.ts';
import { resolve } from '../../router/resolve.ts';
import { useGo } from '../../router/use-go.ts';
import { Badge } from '../../ui/badge.tsx';
import { CommandButton } from '../../ui/button.tsx';
import { Name } from '../../ui/mono.tsx';
import { type Lack, leftSentence, sentence } from './lack-sentence.ts';

const keysShown = 24;

/** After an import: first the answer people came for, what one environment lacks that another has. */
export function ImportResultView({
  result,
  onDone,
}: {
  readonly result: ImportResult;
  readonly onDone: () => void;
}) {
  const go = useGo();
  const [first, ...others] = result.lacks;
  const place = {
    workspace: result.project.workspaceId,
    org: result.organizationSlug,
    project: result.projectSlug,
  };
  const open = (page: string, env: string, search = {}) => {
    onDone();
    go.path(pathOf({ ...place, env, page }), search);
  };
  const home = first?.slug ?? result.environments.at(-1)?.slug ?? 'dev';
  const compared = first === undefined || first.of === requiredKeysName ? undefined : first;
  const compare: Command = {
    id: 'import.compare',
    title: compared === undefined ? 'Compare' : `Compare ${compared.of} and ${compared.slug}`,
    group: 'Import and export',
    keys: ['Mod+D'],
    run: () => open('compare', home, compared === undefined ? {} : { with: compared.of }),
  };
  const variables: Command = {
    id: 'import.variables',
    title: `Open the variables of ${home}`,
    group: 'Import and export',
    keys: ['Mod+Enter'],
    run: () => open('environment-variables', home),
  };
  const written = result.environments.filter((one) => one.result.done > 0);
  const undo: Command = {
    id: 'import.undo',
    title: 'Undo this import…',
    group: 'History',
    keys: ['u'],
    enabled: () => written.length > 0,
    run: () =>
      openReviews(
        written.map(({ slug, result: { changeSetId } }) => ({
          env: { ...result.project, slug },
          source: { type: 'undo', changeSetId },
        })),
      ),
  };
  const environments = useEnvironments({ ...place, env: home, page: 'import' });
  useCommands([
    compare,
    variables,
    undo,
    ...environments
      .slice(0, 9)
      .map(({ slug, name }, index) =>
        leads(`environment.${index + 1}`, `Go to ${name}`, `Mod+${index + 1}`, () =>
          open('environment-variables', slug),
        ),
      ),
    ...pages.map(({ slug, title, digit }) =>
      leads(`page.${slug}`, title, `Alt+${digit}`, () => open(slug, home)),
    ),
  ]);
  return (
    <div className="import-result">
      {first === undefined ? <NothingLacks /> : <FirstLack lack={first} />}
      <div className="import-result-actions">
        <CommandButton
          command={compare}
          look={first === undefined ? 'plain' : 'primary'}
          autoFocus={first !== undefined}
        />
        <CommandButton
          command={variables}
          look={first === undefined ? 'primary' : 'plain'}
          autoFocus={first === undefined}
        />
        {isEnabled(undo) && <CommandButton command={undo} />}
      </div>
      <Lacks lacks={others.filter(({ slug }) => slug === first?.slug)} />
      <LeftOut left={result.leftOut} />
      <Rest lacks={others.filter(({ slug }) => slug !== first?.slug)} />
      <Written result={result} />
    </div>
  );
}

/** The project's environments, in the order of their keys. */
function useEnvironments(place: Place): readonly Environment[] {
  const workspaces = useQuery(scopeQueries.list()).data?.workspaces ?? [];
  const found = resolve(workspaces, place);
  return found.found ? found.here.environments : [];
}

/** The keys of the frame, which this page is not in. */
const leads = (id: string, title: string, chord: string, run: () => void): Command => ({
  id,
  title,
  group: 'Go to',
  keys: [chord],
  run,
});

function FirstLack({ lack }: { readonly lack: Lack }) {
  return (
    <div className="import-answer">
      <TriangleAlert size={20} aria-hidden className="import-warn" />
      <div>
        <h1>{sentence(lack)}</h1>
        <Keys keys={lack.keys} most={keysShown} />
      </div>
    </div>
  );
}

function Lacks({ lacks }: { readonly lacks: readonly Lack[] }) {
  if (lacks.length === 0) return null;
  return (
    <ul className="import-lacks">
      {lacks.map((lack) => (
        <li key={`${lack.slug} ${lack.of}`}>
          <span>{sentence(lack)}</span>
          <Keys keys={lack.keys} most={6} />
        </li>
      ))}
    </ul>
  );
}

/** Not lacking, as somebody decided it; but not there either. */
function LeftOut({ left }: { readonly left: ImportResult['leftOut'] }) {
  if (left.length === 0) return null;
  return (
    <ul className="import-lacks" aria-label="Left out of the import">
      {left.map((one) => (
        <li key={one.slug}>
          <span>{leftSentence(one)}</span>
          <Keys keys={one.keys} most={6} />
        </li>
      ))}
    </ul>
  );
}

/** The other environments: there for who asks, out of the way of the answer. */
function Rest({ lacks }: { readonly lacks: readonly Lack[] }) {
  if (lacks.length === 0) return null;
  const slugs = [...new Set(lacks.map(({ slug }) => slug))];
  return (
    <details className="import-plan-rest">
      <summary>
        What {slugs.join(' and ')} {slugs.length === 1 ? 'lacks' : 'lack'}
      </summary>
      <Lacks lacks={lacks} />
    </details>
  );
}

function NothingLacks() {
  return (
    <div className="import-answer">
      <CircleCheck size={20} aria-hidden className="import-good" />
      <div>
        <h1>No environment lacks a key that another one has</h1>
        <p className="soft">Their values may still differ: Compare shows where.</p>
      </div>
    </div>
  );
}

function Keys({ keys, most }: { readonly keys: readonly string[]; readonly most: number }) {
  return (
    <p className="import-keys">
      {keys.slice(0, most).map((key) => (
        <Name key={key} text={key} />
      ))}
      {keys.length > most && <span className="soft">and {keys.length - most} more</span>}
    </p>
  );
}

function Written({ result }: { readonly result: ImportResult }) {
  return (
    <ul className="import-written" aria-label="What was written">
      {result.required.length > 0 && (
        <li>
          <Badge tone="good">done</Badge>
          <span>
            {result.required.length === 1 ? '1 key is' : `${result.required.length} keys are`} required from
            now on. Variables and Compare list them (Shift+R); the History undoes it.
          </span>
        </li>
      )}
      {result.environments.map(({ slug, result: { done, total, rows, state } }) => (
        <li key={slug}>
          <Badge tone={state === 'done' ? 'good' : 'bad'}>{state}</Badge>
          <span>
            {slug}: {done} of {total} written.
            {state === 'done' ? ' It can be undone on the History page.' : ''}
          </span>
          {rows
            .filter((row) => row.outcome !== 'done')
            .slice(0, keysShown)
            .map((row) => (
              <span key={row.key} className="import-bad">
                <Name text={row.key} /> {row.reason ?? row.outcome}
              </span>
            ))}
        </li>
      ))}
    </ul>
  );
}
