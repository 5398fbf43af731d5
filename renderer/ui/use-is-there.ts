import { useCallback, useEffect, useRef } from 'react';

/** Whether the component is still there: a dialog that was left closes no other one, and leads nowhere, once it is answered. */
export function useIsThere(): () => boolean {
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  return useCallback(() => isThere.current, []);
}
