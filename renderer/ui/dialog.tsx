import './dialog.css';
import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { LayerContext, useLayer } from '../commands/use-commands.ts';
import { IconButton } from './button.tsx';

export interface DialogProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, in a bar at the bottom that stays in view: the way back first, the way on last, as in every form. */
  readonly actions?: ReactNode;
  /** `sheet` comes from the right and is as tall as the window: for reviews and long content. */
  readonly shape?: 'dialog' | 'wide' | 'sheet';
  readonly role?: 'dialog' | 'alertdialog';
  /** What Escape and the button in the corner do, where they do not close. */
  readonly closeLabel?: string;
  /** Whether Escape and a click outside close it; `false` while something runs that must be seen to its end. */
  readonly dismissable?: boolean;
  /** Frame it in an environment's colour. */
  readonly kind?: string | undefined;
}

/** A dialog over the page. Mount it to open it; commands registered inside rule the keys while it is there. */
export function Dialog({ dismissable = true, shape = 'dialog', kind, onClose, ...content }: DialogProps) {
  const layer = useLayer();
  return (
    <LayerContext value={layer}>
      <ModalOverlay
        isOpen
        className={`scrim scrim-${shape}`}
        isDismissable={dismissable}
        isKeyboardDismissDisabled={!dismissable}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <Modal className={`modal modal-${shape}`} {...(kind === undefined ? {} : { 'data-kind': kind })}>
          <Content {...content} {...(dismissable ? { onClose } : {})} />
        </Modal>
      </ModalOverlay>
    </LayerContext>
  );
}

function Content({
  title,
  children,
  actions,
  role = 'dialog',
  closeLabel = 'Close',
  onClose,
}: Pick<DialogProps, 'title' | 'children' | 'actions' | 'role' | 'closeLabel'> & {
  readonly onClose?: () => void;
}) {
  return (
    <AriaDialog role={role} className="dialog">
      <header className="dialog-head">
        <Heading slot="title" level={1}>
          {title}
        </Heading>
        {onClose !== undefined && (
          <IconButton label={closeLabel} chord="Escape" icon={<X size={16} />} onPress={onClose} />
        )}
      </header>
      <div className="dialog-body">{children}</div>
      {actions !== undefined && <footer className="dialog-actions">{actions}</footer>}
    </AriaDialog>
  );
}
