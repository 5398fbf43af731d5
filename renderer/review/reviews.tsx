import { useEffect, useRef } from 'react';
import { ReviewSheet } from './review-sheet.tsx';
import { openReviews, tellNotApplied, useReviews } from './review-state.ts';

/** Where the open review stands, over whatever page asked for it. */
export function Reviews() {
  const open = useReviews((state) => state.open);
  const closed = useReviews((state) => state.closed);
  const carriedOut = useRef<number>(undefined);
  useEffect(() => closed, [closed]);
  if (open === undefined) return null;
  const { id, planId, request, next, turn, onApplied, onEnd } = open;
  return (
    <ReviewSheet
      key={id}
      env={request.env}
      planId={planId}
      turn={turn}
      onApplied={(result) => {
        carriedOut.current = id;
        onApplied?.(result);
      }}
      onNext={
        turn === undefined
          ? undefined
          : () => {
              closed();
              openReviews(next, turn.of, onEnd);
            }
      }
      onClose={(done) => {
        closed();
        if (done) openReviews(next, turn?.of, onEnd);
        // One alone was closed before the person's eyes; of a row it is said with those that follow.
        else tellNotApplied(turn === undefined || carriedOut.current === id ? next : [request, ...next]);
      }}
    />
  );
}
