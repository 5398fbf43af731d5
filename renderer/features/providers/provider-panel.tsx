import type { ReactNode } from 'react';
import { nameSome } from '../../api/error-text.ts';
import { useEnv } from '../../router/use-env.ts';
import { CommandButton } from '../../ui/button.tsx';
import { Mono } from '../../ui/mono.tsx';
import { cellHere, type providerCommands } from './provider-commands.ts';
import type { ProviderRow } from './rows.ts';

interface Props {
  readonly row: Exclude<ProviderRow, { type: 'title' }>;
  readonly commands: ReturnType<typeof providerCommands>;
}

/** The row that keys act on, in words, and what can be done about it in this environment. */
export function ProviderPanel({ row, commands }: Props): ReactNode {
  return (
    <section className="provider-panel" aria-label="Of this row">
      <div>{row.type === 'provider' ? <OfProvider row={row} /> : <OfKey row={row} />}</div>
      <div className="page-actions">
        {row.type === 'key' && (
          <>
            <CommandButton command={commands.edit} look="quiet" />
            <CommandButton command={commands.usual} look="quiet" />
            <CommandButton command={commands.remove} look="quiet" />
          </>
        )}
      </div>
    </section>
  );
}

function OfProvider({ row }: { readonly row: Extract<ProviderRow, { type: 'provider' }> }): ReactNode {
  const here = useEnv();
  const { provider } = row;
  const cell = row.cells.find(({ slug }) => slug === here.ref.slug);
  const optional = provider.settings.filter((name) => !provider.required.includes(name));
  return (
    <>
      <p>
        <strong>{provider.name}</strong> needs <Mono text={provider.required.join(', ')} />
        {optional.length > 0 && (
          <>
            {' '}
            and takes <Mono text={optional.join(', ')} />
          </>
        )}
        .
      </p>
      <p className="soft">
        {cell?.state === 'off'
          ? `${here.environment.name} cannot run it: it is switched off there, whatever keys there are. The dashboard switches it on.`
          : cell?.runsOn === undefined
            ? `${here.environment.name} cannot run it: it lacks ${cell?.lacks.join(' and ') ?? 'everything'}. A key that the server itself has never counts.`
            : `${here.environment.name} runs it on ${cell.runsOn}.`}
      </p>
    </>
  );
}

function OfKey({ row }: { readonly row: Extract<ProviderRow, { type: 'key' }> }): ReactNode {
  const here = useEnv();
  const cell = cellHere(here, row);
  const { name } = here.environment;
  if (cell?.pointer === undefined)
    return (
      <>
        <p>
          {cell?.pays === true ? (
            <>
              {name} runs {row.provider.name} on <Mono text={row.envVarName} />, by its name.
            </>
          ) : (
            <>
              {name} does not run {row.provider.name} on <Mono text={row.envVarName} />.
            </>
          )}
        </p>
        <p className="soft">
          {cell?.set === true
            ? 'It has no label of its own; one is needed only to pin an agent to it.'
            : 'It has no value there. Keys of other environments stay where they are.'}
        </p>
      </>
    );
  const { label, agents, isDefault } = cell.pointer;
  return (
    <>
      <p>
        <strong>{label}</strong> points at <Mono text={row.envVarName} />
        {isDefault ? `, the default for ${row.provider.name}` : ''}.
      </p>
      <p className="soft">
        {agents.length === 0 ? 'No agent is pinned to it.' : `Pinned to it: ${nameSome(agents)}.`}
        {cell.sameAs.length > 0 &&
          ` Its value is the same as in ${cell.sameAs.join(', ')}: a limit reached there stops it here.`}
      </p>
    </>
  );
}
