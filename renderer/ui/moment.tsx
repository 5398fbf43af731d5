import { useNow } from './use-now.ts';
import { ago, exactly } from './when.ts';

/** How long ago, and the exact time where the pointer rests. Unix milliseconds. */
export function Moment({ at }: { readonly at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={exactly(at)}>
      {ago(at, useNow())}
    </time>
  );
}
