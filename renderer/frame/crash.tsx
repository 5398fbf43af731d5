import { asAppError } from '../api/bridge.ts';
import { ErrorAlone } from './alone.tsx';

/** A defect in a page: the frame around it goes on. Says nothing of the message, which may quote input. */
export function Crash({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return <ErrorAlone error={asAppError(error)} onRetry={reset} />;
}

/** What a defect leaves in the console of the window: its class and where it happened. */
export function reportCrash(error: unknown): void {
  const known = error instanceof Error;
  const frames = known ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  console.error(`A defect in the window: ${known ? error.name : typeof error}\n${frames.join('\n')}`);
}
