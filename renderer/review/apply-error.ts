import type { AppError } from '../../core/errors.ts';
import type { ErrorText } from '../api/error-shape.ts';
import { errorText } from '../api/error-text.ts';

/**
 * What an apply is refused with before anything is sent: the target is read again first. What stops it later is told in
 * its result.
 */
const beforeWriting: ReadonlySet<AppError['code']> = new Set(['server', 'agent-access', 'keychain', 'file']);

/** Why nothing was applied, in words, which say where it is certain that nothing was written. */
export function applyErrorText(error: AppError): ErrorText {
  const text = errorText(error);
  return beforeWriting.has(error.code) ? { ...text, what: `${text.what} Nothing was written.` } : text;
}
