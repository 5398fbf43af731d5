import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import CircleOff from 'lucide-react/icons/circle-off';
import EyeOff from 'lucide-react/icons/eye-off';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';
import type { Environment } from '../../../core/environment.ts';
import type { Column } from '../../grid/column.ts';
import { Badge } from '../../ui/badge.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { Mono } from '../../ui/mono.tsx';
import type { KeyCell, LinkCell, ProviderRow } from './rows.ts';

const nameColumn: Column<ProviderRow> = {
  id: 'name',
  header: 'Provider and its variables',
  width: 'minmax(240px, 1fr)',
  isRowHeader: true,
  render: (row) => {
    if (row.type === 'provider') return <strong>{row.provider.name}</strong>;
    if (row.type === 'key')
      return (
        <span className="provider-key">
          <Mono text={row.envVarName} limit={80} />
        </span>
      );
    return null;
  },
};

/** Side by side as long as there is room for it: of more environments the cells have several lines, and six fit in 1024 pixels. */
const widthOf = (environments: number): string =>
  environments > 3 ? 'minmax(120px, 1.1fr)' : 'minmax(252px, 1.1fr)';

/** One column for each environment that loaded. */
export const providerColumns = (environments: readonly Environment[]): readonly Column<ProviderRow>[] => [
  nameColumn,
  ...environments.map(
    (environment): Column<ProviderRow> => ({
      id: environment.slug,
      label: environment.name,
      header: <EnvironmentTag kind={environment.kind} name={environment.name} colour={environment.colour} />,
      width: widthOf(environments.length),
      render: (row) => {
        if (row.type === 'title') return null;
        if (row.type === 'provider')
          return <Link cell={row.cells.find(({ slug }) => slug === environment.slug)} />;
        return <Key cell={row.cells.find(({ slug }) => slug === environment.slug)} />;
      },
    }),
  ),
];

const looks = {
  linked: { Icon: CircleCheck, className: 'provider-linked', word: 'linked' },
  hidden: { Icon: EyeOff, className: 'provider-linked', word: 'linked, hidden by the server' },
  missing: { Icon: CircleDashed, className: 'soft', word: 'missing' },
  off: { Icon: CircleOff, className: 'soft', word: 'switched off' },
} as const;

function Link({ cell }: { readonly cell: LinkCell | undefined }): ReactNode {
  if (cell === undefined) return null;
  const { Icon, className, word } = looks[cell.state];
  return (
    <span className={`provider-cell ${className}`} title={titleOf(cell)}>
      <Icon size={14} aria-hidden /> {word}
    </span>
  );
}

const titleOf = ({ state, runsOn, lacks }: LinkCell): string =>
  state === 'off' ? 'Its server’s dashboard switches it on' : (runsOn ?? `lacks ${lacks.join(', ')}`);

function Key({ cell }: { readonly cell: KeyCell | undefined }): ReactNode {
  if (cell === undefined) return null;
  const { pointer, set, pays, sameAs } = cell;
  if (pointer === undefined && !set) return <span className="soft">not set</span>;
  return (
    <span className="provider-cell">
      {pointer === undefined ? (
        <span className="soft">{pays ? 'linked by its name' : 'set, not in use'}</span>
      ) : (
        pointer.label
      )}
      {pointer?.isDefault === true && <Badge tone="info">default</Badge>}
      {!set && <Badge tone="warn">no value</Badge>}
      {sameAs.length > 0 && (
        <Badge tone="warn" icon={<TriangleAlert size={12} aria-hidden />}>
          same as {sameAs.join(', ')}
        </Badge>
      )}
    </span>
  );
}
