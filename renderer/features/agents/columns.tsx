import type { ReactNode } from 'react';
import { Elsewhere } from '../../documents/elsewhere.tsx';
import type { Column } from '../../grid/column.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Mono } from '../../ui/mono.tsx';
import type { AgentRow, Standing } from './rows.ts';

export const elsewhereWords: Readonly<Record<Standing, readonly [tone: Tone, word: string]>> = {
  same: ['good', 'same'],
  differs: ['warn', 'differs'],
  'only-there': ['neutral', 'has it'],
  missing: ['neutral', 'not there'],
  unknown: ['neutral', 'not known'],
};

export const agentColumns: readonly Column<AgentRow>[] = [
  {
    id: 'agent',
    header: 'Agent',
    width: 'minmax(180px, 1.3fr)',
    isRowHeader: true,
    render: ({ slug, shown }) => (
      <>
        <span className="agent-name">{shown.name}</span>
        <span className="soft">
          <Mono text={slug} limit={80} />
        </span>
      </>
    ),
  },
  {
    id: 'model',
    header: 'Model',
    width: 'minmax(222px, 1fr)',
    render: ({ shown }) => <Mono text={shown.model} limit={80} />,
  },
  {
    id: 'runs',
    header: 'Runs',
    width: '100px',
    render: ({ here }) => <Runs here={here} />,
  },
  {
    id: 'prompt',
    header: 'Prompt length',
    width: '112px',
    align: 'end',
    render: ({ shown }) => <span className="number">{shown.promptLength.toLocaleString('en')}</span>,
  },
  {
    id: 'elsewhere',
    header: 'In the other environments',
    width: 'minmax(252px, 1.4fr)',
    render: ({ elsewhere }) => (
      <Elsewhere
        environments={elsewhere.map(({ environment: { slug, name }, state }) => {
          const [tone, word] = elsewhereWords[state];
          return { slug, name, tone, word };
        })}
      />
    ),
  },
];

function Runs({ here }: { readonly here: AgentRow['here'] }): ReactNode {
  if (here === undefined) return <Badge>not here</Badge>;
  if (!here.able) return <Badge tone="bad">cannot run</Badge>;
  return here.active ? <Badge tone="good">able to run</Badge> : <Badge>switched off</Badge>;
}
