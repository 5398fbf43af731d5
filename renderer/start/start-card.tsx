import './start-card.css';
import type { ReactNode } from 'react';
import { useReady } from '../router/ready.ts';

export interface StartCardProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly tone?: 'calm' | 'bad';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Said once below everything: where the data is. */
  readonly foot?: ReactNode;
}

/** One decision on an otherwise empty window. */
export function StartCard({ icon, title, tone = 'calm', children, actions, foot }: StartCardProps) {
  useReady(true);
  return (
    <main className="start">
      <title>{`${title} · Platos Console`}</title>
      <section className="start-card" aria-label={title}>
        <div className={`start-icon start-icon-${tone}`}>{icon}</div>
        <h1>{title}</h1>
        <div className="start-text">{children}</div>
        {actions !== undefined && <div className="start-actions">{actions}</div>}
      </section>
      <footer className="start-foot">{foot ?? 'Platos Console'}</footer>
    </main>
  );
}
