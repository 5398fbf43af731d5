import Pause from 'lucide-react/icons/pause';
import type { ReactNode } from 'react';
import type { QueueRow } from '../../../core/ipc/document-calls.ts';
import { limitNow } from '../../../core/queue.ts';
import { Elsewhere } from '../../documents/elsewhere.tsx';
import type { Column } from '../../grid/column.ts';
import { Badge } from '../../ui/badge.tsx';
import { Mono } from '../../ui/mono.tsx';
import type { QueueLine } from './rows.ts';

const count = (value: number | undefined): ReactNode =>
  value === undefined ? (
    <span className="soft">–</span>
  ) : (
    <span className="number">{value.toLocaleString('en')}</span>
  );

export const limitText = (limit: number | null): string =>
  limit === null ? 'no limit' : limit.toLocaleString('en');

export const queueColumns: readonly Column<QueueLine>[] = [
  {
    id: 'name',
    header: 'Queue',
    width: 'minmax(180px, 1.2fr)',
    isRowHeader: true,
    render: ({ name, here }) => (
      <>
        <Mono text={name} limit={120} />
        {here?.type === 'custom' && <span className="soft">custom</span>}
      </>
    ),
  },
  {
    id: 'running',
    header: 'Running',
    width: '80px',
    align: 'end',
    render: ({ here }) => count(here?.running),
  },
  { id: 'queued', header: 'Queued', width: '80px', align: 'end', render: ({ here }) => count(here?.queued) },
  {
    id: 'state',
    header: 'State',
    width: '104px',
    render: ({ here }) => (here === undefined ? <Badge>not here</Badge> : <State queue={here} />),
  },
  {
    id: 'limit',
    header: 'Runs at a time',
    width: '190px',
    render: ({ here }) => here !== undefined && <Limit queue={here} />,
  },
  {
    id: 'elsewhere',
    header: 'In the other environments',
    width: 'minmax(260px, 1.6fr)',
    render: ({ elsewhere }) => (
      <Elsewhere
        environments={elsewhere.map(({ environment: { slug, name }, queue }) => {
          if (queue === 'unknown') return { slug, name, tone: 'neutral', word: 'not known' };
          const word = queue === undefined ? 'not there' : limitText(limitNow(queue));
          return queue?.paused === true
            ? { slug, name, tone: 'warn', word: `${word}, paused` }
            : { slug, name, tone: 'neutral', word };
        })}
      />
    ),
  },
];

function State({ queue }: { readonly queue: QueueRow }): ReactNode {
  return queue.paused ? (
    <Badge tone="warn" icon={<Pause size={12} aria-hidden />}>
      paused
    </Badge>
  ) : (
    <Badge tone="good">taking runs</Badge>
  );
}

/** The limit that holds, and what it was before somebody set another one. */
function Limit({ queue }: { readonly queue: QueueRow }): ReactNode {
  return (
    <>
      <span className="number">{limitText(limitNow(queue))}</span>
      {queue.override !== null && <Badge tone="info">instead of {limitText(queue.limit)}</Badge>}
    </>
  );
}
