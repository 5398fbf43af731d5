import type { AppError } from '../../core/errors.ts';
import { ErrorState } from '../ui/states.tsx';

export function ProblemScreen({ error }: { readonly error: AppError }) {
  return <ErrorState error={error} />;
}
