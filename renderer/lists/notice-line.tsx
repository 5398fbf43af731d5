import './list-notices.css';
import type { ReactNode } from 'react';

/** One thing that has to be known of what is shown below it. */
export function NoticeLine(props: {
  readonly tone: 'info' | 'warn';
  readonly icon: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={`list-notice list-notice-${props.tone}`} role="status">
      {props.icon}
      {props.children}
    </div>
  );
}
