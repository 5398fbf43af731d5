import { providerKeyText, readProviderKey } from '../../../../core/provider-key.ts';
import type { ApplyRequest, StoredDocument } from '../../../../core/workspace.ts';
import type { Fingerprinter } from '../../../store/fingerprint.ts';
import type { Entry } from '../course.ts';

/**
 * Whether a provider key is as a plan took it to be but for the default, which an earlier operation of the same apply
 * gave to another key of its provider: the server takes it from this one by itself.
 */
export function gaveDefaultAway(
  { operations }: Pick<ApplyRequest, 'operations'>,
  { position, operation }: Entry,
  now: StoredDocument | undefined,
  fingerprint: Fingerprinter,
): boolean {
  if (operation.resource !== 'provider-key' || now === undefined) return false;
  const key = readProviderKey(operation.key, now.text);
  if (key === undefined || key.isDefault) return false;
  const was = fingerprint(providerKeyText({ ...key, isDefault: true }));
  if (operation.expect?.fingerprint !== was) return false;
  return operations.some((earlier) => {
    if (earlier.position >= position || earlier.operation.resource !== 'provider-key') return false;
    if (earlier.operation.type === 'delete') return false;
    const other = readProviderKey(earlier.operation.key, earlier.operation.value);
    return other?.provider === key.provider && other.isDefault;
  });
}
