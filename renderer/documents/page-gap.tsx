import type { ReactNode } from 'react';
import { useReady } from '../router/ready.ts';
import { useGo } from '../router/use-go.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';

/** A page that this workspace cannot offer: says why, and where it is done instead. */
export function PageGap(props: {
  readonly title: string;
  readonly why: string;
  /** What would give it is entered in Settings. */
  readonly inSettings?: boolean;
}): ReactNode {
  const { title, why, inSettings = false } = props;
  const go = useGo();
  useReady(true);
  const actions = inSettings ? (
    <Button look="primary" chord="Alt+9" onPress={() => go.page('settings')}>
      Open Settings
    </Button>
  ) : undefined;
  return (
    <EmptyState level={1} title={title} actions={actions}>
      {why}
    </EmptyState>
  );
}
