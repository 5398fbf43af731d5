import CircleAlert from 'lucide-react/icons/circle-alert';
import { useGo } from '../router/use-go.ts';
import { Button } from '../ui/button.tsx';

/** A crash stopped an apply: say so until somebody looked. */
export function InterruptedBanner({ count }: { readonly count: number }) {
  const go = useGo();
  return (
    <div className="banner" role="alert">
      <CircleAlert size={16} aria-hidden />
      <span>
        {count === 1 ? 'An apply was interrupted.' : `${count} applies were interrupted.`} What was done and
        what was not is in the history.
      </span>
      <Button onPress={() => go.page('history', { in: 'project' })}>Review</Button>
    </div>
  );
}
