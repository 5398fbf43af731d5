import { useQuery } from '@tanstack/react-query';
import { type ChangeSetDetail, projectWide } from '../../../core/changeset.ts';
import { asAppError } from '../../api/bridge.ts';
import { historyQueries } from '../../api/history-queries.ts';
import { rulesWritten } from '../../api/invalidation.ts';
import { useAsk } from '../../api/use-ask.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { openReview } from '../../review/review-state.ts';
import { toast } from '../../state/toasts.ts';
import { Badge } from '../../ui/badge.tsx';
import { CommandButton } from '../../ui/button.tsx';
import { ErrorNote, ErrorState, Loading } from '../../ui/states.tsx';
import { exactly } from '../../ui/when.ts';
import { DetailRows } from './detail-rows.tsx';
import { KindRuleRows, RuleRows } from './rule-rows.tsx';
import { stateWords } from './state-words.ts';

/** One change set: how it ended, what it did to each key, and the ways back. */
export function EntryDetail({ changeSetId }: { readonly changeSetId: string }) {
  const detail = useQuery(historyQueries.one(changeSetId));
  if (detail.error !== null)
    return (
      <aside className="history-detail">
        <ErrorState error={asAppError(detail.error)} onRetry={() => void detail.refetch()} />
      </aside>
    );
  return (
    <aside className="history-detail" aria-label="Details">
      {detail.data === undefined ? (
        <Loading label="Loading the change" rows={4} />
      ) : (
        <Detail entry={detail.data} />
      )}
    </aside>
  );
}

function Detail({ entry }: { readonly entry: ChangeSetDetail }) {
  const rules = useAsk('rules.undo');
  const undoRules = async () => {
    if ((await rules.go({ changeSetId: entry.id })) === undefined) return;
    rulesWritten();
    toast('good', `Undone: ${entry.title}`);
  };
  const undo: Command = {
    id: 'history.undo',
    title: entry.rules > 0 ? 'Undo this change' : 'Undo this change…',
    group: 'History',
    keys: ['u'],
    enabled: () => entry.canUndo,
    run: () =>
      entry.rules > 0
        ? void undoRules()
        : void openReview(entry.env, { type: 'undo', changeSetId: entry.id }),
  };
  const resume: Command = {
    id: 'history.resume',
    title: 'Resume: do the rest…',
    group: 'History',
    keys: ['e'],
    enabled: () => entry.canResume,
    run: () => void openReview(entry.env, { type: 'resume', changeSetId: entry.id }),
  };
  useCommands([undo, resume]);
  const { tone, short, long } = stateWords(entry);
  const doubts = entry.rows.filter(
    ({ outcome, doneLater }) => outcome === 'in-doubt' && doneLater !== true,
  ).length;
  return (
    <>
      <header className="history-detail-head">
        <h2>{entry.title}</h2>
        <p className="soft">
          {exactly(entry.startedAt)} · {entry.env.slug === projectWide ? 'all environments' : entry.env.slug}
        </p>
        <p>
          <Badge tone={tone}>{short}</Badge> {long}
        </p>
        {doubts > 0 && (
          <p>
            {doubts} {doubts === 1 ? 'is' : 'are'} in doubt and may have been written. The next list that is
            read (Ctrl+R) tells, except of hidden values.
          </p>
        )}
        <div className="history-actions">
          <CommandButton command={undo} />
          {entry.canResume && <CommandButton command={resume} look="primary" />}
        </div>
        {rules.error !== undefined && <ErrorNote error={rules.error} />}
        {!entry.canUndo && <p className="soft">{whyNoUndo(entry)}</p>}
      </header>
      {entry.rows.length > 0 && <DetailRows entry={entry} />}
      {entry.ruleChanges.length > 0 && <RuleRows changes={entry.ruleChanges} />}
      {entry.kindChanges.length > 0 && <KindRuleRows changes={entry.kindChanges} />}
    </>
  );
}

function whyNoUndo(entry: ChangeSetDetail): string {
  if (entry.undoneBy !== undefined) return 'It was undone already.';
  if (entry.state === 'applying') return 'It is still being applied.';
  if (entry.finished > 0) return 'What it left was written by a later change, which can be undone.';
  return 'Nothing was written that could be taken back.';
}
