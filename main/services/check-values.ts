import { Failure, type InputIssue } from '../../core/errors.ts';
import { limits } from '../../core/limits.ts';
import { newKeyPattern } from '../../core/variable.ts';

/** Throws `invalid-input` when there is any issue. */
export function refuseIssues(issues: readonly InputIssue[]): void {
  if (issues.length > 0) throw new Failure({ code: 'invalid-input', issues: issues.slice(0, 20) });
}

/** What is wrong with values and notes as typed: over the limit in UTF-8 bytes, or not text that UTF-8 can hold. */
export function valueIssues(
  patches: readonly { readonly value?: string | undefined; readonly note?: string | undefined }[],
  path: string,
): readonly InputIssue[] {
  return patches.flatMap(({ value = '', note = '' }, index) => {
    if (Buffer.byteLength(value) > limits.valueBytes)
      return [{ path: `${path}.${index}.value`, reason: `larger than ${limits.valueBytes} bytes` }];
    const broken = [...(value.isWellFormed() ? [] : ['value']), ...(note.isWellFormed() ? [] : ['note'])];
    return broken.map((part) => ({
      path: `${path}.${index}.${part}`,
      reason: 'holds half a character (a lone surrogate)',
    }));
  });
}

/** A new key must follow the console's rule; one that is there already may be any. */
export function keyIssues(
  keys: readonly string[],
  known: (key: string) => boolean,
  path: (index: number) => string,
): readonly InputIssue[] {
  return keys.flatMap((key, index) => {
    const reason = newKeyProblem(key);
    return reason === undefined || known(key) ? [] : [{ path: path(index), reason }];
  });
}

function newKeyProblem(key: string): string | undefined {
  if (key.length > limits.keyLength) return 'too_big';
  return newKeyPattern.test(key)
    ? undefined
    : 'letters, digits and underscores only, not beginning with a digit';
}
