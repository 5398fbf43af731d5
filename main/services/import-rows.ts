import { classify, isPlaceholder, looksHidden, reservedReason } from '../../core/detect.ts';
import type { ImportFileChoice, ImportRow, RowNumbers } from '../../core/imports.ts';
import { checkSetting, dangerousInProduction } from '../../core/safety-settings.ts';
import type { VariableKind, VariableMeta } from '../../core/variable.ts';
import type { HeldEntry, HeldFile, ImportWarning } from './import-held.ts';

/** What the rows of one file are judged by. */
export interface RowFacts {
  readonly choice: ImportFileChoice;
  /** What the target environment holds now. */
  readonly variables: ReadonlyMap<string, VariableMeta>;
  /** The project's list of required keys as it is now. */
  readonly required: ReadonlySet<string>;
  /** Keys that a later file sets in the same environment, with that file's name. */
  readonly setAgainIn: ReadonlyMap<string, string>;
  readonly fingerprint: (value: string) => string;
}

/** One row per entry of the file, in its order: what it is to the target, what is odd about it, and whether it is taken. */
export function rowsOf(file: HeldFile, facts: RowFacts): ImportRow[] {
  const lastLine = new Map<string, number>();
  for (const entry of file.entries) if (!entry.unusable) lastLine.set(entry.key, entry.line);
  return file.entries.map((entry) => {
    const again = entry.unusable ? undefined : lastLine.get(entry.key);
    const setAgain =
      again === undefined || again === entry.line ? [] : [setAgainWarning(again, file.numbers)];
    return facts.choice.role === 'required-keys'
      ? requiredRow(entry, setAgain, facts)
      : valueRow(entry, setAgain, facts);
  });
}

function requiredRow(entry: HeldEntry, setAgain: readonly ImportWarning[], facts: RowFacts): ImportRow {
  const known = facts.required.has(entry.key);
  const warnings = entry.unusable ? entry.warnings : setAgain;
  return {
    line: entry.line,
    key: entry.key,
    status: entry.unusable ? 'unusable' : known ? 'same' : 'new',
    kind: kindOf(entry, facts),
    warnings: [...warnings],
    take: !entry.unusable && !known && setAgain.length === 0,
    ...(entry.note === undefined ? {} : { note: entry.note }),
    empty: entry.value === '',
  };
}

function valueRow(entry: HeldEntry, setAgain: readonly ImportWarning[], facts: RowFacts): ImportRow {
  const status = statusOf(entry, facts);
  const later = facts.setAgainIn.get(entry.key);
  const refused = entry.unusable ? [] : notTaken(entry, facts);
  const warnings = [
    ...entry.warnings,
    ...(entry.unusable ? [] : [...setAgain, ...laterFile(later), ...refused, ...looks(entry, facts)]),
  ];
  const overtaken = setAgain.length > 0 || later !== undefined;
  return {
    line: entry.line,
    key: entry.key,
    status,
    kind: kindOf(entry, facts),
    warnings,
    take: (status === 'new' || status === 'changes') && !overtaken && refused.length === 0,
    ...(entry.note === undefined ? {} : { note: entry.note }),
    empty: entry.value === '',
  };
}

function statusOf(entry: HeldEntry, facts: RowFacts): ImportRow['status'] {
  if (entry.unusable || entry.value === undefined) return 'unusable';
  const there = facts.variables.get(entry.key);
  if (there === undefined) return 'new';
  const sameValue = there.fingerprint === facts.fingerprint(entry.value);
  const sameNote = entry.note === undefined || entry.note === (there.note ?? '');
  const sameKind = there.kind === kindOf(entry, facts);
  return sameValue && sameNote && sameKind ? 'same' : 'changes';
}

/** A variable that exists keeps its kind: the person may have decided against the look of its name. */
function kindOf(entry: HeldEntry, facts: RowFacts): VariableKind {
  const there = facts.variables.get(entry.key);
  return entry.kind ?? there?.kind ?? classify(entry.key, entry.value ?? '');
}

const setAgainWarning = (number: number, numbers: RowNumbers): ImportWarning => ({
  kind: 'duplicate',
  text: `Set again ${numbers === 'lines' ? 'on line' : 'as entry'} ${number}; the last one counts, so this one is left out.`,
});

function laterFile(later: string | undefined): readonly ImportWarning[] {
  if (later === undefined) return [];
  return [{ kind: 'duplicate', text: `${later} sets it too and counts, so this one is left out.` }];
}

/** What is left out unless the person ticks it. */
function notTaken({ key, value = '' }: HeldEntry, { choice }: RowFacts): readonly ImportWarning[] {
  const warnings: ImportWarning[] = [];
  const reserved = reservedReason(key);
  const danger = choice.kind === 'production' ? dangerousInProduction(key, value) : undefined;
  if (looksHidden(value))
    warnings.push({
      kind: 'looks-hidden',
      text: 'What a server shows in place of a hidden value, not a value. Left out unless you tick it.',
    });
  if (reserved !== undefined)
    warnings.push({ kind: 'reserved', text: `${reserved} Left out unless you tick it.` });
  if (danger !== undefined)
    warnings.push({
      kind: 'dangerous',
      text: `${danger.text} Left out unless you tick it; then its name has to be typed.`,
    });
  return warnings;
}

/** What is taken all the same, but deserves a look. */
function looks(entry: HeldEntry, facts: RowFacts): readonly ImportWarning[] {
  const { key, value = '' } = entry;
  const warnings: ImportWarning[] = [];
  if (value === '') warnings.push({ kind: 'empty', text: 'Empty: set, but to nothing.' });
  else if (!looksHidden(value) && isPlaceholder(value))
    warnings.push({ kind: 'placeholder', text: 'Looks like a placeholder, not like a real value.' });
  if (/\$\{[A-Za-z_]\w*\}/.test(value))
    warnings.push({
      kind: 'not-expanded',
      text: 'Refers to another variable: that is kept as written, and not filled in.',
    });
  if (kindOf(entry, facts) === 'plain' && classify(key, value) === 'secret')
    warnings.push({ kind: 'stored-plain', text: 'Looks like a credential, but would be stored as plain.' });
  for (const { rule, level, text } of checkSetting(facts.choice.kind, key, value))
    if (level === 'warning') warnings.push({ kind: rule, text });
  return warnings;
}
