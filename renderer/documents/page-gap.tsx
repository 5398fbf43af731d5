import type { ReactNode } from 'react';
import { useReady } from '../router/ready.ts';
import { EmptyState } from '../ui/states.tsx';

/** A page that this workspace cannot offer: says why, and where it is done instead. */
export function PageGap({ title, why }: { readonly title: string; readonly why: string }): ReactNode {
  useReady(true);
  return (
    <EmptyState level={1} title={title}>
      {why}
    </EmptyState>
  );
}
