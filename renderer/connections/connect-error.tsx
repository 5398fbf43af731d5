import type { Connection } from '../../core/connection.ts';
import type { AppError } from '../../core/errors.ts';
import { firstTryText } from '../api/server-text.ts';
import { ErrorNote } from '../ui/states.tsx';

/** Why a server did not do what connecting needs: by its address, as long as it was never reached under its name. */
export function ConnectError({
  connection,
  error,
}: {
  readonly connection: Connection;
  readonly error: AppError;
}) {
  if (error.code !== 'server' || connection.reachedAt !== undefined) return <ErrorNote error={error} />;
  return <ErrorNote error={error} text={firstTryText(error.problem, connection.url, error.status)} />;
}
