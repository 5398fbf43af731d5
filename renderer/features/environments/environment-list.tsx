import { GridList, GridListItem } from 'react-aria-components';
import type { Environment } from '../../../core/environment.ts';
import type { EnvironmentHealth } from '../../../core/safety.ts';
import { Badge } from '../../ui/badge.tsx';
import { EnvironmentTag, kindNames } from '../../ui/environment-tag.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { HealthMark } from './health-mark.tsx';

/** The environments in order. The row with the focus is the one that the keys mean. */
export function EnvironmentList({
  environments,
  current,
  onCurrent,
  onOpen,
  draftsOf,
  healthOf,
}: {
  readonly environments: readonly Environment[];
  readonly current: string | undefined;
  readonly onCurrent: (slug: string) => void;
  readonly onOpen: (slug: string) => void;
  readonly draftsOf: (slug: string) => number;
  /** Undefined until it was checked. */
  readonly healthOf: (slug: string) => EnvironmentHealth | undefined;
}) {
  return (
    <GridList
      className="env-list"
      aria-label="Environments in order"
      autoFocus
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={current === undefined ? [] : [current]}
      onSelectionChange={(keys) => {
        const [slug] = keys === 'all' ? [] : [...keys];
        if (slug !== undefined) onCurrent(String(slug));
      }}
      onAction={(slug) => onOpen(String(slug))}
      dependencies={[environments, healthOf, draftsOf]}
    >
      {environments.map((environment, index) => (
        <GridListItem
          key={environment.slug}
          id={environment.slug}
          textValue={environment.name}
          className="env-row"
        >
          <span className="env-place">{index < 9 ? <Kbd chord={`Mod+${index + 1}`} /> : null}</span>
          <EnvironmentTag kind={environment.kind} name={environment.name} />
          <span className="mono soft env-slug">{environment.slug}</span>
          <span className="soft env-kind">{kindNames[environment.kind]}</span>
          <span className="env-health">
            <HealthMark health={healthOf(environment.slug)} />
          </span>
          <span className="env-notes">
            {draftsOf(environment.slug) > 0 && <Badge tone="info">{draftsOf(environment.slug)} drafts</Badge>}
            <Badge>{environment.showPlainValues ? 'Plain values shown' : 'All values masked'}</Badge>
          </span>
        </GridListItem>
      ))}
    </GridList>
  );
}
