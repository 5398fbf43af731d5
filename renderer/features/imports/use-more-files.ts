import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ask } from '../../api/bridge.ts';
import { type AddFiles, type Turned, useOffers } from './offer.ts';

/**
 * As long as files are looked at, what is picked, dropped or pasted comes to them.
 *
 * @param came  told the positions of the files that are new or another now
 * @returns those that were turned down meanwhile
 */
export function useMoreFiles(
  importId: string,
  came: (changed: readonly number[]) => void,
): readonly Turned[] {
  const client = useQueryClient();
  const lookedAt = useOffers((state) => state.lookedAt);
  const [turned, setTurned] = useState<readonly Turned[]>([]);
  const tell = useRef(came);
  tell.current = came;
  useEffect(() => {
    const add: AddFiles = async (files, bad) => {
      setTurned((before) => [...before, ...bad]);
      if (files.length === 0) return;
      const { changed } = await ask('imports.add', { importId, files: [...files] });
      tell.current(changed);
      await client.invalidateQueries({ queryKey: ['imports', importId] });
    };
    lookedAt(add);
    return () => lookedAt(undefined);
  }, [client, importId, lookedAt]);
  return turned;
}
