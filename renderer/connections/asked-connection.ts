import { type RefObject, useEffect, useRef } from 'react';
import { useSearchText } from '../router/use-search-text.ts';

/** A part of a connection's card that can be gone to. */
export type CardPart = 'top' | 'agent-service' | 'remove';

/** The search parameters of Settings that lead to a connection's card. */
export const cardSearch = (id: string, part: CardPart) => ({ connection: `${part} ${id}` });

/**
 * The card that the address asks for comes into view with the focus in it: once, and then it is gone from the address.
 *
 * @param count  of the connections that are shown
 * @returns for the element around the cards
 */
export function useAskedConnection(count: number): RefObject<HTMLDivElement | null> {
  const cards = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useSearchText('connection');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that is asked for
  useEffect(() => {
    if (asked === '' || count === 0) return;
    const [part = '', id = ''] = asked.split(' ');
    const card = cards.current?.querySelector(`[data-connection="${CSS.escape(id)}"]`);
    const within = CSS.escape(part);
    const button =
      card?.querySelector<HTMLElement>(`button[data-part="${within}"], [data-part="${within}"] button`) ??
      card?.querySelector<HTMLElement>('button');
    card?.scrollIntoView({ block: 'start' });
    button?.focus();
    setAsked('');
  }, [asked, count]);
  return cards;
}
