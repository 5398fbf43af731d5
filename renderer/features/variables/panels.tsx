import { useState } from 'react';
import { useEnv } from '../../router/use-env.ts';
import { AddDialog } from './add-dialog.tsx';
import { CarryDialog } from './carry-dialog.tsx';
import { CopyFromDialog } from './copy-from-dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { KeptListsSheet } from './kept-lists-sheet.tsx';
import type { Panel } from './panel.ts';
import { RenameDialog } from './rename-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import type { VariableRow } from './row.ts';
import { VersionsSheet } from './versions-sheet.tsx';

export interface PanelsProps {
  readonly panel: Panel | undefined;
  readonly rowOf: (key: string) => VariableRow | undefined;
  readonly isTaken: (key: string) => boolean;
  /** The value of a key as far as it may be seen now. */
  readonly textOf: (key: string) => string | undefined;
  /** Close, and make a key active. */
  readonly onClose: (key?: string) => void;
}

/** The dialog that lies over the grid, if any. */
export function Panels({ panel, rowOf, isTaken, textOf, onClose }: PanelsProps) {
  const { ref, environment } = useEnv();
  if (panel === undefined || panel.type === 'inline') return null;
  const close = () => onClose();
  if (panel.type === 'kept-lists') return <KeptListsSheet onClose={close} />;
  if (panel.type === 'copy-from') return <CopyFromDialog onClose={close} />;
  if (panel.type === 'carry') return <CarryDialog keys={panel.keys} onClose={close} />;
  if (panel.type === 'versions') return <VersionsSheet variableKey={panel.key} onClose={close} />;
  if (panel.type === 'rename')
    return <RenameDialog env={ref} from={panel.key} taken={isTaken} onRenamed={onClose} onClose={close} />;
  if (panel.type === 'add')
    return (
      <AddDialog
        env={ref}
        environmentName={environment.name}
        environmentKind={environment.kind}
        initialKey={panel.key}
        taken={isTaken}
        onAdded={onClose}
        onClose={close}
      />
    );
  return (
    <RowPanel
      key={`${panel.type} ${panel.key}`}
      panel={panel}
      rowOf={rowOf}
      textOf={textOf}
      onClose={close}
    />
  );
}

type OfRow = Extract<Panel, { readonly type: 'edit' | 'rotate' }>;

/** What is typed of a row stays, though another deletes the row meanwhile. */
function RowPanel({
  panel,
  rowOf,
  textOf,
  onClose,
}: Pick<PanelsProps, 'rowOf' | 'textOf'> & { readonly panel: OfRow; readonly onClose: () => void }) {
  const { ref, environment } = useEnv();
  const [first] = useState(() => rowOf(panel.key));
  const row = rowOf(panel.key) ?? first;
  if (row === undefined) return null;
  if (panel.type === 'rotate') return <RotateDialog row={row} onClose={onClose} />;
  return (
    <EditDialog
      env={ref}
      environmentKind={environment.kind}
      row={row}
      initial={textOf(panel.key)}
      focus={panel.focus}
      typed={panel.typed}
      onClose={onClose}
    />
  );
}
