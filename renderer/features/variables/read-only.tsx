import Lock from 'lucide-react/icons/lock';
import { tellError } from '../../values/use-reveal.ts';
import type { Panel } from './panel.ts';

/** Panels in which something of this very environment is edited. */
const editing: ReadonlySet<Panel['type']> = new Set(['inline', 'edit', 'add', 'rename', 'copy-from']);

/** Whether a panel cannot be opened where nothing may be written. */
export const isEditing = (panel: Panel): boolean => editing.has(panel.type);

/** The same words as main has for it. */
export const tellReadOnly = (): void =>
  tellError({ code: 'refused', reason: 'read-only-environment', keys: [] });

export function ReadOnlyNotice() {
  return (
    <p className="variables-notice variables-read-only" role="note">
      <Lock size={14} aria-hidden /> Read-only: values can be read and copied, not changed. Its protection is
      set under Environments (Alt+8).
    </p>
  );
}
