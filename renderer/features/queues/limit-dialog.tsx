import { useState } from 'react';
import type { DocumentChange } from '../../../core/document.ts';
import type { QueueRow } from '../../../core/ipc/document-calls.ts';
import { highestLimit, limitNow, queueText } from '../../../core/queue.ts';
import { useTypedReview } from '../../review/use-typed-review.ts';
import { useEnv } from '../../router/use-env.ts';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { limitText } from './columns.tsx';
import { queueChange } from './queue-commands.ts';

interface Props {
  /** The queues whose limit is set; none for a new queue. */
  readonly queues: readonly QueueRow[];
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onApplied: () => void;
}

function ownLimits([first, ...others]: readonly QueueRow[]): string {
  if (first === undefined) return '';
  if (others.length > 0) return 'Each keeps its own limit; Reset goes back to that. ';
  return first.limit === null
    ? 'It has no limit of its own; Reset goes back to that. '
    : `Its own limit is ${limitText(first.limit)}; Reset goes back to it. `;
}

/** How many runs at a time: an override of some queues, or the limit of a new one. */
export function LimitDialog({ queues, taken, onClose, onApplied }: Props) {
  const { ref, environment } = useEnv();
  const isNew = queues.length === 0;
  const [first] = queues;
  const [name, setName] = useState('');
  const review = useTypedReview(onClose);
  const [text, setText] = useState(first === undefined ? '10' : String(limitNow(first) ?? ''));
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  const problem =
    limit <= highestLimit ? undefined : `A number from 0 to ${highestLimit.toLocaleString('en')}.`;
  const nameProblem =
    !isNew || name === '' || !taken.includes(name) ? undefined : 'There is a queue of this name already.';
  const may = problem === undefined && nameProblem === undefined && (!isNew || name.trim() !== '');
  const submit = () => {
    const created: DocumentChange = {
      resource: 'queue',
      key: name.trim(),
      content: queueText({ type: 'custom', paused: false, limit, override: null }),
      base: null,
    };
    const documents = isNew
      ? [created]
      : queues.map((queue) => queueChange(queue, { ...queue, override: limit }));
    return review.submit(ref, { type: 'edits', documents }, onApplied);
  };
  const title = isNew
    ? `New queue in ${environment.name}`
    : `Runs at a time: ${queues.length === 1 ? first?.name : `${queues.length} queues`}`;
  return (
    <FormDialog
      title={title}
      kind={environment.kind}
      onClose={onClose}
      submit="Review"
      may={may && !review.running}
      error={review.error}
      lacks={isNew && name.trim() === '' ? 'Type a name first.' : undefined}
      onSubmit={submit}
    >
      {isNew && (
        <TextField
          label="Name"
          mono
          autoFocus
          value={name}
          onChange={setName}
          maxLength={200}
          error={nameProblem}
        />
      )}
      <TextField
        label="Runs at a time"
        inputMode="numeric"
        autoFocus={!isNew}
        value={text}
        onChange={setText}
        error={problem}
        hint={`${ownLimits(queues)}0 takes no runs.`}
      />
    </FormDialog>
  );
}
