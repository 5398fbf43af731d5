import { randomUUID } from 'node:crypto';
import { Failure } from '../../core/errors.ts';
import { reportBug } from '../bugs.ts';

/** Why the app cannot do what the command line asks for, in the console's own words. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
}

/**
 * Tell the terminal what went wrong: own words, the code of an expected failure or of the operating system; anything
 * else is a bug with an incident. Never the message of an error, which may quote what was read.
 *
 * @param what  the sentence it begins with where the error has no words of its own
 */
export function tellTrouble(what: string, where: string, error: unknown): void {
  const code = codeOf(error);
  if (error instanceof Trouble) console.error(error.message);
  else if (code !== undefined) console.error(`${what} (${code}).`);
  else reportBug(randomUUID(), where, error);
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof Failure)
    return 'problem' in error.detail ? `${error.detail.code}: ${error.detail.problem}` : error.detail.code;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
