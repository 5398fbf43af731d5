import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import CircleHelp from 'lucide-react/icons/circle-help';
import { useState } from 'react';
import type { Environment } from '../../../core/environment.ts';
import type { EnvironmentHealth } from '../../../core/safety.ts';
import type { Finding } from '../../../core/safety-rule.ts';
import type { Column } from '../../grid/column.ts';
import { Grid } from '../../grid/grid.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { levelLooks } from '../../ui/level.tsx';
import { Mono } from '../../ui/mono.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { countsLine, lacksText } from './health-words.ts';

export interface HealthSheetProps {
  readonly environment: Environment;
  readonly health: EnvironmentHealth;
  readonly onClose: () => void;
  /** Go to the key in the list of variables. */
  readonly onGo: (finding: Finding) => void;
  /** Compare it with another; absent where there is none that holds anything. */
  readonly onCompare: (() => void) | undefined;
}

/** What the safety rules say of one environment, most serious first. Enter leads to the key. */
export function HealthSheet({ environment, health, onClose, onGo, onCompare }: HealthSheetProps) {
  const { findings, counts } = health;
  const [active, setActive] = useState<string | undefined>(findings[0] && idOf(findings[0]));
  const total = counts.refused + counts.warning + counts.note;
  const lacks = lacksText(health);
  return (
    <Dialog
      shape="sheet"
      kind={environment.kind}
      onClose={onClose}
      title={
        <span className="dialog-title">
          Safety findings in{' '}
          <EnvironmentTag
            kind={environment.kind}
            name={environment.name}
            colour={environment.colour}
            filled
          />
        </span>
      }
      actions={
        <>
          {health.lacks > 0 && onCompare !== undefined && <Button onPress={onCompare}>Compare</Button>}
          <Button onPress={onClose}>Close</Button>
        </>
      }
    >
      {total > 0 && (
        <p>
          <strong>{countsLine(counts)}</strong>
          <span className="soft">
            {' '}
            in the saved values. Enter goes to the key.
            {findings.length < total && ` The ${findings.length} most serious ones are shown.`}
          </span>
        </p>
      )}
      {total > 0 && lacks !== undefined && <p>{lacks}</p>}
      {total === 0 ? (
        <NothingToShow health={health} />
      ) : (
        <div className="grid-box">
          <Grid
            ariaLabel={`Findings in ${environment.name}`}
            rows={findings}
            rowKey={idOf}
            columns={columns}
            active={active}
            onActiveChange={setActive}
            onOpen={(id) => {
              const finding = findings.find((each) => idOf(each) === id);
              if (finding !== undefined) onGo(finding);
            }}
            rowHeight={() => 52}
            grows
            autoFocus
          />
        </div>
      )}
    </Dialog>
  );
}

/** One key may be found by several rules, and by one rule once. */
const idOf = ({ rule, key }: Finding): string => `${key} ${rule}`;

function NothingToShow({ health }: { readonly health: EnvironmentHealth }) {
  const lacks = lacksText(health);
  if (health.state === 'not-loaded')
    return (
      <EmptyState icon={<CircleHelp size={20} aria-hidden />} title="Not checked">
        Its list of variables was not read completely, so it was not checked. A branch is checked once it was
        opened.
      </EmptyState>
    );
  if (lacks !== undefined)
    return (
      <EmptyState
        icon={<CircleDashed size={20} aria-hidden />}
        title={health.empty ? 'Empty' : 'Keys are missing'}
      >
        {lacks} What is saved here breaks no safety rule.
      </EmptyState>
    );
  return (
    <EmptyState icon={<CircleCheck size={20} aria-hidden />} title="Nothing found">
      Nothing that is saved here breaks a safety rule. Drafts are checked in their review.
    </EmptyState>
  );
}

const columns: readonly Column<Finding>[] = [
  {
    id: 'level',
    header: 'Level',
    width: '104px',
    className: 'grid-tall',
    render: ({ level }) => {
      const { Icon, tone, word } = levelLooks[level];
      return (
        <span className={`remark remark-${tone}`}>
          <Icon size={14} aria-hidden />
          {word}
        </span>
      );
    },
  },
  {
    id: 'key',
    header: 'Key',
    width: 'minmax(170px, 0.8fr)',
    isRowHeader: true,
    className: 'grid-tall',
    render: ({ key }) => <Mono text={key} />,
  },
  {
    id: 'text',
    header: 'What was found',
    width: 'minmax(280px, 2fr)',
    className: 'grid-tall',
    render: ({ text, source }) => (
      <span className="health-text">
        <span>{text}</span>
        <span className="soft">{source}</span>
      </span>
    ),
  },
];
