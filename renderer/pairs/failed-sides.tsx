import './pairs.css';
import CircleAlert from 'lucide-react/icons/circle-alert';
import type { ReactNode } from 'react';
import { errorText } from '../api/error-text.ts';
import { Button } from '../ui/button.tsx';
import type { FailedSide } from './use-pair-rows.ts';

/** Which sides could not be loaded, and that nothing was compared because of it. */
export function FailedSides({
  sides,
  retry,
}: {
  readonly sides: readonly FailedSide[];
  readonly retry: () => void;
}): ReactNode {
  const reasons = new Set(sides.map((side) => errorText(side.error).what));
  return (
    <div className="state" role="alert">
      <div className="state-icon state-icon-bad">
        <CircleAlert size={20} aria-hidden />
      </div>
      <h2>Could not load {sides.map((side) => side.name).join(' and ')}</h2>
      <div className="state-text">
        {[...reasons].map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        <p>Nothing is compared until every side is here completely.</p>
      </div>
      <div className="state-actions">
        <Button onPress={retry}>Try again</Button>
      </div>
    </div>
  );
}
