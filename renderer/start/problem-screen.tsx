import CircleAlert from 'lucide-react/icons/circle-alert';
import type { AppError } from '../../core/errors.ts';
import { errorText } from '../api/error-text.ts';
import { useAsk } from '../api/use-ask.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { StartCard } from './start-card.tsx';
import { useStartFresh } from './use-start-fresh.ts';
import { type WayOut, waysOut } from './ways-out.ts';

const labels: Readonly<Record<WayOut, string>> = {
  retry: 'Try again',
  'start-fresh': 'Start fresh…',
  quit: 'Quit',
};

/** Something stands in the way of opening the data: what, and the ways out. */
export function ProblemScreen({
  error,
  dataFolder,
}: {
  readonly error: AppError;
  readonly dataFolder?: string;
}) {
  const retry = useAsk('app.retry');
  const fresh = useStartFresh();
  const quit = useAsk('app.quit');
  const text = errorText(error);
  const failed = retry.error ?? fresh.error;
  const running = retry.running || fresh.running;
  const take: Readonly<Record<WayOut, () => Promise<unknown>>> = {
    retry: () => retry.go({}),
    'start-fresh': fresh.begin,
    quit: () => quit.go({}),
  };
  return (
    <StartCard
      icon={<CircleAlert size={20} aria-hidden />}
      tone="bad"
      title={text.title}
      foot={dataFolder === undefined ? undefined : `Data folder: ${dataFolder}`}
      actions={waysOut(error).map((way, index) => (
        <Button
          key={way}
          look={index === 0 ? 'primary' : 'plain'}
          autoFocus={index === 0}
          // Not disabled meanwhile: the focus would be lost, and with it the next press of Enter.
          onPress={() => {
            if (!running) void take[way]();
          }}
        >
          {labels[way]}
        </Button>
      ))}
    >
      <p>{text.what}</p>
      <p>{text.next}</p>
      {failed !== undefined && !sameError(failed, error) && <ErrorNote error={failed} />}
    </StartCard>
  );
}

/** A retry that fails the same way has nothing new to say. */
const sameError = (a: AppError, b: AppError) => JSON.stringify(a) === JSON.stringify(b);
