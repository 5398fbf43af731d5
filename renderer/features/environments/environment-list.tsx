import type { LucideIcon } from 'lucide-react';
import Lock from 'lucide-react/icons/lock';
import Shield from 'lucide-react/icons/shield';
import ShieldCheck from 'lucide-react/icons/shield-check';
import ShieldOff from 'lucide-react/icons/shield-off';
import { useCallback, useLayoutEffect, useRef } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import type { Environment, Protection } from '../../../core/environment.ts';
import { protectionOf } from '../../../core/protection.ts';
import type { EnvironmentHealth } from '../../../core/safety.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { EnvironmentTag, kindNames } from '../../ui/environment-tag.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { HealthMark } from './health-mark.tsx';
import { plural, protectionNames } from './words.ts';

const guards: Readonly<Record<Protection, { readonly Icon: LucideIcon; readonly tone: Tone }>> = {
  off: { Icon: ShieldOff, tone: 'neutral' },
  warn: { Icon: Shield, tone: 'neutral' },
  'type-slug': { Icon: ShieldCheck, tone: 'neutral' },
  'read-only': { Icon: Lock, tone: 'info' },
};

function ProtectionBadge({ environment }: { readonly environment: Environment }) {
  const protection = protectionOf(environment);
  const { Icon, tone } = guards[protection];
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
      {protectionNames[protection]}
    </Badge>
  );
}

/** The environments in order. The row with the focus is the one that the keys mean. */
export function EnvironmentList({
  environments,
  current,
  onCurrent,
  onOpen,
  draftsOf,
  healthOf,
  markOf,
}: {
  readonly environments: readonly Environment[];
  readonly current: string | undefined;
  readonly onCurrent: (slug: string) => void;
  readonly onOpen: (slug: string) => void;
  readonly draftsOf: (slug: string) => number;
  /** Undefined until it was checked. */
  readonly healthOf: (slug: string) => EnvironmentHealth | undefined;
  /** Which of the two it is, while a rename makes two of one name. */
  readonly markOf: (slug: string) => string | undefined;
}) {
  const list = useFocusOn(current);
  return (
    <GridList
      ref={list}
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
      dependencies={[environments, healthOf, draftsOf, markOf]}
    >
      {environments.map((environment, index) => (
        <GridListItem
          key={environment.slug}
          id={environment.slug}
          textValue={environment.name}
          className="env-row"
        >
          <span className="env-place">{index < 9 ? <Kbd chord={`Mod+${index + 1}`} /> : null}</span>
          <EnvironmentTag kind={environment.kind} name={environment.name} colour={environment.colour} />
          <span className="mono soft env-slug">{environment.slug}</span>
          <span className="soft env-kind">{kindNames[environment.kind]}</span>
          <span className="env-health">
            <HealthMark health={healthOf(environment.slug)} />
          </span>
          <span className="env-notes">
            {markOf(environment.slug) !== undefined && <Badge tone="warn">{markOf(environment.slug)}</Badge>}
            {draftsOf(environment.slug) > 0 && (
              <Badge tone="info">{plural(draftsOf(environment.slug), 'draft')}</Badge>
            )}
            <ProtectionBadge environment={environment} />
            <Badge>{environment.showPlainValues ? 'Plain values shown' : 'Values masked'}</Badge>
          </span>
        </GridListItem>
      ))}
    </GridList>
  );
}

/** The current row has the focus that the list has: one that becomes current by other means than keys takes it along. */
function useFocusOn(current: string | undefined) {
  const list = useRef<HTMLElement>(null);
  const meant = useRef(current);
  const follow = (focused: EventTarget | null) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[role="row"]') ?? [])];
    const row = rows.find((each) => each.dataset['key'] === meant.current);
    if (row !== undefined && focused !== row && rows.some((each) => each === focused)) row.focus();
  };
  useLayoutEffect(() => {
    meant.current = current;
    follow(document.activeElement);
    // A row that is new is made a moment after the list is told of it.
    const frame = requestAnimationFrame(() => follow(document.activeElement));
    return () => cancelAnimationFrame(frame);
  });
  // A dialog gives the focus back to the row that had it before another one came.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what follows reads nothing but refs
  return useCallback((element: HTMLDivElement | null) => {
    list.current = element;
    const onFocus = ({ target }: FocusEvent) => follow(target);
    element?.addEventListener('focusin', onFocus);
    return () => element?.removeEventListener('focusin', onFocus);
  }, []);
}
