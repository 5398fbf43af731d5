import { useQuery } from '@tanstack/react-query';
import Hourglass from 'lucide-react/icons/hourglass';
import { useState } from 'react';
import type { Approval } from '../../../core/approval.ts';
import type { ProjectRef } from '../../../core/environment.ts';
import { approvalQueries } from '../../api/approval-queries.ts';
import { actionNames } from '../../api/environment-text.ts';
import { useAsk } from '../../api/use-ask.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { confirm } from '../../state/questions.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { ago } from '../../ui/when.ts';

interface WaitingApprovalsProps {
  readonly project: ProjectRef;
  /** Only what concerns environments of these slugs; all of the project where it is not given. */
  readonly slugs?: readonly string[];
}

/** What the server does once somebody lets it through there: where that is, and how to go on. Kept over a restart. */
export function WaitingApprovals({ project, slugs }: WaitingApprovalsProps) {
  const all = useQuery(approvalQueries.list(project)).data?.approvals ?? [];
  const approvals = all.filter(({ slug }) => slugs === undefined || slugs.includes(slug));
  const [tried, setTried] = useState<string>();
  const resume = useAsk('approvals.resume');
  const open = useAsk('approvals.open');
  const forget = useAsk('approvals.forget');
  const failed = [resume, open, forget].find((each) => each.error !== undefined)?.error;
  const notYet = resume.error?.code === 'approval-needed' ? tried : undefined;
  const askForget = async ({ id, action, slug }: Approval) => {
    const yes = await confirm({
      title: `Forget ${actionNames[action]} ${slug}?`,
      text: 'The console no longer goes on with it. The request itself stays at the server until it is answered or expires there.',
      yes: 'Forget',
      danger: true,
    });
    if (yes) await forget.go({ project, id });
  };
  const goOn = (id: string) => {
    setTried(id);
    void resume.go({ project, id });
  };
  return (
    <>
      {approvals.length > 0 && (
        <section className="env-waiting" aria-label="Waiting for approval">
          {approvals.map((approval, at) => (
            <Waiting
              key={approval.id}
              isFirst={at === 0}
              approval={approval}
              notYet={approval.id === notYet}
              onResume={() => goOn(approval.id)}
              onOpen={() => void open.go({ project, id: approval.id })}
              onForget={() => void askForget(approval)}
            />
          ))}
        </section>
      )}
      {failed !== undefined && failed.code !== 'approval-needed' && <ErrorNote error={failed} />}
    </>
  );
}

interface WaitingProps {
  readonly approval: Approval;
  /** Keys mean this one. */
  readonly isFirst: boolean;
  /** It was gone on with, and nobody had let it through. */
  readonly notYet: boolean;
  readonly onResume: () => void;
  readonly onOpen: () => void;
  readonly onForget: () => void;
}

function Waiting({ approval, isFirst, notYet, onResume, onOpen, onForget }: WaitingProps) {
  const { action, slug, askedAt, expiresAt, page } = approval;
  const ranOut = expiresAt !== undefined && expiresAt <= Date.now();
  const resume = commandOf('resume', ranOut ? 'Ask again' : 'Approved: continue', ['a'], onResume);
  const forget = commandOf('forget', 'Forget…', ['Shift+Delete'], onForget);
  useCommands(isFirst ? [resume, forget] : []);
  const chordOf = ({ keys }: Command) => (isFirst ? keys[0] : undefined);
  return (
    <div className="note note-warn" role="status">
      <Hourglass size={16} aria-hidden />
      <div className="env-waiting-text">
        <p>
          <strong>
            {sentence(actionNames[action])} {slug} waits for an approval,
          </strong>{' '}
          asked {ago(askedAt, Date.now())}. {notYet && <b>Not approved yet. </b>}
          {ranOut ? 'It has expired. Ask again for a new one.' : whereText(page)}
        </p>
        {page !== undefined && !ranOut && <code className="mono env-waiting-page">{page.address}</code>}
      </div>
      <div className="env-waiting-actions">
        {page?.own === true && !ranOut && <Button onPress={onOpen}>Open the page</Button>}
        <Button look="primary" chord={chordOf(resume)} onPress={onResume}>
          {resume.title}
        </Button>
        <Button look="quiet" chord={chordOf(forget)} onPress={onForget}>
          {forget.title}
        </Button>
      </div>
    </div>
  );
}

const commandOf = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
  id: `approval.${id}`,
  title,
  group: 'Environment',
  keys,
  run,
});

function whereText(page: Approval['page']): string {
  if (page === undefined) return 'It is given in the server’s dashboard.';
  if (page.own) return `It is given on ${page.host}:`;
  return `The server names a page elsewhere, on ${page.host}. Open it yourself only if you know that address:`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
