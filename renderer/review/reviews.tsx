import { useEffect } from 'react';
import { ReviewSheet } from './review-sheet.tsx';
import { openReviews, tellNotReviewed, useReviews } from './review-state.ts';

/** Where the open review stands, over whatever page asked for it. */
export function Reviews() {
  const open = useReviews((state) => state.open);
  const closed = useReviews((state) => state.closed);
  useEffect(() => closed, [closed]);
  if (open === undefined) return null;
  const { planId, next, turn, onApplied, onEnd } = open;
  return (
    <ReviewSheet
      key={planId}
      planId={planId}
      turn={turn}
      onApplied={onApplied}
      onClose={(done) => {
        closed();
        if (done) openReviews(next, turn?.of, onEnd);
        else tellNotReviewed(next);
      }}
    />
  );
}
