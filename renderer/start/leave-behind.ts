import { useEffect, useState } from 'react';

/**
 * When the store is left, the window begins anew on the same path: what was read, shown or typed goes with the
 * old document, and no library that remembers a field keeps a value past the lock.
 *
 * Not a reload, after which a browser puts back what its fields held.
 *
 * @returns whether the document is on its way out: there is nothing to show in it any more
 */
export function useLeaveBehind(ready: boolean): boolean {
  const [wasOpen, setWasOpen] = useState(ready);
  if (ready && !wasOpen) setWasOpen(true);
  const leaving = wasOpen && !ready;
  useEffect(() => {
    if (leaving) location.replace(location.href);
  }, [leaving]);
  return leaving;
}
