import './frame.css';
import type { ReactNode } from 'react';
import { useEnv } from '../router/use-env.ts';

/** What stands around every page of an environment. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { environment } = useEnv();
  return (
    <div className="frame" data-kind={environment.kind}>
      <main className="frame-page">{children}</main>
    </div>
  );
}
