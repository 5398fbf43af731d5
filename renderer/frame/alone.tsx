import type { ReactNode } from 'react';
import type { AppError } from '../../core/errors.ts';
import { useReady } from '../router/ready.ts';
import { ErrorState, Loading } from '../ui/states.tsx';

/** What stands in the window by itself, before or instead of the frame. */
function Alone({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="alone">
      <h1 className="only-spoken">{title}</h1>
      {children}
    </main>
  );
}

export function LoadingAlone({ label }: { readonly label: string }) {
  return (
    <Alone title={label}>
      <Loading label={label} rows={16} />
    </Alone>
  );
}

export function ErrorAlone({ error, onRetry }: { readonly error: AppError; readonly onRetry: () => void }) {
  useReady(true);
  return (
    <Alone title="Platos Console">
      <ErrorState error={error} onRetry={onRetry} />
    </Alone>
  );
}
