import { useQuery } from '@tanstack/react-query';
import type { KeyMode } from '../../core/app-state.ts';
import { appQueries } from '../api/app-queries.ts';

const kept: Readonly<Record<KeyMode, string>> = {
  keychain: 'kept in the keychain of the system',
  passphrase: 'kept in the encrypted store behind your passphrase, as there is no keychain',
  session: 'kept in memory until you quit',
};

/** Where a credential will lie. */
export function useKeptText(): string {
  const phase = useQuery(appQueries.state()).data?.phase;
  return phase?.name === 'ready' ? kept[phase.mode] : 'kept encrypted';
}
