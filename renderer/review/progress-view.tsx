import { useSecondsUntil } from '../ui/use-seconds-until.ts';
import { plural } from './plan-lines.ts';
import type { Progress } from './use-apply.ts';

/** How far an apply has come, and how long a rate limit makes it wait; once it was stopped, what it still reads. */
export function ProgressView({
  progress,
  total,
  stopping,
}: {
  readonly progress: Progress | undefined;
  readonly total: number;
  readonly stopping: boolean;
}) {
  const done = progress?.done ?? 0;
  const failed = progress?.failed ?? 0;
  const unchecked = progress?.unchecked ?? 0;
  const wait = useSecondsUntil(progress?.waitingUntil);
  return (
    <div className="review-progress" role="status">
      <progress aria-label="Changes applied" value={done + failed} max={progress?.total ?? total} />
      <p>
        {done} of {progress?.total ?? total} applied{failed > 0 ? `, ${failed} failed` : ''}
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
