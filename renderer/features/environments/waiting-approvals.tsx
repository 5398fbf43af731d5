import { useQuery } from '@tanstack/react-query';
import Hourglass from 'lucide-react/icons/hourglass';
import type { Approval } from '../../../core/approval.ts';
import type { ProjectRef } from '../../../core/environment.ts';
import type { AppError } from '../../../core/errors.ts';
import { approvalQueries } from '../../api/approval-queries.ts';
import { actionNames } from '../../api/environment-text.ts';
import type { ErrorText } from '../../api/error-shape.ts';
import { errorText } from '../../api/error-text.ts';
import { useAsk } from '../../api/use-ask.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { ago } from '../../ui/when.ts';

/** What the server does once somebody lets it through there: where that is, and how to go on. Kept over a restart. */
export function WaitingApprovals({ workspaceId, projectId }: ProjectRef) {
  const project = { workspaceId, projectId };
  const approvals = useQuery(approvalQueries.list(project)).data?.approvals ?? [];
  const resume = useAsk('approvals.resume');
  const open = useAsk('approvals.open');
  const forget = useAsk('approvals.forget');
  const failed = resume.error ?? open.error ?? forget.error;
  const note = failed === undefined ? null : <ErrorNote error={failed} text={textOf(failed)} />;
  if (approvals.length === 0) return note;
  return (
    <section className="env-waiting" aria-label="Waiting for approval">
      {approvals.map((approval) => (
        <Waiting
          key={approval.id}
          approval={approval}
          onResume={() => void resume.go({ project, id: approval.id })}
          onOpen={() => void open.go({ project, id: approval.id })}
          onForget={() => void forget.go({ project, id: approval.id })}
        />
      ))}
      {note}
    </section>
  );
}

const textOf = (error: AppError): ErrorText =>
  error.code === 'approval-needed'
    ? {
        title: 'Not approved yet',
        what: 'The server still waits for somebody to approve it. Nothing was done.',
        next: 'Approve it on that page, then go on.',
      }
    : errorText(error);

interface WaitingProps {
  readonly approval: Approval;
  readonly onResume: () => void;
  readonly onOpen: () => void;
  readonly onForget: () => void;
}

function Waiting({ approval, onResume, onOpen, onForget }: WaitingProps) {
  const { action, slug, askedAt, expiresAt, page } = approval;
  const ranOut = expiresAt !== undefined && expiresAt <= Date.now();
  return (
    <div className="note note-warn" role="status">
      <Hourglass size={16} aria-hidden />
      <div className="env-waiting-text">
        <p>
          <strong>
            {sentence(actionNames[action])} {slug} waits for an approval,
          </strong>{' '}
          asked {ago(askedAt, Date.now())}. {ranOut ? 'It has run out: going on asks anew.' : whereText(page)}
        </p>
        {page !== undefined && !ranOut && <code className="mono env-waiting-page">{page.address}</code>}
      </div>
      <div className="env-waiting-actions">
        {page?.own === true && !ranOut && <Button onPress={onOpen}>Open the page</Button>}
        <Button look="primary" onPress={onResume}>
          {ranOut ? 'Ask again' : 'Approved: go on'}
        </Button>
        <Button look="quiet" onPress={onForget}>
          Forget
        </Button>
      </div>
    </div>
  );
}

function whereText(page: Approval['page']): string {
  if (page === undefined) return 'It is given in the server’s dashboard.';
  if (page.own) return `It is given on ${page.host}:`;
  return `The server names a page elsewhere, on ${page.host}. Open it yourself only if you know that address:`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
