import { useEffect } from 'react';
import { ReviewSheet } from './review-sheet.tsx';
import { useReviews } from './review-state.ts';

/** Where the open review stands, over whatever page asked for it. */
export function Reviews() {
  const open = useReviews((state) => state.open);
  const closed = useReviews((state) => state.closed);
  useEffect(() => closed, [closed]);
  if (open === undefined) return null;
  return <ReviewSheet key={open.planId} planId={open.planId} onClose={closed} onApplied={open.onApplied} />;
}
