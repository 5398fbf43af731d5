import { useSecondsUntil } from '../ui/use-seconds-until.ts';
import { plural } from './plan-lines.ts';
import type { Progress } from './use-apply.ts';

/** How far an apply has come, and how long a rate limit makes it wait; once it was stopped, what it still reads. */
export function ProgressView({
  progress,
  stopping,
}: {
  readonly progress: Progress;
  readonly stopping: boolean;
}) {
  const { done, failed, total, unchecked = 0 } = progress;
  const wait = useSecondsUntil(progress.waitingUntil);
  return (
    <div className="review-progress" role="status">
      <progress aria-label="Changes applied" value={done + failed} max={total} />
      <p>
        {done} of {total} applied{failed > 0 ? `, ${failed} failed` : ''}
        {unchecked > 0 && <span className="soft">, {unchecked} sent and not checked yet</span>}
      </p>
      {stopping && (
        <p className="soft">Nothing more is sent. What was sent is read back, then the result is shown.</p>
      )}
      {wait > 0 && (
        // The seconds are for the eye: read out each second, they would drown everything else.
        <p className="soft">
          The server limits how fast it is {stopping ? 'asked' : 'written to'}
          <span aria-hidden>: goes on in {plural(wait, 'second')}</span>.
        </p>
      )}
    </div>
  );
}
