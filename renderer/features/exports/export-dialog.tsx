export interface ExportDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ExportDialog({ isOpen }: ExportDialogProps) {
  return isOpen ? <p>Export</p> : null;
}
