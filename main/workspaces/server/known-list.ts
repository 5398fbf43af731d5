import type { Sighting } from '../../../core/sighting.ts';
import type { StoredVariable } from '../../../core/workspace.ts';
import type { Fingerprinter } from '../../store/fingerprint.ts';
import type { RemoteVariable } from './api.ts';
import type { Remembered } from './remembered.ts';
import type { Snapshot } from './snapshots.ts';

/** A variable of a server as the console knows it. */
export interface KnownVariable extends StoredVariable {
  /** Where the fingerprint of a hidden value comes from. */
  readonly remembered: Remembered | undefined;
}

/** The last complete list of an environment, decoded. */
export interface KnownList extends Pick<Snapshot, 'id' | 'takenAt' | 'seenAt'> {
  /** Sorted by key; each key once. */
  readonly variables: ReadonlyMap<string, KnownVariable>;
}

/**
 * A list with the fingerprints of its values, and what is remembered of those that are hidden.
 *
 * @param listed  sorted by key
 * @param before  an earlier list: what is the same in it need not be fingerprinted again
 */
export function knownList(
  { id, takenAt, seenAt }: Pick<Snapshot, 'id' | 'takenAt' | 'seenAt'>,
  listed: readonly RemoteVariable[],
  remembered: ReadonlyMap<string, Remembered>,
  fingerprint: Fingerprinter,
  before?: KnownList,
): KnownList {
  const variables = new Map<string, KnownVariable>();
  for (const { key, value, kind } of listed) {
    const earlier = before?.variables.get(key);
    const same = earlier !== undefined && value !== undefined && earlier.value === value;
    if (same && earlier.kind === kind) variables.set(key, earlier);
    else {
      const hidden = value === undefined ? remembered.get(key) : undefined;
      variables.set(key, {
        key,
        value,
        kind,
        note: undefined,
        fingerprint: value === undefined ? hidden?.fingerprint : fingerprint(value),
        version: 0,
        changedAt: undefined,
        remembered: hidden,
      });
    }
  }
  return { id, takenAt, seenAt, variables };
}

/**
 * What a list that was just read tells for sure.
 *
 * @param above  the same key in the parent environment as last seen, for a branch
 */
export function sightingOf(variable: KnownVariable, above: KnownVariable | undefined): Sighting {
  const { value, kind, fingerprint, remembered } = variable;
  const sure = value !== undefined || remembered?.origin === 'read';
  return {
    kind,
    hidden: value === undefined,
    fingerprint: sure ? fingerprint : undefined,
    ...(isInherited(variable, above) ? { inherited: true } : {}),
  };
}

/**
 * What stays remembered once a list was read.
 *
 * A key that vanished or is not hidden any more is forgotten, and what was read for comparison with an earlier list.
 *
 * @param secrets  values read for comparison together with this list; only fingerprints are taken
 */
export function rememberedAfter(
  before: ReadonlyMap<string, Remembered>,
  listed: readonly RemoteVariable[],
  secrets: ReadonlyMap<string, string> | undefined,
  fingerprint: Fingerprinter,
  at: number,
): ReadonlyMap<string, Remembered> {
  const next = new Map<string, Remembered>();
  for (const { key, value } of listed) {
    if (value !== undefined) continue;
    const secret = secrets?.get(key);
    const old = before.get(key);
    if (secret !== undefined) next.set(key, { fingerprint: fingerprint(secret), at, origin: 'read' });
    else if (old?.origin === 'written') next.set(key, old);
  }
  return next;
}

/** Whether what a branch shows may be its parent's: the server does not tell, but what differs is the branch's own. */
export const isInherited = (variable: KnownVariable, above: KnownVariable | undefined): boolean =>
  above !== undefined && above.kind === variable.kind && above.value === variable.value;
