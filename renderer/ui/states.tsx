import './states.css';
import CircleAlert from 'lucide-react/icons/circle-alert';
import type { ReactNode } from 'react';
import type { AppError } from '../../core/errors.ts';
import type { ErrorText } from '../api/error-shape.ts';
import { errorText } from '../api/error-text.ts';
import { Button } from './button.tsx';

/** Nothing here yet: says why, and what to do about it. */
export function EmptyState({
  icon,
  title,
  level = 2,
  children,
  actions,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  /** 1 where nothing else heads the page. */
  readonly level?: 1 | 2;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className="state">
      {icon !== undefined && <div className="state-icon">{icon}</div>}
      <Heading>{title}</Heading>
      {children !== undefined && <div className="state-text">{children}</div>}
      {actions !== undefined && <div className="state-actions">{actions}</div>}
    </div>
  );
}

/** A failure where it happened: what, and what to do next. */
export function ErrorState({
  error,
  text = errorText(error),
  onRetry,
  actions,
}: {
  readonly error: AppError;
  /** Where the place knows more than the error does. */
  readonly text?: ErrorText;
  readonly onRetry?: () => void;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="state" role="alert">
      <div className="state-icon state-icon-bad">
        <CircleAlert size={20} aria-hidden />
      </div>
      <h2>{text.title}</h2>
      <div className="state-text">
        <p>{text.what}</p>
        <p>{text.next}</p>
      </div>
      <div className="state-actions">
        {onRetry !== undefined && <Button onPress={onRetry}>Try again</Button>}
        {actions}
      </div>
    </div>
  );
}

/** The same in one line, inside a form or a sheet. */
export function ErrorNote({
  error,
  text = errorText(error),
}: {
  readonly error: AppError;
  /** Where the place knows more than the error does. */
  readonly text?: ErrorText;
}) {
  // What waits for a person has not failed.
  const tone = error.code === 'approval-needed' ? 'note-warn' : 'note-bad';
  return (
    <div className={`note ${tone}`} role="alert">
      <CircleAlert size={16} aria-hidden />
      <div>
        <strong>{text.title}.</strong> {text.what} {text.next}
      </div>
    </div>
  );
}

/** Rows that are on their way. Said once to a screen reader, never animated when motion is unwanted. */
export function Loading({ label, rows = 8 }: { readonly label: string; readonly rows?: number }) {
  return (
    <div className="loading" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="loading-row" aria-hidden="true">
          <span style={{ width: `${18 + ((row * 37) % 24)}%` }} />
          <span style={{ width: `${28 + ((row * 53) % 32)}%` }} />
        </div>
      ))}
    </div>
  );
}
