import Bot from 'lucide-react/icons/bot';
import KeyRound from 'lucide-react/icons/key-round';
import ListOrdered from 'lucide-react/icons/list-ordered';
import type { ReactNode } from 'react';
import { type DocumentResource, resourceNames } from '../../core/resource.ts';

const icons = { agent: Bot, 'provider-key': KeyRound, queue: ListOrdered } as const;

/** What a row is of, where it is no variable. */
export function ResourceMark({ resource }: { readonly resource: DocumentResource }): ReactNode {
  const Icon = icons[resource];
  return (
    <span className="soft resource-mark" title={resourceNames[resource].one}>
      <Icon size={14} aria-label={resourceNames[resource].one} />
    </span>
  );
}
