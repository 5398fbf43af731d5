import { blanksAround } from '../../../core/blanks.ts';
import {
  isPlaceholder,
  looksHidden,
  providerOf,
  reservedReason,
  suggestProviderName,
} from '../../../core/detect.ts';
import type { EnvironmentKind } from '../../../core/environment.ts';
import { invisibleCharacters } from '../../../core/invisible.ts';
import { limits } from '../../../core/limits.ts';
import { checkSetting } from '../../../core/safety-settings.ts';
import { newKeyPattern } from '../../../core/variable.ts';

/** `error`: cannot be kept. `ask`: kept only after a question. `warning`: kept, and worth a look. */
export interface Check {
  readonly level: 'error' | 'ask' | 'warning' | 'hint';
  readonly text: string;
}

/** What is wrong with a new name, or worth knowing; nothing for an empty one, which is not typed yet. */
export function checkKey(key: string, taken: (key: string) => boolean): readonly Check[] {
  if (key === '') return [];
  const problem = keyProblem(key, taken);
  if (problem !== undefined) return [{ level: 'error', text: problem }];
  const better = suggestProviderName(key);
  if (better !== undefined)
    return [{ level: 'warning', text: `Agents look for ${better}. ${key} will not be found by them.` }];
  const provider = providerOf(key);
  return provider === undefined
    ? []
    : [{ level: 'hint', text: `A key of ${provider.name}: kept as a secret.` }];
}

function keyProblem(key: string, taken: (key: string) => boolean): string | undefined {
  if (key.length > limits.keyLength) return `Longer than ${limits.keyLength} characters.`;
  if (/\s/.test(key)) return 'A key has no spaces.';
  if (/^\d/.test(key)) return 'A name does not begin with a digit.';
  if (!newKeyPattern.test(key)) return 'Letters, digits and underscores only.';
  if (taken(key)) return 'This key is here already.';
  return reservedReason(key);
}

/** Only the beginning is searched for odd characters: a value may have a million. */
const looked = 65_536;
const utf8 = new TextEncoder();

/** What is wrong with a value as typed, or worth a second look. */
export function checkValue(key: string, value: string, kind: EnvironmentKind): readonly Check[] {
  if (value.length * 3 > limits.valueBytes) {
    const size = utf8.encode(value).length;
    if (size > limits.valueBytes)
      return [{ level: 'error', text: `Too long: ${Math.ceil(size / 1024)} kB, at most 1,024 kB are kept.` }];
  }
  if (!value.isWellFormed()) return [{ level: 'error', text: 'Holds half a character (a lone surrogate).' }];
  if (looksHidden(value))
    return [{ level: 'ask', text: 'This is what a server shows in place of a hidden value.' }];
  const checks: Check[] = [];
  const odd = invisibleCharacters(value.length > looked ? value.slice(0, looked) : value);
  const first = odd[0];
  if (first !== undefined)
    checks.push({
      level: 'warning',
      text:
        odd.length === 1
          ? `Holds an invisible character: ${first.name}.`
          : `Holds ${odd.length} invisible characters, the first a ${first.name}.`,
    });
  const blanks = blanksAround(value);
  if (blanks !== undefined) checks.push({ level: 'warning', text: blanks });
  if (isPlaceholder(value)) checks.push({ level: 'warning', text: 'Looks like a placeholder, not a value.' });
  for (const { level, text, source } of checkSetting(kind, key, value))
    checks.push({ level: level === 'note' ? 'hint' : 'warning', text: `${text} ${source}` });
  return checks;
}

export const blocks = (checks: readonly Check[]): boolean => checks.some((check) => check.level === 'error');
export const asks = (checks: readonly Check[]): boolean => checks.some((check) => check.level === 'ask');
