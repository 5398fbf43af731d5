import { reservedReason } from './detect.ts';
import { limits } from './limits.ts';
import type { Side } from './side.ts';
import type { VariableKind } from './variable.ts';
import type { WriteRules } from './workspace.ts';

/** What somebody asks for, as far as it can be impossible. */
type Asked =
  | {
      readonly type: 'set';
      readonly key: string;
      readonly value?: string | undefined;
      readonly kind?: VariableKind | undefined;
      readonly note?: string | undefined;
    }
  | { readonly type: 'delete'; readonly key: string };

/** Why a change cannot be carried out in a workspace, as a sentence; undefined where it can. */
export function impossible(rules: WriteRules, before: Side | null, asked: Asked): string | undefined {
  if (asked.type === 'delete') return undefined;
  const { key, value } = asked;
  if (before !== null && before.value === undefined && value === undefined)
    return 'Its value is hidden: give a new value to change anything else about it.';
  if (rules.reserved.includes(key)) return reservedReason(key) ?? 'The server keeps this name for itself.';
  const why = before === null ? badName(rules, key) : idle(rules, before, asked);
  return why ?? badValue(rules, before === null ? (value ?? '') : value);
}

function badName({ newKey }: WriteRules, key: string): string | undefined {
  if (key.length > limits.keyLength) return 'The name is too long.';
  return newKey.pattern.test(key) ? undefined : `A name has ${newKey.words}.`;
}

function badValue({ blankValues, valueLength }: WriteRules, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!blankValues && value.trim() === '')
    return 'This server stores no empty value: delete the variable instead.';
  if (valueLength !== undefined && value.length > valueLength)
    return `This server stores values of at most ${valueLength} characters.`;
  return undefined;
}

/** A change that comes to nothing, because the only parts that differ are not kept there. */
function idle(rules: WriteRules, before: Side, asked: Extract<Asked, { type: 'set' }>): string | undefined {
  if (asked.value !== undefined && asked.value !== before.value) return undefined;
  const turns = asked.kind !== undefined && asked.kind !== before.kind;
  if (turns) return rules.secretFlag === 'kept' ? 'This server keeps a variable’s kind as it is.' : undefined;
  const notes = (asked.note ?? '') !== '' && asked.note !== before.note;
  return notes && !rules.notes ? 'Only its note would change, and this server keeps none.' : undefined;
}
