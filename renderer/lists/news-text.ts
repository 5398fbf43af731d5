import type { ListState } from '../../core/list-state.ts';
import { nameSome } from '../api/error-text.ts';

type News = NonNullable<ListState['news']>;

/** "3 changed, 1 added": what somebody else did on the server. Keys that are gone are named, as no row shows them. */
export function newsText({ added, changed, removed }: News): string {
  const parts = [
    ...(changed.length > 0 ? [`${changed.length} changed`] : []),
    ...(added.length > 0 ? [`${added.length} added`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed (${nameSome(removed)})`] : []),
  ];
  return parts.join(', ');
}
